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

__all__ = [
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
    "connected",
    "create_engine",
    "create_sessionmaker",
    "libpq_url",
]
