"""A workspace with one of everything in it, made once for a test process, as every test finds it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from candidacy.infrastructure.postgres import PostgresSettings, Sessions, connected
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import Client, running_application
from candidacy.testing.database import clone
from candidacy.testing.plugin import NOON
from tests.contract.people import one_of_everything
from tests.tenancy.conftest import KeepingStorage


@dataclass(frozen=True)
class Stock:
    """What was made, on a connection whose transaction never ends."""

    url: str
    connection: AsyncConnection
    sessions: Sessions
    storage: KeepingStorage
    ids: dict[str, str]


@dataclass(frozen=True)
class Stocked:
    """A client of an application that has just started on it, and the ids by the names of path parameters."""

    client: Client
    ids: dict[str, str]


@pytest.fixture(scope="session")
async def stock(
    database_server: str, document_reader: DocumentReader, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stock]:
    """To make one of everything, and to work off its jobs, takes as long as most of the tests on it."""
    patient = PostgresSettings(pool_size=1, idle_in_transaction_timeout_ms=0)
    storage = KeepingStorage(production=False)
    async with (
        clone(database_server) as url,
        connected(url, patient) as opened,
        opened.engine.connect() as connection,
    ):
        outer = await connection.begin()
        sessions = type(opened.sessions)(
            bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        async with running_application(
            url=url,
            sessions=sessions,
            reader=document_reader,
            clock=FixedClock(NOON),
            home=tmp_path_factory.mktemp("stock"),
            storage=storage,
        ) as client:
            ids = await one_of_everything(client)
            await client.run_jobs()
        yield Stock(url, connection, sessions, storage, ids)
        await outer.rollback()


@pytest.fixture
async def stocked(
    stock: Stock, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Stocked]:
    """What a test does is taken back."""
    savepoint = await stock.connection.begin_nested()
    async with running_application(
        url=stock.url,
        sessions=stock.sessions,
        reader=document_reader,
        clock=clock,
        home=tmp_path,
        storage=stock.storage,
    ) as client:
        yield Stocked(client, dict(stock.ids))
    await savepoint.rollback()
