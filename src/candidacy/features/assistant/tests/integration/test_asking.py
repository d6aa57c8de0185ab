"""Questions: answers whose citations stand there, and refusals."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest

from candidacy.ai_agents.interface import Anew, Draft
from candidacy.features.assistant import public as assistant
from candidacy.features.assistant.errors import TooManyQuestions
from candidacy.features.assistant.policies import SearchSettings
from candidacy.features.assistant.service.tools import Cited, Said, Speaker, Spoken
from candidacy.features.assistant.tests.doubles import searching_with
from candidacy.features.assistant.tests.integration.test_search import add_cv, add_posting
from candidacy.features.workspaces import public as workspaces
from candidacy.kernel.errors import NotFound, Unavailable
from candidacy.kernel.identity import Actor

if TYPE_CHECKING:
    from candidacy.testing.application import Client

QUESTION = "Who moved services to Kubernetes?"


async def ask(client: Client, question: str = QUESTION) -> dict[str, dict[str, Any] | list[dict[str, Any]]]:
    """The events of an answer by name."""
    answer = await client.http.get("/api/v1/search/ask", params={"q": question})
    assert answer.status_code == 200, answer.text
    events = [block.split("\n") for block in answer.text.strip().split("\n\n")]
    assert [name for name, _ in events][0 :: len(events) - 1] == ["event: passages", "event: answer"]
    return {name.removeprefix("event: "): json.loads(data.removeprefix("data: ")) for name, data in events}


@dataclass(frozen=True)
class Speaking:
    """A model that says what it was given to say."""

    said: tuple[Said, ...]
    error: Exception | None

    async def speaks(self, _: Actor) -> bool:
        return True

    async def speak(
        self, _: Actor, __: str, passages: Sequence[Cited]
    ) -> AsyncGenerator[Draft | Anew | Spoken, None]:
        assert [p.number for p in passages] == list(range(1, len(passages) + 1))
        yield Draft(0, "She ")
        if self.error is not None:
            raise self.error
        yield Spoken("a model", self.said)


def speaking(*said: Said, error: Exception | None = None) -> Speaker:
    return Speaking(said, error)


async def answered_by(client: Client, speaker: Speaker) -> dict[str, Any]:
    tools = replace(client.application.search, speaker=speaker)
    async with searching_with(client, None, tools=tools) as other:
        answer = (await ask(other))["answer"]
    assert isinstance(answer, dict)
    return answer


async def test_search_005_without_a_model_the_passages_are_the_answer(client: Client) -> None:
    await add_cv(client)

    events = await ask(client)

    answer = events["answer"]
    assert isinstance(answer, dict)
    first = answer["statements"][0]
    citation = first["citations"][0]
    cited = answer["passages"][citation["number"] - 1]
    assert list(events) == ["passages", "answer"]
    assert (answer["answered"], answer["by"]) == (True, "passages")
    assert cited["text"][citation["start"] : citation["end"]] == citation["quote"] == first["text"]
    assert "Moved forty services to Kubernetes." in first["text"]


async def test_search_005_what_nothing_answers_is_refused(client: Client) -> None:
    await add_cv(client)

    far = (await ask(client, "What is the favourite submarine of the engineer?"))["answer"]
    none = (await ask(client, "Submarine?"))["answer"]

    assert isinstance(far, dict)
    assert isinstance(none, dict)
    assert (far["answered"], far["statements"]) == (False, [])
    assert "Nothing here answers" in far["refusal"]
    assert (none["answered"], none["passages"]) == (False, [])


async def test_search_005_citations_of_a_model_stand_in_their_passages(client: Client) -> None:
    await add_cv(client)
    said = Said("She moved forty services.", ((1, "forty services"), (1, "fifty services"), (9, "forty")))

    answer = await answered_by(client, speaking(said, Said("And she flies.", ((1, "flies"),)), Said(" ", ())))

    (statement,) = answer["statements"]
    (citation,) = statement["citations"]
    assert statement["text"] == "She moved forty services."
    assert answer["by"] == "a model"
    passage = answer["passages"][0]["text"]
    assert passage[citation["start"] : citation["end"]] == "forty services"


async def test_search_005_an_answer_without_a_valid_citation_is_refused(client: Client) -> None:
    await add_cv(client)

    invented = await answered_by(client, speaking(Said("She flies.", ((1, "flies"), (0, ""), (-1, "x")))))
    silent = await answered_by(client, speaking())

    assert (invented["answered"], invented["statements"]) == (False, [])
    assert "support" in invented["refusal"]
    assert "Nothing here answers" in silent["refusal"]


async def test_search_005_a_model_that_fails_leaves_the_passages(client: Client) -> None:
    await add_cv(client)

    answer = await answered_by(client, speaking(error=Unavailable()))

    assert (answer["answered"], answer["by"]) == (True, "passages")


async def test_search_005_spans_lead_to_the_words_in_the_posting(client: Client) -> None:
    posting = await add_posting(client)
    text = (await client.http.get(f"/api/v1/postings/{posting}")).json()["text"]

    answer = (await ask(client, "How many years of baking?"))["answer"]

    assert isinstance(answer, dict)
    citation = answer["statements"][0]["citations"][0]
    assert [text[s["start"] : s["end"]] for s in citation["spans"]] == citation["quote"].split("\n")


async def test_search_005_too_many_questions_have_to_wait(client: Client) -> None:
    tools = replace(client.application.search, settings=SearchSettings(questions_a_minute=1))
    async with searching_with(client, None, tools=tools) as other:
        await ask(other)
        refused = await other.http.get("/api/v1/search/ask", params={"q": QUESTION})
        page = await other.http.get("/search/ask", params={"q": QUESTION})

    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_questions")
    assert int(refused.headers["retry-after"]) >= 1
    assert page.status_code == 429


async def test_search_005_the_page_shows_the_answer_and_its_passages(client: Client) -> None:
    cv = await add_cv(client)

    page = await client.http.get("/search/ask", params={"q": QUESTION})
    refusal = await client.http.get("/search/ask", params={"q": "Submarine?"})
    plain = await client.http.get("/search/ask")

    assert 'href="#passage-1"' in page.text
    assert f'href="/cvs/{cv}"' in page.text
    assert "Nothing here answers" in refusal.text
    assert plain.status_code == 200


async def test_search_011_visitors_are_answered_from_what_is_published_alone(client: Client) -> None:
    cv = await add_cv(client)
    application = client.application
    async with application.sessions() as session:
        workspace = (await workspaces.local_actor(session)).workspace

    async def visit(settings: SearchSettings) -> assistant.Answer:
        return await assistant.answer_visitor(
            application.sessions,
            workspace,
            replace(application.search, settings=settings),
            application.services.shared.limiter,
            question=QUESTION,
            readable={UUID(cv): "1/1"},
            address="203.0.113.7",
        )

    answer = await visit(SearchSettings(visitor_questions=1))

    assert answer.passages == ()
    assert answer.refusal is not None
    with pytest.raises(TooManyQuestions):
        await visit(SearchSettings(visitor_questions=1))
    with pytest.raises(NotFound):
        await visit(SearchSettings(visitors=False))
