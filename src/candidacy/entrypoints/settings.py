"""All settings, from the environment alone; a wrong one stops the start and is named.

Variables begin with ``CANDIDACY_`` and name nested settings with two underscores:
``CANDIDACY_HTTP__PORT``. ``DATABASE_URL`` and ``REDIS_URL`` are the exceptions. With ``_FILE`` behind its
name a variable names a file that holds the value, as secrets of containers are given.
"""

import difflib
import json
import os
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from sqlalchemy import make_url

from candidacy.ai_agents.embeddings.settings import EmbeddingsBefore, EmbeddingSettings
from candidacy.entrypoints.home import home_folder
from candidacy.features.agents.policies.settings import InstallationModel
from candidacy.features.assistant.policies import SearchSettings
from candidacy.features.auth.policies.settings import AuthSettings
from candidacy.features.privacy.policies.settings import PrivacySettings
from candidacy.infrastructure.antivirus.settings import AntivirusSettings
from candidacy.infrastructure.crypto.keyring import FILE as KEYS_IN_HOME
from candidacy.infrastructure.crypto.settings import CryptoSettings
from candidacy.infrastructure.fetching.settings import FetchSettings
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.mail.settings import MailSettings
from candidacy.infrastructure.observability.logging import LoggingSettings
from candidacy.infrastructure.observability.settings import MetricsSettings
from candidacy.infrastructure.openid.settings import OpenIdSettings
from candidacy.infrastructure.postgres.engine import BadDatabaseUrl, sqlalchemy_url
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.infrastructure.queue.settings import WorkerSettings
from candidacy.infrastructure.quotas.settings import QuotaSettings
from candidacy.infrastructure.rendering.settings import RenderSettings
from candidacy.infrastructure.storage.settings import StorageSettings
from candidacy.kernel.errors import Invalid

PREFIX = "CANDIDACY_"
# Read by the test suite, the evals and the client, not by the application.
FOREIGN_VARIABLES = frozenset(
    {"CANDIDACY_TEST_DATABASE_URL", "CANDIDACY_EVAL_DATA", "CANDIDACY_URL", "CANDIDACY_API_KEY"}
)
OTLP = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
UNPREFIXED = frozenset({"DATABASE_URL", "REDIS_URL", *OTLP})
IN_FILE = "_FILE"
SECRETS = "CANDIDACY_CRYPTO__SECRETS"
WELL_KNOWN = frozenset(
    {
        "admin",
        "candidacy",
        "changeme",
        "change-me",
        "example",
        "password",
        "postgres",
        "root",
        "secret",
        "test",
    }
)
"""Passwords that stand in examples, and are tried first."""
HTTP_ADDRESS = r"^https?://[^\s@]+$"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class BadSetting(Invalid):
    """A setting has a value that cannot be used."""

    code = "bad_setting"


class Settings(BaseSettings):
    """The settings of one process."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, populate_by_name=True, extra="ignore"
    )

    environment: Literal["development", "production"] = Field(
        default="development", description="production refuses doubles and hides the API documentation."
    )
    home: Path = Field(
        default_factory=home_folder,
        description="Folder of everything that is kept: the embedded database, files, an imported taxonomy.",
    )
    database_url: SecretStr | None = Field(
        default=None,
        validation_alias="DATABASE_URL",
        description="postgresql:// address of PostgreSQL 16 to 18 with pgvector. Empty: an embedded server.",
    )
    redis_url: SecretStr | None = Field(
        default=None,
        validation_alias="REDIS_URL",
        description="redis:// or valkey:// address that limits are counted on. Empty: in each process.",
    )
    service_user: str | None = Field(
        default=None,
        description="Who runs the embedded database when root starts it: else its owner, postgres or nobody.",
    )
    worker: Literal["inside", "apart"] = Field(
        default="inside",
        description="inside: the web process works off the jobs; apart: candidacy worker does.",
    )
    phone_region: str | None = Field(
        default=None, pattern="^[A-Z]{2}$", description="Country of telephone numbers without a prefix: DE."
    )
    http: HttpSettings = Field(default_factory=HttpSettings)
    postgres: PostgresSettings = Field(default_factory=PostgresSettings)
    jobs: WorkerSettings = Field(default_factory=WorkerSettings)
    fetch: FetchSettings = Field(default_factory=FetchSettings)
    quotas: QuotaSettings = Field(default_factory=QuotaSettings)
    logging: LoggingSettings = Field(default_factory=LoggingSettings)
    metrics: MetricsSettings = Field(default_factory=MetricsSettings)
    otel_exporter_otlp_endpoint: str | None = Field(
        default=None,
        validation_alias=OTLP[0],
        pattern=HTTP_ADDRESS,
        description="Where spans go by OTLP over HTTP: http://collector:4318. Empty: nothing is traced.",
    )
    otel_exporter_otlp_traces_endpoint: str | None = Field(
        default=None,
        validation_alias=OTLP[1],
        pattern=HTTP_ADDRESS,
        description="The same with its path, where that is not /v1/traces.",
    )
    auth: AuthSettings = Field(default_factory=AuthSettings)
    rendering: RenderSettings = Field(default_factory=RenderSettings)
    crypto: CryptoSettings = Field(default_factory=CryptoSettings)
    mail: MailSettings = Field(default_factory=MailSettings)
    openid: OpenIdSettings = Field(default_factory=OpenIdSettings)
    privacy: PrivacySettings = Field(default_factory=PrivacySettings)
    storage: StorageSettings = Field(default_factory=StorageSettings)
    antivirus: AntivirusSettings = Field(default_factory=AntivirusSettings)
    embeddings: EmbeddingSettings = Field(default_factory=EmbeddingSettings)
    embeddings_before: EmbeddingsBefore = Field(default_factory=EmbeddingsBefore)
    search: SearchSettings = Field(default_factory=SearchSettings)
    model: InstallationModel = Field(default_factory=InstallationModel)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment, and the files it names."""
        if isinstance(env_settings, EnvSettingsSource):
            in_files = {name.lower(): value for name, value in _values_in_files()}
            env_settings.env_vars = {**env_settings.env_vars, **in_files}
        return init_settings, env_settings

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def spans_to(self) -> str | None:
        """Where spans are sent, as OpenTelemetry's own rules say it; None: nowhere."""
        base = self.otel_exporter_otlp_endpoint
        return self.otel_exporter_otlp_traces_endpoint or (f"{base.rstrip('/')}/v1/traces" if base else None)


def load_settings() -> Settings:
    """The settings of this environment. Raises BadSetting that names each wrong variable."""
    unknown = _unknown_variables()
    if unknown:
        raise BadSetting("; ".join(unknown))
    try:
        settings = Settings()
    except ValidationError as exc:
        raise BadSetting("; ".join(f"{variable_name(e['loc'])}: {e['msg']}" for e in exc.errors())) from exc
    _require_postgres(settings.database_url)
    _require_no_way_in(settings)
    _require_closed_metrics(settings)
    if settings.production:
        _require_own_secrets(settings)
    return settings


def _require_postgres(url: SecretStr | None) -> None:
    """Raise BadSetting for an address of anything else, without repeating it: it may hold a password."""
    if url is None:
        return
    try:
        sqlalchemy_url(url.get_secret_value())
    except BadDatabaseUrl as exc:
        raise BadSetting(f"DATABASE_URL: {exc.message}") from exc


def _require_no_way_in(settings: Settings) -> None:
    """Raise BadSetting for a production server that would fetch pages from itself, as tests do."""
    own = [host for host in settings.fetch.private_hosts if is_loopback(host)]
    if settings.production and own:
        raise BadSetting(
            f"CANDIDACY_FETCH__PRIVATE_HOSTS: {own[0]} is this machine; in production it is refused"
        )


def _values_in_files() -> Iterator[tuple[str, str]]:
    """Variables whose values stand in files. Raises BadSetting for one that cannot be read."""
    for name in known_variables():
        path = os.environ.get(name + IN_FILE)
        if path is None:
            continue
        if name in os.environ:
            raise BadSetting(f"{name}: it is set, and so is {name}{IN_FILE}; keep one of them")
        try:
            text = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as exc:
            reason = exc.strerror if isinstance(exc, OSError) else "it is no text"
            raise BadSetting(f"{name}{IN_FILE}: {path} cannot be read: {reason}") from exc
        yield name, _as_list(text) if name == SECRETS else text


def _as_list(text: str) -> str:
    """Secrets stand one a line, newest first; a JSON list is taken too."""
    return text if text.startswith("[") else json.dumps(text.split())


def _require_own_secrets(settings: Settings) -> None:
    """Raise BadSetting where an installation would stand on secrets that others know or that do not last."""
    url = settings.database_url.get_secret_value() if settings.database_url else None
    if url is None:
        return
    if (make_url(url).password or "").lower() in WELL_KNOWN:
        raise BadSetting(
            "DATABASE_URL: its password is one that stands in examples; in production it is refused"
        )
    if not settings.crypto.secrets and not (settings.home / KEYS_IN_HOME).exists():
        raise BadSetting(
            f"{SECRETS}: in production with a database of its own the secrets are set, so that every process"
            f" has the same: write one of 32 or more random characters into a file (openssl rand -base64 48)"
            f" and name it in {SECRETS}{IN_FILE}"
        )


def _require_closed_metrics(settings: Settings) -> None:
    """Raise BadSetting for metrics that the network could read without a token."""
    open_to_all = not is_loopback(settings.metrics.host) and settings.metrics.token is None
    if settings.metrics.port is not None and open_to_all:
        raise BadSetting(
            f"CANDIDACY_METRICS__TOKEN: {settings.metrics.host} can be reached by others; set a token for it"
        )


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, by name or by number."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost" or host.lower().endswith(".localhost")


def variable_name(location: tuple[int | str, ...]) -> str:
    name = "__".join(str(part) for part in location).upper()
    return name if name in UNPREFIXED else PREFIX + name


def known_variables() -> list[str]:
    """The name of every variable that is read."""
    names = []
    for name, field in Settings.model_fields.items():
        nested = getattr(field.annotation, "model_fields", None)
        if nested is not None:
            names += [variable_name((name, inner)) for inner in nested]
        else:
            names.append(variable_name((name,)))
    return names


def _unknown_variables() -> list[str]:
    known = known_variables()
    complaints = []
    for name in os.environ:
        if not name.startswith(PREFIX) or name.removesuffix(IN_FILE) in known or name in FOREIGN_VARIABLES:
            continue
        close = difflib.get_close_matches(name, known, n=1)
        complaints.append(
            f"{name}: there is no such setting" + (f"; did you mean {close[0]}?" if close else "")
        )
    return complaints
