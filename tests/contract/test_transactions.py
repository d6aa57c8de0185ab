"""An answer says what is true of the database, and who waits holds nothing of it."""

import asyncio
import json
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from candidacy.infrastructure.http.tests.asgi import call_until_first_piece, scope_of
from candidacy.testing.application import Client
from tests.contract.routes import CV

pytestmark = pytest.mark.own_database

# Checked at the commit and not before: the row is there until then.
REFUSE_AT_COMMIT = """
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
create constraint trigger refuse after insert on cvs deferrable initially deferred
for each row execute function refuse();
"""


async def test_a_commit_that_fails_answers_500_and_leaves_nothing(client: Client) -> None:
    async with client.application.sessions.begin() as session:
        for statement in REFUSE_AT_COMMIT.split(";\n"):
            if statement.strip():
                await session.execute(text(statement))

    answer = await client.http.post("/api/v1/cvs", json=CV)

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert (await client.http.get("/api/v1/cvs")).json()["items"] == []


async def test_an_answer_comes_after_the_commit(client: Client) -> None:
    made = (await client.http.post("/api/v1/cvs", json=CV)).json()

    async with client.application.sessions() as another:
        found = await another.scalar(text("select title from cvs where id = :id"), {"id": UUID(made["id"])})

    assert found == CV["candidate_name"]


async def test_open_event_streams_hold_no_connection(client: Client) -> None:
    job = (await client.http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada")})).json()["job_id"]
    pool = client.application.sessions.kw["bind"].sync_engine.pool

    streams = [
        await call_until_first_piece(client.app, scope_of(f"/api/v1/jobs/{job}/events")) for _ in range(20)
    ]
    # A stream looks once more right after it has told its first state.
    await until_full(pool)
    other = await client.http.get("/api/v1/cvs")
    await until_full(pool)
    for _, task in streams:
        assert not task.done()
        task.cancel()
    await asyncio.gather(*(task for _, task in streams), return_exceptions=True)

    assert other.status_code == 200
    assert [answer.status for answer, _ in streams] == [200] * 20
    assert pool.checkedout() == 0


async def until_full(pool: Any) -> None:
    """Wait until every connection is back. Raises TimeoutError when one stays away for a minute."""
    async with asyncio.timeout(60):
        while pool.checkedout():  # noqa: ASYNC110 - A pool tells nobody when it is full again.
            await asyncio.sleep(0.01)


async def test_a_stream_tells_its_job_to_the_end(client: Client) -> None:
    job = (await client.http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada")})).json()["job_id"]
    answer, task = await call_until_first_piece(client.app, scope_of(f"/api/v1/jobs/{job}/events"))

    await client.http.post(f"/api/v1/jobs/{job}/cancel")
    async with asyncio.timeout(60):
        await task

    data = [line for line in answer.body.decode().splitlines() if line.startswith("data: ")]
    states = [json.loads(line.removeprefix("data: "))["status"] for line in data]
    assert states == ["queued", "cancelled"]
