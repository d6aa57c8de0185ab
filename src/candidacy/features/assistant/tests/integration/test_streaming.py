"""What a model says comes while it says it, and only what is verified stays."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.ai_agents.interface import Draft
from candidacy.ai_agents.loopback import LoopbackModels
from candidacy.ai_agents.loopback.brains import honest, saying
from candidacy.features.agents.tests.models import set_up
from candidacy.features.assistant.service.asking import Answer, Asking
from candidacy.features.assistant.service.searching import Searching, query_of
from candidacy.features.assistant.tests.integration.test_search import add_cv
from candidacy.features.portfolio.tests.others import local
from candidacy.infrastructure.postgres import within

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from candidacy.ai_agents.interface import Anew
    from candidacy.testing.application import Client

QUESTION = "Who moved services to Kubernetes?"
TRUE = {
    "text": "She moved forty services to Kubernetes.",
    "citations": [{"passage": "1", "quote": "Moved forty services to Kubernetes"}],
}
UNTRUE = {
    "text": "She flies aeroplanes.",
    "citations": [{"passage": "1", "quote": "holds a licence to fly"}],
}


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels(saying({"statements": [TRUE, UNTRUE]})) as found:
        yield found


async def begin(client: Client, models: LoopbackModels) -> AsyncGenerator[Draft | Anew | Answer, None]:
    """The answer to a question, asked of a CV with a model that is configured."""
    brain, models.brain = models.brain, honest
    await set_up(client, models)
    models.brain = brain
    await add_cv(client)
    application = client.application
    actor = await local(application.sessions)
    sessions = within(application.sessions, actor.workspace)
    asking = Asking(Searching(sessions, actor.workspace, application.search))
    found = await asking.retrieve(query_of(application.search, actor, QUESTION))
    return asking.answering(actor, found)


async def test_search_012_sentences_come_piece_by_piece_and_stay_if_they_are_proven(
    client: Client, models: LoopbackModels
) -> None:
    said = [one async for one in await begin(client, models)]

    drafts = [one for one in said if isinstance(one, Draft)]
    answer = said[-1]
    assert isinstance(answer, Answer)
    assert len([one for one in drafts if one.statement == 0]) > 2
    for number, statement in enumerate((TRUE, UNTRUE)):
        assert "".join(one.text for one in drafts if one.statement == number) == statement["text"]
    assert [one.text for one in answer.statements] == [TRUE["text"]]
    assert answer.dropped == 1


async def test_search_012_an_answer_of_the_wrong_shape_is_asked_for_again(
    client: Client, models: LoopbackModels
) -> None:
    answers = [json.dumps({"statements": [{"text": "Half a thing"}]}), json.dumps({"statements": [TRUE]})]
    models.brain = lambda _: answers.pop(0)

    said = [one async for one in await begin(client, models)]

    kinds = [type(one).__name__ for one in said]
    anew = kinds.index("Anew")
    answer = said[-1]
    assert "".join(one.text for one in said[:anew] if isinstance(one, Draft)) == "Half a thing"
    assert "".join(one.text for one in said[anew:] if isinstance(one, Draft)) == TRUE["text"]
    assert isinstance(answer, Answer)
    assert [one.text for one in answer.statements] == [TRUE["text"]]


async def test_search_012_stopping_stops_the_model(client: Client, models: LoopbackModels) -> None:
    # Without blanks the first word of the sentence comes in the first piece, before the rest is held.
    long = json.dumps({"statements": [TRUE | {"text": "She moved services. " * 40}]}, separators=(",", ":"))
    models.brain = lambda _: long
    answering = await begin(client, models)
    models.hold = asyncio.Event()

    first = await anext(answering)
    await answering.aclose()

    assert isinstance(first, Draft)
    async with asyncio.timeout(60):
        await models.gone.wait()


async def test_search_012_the_stream_of_the_api_ends_with_the_answer(
    client: Client, models: LoopbackModels
) -> None:
    await (await begin(client, models)).aclose()

    answer = await client.http.get("/api/v1/search/ask", params={"q": QUESTION})

    events: list[tuple[str, Any]] = []
    for block in answer.text.strip().split("\n\n"):
        name, data = block.split("\n")
        events.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    names = [name for name, _ in events]
    assert (names[0], set(names[1:-1]), names[-1]) == ("passages", {"draft"}, "answer")
    assert (events[-1][1]["dropped"], len(events[-1][1]["statements"])) == (1, 1)


async def test_why_nothing_is_answered_comes_in_the_language_of_the_request(client: Client) -> None:
    await add_cv(client)

    answer = await client.http.get(
        "/api/v1/search/ask", params={"q": "Who flew to the moon?"}, headers={"Accept-Language": "fr"}
    )

    said = json.loads(answer.text.strip().rpartition("data: ")[2])
    assert (said["answered"], said["refusal"][:24]) == (False, "Rien ici n’y répond. Pos")
