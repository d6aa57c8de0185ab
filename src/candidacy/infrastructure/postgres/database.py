"""A database that is open: its address, an engine, and sessions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncEngine

from candidacy.infrastructure.postgres.engine import Sessions, create_engine, create_sessionmaker
from candidacy.infrastructure.postgres.settings import PostgresSettings


@dataclass(frozen=True, slots=True)
class Database:
    """What works on one database."""

    url: str
    engine: AsyncEngine
    sessions: Sessions


@asynccontextmanager
async def connected(url: str, settings: PostgresSettings | None = None) -> AsyncIterator[Database]:
    """A database for as long as the block runs. Raises BadDatabaseUrl like ``create_engine``."""
    engine = create_engine(url, settings)
    try:
        yield Database(url, engine, create_sessionmaker(engine))
    finally:
        await engine.dispose()
