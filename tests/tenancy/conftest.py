"""The application under the role that it runs as, with two tenants that every test finds as they were."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, async_sessionmaker
from sqlalchemy.orm import Session, SessionTransaction

from candidacy.infrastructure.postgres import APP_ROLE, PostgresSettings, acting_as, connected
from candidacy.infrastructure.storage import MemoryStorage
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import running_application
from candidacy.testing.database import clone
from candidacy.testing.plugin import NOON
from tests.tenancy.world import ENTER, make_tenant

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.testing.application import Client
    from tests.tenancy.world import Tenant


class FreshSession(Session):
    """A session that begins in no workspace, as on a connection of its own."""


@event.listens_for(FreshSession, "after_begin")
def _forget(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if "workspace" not in session.info and not transaction.nested:
        connection.execute(ENTER, {"workspace": ""})


class KeepingStorage(MemoryStorage):
    """Deletes nothing: the row that names an object comes back with the savepoint, and so must the object."""

    async def delete(self, key: str) -> None:
        assert await self.exists(key)


@dataclass(frozen=True)
class World:
    """An application on one connection, whose transaction never ends, and two tenants."""

    client: Client
    connection: AsyncConnection
    ours: Tenant
    theirs: Tenant


@pytest.fixture(scope="session")
async def world(
    database_server: str, document_reader: DocumentReader, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """Made once for a test process: two tenants cost more than most of the tests on them."""
    settings: dict[str, Any] = {
        "expire_on_commit": False,
        "join_transaction_mode": "create_savepoint",
        "sync_session_class": FreshSession,
    }
    patient = PostgresSettings(pool_size=1, idle_in_transaction_timeout_ms=0)
    async with clone(database_server) as owners:
        url = acting_as(owners, APP_ROLE)
        async with connected(url, patient) as opened, opened.engine.connect() as connection:
            outer = await connection.begin()
            async with running_application(
                url=url,
                sessions=async_sessionmaker(connection, **settings),
                reader=document_reader,
                clock=FixedClock(NOON),
                home=tmp_path_factory.mktemp("tenancy"),
                storage=KeepingStorage(production=False),
            ) as client:
                ours, theirs = await make_tenant(client, "ours"), await make_tenant(client, "theirs")
                yield World(client, connection, ours, theirs)
            await outer.rollback()


@pytest.fixture
async def connection(world: World) -> AsyncIterator[AsyncConnection]:
    """The connection; what a test did on it is taken back."""
    savepoint = await world.connection.begin_nested()
    yield world.connection
    await savepoint.rollback()


@pytest.fixture
def ours(world: World, connection: AsyncConnection) -> Tenant:
    return replace(world.ours, people=dict(world.ours.people))


@pytest.fixture
def theirs(world: World, connection: AsyncConnection) -> Tenant:
    return replace(world.theirs, people=dict(world.theirs.people))
