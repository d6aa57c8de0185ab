"""Another wording as a stream: piece by piece, stopped, and never further than the CV goes."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from candidacy.ai_agents.interface import WritingTask
from candidacy.ai_agents.loopback import Fault, LoopbackModels, lying, obedient, saying
from candidacy.features.agents.tests.models import set_up
from candidacy.features.workspaces import public as workspaces
from candidacy.features.writing.schemas import SuggestIn
from candidacy.features.writing.service import Suggesting
from candidacy.features.writing.tests.integration.test_api import (
    RESUME,
    SUMMARY,
    accepted,
    cv_of,
    line_of,
)
from candidacy.infrastructure.postgres import within
from candidacy.kernel.ids import CvId

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

BEFORE = RESUME["work"][0]["highlights"][1]
SECOND = "/work/0/highlights/1"


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels() as serves:
        yield serves


async def events(client: Client, cv: str, path: str = SECOND, **more: object) -> list[tuple[str, Any]]:
    answer = await client.http.post(f"/api/v1/cvs/{cv}/suggestions/events", json={"path": path, **more})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in answer.text.replace("\r\n", "\n").split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and line[0] != ":")
        if "event" in lines:
            found.append((lines["event"], json.loads(lines["data"])))
    return found


async def test_write_004_a_wording_comes_in_pieces_and_then_whole(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying("Developed services in Python for 40 clients")
    cv = await cv_of(client)

    said = await events(client, cv)

    pieces = [value["text"] for kind, value in said if kind == "piece"]
    kind, done = said[-1]
    assert kind == "done"
    assert "".join(pieces).strip() == done["text"] == "Developed services in Python for 40 clients"
    assert done["refusals"] == []
    assert await line_of(client, cv, 1) == BEFORE


async def test_write_004_every_task_is_asked_of_the_model(client: Client, models: LoopbackModels) -> None:
    await set_up(client, models)
    cv, tasks = await cv_of(client), [task for task in WritingTask if task is not WritingTask.SUMMARY]

    ends = [(await events(client, cv, task=task.value, tone="warm"))[-1][0] for task in tasks]

    assert ends == ["done"] * len(tasks)
    assert len({asked.system for asked in models.asked[-len(tasks) :]}) == len(tasks)


async def test_write_004_a_summary_is_written_where_none_stands(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying("Programmer of services in Python")

    said = await events(client, await cv_of(client), SUMMARY)

    assert said[-1][1]["text"] == "Programmer of services in Python"


async def test_write_004_figures_are_asked_for_and_never_made_up(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying(f"{BEFORE}\n? How many services were it?\n? Over how many years?")

    said = await events(client, await cv_of(client), task="quantify")

    assert said[-1][1]["text"] == BEFORE
    assert len(said[-1][1]["questions"]) == 2


@pytest.mark.parametrize("brain", [lying(), obedient], ids=["lying", "obedient"])
async def test_write_003_what_a_model_invents_is_shown_with_the_reason_and_cannot_be_taken(
    client: Client, models: LoopbackModels, brain: Any
) -> None:
    await set_up(client, models)
    models.brain = brain
    cv = await cv_of(client)

    kind, done = (await events(client, cv))[-1]
    answer = await accepted(client, cv, path=SECOND, before=BEFORE, text=done["text"])

    assert kind == "done"
    assert done["refusals"]
    assert answer.json()["code"] == "claim_refused"
    assert await line_of(client, cv, 1) == BEFORE


async def test_write_007_words_that_only_the_person_can_confirm_come_with_the_suggestion(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying("Developed services in Python for 40 strollers")
    cv = await cv_of(client)

    _, done = (await events(client, cv))[-1]
    answer = await accepted(
        client, cv, path=SECOND, before=BEFORE, text=done["text"], confirmed=done["words"]
    )

    assert (done["words"], done["refusals"]) == (["strollers"], [])
    assert answer.json()["version"] == 2
    assert await line_of(client, cv, 1) == done["text"]


async def test_write_005_what_was_suggested_before_is_not_asked_for_again(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)

    await events(client, await cv_of(client), instead_of=["Coded for forty customers"])

    assert "Coded for forty customers" in models.asked[-1].user


async def test_write_004_a_model_that_fails_ends_the_stream_with_its_reason(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.fault = Fault.KEY

    said = await events(client, await cv_of(client))

    assert (said[-1][0], said[-1][1]["code"]) == ("problem", "model_key_refused")


async def suggesting_of(client: Client) -> Suggesting:
    application = client.application
    services = application.services
    async with application.sessions() as session:
        actor = await workspaces.local_actor(session)
    sessions = within(application.sessions, actor.workspace)
    return Suggesting(sessions, actor, services.taxonomy, services.clock, services.events, application.agents)


@pytest.mark.own_database
async def test_write_006_no_database_connection_is_held_while_the_model_writes(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying("Developed services in Python for 40 clients")
    cv = await cv_of(client)
    models.hold = asyncio.Event()
    engine = client.application.sessions.kw["bind"]

    stream = await (await suggesting_of(client)).begin(CvId(UUID(cv)), SuggestIn(path=SECOND))
    first = await anext(stream)
    held = engine.pool.checkedout()
    models.hold.set()
    rest = [event async for event in stream]

    assert (first.kind, held, rest[-1].kind) == ("piece", 0, "done")


async def test_write_005_stopping_stops_the_model(client: Client, models: LoopbackModels) -> None:
    await set_up(client, models)
    models.brain = saying("Developed services in Python for 40 clients " * 20)
    cv = await cv_of(client)
    models.hold = asyncio.Event()

    stream = await (await suggesting_of(client)).begin(CvId(UUID(cv)), SuggestIn(path=SECOND))
    await anext(stream)
    await stream.aclose()

    async with asyncio.timeout(60):
        await models.gone.wait()
    assert await line_of(client, cv, 1) == BEFORE
