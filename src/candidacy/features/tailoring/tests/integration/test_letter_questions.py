"""What a letter says beyond the CV's lines: only after its person has said that it is true."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.ai_agents.loopback import Asked, LoopbackModels
from candidacy.features.agents.tests.models import set_up
from candidacy.features.tailoring.tests.integration.test_api import pair

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

pytestmark = pytest.mark.own_database
PAGE = {"Accept": "text/html"}
LINE = "/work/0/highlights/1"
TOLD = "I answered letters."
ASKED = "I developed services in Python for 40 strollers."
LIE = "I led 300 people at Siemens."
YES = {"confirmed": True, "words": ["strollers"]}


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels() as serves:
        yield serves


def saying(asked: Asked) -> str:
    """A true sentence, one that only its person can confirm, and a lie: in a letter or as answers."""
    texts = (TOLD, ASKED, LIE)
    if asked.schema and "questions" in asked.schema["properties"]:
        question = {"requirement": 0, "question": "What did you build?", "quotes": [], "answer": texts}
        return json.dumps({"questions": [question]})
    told = [{"paragraph": 1, "about": "evidence", "text": one, "sources": [LINE]} for one in texts]
    return json.dumps({"sentences": told})


async def letter(client: Client, models: LoopbackModels, ids: dict[str, str] | None = None) -> dict[str, Any]:
    await set_up(client, models)
    models.brain = saying
    answer = await client.http.post("/api/v1/letters/work", json=ids or await pair(client))
    await client.run_jobs()
    job = (await client.http.get(f"/api/v1/jobs/{answer.json()['job_id']}")).json()
    found: dict[str, Any] = (await client.http.get(f"/api/v1/letters/{job['result']['letter_id']}")).json()
    return found


async def answered(client: Client, found: dict[str, Any], given: dict[str, Any], **headers: str) -> Any:
    at = f"/api/v1/letters/{found['id']}/questions/{found['questions'][0]['key']}"
    return await client.http.post(at, json=given, headers=headers)


async def test_tail_024_a_letter_asks_what_only_its_person_can_say(
    client: Client, models: LoopbackModels
) -> None:
    found = await letter(client, models)

    (asked,) = found["questions"]
    assert (asked["text"], asked["words"]) == (ASKED, ["strollers"])
    assert asked["sources"][0]["path"] == LINE
    assert TOLD in found["text"]
    assert "strollers" not in found["text"]
    assert [one["text"] for one in found["refused"]] == [LIE]


async def test_tail_025_a_yes_puts_it_in_as_the_persons_statement_and_is_logged(
    client: Client, models: LoopbackModels
) -> None:
    found = await letter(client, models)

    then = (await answered(client, found, YES, **{"Idempotency-Key": "one"})).json()
    again = (await answered(client, found, YES, **{"Idempotency-Key": "one"})).json()
    file = await client.http.get(f"/api/v1/letters/{found['id']}/file", params={"format": "txt"})
    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    (said,) = [one for told in then["paragraphs"] for one in told if one["confirmed"]]
    assert f"{TOLD} {ASKED}" in then["text"]
    assert ASKED in file.text
    assert (said["text"], said["confirmed"]["words"]) == (ASKED, ["strollers"])
    assert then["questions"] == []
    assert then["version"] == found["version"] + 1
    assert not then["edited"]
    assert again == then
    (entry,) = [one for one in entries if one["kind"] == "letter.confirmed"]
    assert said["confirmed"]["by"]
    assert (entry["detail"]["decider"], entry["detail"]["outcome"]) == ("human", {"confirmed": 1})
    assert "strollers" not in json.dumps(entry)


@pytest.mark.parametrize("words", [[], ["visitors"], ["strollers", "services"]])
async def test_tail_025_a_yes_names_the_words(
    client: Client, models: LoopbackModels, words: list[str]
) -> None:
    found = await letter(client, models)

    answer = await answered(client, found, {"confirmed": True, "words": words})

    assert (answer.status_code, answer.json()["code"]) == (409, "other_words")


async def test_tail_026_a_no_drops_it_and_another_letter_does_not_ask_again(
    client: Client, models: LoopbackModels
) -> None:
    ids = await pair(client)
    found = await letter(client, models, ids)

    then = (await answered(client, found, {"confirmed": False})).json()
    late = await answered(client, found, YES)
    anew = await letter(client, models, ids)

    assert (then["questions"], then["text"]) == ([], found["text"])
    assert (late.status_code, late.json()["code"]) == (404, "no_question")
    assert anew["questions"] == []
    assert "strollers" not in anew["text"]


async def test_tail_025_the_page_asks_where_it_would_stand_and_keeps_what_was_edited(
    client: Client, models: LoopbackModels
) -> None:
    found = await letter(client, models)
    at, key = f"/letters/{found['id']}", found["questions"][0]["key"]
    edit = {"subject": "", "text": f"Hello,\n\n{TOLD} And I sail.", "based_on": found["version"]}

    shown = await client.http.get(at, headers=PAGE)
    await client.http.post(at, data=edit)
    answer = await client.http.post(
        f"{at}/answer", data={"question": key, "said": "yes", "words": "strollers"}, headers=PAGE
    )
    then = await client.http.get(at, headers=PAGE)

    assert '<mark class="lit"><b>strollers</b></mark>' in shown.text
    assert shown.text.count('name="said"') == 2
    assert 'role="group" aria-labelledby="question-' in shown.text
    assert answer.headers["location"] == f"{at}#sentences"
    assert f"{TOLD} {ASKED} And I sail." in then.text
    assert "this is true: “strollers”" in then.text or "to be true: “strollers”" in then.text
    assert 'name="said"' not in then.text


async def test_tail_023_what_is_asked_about_is_told_apart_from_the_answers_of_an_interview(
    client: Client, models: LoopbackModels
) -> None:
    await set_up(client, models)
    models.brain = saying
    ids = await pair(client)
    at = f"/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}/hints"

    await client.http.post(f"/api/v1{at}", json={"language": "en"})
    await client.run_jobs()
    found = (await client.http.get(f"/api/v1{at}")).json()
    page = await client.http.get(f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}", headers=PAGE)

    (question,) = found["questions"]
    assert [one["text"] for one in question["answer"]] == [TOLD]
    assert [(one["text"], one["words"]) for one in question["asked"]] == [(ASKED, ["strollers"])]
    assert [one["text"] for one in found["refused"]] == [LIE]
    assert "Only if the marked words are true" in page.text
    assert '<mark class="lit"><b>strollers</b></mark>' in page.text
