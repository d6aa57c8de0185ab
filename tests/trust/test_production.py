"""An installation in production says nothing of how it is made."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.postgres import Database
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import MemoryStorage
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import Client, running_application


@pytest.fixture
async def production(
    database: Database, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[Client]:
    async with running_application(
        url=database.url,
        sessions=database.sessions,
        reader=document_reader,
        clock=clock,
        home=tmp_path,
        settings=Settings(home=tmp_path, environment="production"),
        storage=MemoryStorage(production=False),
    ) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    ["/docs", "/redoc", "/openapi.json", "/dev/outbox", "/dev/components", "/metrics", "/debug", "/.env"],
)
async def test_req_012_nothing_about_its_making_is_there(production: Client, path: str) -> None:
    assert (await production.http.get(path)).status_code == 404


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_req_012_a_crash_shows_a_number_and_no_trace(production: Client, accept: str) -> None:
    async def crashing(*_: object) -> None:
        raise ZeroDivisionError("secret")

    async with production.acting_as(crashing) as broken:  # type: ignore[arg-type] # It never gets to an actor.
        with structlog.testing.capture_logs():
            answer = await broken.http.get("/cvs", headers={"accept": accept})

    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert [word for word in ("secret", "ZeroDivision", "Traceback", ".py") if word in answer.text] == []


async def test_req_012_nobody_is_let_in_without_a_password(production: Client) -> None:
    assert (await production.http.get("/api/v1/cvs")).status_code == 401


async def test_req_012_a_request_cannot_be_sent_back_as_it_came(production: Client) -> None:
    assert (await production.http.request("TRACE", "/")).status_code == 405
