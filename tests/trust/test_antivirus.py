from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import obstore
import pytest

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.antivirus import AntivirusSettings
from candidacy.infrastructure.antivirus.tests.test_clamd import InstreamServer, serving
from candidacy.infrastructure.postgres import Database
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import MemoryStorage
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import Client, running_application

CV = {"file": ("cv.txt", b"Ada Lovelace\nada@example.org\n")}


class Start:
    """Starts the application with a scanner at an address."""

    def __init__(self, database: Database, reader: DocumentReader, clock: FixedClock, home: Path) -> None:
        self._database, self._reader, self._clock, self._home = database, reader, clock, home

    @asynccontextmanager
    async def __call__(self, address: str) -> AsyncIterator[Client]:
        settings = Settings(home=self._home, antivirus=AntivirusSettings(address=address, timeout=30))
        async with running_application(
            url=self._database.url,
            sessions=self._database.sessions,
            reader=self._reader,
            clock=self._clock,
            home=self._home,
            settings=settings,
        ) as client:
            yield client


@pytest.fixture
def start(database: Database, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path) -> Start:
    return Start(database, document_reader, clock, tmp_path)


def _stored(client: Client) -> list[str]:
    storage = client.application.services.storage
    assert isinstance(storage, MemoryStorage)
    return [one["path"] for page in obstore.list(storage._store) for one in page]


async def test_a_clean_file_is_taken_in(start: Start) -> None:
    server = InstreamServer(b"stream: OK\0")

    async with serving(server) as address, start(address) as client:
        answer = await client.http.post("/api/v1/files", files=CV)

    assert answer.status_code == 202
    assert server.received == CV["file"][1]


async def test_file_005_an_infected_file_is_refused_and_nothing_of_it_is_left(start: Start) -> None:
    async with serving(InstreamServer(b"stream: Bad.Thing FOUND\0")) as address, start(address) as client:
        answer = await client.http.post("/api/v1/files", files=CV)
        listed = await client.http.get("/api/v1/files")

        assert (answer.status_code, answer.json()["code"]) == (400, "infected_file")
        assert "Bad.Thing" in answer.json()["detail"]
        assert listed.json()["items"] == []
        assert _stored(client) == []


async def test_file_005_while_the_scanner_is_away_files_are_refused_for_the_moment(
    start: Start, unused_tcp_port: int
) -> None:
    async with start(f"127.0.0.1:{unused_tcp_port}") as client:
        answer = await client.http.post("/api/v1/files", files=CV)

        assert (answer.status_code, answer.json()["code"]) == (503, "scanner_unavailable")
        assert _stored(client) == []
