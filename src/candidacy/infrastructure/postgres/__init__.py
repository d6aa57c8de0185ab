"""PostgreSQL: engine, session, the embedded server, migrations."""

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned
from candidacy.infrastructure.postgres.database import Database, connected
from candidacy.infrastructure.postgres.engine import (
    BadDatabaseUrl,
    Sessions,
    create_engine,
    create_sessionmaker,
    libpq_url,
)
from candidacy.infrastructure.postgres.errors import (
    DatabaseBusy,
    DatabaseUnavailable,
    DatabaseUnfit,
    UnstorableText,
)
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.infrastructure.postgres.tenancy import (
    APP_ROLE,
    WORKER_ROLE,
    acting_as,
    enter,
    entered,
    visiting,
    within,
)

__all__ = [
    "APP_ROLE",
    "WORKER_ROLE",
    "BadDatabaseUrl",
    "Base",
    "Database",
    "DatabaseBusy",
    "DatabaseUnavailable",
    "DatabaseUnfit",
    "Keyed",
    "Owned",
    "PostgresSettings",
    "Sessions",
    "Timestamped",
    "UnstorableText",
    "Versioned",
    "acting_as",
    "connected",
    "create_engine",
    "create_sessionmaker",
    "enter",
    "entered",
    "libpq_url",
    "visiting",
    "within",
]
