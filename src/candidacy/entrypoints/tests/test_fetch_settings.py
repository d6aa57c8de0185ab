"""What a production server may be told to fetch from."""

import pytest

from candidacy.entrypoints.settings import BadSetting, load_settings


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.8.8"])
def test_req_010_production_refuses_to_fetch_from_itself(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("CANDIDACY_ENVIRONMENT", "production")
    monkeypatch.setenv("CANDIDACY_FETCH__PRIVATE_HOSTS", f'["{host}"]')

    with pytest.raises(BadSetting, match="PRIVATE_HOSTS"):
        load_settings()
