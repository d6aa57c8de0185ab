"""From an upload to its match: the worker computes it, and looking on only leads there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = {"cv_file": ("ada.txt", b"Ada Lovelace\nada@example.org\n\nSkills\nPython, SQL\n")}
POSTING = "Programmer\n\nRequirements\n- Python\n"


async def started(client: Client, **form: str) -> str:
    """Where the home page leads to."""
    answer = await client.http.post("/start", files=CV, data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_file_and_a_posting_lead_to_their_match(client: Client) -> None:
    follow = await started(client, posting_text=POSTING)

    waiting = await client.http.get(follow)
    await client.run_jobs()
    ready = await client.http.get(follow)

    assert (waiting.status_code, ready.status_code) == (200, 303)
    assert (await client.http.get(ready.headers["location"])).status_code == 200
    assert ready.headers["location"].startswith("/matches/")


async def test_a_posting_that_was_deleted_meanwhile_costs_nothing_but_the_match(client: Client) -> None:
    follow = await started(client, posting_text=POSTING)
    posting = follow.partition("?posting=")[2]
    await client.http.delete(f"/api/v1/postings/{posting}")

    await client.run_jobs()
    ready = await client.http.get(follow)

    assert ready.headers["location"].startswith("/?cv=")
    assert len((await client.http.get("/api/v1/cvs")).json()["items"]) == 1


async def test_another_posting_is_matched_when_it_is_asked_for(client: Client) -> None:
    follow = (await started(client)).partition("?")[0]
    await client.run_jobs()

    ready = await client.http.get(f"{follow}?posting={uuid4()}")

    assert ready.headers["location"].startswith("/?cv=")
    assert (await client.http.get("/api/v1/matches")).json()["items"] == []
