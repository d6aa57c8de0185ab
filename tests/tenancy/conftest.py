"""The application under the role that it runs as, in one transaction that ends with the test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncConnection, async_sessionmaker
from sqlalchemy.orm import Session, SessionTransaction

from candidacy.infrastructure.postgres import APP_ROLE, PostgresSettings, acting_as, connected
from candidacy.testing.application import running_application
from tests.tenancy.world import make_tenant

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from candidacy.infrastructure.postgres import Database
    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client
    from tests.tenancy.world import Tenant


class FreshSession(Session):
    """A session that begins in no workspace, as on a connection of its own."""


@event.listens_for(FreshSession, "after_begin")
def _forget(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if "workspace" not in session.info and not transaction.nested:
        connection.execute(text("SELECT set_config('app.workspace', '', true)"))


@pytest.fixture
async def connection(shared_database: Database) -> AsyncIterator[AsyncConnection]:
    url = acting_as(shared_database.url, APP_ROLE)
    async with connected(url, PostgresSettings(pool_size=1)) as opened, opened.engine.connect() as connection:
        outer = await connection.begin()
        yield connection
        await outer.rollback()


@pytest.fixture
async def client(
    connection: AsyncConnection,
    shared_database: Database,
    document_reader: DocumentReader,
    clock: FixedClock,
    tmp_path: Path,
) -> AsyncIterator[Client]:
    settings: dict[str, Any] = {
        "expire_on_commit": False,
        "join_transaction_mode": "create_savepoint",
        "sync_session_class": FreshSession,
    }
    async with running_application(
        url=acting_as(shared_database.url, APP_ROLE),
        sessions=async_sessionmaker(connection, **settings),
        reader=document_reader,
        clock=clock,
        home=tmp_path,
    ) as client:
        yield client


@pytest.fixture
async def ours(client: Client) -> Tenant:
    return await make_tenant(client, "ours")


@pytest.fixture
async def theirs(client: Client) -> Tenant:
    return await make_tenant(client, "theirs")
