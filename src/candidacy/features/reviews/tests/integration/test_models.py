"""A model reads beside the rubric: it quotes what stands there, is asked once, and changes no number."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.ai_agents.loopback import Asked, Fault, LoopbackModels, lying, obedient
from candidacy.features.agents.tests.models import set_up

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]
PAGE = {"Accept": "text/html"}
LINE = "Wrote services in Python"
CV = f"Ada Lovelace\n\nExperience\nProgrammer, Engines, 2019 - 2023\n- {LINE}\n".encode()


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels() as serves:
        yield serves


def reading(asked: Asked) -> str:
    """One true quotation and one that is nowhere."""

    def note(text: str, quote: str) -> dict[str, Any]:
        quotes = [{"path": "/work/0/highlights/0", "quote": quote}]
        return {"kind": "weakness", "text": text, "quotes": quotes, "criterion": None}

    notes = [note("It does not say how many.", LINE), note("It says too much.", "Led the moon landing")]
    return json.dumps({"observations": notes})


async def reviewed(client: Client) -> dict[str, Any]:
    """The review of a CV that was read from a file."""
    await client.upload("ada.txt", CV)
    cv = (await client.http.get("/api/v1/cvs")).json()["items"][0]["id"]
    found: dict[str, Any] = (await client.http.get(f"/api/v1/cvs/{cv}/reviews")).json()[0]
    return found


async def read(client: Client, review: dict[str, Any]) -> dict[str, Any]:
    answer = await client.http.post(f"/api/v1/reviews/{review['id']}/notes")
    assert answer.status_code == 202, answer.text
    await client.run_jobs()
    job: dict[str, Any] = (await client.http.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    assert job["status"] == "succeeded", job
    return job


async def test_review_002_a_model_notes_what_it_can_quote_and_the_rest_is_counted(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = reading
    review = await reviewed(client)

    none = await client.http.get(f"/api/v1/reviews/{review['id']}/notes")
    await read(client, review)
    notes = (await client.http.get(f"/api/v1/reviews/{review['id']}/notes")).json()

    assert none.json()["code"] == "no_notes"
    assert {o["text"] for o in notes["observations"]} == {"It does not say how many."}
    assert all(q["quote"] == LINE and q["spans"] for o in notes["observations"] for q in o["quotes"])
    assert notes["quotes_dropped"] >= 1
    assert {m["prompt_id"] for m in notes["made"]} == {"review.structure", "review.appeal"}


@pytest.mark.parametrize("brain", [reading, lying(), obedient], ids=["reading", "lying", "obedient"])
async def test_review_003_no_model_changes_the_score(
    client: Client, models: LoopbackModels, brain: Any
) -> None:
    await set_up(client, models)
    models.brain = brain
    review = await reviewed(client)
    before = (await client.http.get(f"/api/v1/reviews/{review['id']}")).json()

    await read(client, review)
    after = (await client.http.get(f"/api/v1/reviews/{review['id']}")).json()
    history = (await client.http.get(f"/api/v1/cvs/{review['cv_id']}/reviews")).json()

    assert after == before
    assert [one["overall_score"] for one in history] == [before["overall_score"]]


async def test_review_004_the_same_is_not_asked_twice(client: Client, models: LoopbackModels) -> None:
    await set_up(client, models)
    models.brain = reading
    review = await reviewed(client)

    first = await read(client, review)
    asked = len(models.asked)
    second = await read(client, review)

    assert [first["result"]["cached"], second["result"]["cached"]] == [False, True]
    assert len(models.asked) == asked


async def test_review_002_a_model_that_fails_leaves_the_review_and_says_why(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.fault = Fault.KEY
    review = await reviewed(client)

    job = await read(client, review)
    at = f"/cvs/{review['cv_id']}/review?job={job['id']}"
    page = await client.http.get(at, headers=PAGE)

    assert job["result"]["code"] == "model_key_refused"
    assert "The model could not read it" in page.text
    assert "The score" in page.text


async def test_review_005_without_a_model_the_page_says_what_one_would_add(client: Client) -> None:
    review = await reviewed(client)

    page = await client.http.get(f"/cvs/{review['cv_id']}/review", headers=PAGE)
    job = await read(client, review)

    assert 'href="/workspace/models"' in page.text
    assert job["result"]["code"] == "no_model"


async def test_review_002_the_page_asks_a_model_and_shows_what_it_quotes(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = reading
    review = await reviewed(client)

    led = await client.http.post(f"/reviews/{review['id']}/notes")
    waiting = await client.http.get(led.headers["location"], headers=PAGE)
    await client.run_jobs()
    page = await client.http.get(led.headers["location"], headers=PAGE)

    assert "data-job=" in waiting.text
    assert "It does not say how many." in page.text
    assert "Led the moon landing" not in page.text
    assert "not found and left out" in page.text


async def test_review_002_a_cv_that_changed_is_reviewed_again_first(
    client: Client, models: LoopbackModels
) -> None:
    review = await reviewed(client)
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{review['cv_id']}/values", json=change)

    answer = await client.http.post(f"/api/v1/reviews/{review['id']}/notes")

    assert (answer.status_code, answer.json()["code"]) == (409, "review_outdated")
