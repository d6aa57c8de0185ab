"""Questions over the wire: every citation stands in its passage, and what nothing answers is refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from candidacy.ai_agents.loopback import LoopbackModels, honest
from candidacy.domain.matching.words import stems
from candidacy.features.agents.tests.models import models_on, set_up
from candidacy.features.assistant.policies import SearchSettings
from candidacy.features.assistant.service.speaking import ModelSpeaker

if TYPE_CHECKING:
    from candidacy.ai_agents.loopback import Asked, Brain, ToolCall
    from candidacy.testing.application import Client

SAMPLE = Path(__file__).parents[2] / "evals" / "data" / "portfolio_ines.yaml"
PASSAGE = re.compile(r"^\[(\d+)\] .*\n((?:(?!\n\n\[\d).|\n)*)", re.MULTILINE)
FEW = 6


def statements(*given: tuple[str, str, str]) -> str:
    return json.dumps(
        {
            "statements": [
                {"text": text, "citations": [{"passage": passage, "quote": quote}]}
                for text, passage, quote in given
            ]
        }
    )


def reading(least: float) -> Brain:
    """Quotes the line with most of the question's words; says nothing where these are a lesser share."""

    def read(asked: Asked) -> str | ToolCall:
        if "question" not in asked.data:
            return honest(asked)
        question = set(stems(asked.data["question"]))
        lines = [
            (len(question & set(stems(line))), number, line)
            for number, text in PASSAGE.findall(asked.data["passages"])
            for line in text.strip().splitlines()
            if len(line.split()) > 2
        ]
        shared, number, line = max(lines, default=(0, "", ""))
        enough = bool(question) and shared >= len(question) * least
        return statements((line, number, line)) if enough else statements()

    return read


def lying(asked: Asked) -> str:
    """Cites what stands nowhere, and passages that are not there."""
    return statements(
        ("She is a pilot.", "1", "holds a licence to fly"), ("She is rich.", "99", "is very rich")
    )


def sample() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    return content


async def answers(client: Client, brain: Brain, questions: list[str]) -> list[dict[str, Any]]:
    """What is answered to each question by a model with a brain, in a workspace that holds the sample."""
    application = client.application
    models = models_on(client, application.agents.network)
    agents = replace(application.agents, models=models)
    limits = SearchSettings(questions_a_minute=1_000)
    search = replace(application.search, speaker=ModelSpeaker(agents), settings=limits)
    async with (
        LoopbackModels(brain) as server,
        client.after_a_restart(replace(application, agents=agents, search=search)) as asking,
    ):
        (await set_up(asking, server, save_anyway=True)).raise_for_status()
        for document in sample()["documents"]:
            (await asking.http.post("/api/v1/postings", json={"text": document["text"]})).raise_for_status()
        await asking.run_jobs()
        found = []
        for question in questions:
            answer = await asking.http.get("/api/v1/search/ask", params={"q": question})
            last = answer.text.strip().split("\n\n")[-1].split("data: ", 1)[1]
            found.append(json.loads(last))
        return found


def unresolved(answer: dict[str, Any]) -> list[str]:
    """Quotes that do not stand where the citation says."""
    return [
        citation["quote"]
        for statement in answer["statements"]
        for citation in statement["citations"]
        if answer["passages"][citation["number"] - 1]["text"][citation["start"] : citation["end"]]
        != citation["quote"]
    ]


async def test_search_005_over_the_wire_citations_resolve_and_lies_are_refused(client: Client) -> None:
    asked = [row["q"] for row in sample()["questions"] if "a" in row][:FEW]

    true = await answers(client, reading(0.5), asked)
    lies = await answers(client, lying, asked[:2])

    assert sum(answer["answered"] for answer in true) >= FEW // 2
    assert {answer["by"] for answer in true} == {"loopback-1"}
    assert [unresolved(answer) for answer in true] == [[]] * FEW
    assert [(answer["answered"], answer["statements"]) for answer in lies] == [(False, [])] * 2


@pytest.mark.deep
async def test_search_005_all_questions_of_the_sample_are_answered_truly_or_refused(client: Client) -> None:
    rows = sample()["questions"]
    found = await answers(client, reading(0.66), [row["q"] for row in rows])

    refused = [not answer["answered"] for row, answer in zip(rows, found, strict=True) if "a" not in row]
    answered = [answer["answered"] for row, answer in zip(rows, found, strict=True) if "a" in row]
    assert [unresolved(answer) for answer in found] == [[]] * len(rows)
    assert (len(rows), len(refused), sum(refused)) == (60, 20, 20)
    assert sum(answered) >= 5
