"""The commands of Alembic on one connection that holds the migration lock."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psycopg
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util.exc import CommandError
from psycopg import errors as pg
from sqlalchemy import Connection, MetaData, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from candidacy.infrastructure.postgres.errors import DatabaseBusy, DatabaseUnfit
from candidacy.infrastructure.postgres.migrations.filters import include_name, include_object
from candidacy.infrastructure.postgres.types import know_types

HERE = Path(__file__).parent
LOCK_KEY = 7_316_209_484_003
_POLL = 0.2
# Who waits for a table holds up everybody who comes after, so each wait is short and there are many.
_LOCK_TIMEOUT = "300ms"
_LOCK_PATIENCE = 60.0


class MigrationFailed(DatabaseUnfit):
    """The database could not be migrated. Run `candidacy doctor` to see what is missing."""

    code = "migration_failed"


class Downgrade(DatabaseUnfit):
    """The database was migrated by a newer release. Upgrade this installation to that release."""

    code = "database_is_newer"


def _config(connection: Connection | None = None, metadata: MetaData | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes.update(connection=connection, metadata=metadata)
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def head() -> str:
    """The newest revision this release knows."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise MigrationFailed("The migrations are missing from this installation. Install it again.")
    return revision


def digest() -> str:
    """A hash of all that the migrations consist of; it changes when any of them does."""
    parts = hashlib.sha256()
    for path in sorted((*HERE.rglob("*.py"), *HERE.rglob("*.sql"))):
        parts.update(path.name.encode() + b"\0" + path.read_bytes())
    return parts.hexdigest()[:16]


def knows(revision: str) -> bool:
    """Whether ``revision`` is one of this release's."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


def revision_of(connection: Connection) -> str | None:
    """The revision of the database behind ``connection``; None before the first."""
    return MigrationContext.configure(connection).get_current_revision()


async def current(engine: AsyncEngine) -> str | None:
    """The revision the database is at; None before the first."""
    async with engine.connect() as connection:
        return await connection.run_sync(revision_of)


async def differences(engine: AsyncEngine, metadata: MetaData) -> Sequence[Any]:
    """What Alembic would change to make the database like ``metadata``; empty when they agree."""

    def compare(connection: Connection) -> Sequence[Any]:
        options = {
            "include_name": include_name,
            "include_object": include_object,
            "compare_type": True,
        }
        know_types()
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, metadata))

    async with engine.connect() as connection:
        return await connection.run_sync(compare)


async def upgrade(engine: AsyncEngine, target: str = "head", *, patience: float = 600.0) -> None:
    """Migrate to ``target``, waiting up to ``patience`` seconds for another process that does the same.

    Raises:
        Downgrade: when a newer release migrated the database.
        MigrationFailed: when a statement fails; its transaction has left nothing behind.
        DatabaseBusy: when the lock on the migrations, or within a minute one on a table, is not to be had.
    """
    if target == "head" and await current(engine) == head():
        return
    await _run(engine, lambda config: command.upgrade(config, target), patience)


async def downgrade(engine: AsyncEngine, target: str, *, patience: float = 600.0) -> None:
    """Migrate back to ``target``; ``base`` removes all tables. Raises like ``upgrade``."""
    await _run(engine, lambda config: command.downgrade(config, target), patience)


async def _run(engine: AsyncEngine, action: Callable[[Config], None], patience: float) -> None:
    try:
        async with _exclusive(engine, patience) as connection:
            await _refuse_unknown(connection)
            await _between_others(connection, action, min(patience, _LOCK_PATIENCE))
    except DBAPIError as exc:
        raise _failed(exc.orig) from exc
    except (CommandError, psycopg.Error) as exc:
        raise _failed(exc) from exc


async def _between_others(
    connection: AsyncConnection, action: Callable[[Config], None], patience: float
) -> None:
    """Do it when its tables are free. Each revision is a transaction: those that were done stay done.

    Raises DatabaseBusy when a table was not to be had for so many seconds.
    """
    loop = asyncio.get_running_loop()
    ends = loop.time() + patience
    while True:
        try:
            await connection.run_sync(lambda sync: action(_config(sync)))
            await connection.commit()
        except DatabaseBusy as exc:
            await connection.rollback()
            if not isinstance(exc.__cause__, pg.LockNotAvailable) or loop.time() > ends:
                raise
        else:
            return
        # Those who were held up go first.
        await asyncio.sleep(_POLL)


def _failed(cause: BaseException | None) -> MigrationFailed:
    said = str(cause).strip().split("\n", 1)[0]
    return MigrationFailed(
        f"The database could not be migrated: {said}. Run `candidacy doctor` to see what is missing."
    )


async def _refuse_unknown(connection: AsyncConnection) -> None:
    revision = await connection.run_sync(revision_of)
    if revision is not None and not knows(revision):
        raise Downgrade


@asynccontextmanager
async def _exclusive(engine: AsyncEngine, patience: float) -> AsyncIterator[AsyncConnection]:
    """A connection without a statement timeout that alone holds the lock; it is thrown away afterwards."""
    async with engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        if raw is not None and hasattr(raw, "deadline"):
            raw.deadline = None
        try:
            await connection.execute(text("SET statement_timeout = 0"))
            await connection.execute(text(f"SET lock_timeout = '{_LOCK_TIMEOUT}'"))
            await connection.execute(text("SET idle_in_transaction_session_timeout = 0"))
            await connection.commit()
            await _lock(connection, patience)
            yield connection
        finally:
            # Closing the session gives the lock back, even where a statement has failed.
            await connection.invalidate()


async def _lock(connection: AsyncConnection, patience: float) -> None:
    """Poll for the lock: who waits inside a statement would hold up CREATE INDEX CONCURRENTLY for ever."""
    try:
        async with asyncio.timeout(patience):
            while not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY}):
                await connection.rollback()
                await asyncio.sleep(_POLL)
    except TimeoutError as exc:
        raise DatabaseBusy("Another process is still migrating the database. Try again later.") from exc
    await connection.commit()
