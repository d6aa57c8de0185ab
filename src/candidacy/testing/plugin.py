"""The pytest plugin of this project's own tests: ``-p candidacy.testing.plugin``.

``session`` and ``sessionmaker`` work inside one transaction that the test ends with; what a test commits
becomes a savepoint. Their sessions share one connection, so they are used one after the other. A test marked
``own_database`` gets a database for itself, where commits are real and sessions may run side by side.

The embedded server is used, or the one whose address is in CANDIDACY_TEST_DATABASE_URL. Sockets reach
the loopback only.
"""

import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import pytest_socket

from candidacy.kernel.clock import FixedClock

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

    from candidacy.infrastructure.postgres import Database, Sessions
    from candidacy.infrastructure.queue import JobHandlers
    from candidacy.infrastructure.sandbox import DocumentReader
    from candidacy.testing.application import Client

LOOPBACK = ["127.0.0.1", "::1", "localhost"]
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)


def pytest_configure() -> None:
    """Log a crash in a few lines: structlog's stock renderer draws all that an application holds."""
    import structlog

    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(processors=[structlog.processors.add_log_level, renderer])


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    pytest_socket.socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands at noon of 15 January 2026."""
    return FixedClock(NOON)


@pytest.fixture(scope="session")
def database_server() -> Iterator[str]:
    """The address of a server where databases may be created."""
    from candidacy.testing.database import running_server

    with running_server(os.environ.get("CANDIDACY_TEST_DATABASE_URL")) as url:
        yield url


@pytest.fixture(scope="session")
async def shared_database(database_server: str) -> "AsyncIterator[Database]":
    """The database of this test process, which every test leaves as it was."""
    from candidacy.testing.database import clone, working_on

    async with clone(database_server) as url, working_on(url) as database:
        yield database


@pytest.fixture
async def database(
    request: pytest.FixtureRequest, database_server: str, shared_database: "Database"
) -> "AsyncIterator[Database]":
    """The test's database: its own where it is marked so, else the shared one within a transaction."""
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.database import clone, working_on

    if request.node.get_closest_marker("own_database"):
        async with clone(database_server) as url, working_on(url) as own:
            yield own
        return
    async with shared_database.engine.connect() as connection:
        outer = await connection.begin()
        sessions = shared_database.sessions
        within = type(sessions)(
            bind=connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        yield Database(shared_database.url, shared_database.engine, within)
        await outer.rollback()


@pytest.fixture
async def empty_database(database_server: str) -> "AsyncIterator[Database]":
    """A database of the test's own that was not migrated."""
    from candidacy.testing.database import clone, working_on

    async with clone(database_server, migrated=False) as url, working_on(url) as own:
        yield own


@pytest.fixture
def database_url(database: "Database") -> str:
    return database.url


@pytest.fixture
def engine(database: "Database") -> "AsyncEngine":
    return database.engine


@pytest.fixture
def sessionmaker(database: "Database") -> "Sessions":
    return database.sessions


@pytest.fixture
async def session(sessionmaker: "Sessions") -> "AsyncIterator[AsyncSession]":
    """A session that is never committed by the fixture."""
    async with sessionmaker() as session:
        yield session


@pytest.fixture
def run_jobs(sessionmaker: "Sessions") -> "Callable[[JobHandlers], Coroutine[Any, Any, int]]":
    """Runs what the test has enqueued, without a worker; gives the number of runs."""
    from candidacy.testing.jobs import run_queued_jobs

    return lambda handlers: run_queued_jobs(handlers, sessionmaker)


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A short-named directory that other users may enter, unlike tmp_path."""
    path = Path(tempfile.mkdtemp(prefix="cdy-"))
    path.chmod(0o711)
    yield path
    # A server that is just ending takes its own files away meanwhile.
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def document_reader() -> "Iterator[DocumentReader]":
    """The sandbox that reads documents, shared by all tests of a process."""
    from candidacy.infrastructure.sandbox import DocumentReader

    with DocumentReader() as reader:
        yield reader


@pytest.fixture
async def client(
    database: "Database", document_reader: "DocumentReader", clock: FixedClock, tmp_path: Path
) -> "AsyncIterator[Client]":
    """A client of the whole application on the test's database."""
    from candidacy.testing.application import running_application

    async with running_application(
        url=database.url, sessions=database.sessions, reader=document_reader, clock=clock, home=tmp_path
    ) as client:
        yield client


@pytest.fixture
async def confined_client(
    database: "Database", document_reader: "DocumentReader", clock: FixedClock, tmp_path: Path
) -> "AsyncIterator[Client]":
    """The same under the role that row-level security holds; for a test marked ``own_database``."""
    from candidacy.infrastructure.postgres import APP_ROLE, acting_as
    from candidacy.testing.application import running_application
    from candidacy.testing.database import working_on

    url = acting_as(database.url, APP_ROLE)
    async with (
        working_on(url) as confined,
        running_application(
            url=url, sessions=confined.sessions, reader=document_reader, clock=clock, home=tmp_path
        ) as client,
    ):
        yield client
