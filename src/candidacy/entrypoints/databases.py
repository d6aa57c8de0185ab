"""The database of an installation: the one that is set, or the one that is carried along."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    WORKER_ROLE,
    PostgresSettings,
    acting_as,
    create_engine,
)
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.kernel.errors import Conflict

log = structlog.get_logger(__name__)

MOVED = "moved"
"""The file that says that an embedded database was left for another one."""


class MovedAway(Conflict):
    """The database of this home was moved to another server. Set DATABASE_URL to its address."""

    code = "moved_away"


def embedded_folder(settings: Settings) -> Path:
    """Where the embedded database of a home lies."""
    return settings.home / "postgres"


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[str]:
    """The address of the database: the one that is set, or the embedded server's, started for as long."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    if (embedded_folder(settings) / MOVED).exists():
        raise MovedAway(f"{MovedAway().message} To go back delete {embedded_folder(settings) / MOVED}.")
    server = EmbeddedPostgres(embedded_folder(settings), service_user=settings.service_user)
    url = await asyncio.to_thread(server.start)
    log.info("embedded_database_started")
    watch = asyncio.create_task(server.watch(), name="database-watch")
    try:
        yield url
    finally:
        watch.cancel()
        with suppress(asyncio.CancelledError):
            await watch
        await asyncio.to_thread(server.stop)
        log.info("embedded_database_stopped")


async def as_runtime_roles(owner_url: str) -> tuple[str, str]:
    """Bring the database to the newest schema as its owner; the addresses for the application and a worker.

    Both act under roles that row-level security holds, where the server lets the owner have them.
    """
    engine = create_engine(owner_url, PostgresSettings(pool_size=1))
    try:
        await upgrade(engine)
        if not await prepare_roles(engine):
            log.warning("database_roles_missing", advice="run candidacy doctor")
            return owner_url, owner_url
    finally:
        await engine.dispose()
    return acting_as(owner_url, APP_ROLE), acting_as(owner_url, WORKER_ROLE)
