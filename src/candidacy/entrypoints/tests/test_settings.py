"""A wrong setting stops the start and is named; what is not set has its default."""

import os
from pathlib import Path

import pytest

from candidacy.entrypoints.settings import BadSetting, Settings, known_variables, load_settings


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in os.environ:
        if name.startswith("CANDIDACY_") or name == "DATABASE_URL":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set() -> None:
    settings = load_settings()

    assert (settings.http.host, settings.http.port, settings.worker) == ("127.0.0.1", 8000, "inside")
    assert settings.database_url is None
    assert not settings.production


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("CANDIDACY_HTTP__PORT", "many", "CANDIDACY_HTTP__PORT: "),
        ("CANDIDACY_HTTP__PORT", "70000", "CANDIDACY_HTTP__PORT: "),
        (
            "CANDIDACY_HTTP__PROT",
            "80",
            "CANDIDACY_HTTP__PROT: there is no such setting; did you mean CANDIDACY_HTTP__PORT?",
        ),
        ("CANDIDACY_XYZZY", "80", "CANDIDACY_XYZZY: there is no such setting"),
        ("CANDIDACY_WORKER", "outside", "CANDIDACY_WORKER: "),
        ("CANDIDACY_ENVIRONMENT", "prod", "CANDIDACY_ENVIRONMENT: "),
        ("CANDIDACY_PHONE_REGION", "Germany", "CANDIDACY_PHONE_REGION: "),
        ("DATABASE_URL", "mysql://localhost/x", "DATABASE_URL: "),
        ("DATABASE_URL", "nonsense", "DATABASE_URL: "),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(BadSetting) as caught:
        load_settings()

    assert caught.value.message.startswith(said)


def test_several_wrong_settings_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDIDACY_WORKER", "outside")
    monkeypatch.setenv("CANDIDACY_JOBS__CONCURRENCY", "none")

    with pytest.raises(BadSetting, match=r"CANDIDACY_WORKER: .*; CANDIDACY_JOBS__CONCURRENCY: "):
        load_settings()


def test_a_wrong_address_is_not_repeated_for_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://me:pa55w0rd@localhost/x")

    with pytest.raises(BadSetting) as caught:
        load_settings()

    assert "pa55w0rd" not in caught.value.message


def test_a_password_is_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:pa55w0rd@localhost/x")

    settings = load_settings()

    assert "pa55w0rd" not in repr(settings)
    assert settings.database_url is not None


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CANDIDACY_HOME", str(tmp_path))
    monkeypatch.setenv("CANDIDACY_HTTP__PORT", "9000")
    monkeypatch.setenv("CANDIDACY_HTTP__ALLOWED_HOSTS", '["cv.example.org"]')

    settings = load_settings()

    assert (settings.home, settings.http.port) == (tmp_path, 9000)
    assert settings.http.allowed_hosts == ("cv.example.org",)


def test_nothing_is_read_from_the_folder_it_is_started_in(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("CANDIDACY_WORKER=nonsense\nCANDIDACY_HTTP__PORT=1\n")

    assert load_settings().http.port == 8000


def test_variables_of_the_tests_are_let_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDIDACY_TEST_DATABASE_URL", "postgresql://localhost/x")

    load_settings()


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().worker = "apart"  # type: ignore[misc] # It is what must not be possible.


def test_every_variable_is_known_once() -> None:
    names = known_variables()

    assert len(set(names)) == len(names)
    assert {"DATABASE_URL", "CANDIDACY_HOME", "CANDIDACY_HTTP__PORT"} <= set(names)
