"""A model proposes and writes: what it says passes the guard, a person decides, and it is paid for once."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from candidacy.ai_agents.loopback import Asked, Fault, LoopbackModels, lying, obedient
from candidacy.features.agents.tests.models import set_up
from candidacy.features.tailoring.jobs import ProposeWithModel
from candidacy.features.tailoring.tests.integration.test_api import POSTING, RESUME, applied, lines_of, pair
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import within
from candidacy.infrastructure.queue import JobContext
from candidacy.kernel.ids import JobId, uuid7

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]
PAGE = {"Accept": "text/html"}
LINE = "/work/0/highlights/1"
HONEST = "Developed services in Python for 40 clients"


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels() as serves:
        yield serves


def proposing(asked: Asked) -> str:
    """An honest wording of the second line, and nothing when asked to revise."""
    if asked.schema and "changes" in asked.schema["properties"]:
        change = {"path": LINE, "after": HONEST, "reason": "It is shorter.", "sources": [LINE]}
        return json.dumps({"changes": [change]})
    sentences = [
        {"paragraph": 1, "about": "posting", "text": "PostgreSQL", "sources": []},
        {
            "paragraph": 1,
            "about": "evidence",
            "text": f"I {HONEST[0].lower()}{HONEST[1:]}.",
            "sources": [LINE],
        },
        {"paragraph": 2, "about": "evidence", "text": "I led 300 people at Siemens.", "sources": [LINE]},
    ]
    return json.dumps({"sentences": sentences})


async def tailored(client: Client, **more: object) -> dict[str, Any]:
    """What a model and the rules propose, once the work is done."""
    answer = await client.http.post("/api/v1/tailorings/work", json={**await pair(client), **more})
    assert answer.status_code == 202, answer.text
    await client.run_jobs()
    job = (await client.http.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    assert job["status"] == "succeeded", job
    found = await client.http.get(f"/api/v1/tailorings/{job['result']['tailoring_id']}")
    value: dict[str, Any] = found.json()
    return value


async def letter(client: Client) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/letters/work", json=await pair(client))
    await client.run_jobs()
    job = (await client.http.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    found: dict[str, Any] = (await client.http.get(f"/api/v1/letters/{job['result']['letter_id']}")).json()
    return found


async def test_tail_009_a_model_proposes_beside_the_rules_and_a_person_decides(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = proposing

    found = await tailored(client)
    place = next(n for n, c in enumerate(found["changes"]) if c["path"] == LINE)
    before = await lines_of(client, found)
    answer = await applied(client, found, place)
    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    assert before == RESUME["work"][0]["highlights"]  # type: ignore[index]
    assert found["made"][0]["prompt_id"] == "tailoring.propose"
    assert {"/work/0/highlights", LINE} <= {c["path"] for c in found["changes"]}
    assert answer.json()["applied_number"] == 2
    assert (await lines_of(client, found))[1] == HONEST
    (entry,) = [e for e in entries if e["kind"] == "cv.tailored"]
    assert entry["detail"]["inputs"]["prompts"] == ["tailoring.propose v2"]


@pytest.mark.parametrize("brain", [lying(), obedient], ids=["lying", "obedient"])
async def test_tail_009_what_a_model_invents_is_not_offered(
    client: Client, models: LoopbackModels, brain: Any
) -> None:
    await set_up(client, models)
    models.brain = brain

    found = await tailored(client)
    everything = await applied(client, found, *range(len(found["changes"])))

    assert everything.status_code == 200
    assert sorted(await lines_of(client, found)) == sorted(RESUME["work"][0]["highlights"])  # type: ignore[index]
    assert found["made"]


async def test_tail_009_a_model_that_fails_leaves_what_the_rules_propose(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.fault = Fault.KEY

    found = await tailored(client)

    assert "key" in found["problem"]
    assert found["made"] is None
    assert "/work/0/highlights" in {c["path"] for c in found["changes"]}


async def test_tail_009_without_a_model_the_work_ends_with_the_rules_and_says_so(client: Client) -> None:
    found = await tailored(client, pages=2)

    assert "No model is configured" in found["problem"]
    assert found["pages_after"] == 1


class Killed(BaseException):
    """The process is gone."""


async def test_tail_014_work_that_was_cut_off_goes_on_and_pays_for_no_call_twice(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = lying()
    application, ids = client.application, await pair(client)
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace
    sessions, job = within(application.sessions, workspace), JobId(uuid7())
    services = application.services
    handler = ProposeWithModel(services.taxonomy, services.clock, services.renderer, application.agents)
    given: dict[str, Any] = {name: UUID(value) for name, value in ids.items()}
    first = Cut(job, workspace, 1, sessions=sessions, stop=lambda: None)
    second = Told(job, workspace, 2, sessions=sessions, stop=lambda: None)

    models.asked.clear()
    with pytest.raises(Killed):
        await handler.run(first, **given)
    asked_before = [one.system for one in models.asked]
    made = await handler.run(second, **given)
    again = await handler.run(second, **given)

    assert len(asked_before) == 1
    assert [one.system for one in models.asked].count(asked_before[0]) == 1
    assert len(models.asked) == 2
    assert again == made


class Told(JobContext):
    """A run whose progress nobody follows."""

    async def progress(self, fraction: float, message: str | None = None) -> None:
        await asyncio.sleep(0)


class Cut(Told):
    """A run that is killed as soon as something was refused, and is to be tried once more."""

    async def progress(self, fraction: float, message: str | None = None) -> None:
        if message and "once more" in message:
            raise Killed


async def test_tail_011_a_models_sentences_are_in_the_letter_as_far_as_the_cv_goes(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = proposing

    found = await letter(client)

    assert "I developed services in Python for 40 clients." in found["text"]
    assert "You ask for PostgreSQL." in found["text"]
    assert "Siemens" not in found["text"]
    assert [one["text"] for one in found["refused"]] == ["I led 300 people at Siemens."]
    assert found["made"][0]["prompt_id"] == "letters.cover"


@pytest.mark.parametrize("brain", [lying(), obedient], ids=["lying", "obedient"])
async def test_tail_011_what_a_model_invents_is_in_no_letter(
    client: Client, models: LoopbackModels, brain: Any
) -> None:
    await set_up(client, models)
    bare = (await client.http.post("/api/v1/letters", json=await pair(client))).json()
    models.brain = brain

    found = await letter(client)

    assert found["text"] == bare["text"]
    assert found["refused"]


async def test_tail_011_a_model_that_fails_leaves_the_lines_of_the_cv(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.fault = Fault.KEY

    found = await letter(client)

    assert "key" in found["problem"]
    assert "services in Python for 40 customers" in found["text"]


async def test_tail_009_the_page_asks_a_model_and_follows_it(client: Client, models: LoopbackModels) -> None:
    await set_up(client, models)
    models.brain = proposing
    ids = await pair(client)
    made = (await client.http.post("/api/v1/tailorings", json=ids)).json()["id"]

    page = await client.http.get(f"/tailorings/{made}", headers=PAGE)
    led = await client.http.post(f"/cvs/{ids['cv_id']}/tailor/model", data={"posting": ids["posting_id"]})
    waiting = await client.http.get(led.headers["location"], headers=PAGE)
    await client.run_jobs()
    done = await client.http.get(led.headers["location"])
    shown = await client.http.get(done.headers["location"], headers=PAGE)

    assert "Let loopback-1 propose too" in page.text
    assert "data-job=" in waiting.text
    assert "loopback-1 worded single lines" in shown.text


async def test_tail_011_the_page_lets_a_model_write_the_letter(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = proposing
    ids = await pair(client)
    at = f"/cvs/{ids['cv_id']}/letter/{ids['posting_id']}"

    asked = await client.http.get(at, headers=PAGE)
    led = await client.http.post(at, data={"kind": "letter", "language": "en", "tone": "warm", "by": "model"})
    await client.run_jobs()
    done = await client.http.get(led.headers["location"])
    page = await client.http.get(done.headers["location"], headers=PAGE)

    assert "Let loopback-1 write it" in asked.text
    assert "Not put in" in page.text
    assert POSTING.partition("\n")[0] in page.text


def interviewing(asked: Asked) -> str:
    """A question with a true and an invented answer, and one that tells of what nobody said."""
    true, lie = f"I {HONEST[0].lower()}{HONEST[1:]}.", "I led 300 people at Siemens."
    quotes = [{"path": LINE, "quote": RESUME["work"][0]["highlights"][1]}, {"path": "", "quote": "PhD"}]  # type: ignore[index]
    answered = {
        "requirement": 0,
        "question": "How did you build the services?",
        "quotes": quotes,
        "answer": [true, lie],
    }
    made_up = {**answered, "question": "How did you lead 300 people at Siemens?"}
    return json.dumps({"questions": [answered, made_up]})


async def hinted(client: Client, ids: dict[str, str]) -> dict[str, Any]:
    """The result of the work, once it is done."""
    at = f"/api/v1/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}/hints"
    answer = await client.http.post(at, json={"language": "en"})
    assert answer.status_code == 202, answer.text
    await client.run_jobs()
    job = (await client.http.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    assert job["status"] == "succeeded", job
    result: dict[str, Any] = job["result"]
    return result


async def test_tail_023_a_model_prepares_an_interview_once_from_the_persons_own_lines(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = interviewing
    ids = await pair(client)
    models.asked.clear()

    results = [await hinted(client, ids), await hinted(client, ids)]
    at = f"/api/v1/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}/hints"
    found = (await client.http.get(at)).json()

    (question,) = found["questions"]
    assert ([one["cached"] for one in results], len(models.asked)) == ([False, True], 1)
    assert [one["text"] for one in question["answer"]] == [f"I {HONEST[0].lower()}{HONEST[1:]}."]
    assert [one["text"] for one in found["refused"]] == ["I led 300 people at Siemens."]
    assert (found["quotes_verified"], found["quotes_dropped"], found["dropped"]) == (1, 1, 1)
    assert found["made"][0]["prompt_id"] == "interview.prepare"


@pytest.mark.parametrize("brain", [lying(), obedient], ids=["lying", "obedient"])
async def test_tail_023_what_a_model_invents_is_in_no_interview(
    client: Client, models: LoopbackModels, brain: Any
) -> None:
    await set_up(client, models)
    models.brain = brain
    ids = await pair(client)

    await hinted(client, ids)
    at = f"/api/v1/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}/hints"
    found = (await client.http.get(at)).json()

    assert (found["questions"], found["dropped"]) == ([], 1)


async def test_tail_023_the_page_asks_a_model_follows_it_and_shows_what_holds(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = interviewing
    ids = await pair(client)
    at = f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}"

    asked = await client.http.get(at, headers=PAGE)
    led = await client.http.post(at, data={"language": "en"})
    waiting = await client.http.get(led.headers["location"], headers=PAGE)
    await client.run_jobs()
    done = await client.http.get(led.headers["location"], headers=PAGE)

    assert "Ask loopback-1 for questions" in asked.text
    assert "data-job=" in waiting.text
    assert "How did you build the services?" in done.text
    assert "<del>I led 300 people at Siemens.</del>" in done.text
    assert "Ask loopback-1" not in done.text


async def test_tail_023_a_model_that_fails_leaves_the_questions_of_the_rules_and_says_why(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.fault = Fault.KEY
    ids = await pair(client)
    at = f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}"

    result = await hinted(client, ids)
    led = await client.http.post(at, data={"language": "en"})
    await client.run_jobs()
    page = await client.http.get(led.headers["location"], headers=PAGE)
    none = await client.http.get(f"/api/v1{at.replace('/interview/', '/interviews/')}/hints")

    assert result["code"] == "model_key_refused"
    assert "The model could not prepare it" in page.text
    assert "What the job asks for" in page.text
    assert none.json()["code"] == "no_interview_hints"


async def test_tail_023_without_a_model_the_page_says_what_one_would_add(client: Client) -> None:
    ids = await pair(client)

    page = await client.http.get(f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}", headers=PAGE)
    result = await hinted(client, ids)

    assert "No model is set up" in page.text
    assert result["code"] == "no_model"
