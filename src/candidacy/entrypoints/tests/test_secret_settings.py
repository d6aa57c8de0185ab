"""Secrets come by file, and a production server does not start on those that others know."""

from pathlib import Path

import pytest

from candidacy.entrypoints.settings import BadSetting, load_settings

OWN = "NfP4gWbLq8sZ2xKtRvYc6hJmD9eA3uTo"
URL = "postgresql://candidacy:{}@db.example/candidacy"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CANDIDACY_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("CANDIDACY_ENVIRONMENT", "production")
    monkeypatch.setenv("DATABASE_URL", URL.format("NfP4gWbLq8sZ"))
    return monkeypatch


def test_ops_102_any_setting_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text(URL.format("x") + "\n")
    (tmp_path / "port").write_text("8123\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    monkeypatch.setenv("CANDIDACY_HTTP__PORT_FILE", str(tmp_path / "port"))

    settings = load_settings()

    assert settings.database_url is not None
    assert settings.database_url.get_secret_value() == URL.format("x")
    assert settings.http.port == 8123


@pytest.mark.parametrize("text", [f"{OWN}\nolder{OWN}\n", f'["{OWN}", "older{OWN}"]'])
def test_ops_102_the_file_of_secrets_holds_one_a_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    (tmp_path / "keys").write_text(text)
    monkeypatch.setenv("CANDIDACY_CRYPTO__SECRETS_FILE", str(tmp_path / "keys"))

    secrets = load_settings().crypto.secrets

    assert [s.get_secret_value() for s in secrets] == [OWN, f"older{OWN}"]


def test_ops_102_a_file_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REDIS_URL_FILE", str(tmp_path / "none"))

    with pytest.raises(BadSetting, match=r"REDIS_URL_FILE: .*none cannot be read: No such file"):
        load_settings()


def test_a_value_and_a_file_of_it_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "port").write_bytes(b"8123")
    monkeypatch.setenv("CANDIDACY_HTTP__PORT", "8124")
    monkeypatch.setenv("CANDIDACY_HTTP__PORT_FILE", str(tmp_path / "port"))

    with pytest.raises(BadSetting, match="keep one of them"):
        load_settings()


def test_a_file_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "port").write_bytes(b"\xff\xfe")
    monkeypatch.setenv("CANDIDACY_HTTP__PORT_FILE", str(tmp_path / "port"))

    with pytest.raises(BadSetting, match="no text"):
        load_settings()


@pytest.mark.parametrize("known", ["postgres", "changeme", "Password"])
def test_ops_103_production_refuses_the_passwords_of_examples(
    production: pytest.MonkeyPatch, known: str
) -> None:
    production.setenv("DATABASE_URL", URL.format(known))

    with pytest.raises(BadSetting, match="stands in examples"):
        load_settings()


def test_ops_103_production_on_a_shared_database_wants_secrets_that_all_processes_have(
    production: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(BadSetting, match="CANDIDACY_CRYPTO__SECRETS_FILE"):
        load_settings()


def test_ops_103_production_starts_on_secrets_of_its_own(
    production: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_text(OWN)
    production.setenv("CANDIDACY_CRYPTO__SECRETS_FILE", str(tmp_path / "keys"))

    assert load_settings().production


def test_secrets_that_a_home_has_already_stay_in_use(production: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "secrets").write_text(OWN)

    assert load_settings().production


def test_production_with_the_database_of_its_home_makes_its_own_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CANDIDACY_ENVIRONMENT", "production")

    assert load_settings().production


@pytest.mark.parametrize(("host", "refused"), [("0.0.0.0", True), ("127.0.0.1", False)])
def test_ops_100_metrics_that_the_network_reaches_need_a_token(
    monkeypatch: pytest.MonkeyPatch, host: str, refused: bool
) -> None:
    monkeypatch.setenv("CANDIDACY_METRICS__PORT", "9000")
    monkeypatch.setenv("CANDIDACY_METRICS__HOST", host)

    if refused:
        with pytest.raises(BadSetting, match="CANDIDACY_METRICS__TOKEN"):
            load_settings()
    else:
        assert load_settings().metrics.port == 9000


@pytest.mark.parametrize(
    ("name", "value", "to"),
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318/", "http://collector:4318/v1/traces"),
        ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://collector/t", "http://collector/t"),
    ],
)
def test_ops_101_spans_go_where_the_standard_variables_say(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, to: str
) -> None:
    monkeypatch.setenv(name, value)

    assert load_settings().spans_to == to


def test_ops_101_without_an_address_spans_go_nowhere() -> None:
    assert load_settings().spans_to is None
