"""Visitors ask of what is published: answered word for word, from nothing else, as often as is allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.domain.portfolio.tests.test_markdown import elements_of
from candidacy.features.assistant.policies import SearchSettings
from candidacy.features.assistant.tests.doubles import WordEmbedder, searching_with
from candidacy.features.portfolio.tests.integration.test_visitors import CANARY, fill_with_secrets
from candidacy.features.portfolio.tests.others import nobody
from candidacy.features.portfolio.tests.works import make_item, open_portfolio, published, unlisted_link

if TYPE_CHECKING:
    import httpx

    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

TIDES = "Forecasts the tides of forty harbours from paper records."
QUESTION = "Who forecasts the tides of harbours?"
REFUSED = "Nothing that is published here answers this"


async def open_to_questions(client: Client, **given: Any) -> dict[str, Any]:
    return await open_portfolio(client, answers=True, **given)


async def ask(client: Client, question: str = QUESTION, path: str = "/ask/p/ada") -> httpx.Response:
    async with client.acting_as(nobody) as visitor:
        return await visitor.http.get(path, params={"q": question})


async def test_search_011_a_visitor_is_answered_in_the_words_of_what_is_published(client: Client) -> None:
    await open_to_questions(client)
    await published(client, "Tide service", body=TIDES)
    await client.run_jobs()

    answer = await ask(client)

    assert answer.status_code == 200
    assert f'<blockquote dir="auto">{TIDES}</blockquote>' in answer.text
    assert 'href="/p/ada/tide-service"' in answer.text


async def test_search_011_what_nothing_published_answers_is_refused(client: Client) -> None:
    await open_to_questions(client)
    await published(client, "Tide service", body=TIDES)
    await client.run_jobs()

    answer = await ask(client, "What is the favourite submarine of her sister?")

    assert (answer.status_code, REFUSED in answer.text) == (200, True)
    assert TIDES not in answer.text


async def test_search_011_the_public_profile_answers_too(client: Client) -> None:
    await open_to_questions(client, about="I live beside the lighthouse of Ouessant.")
    await client.run_jobs()

    answer = await ask(client, "Where is the lighthouse she lives beside?")

    assert "I live beside the lighthouse of Ouessant." in answer.text


async def test_search_011_the_page_holds_no_script_sets_no_cookie_and_is_kept_by_nobody(
    client: Client,
) -> None:
    await open_to_questions(client)
    person = await client.http.get("/p/ada")
    answer = await ask(client)
    empty = await client.http.get("/ask/p/ada")

    forms = [kind for tag, kind in elements_of(person.text) if tag == "form"]
    assert [(form["action"], form["method"]) for form in forms] == [("/ask/p/ada", "get")]
    assert "form-action 'self'" in person.headers["content-security-policy"]
    for page in (answer, empty):
        assert page.status_code == 200
        assert "set-cookie" not in page.headers
        assert [tag for tag, _ in elements_of(page.text) if tag == "script"] == []
        assert "script-src 'none'" in page.headers["content-security-policy"]
        assert (page.headers["cache-control"], page.headers["x-robots-tag"]) == ("no-store", "noindex")


async def test_search_011_its_owner_and_the_operator_each_switch_it_off(client: Client) -> None:
    await open_portfolio(client)
    off = await client.http.get("/ask/p/ada")
    plain = await client.http.get("/p/ada")
    await open_to_questions(client)
    tools = replace(client.application.search, settings=SearchSettings(visitors=False))
    async with searching_with(client, None, tools=tools) as other:
        by_operator = await other.http.get("/ask/p/ada")

    assert (off.status_code, by_operator.status_code) == (404, 404)
    assert "<form" not in plain.text
    assert "form-action 'none'" in plain.headers["content-security-policy"]


async def test_search_011_its_owner_lets_visitors_ask_by_a_box_to_tick(client: Client) -> None:
    await open_portfolio(client)
    page = await client.http.get("/portfolio/profile")
    version = str((await client.http.get("/api/v1/portfolio")).json()["version"])
    form = {"version": version, "name": "Ada", "handle": "ada", "visibility": "public", "answers": "yes"}

    await client.http.post("/portfolio/profile", data=form)

    assert 'name="answers"' in page.text
    assert (await client.http.get("/api/v1/portfolio")).json()["answers"] is True
    assert (await client.http.get("/ask/p/ada")).status_code == 200


async def test_search_011_who_asks_too_often_has_to_wait(client: Client) -> None:
    await open_to_questions(client)
    tools = replace(client.application.search, settings=SearchSettings(visitor_questions=1))
    async with searching_with(client, None, tools=tools) as other:
        first, second = await ask(other), await ask(other)

    assert (first.status_code, second.status_code) == (200, 429)
    assert int(second.headers["retry-after"]) >= 1
    assert "asked a lot" in second.text


async def test_search_011_what_is_no_question_is_told_so(client: Client) -> None:
    await open_to_questions(client)

    assert (await ask(client, "?!")).status_code == 400
    assert (await ask(client, "x" * 301)).status_code == 422


async def test_search_011_a_handle_that_was_given_up_leads_on(client: Client) -> None:
    await open_to_questions(client)
    await open_to_questions(client, handle="lovelace")

    answer = await client.http.get("/ask/p/ada", params={"q": "tides & co"})
    plain = await client.http.get("/ask/p/ada")

    assert (answer.status_code, answer.headers["location"]) == (301, "/ask/p/lovelace?q=tides+%26+co")
    assert plain.headers["location"] == "/ask/p/lovelace"
    assert (await client.http.get("/ask/p/nobody-here")).status_code == 404


async def test_search_011_the_unlisted_link_answers_from_what_is_for_it(client: Client) -> None:
    await open_to_questions(client, sections={"project": "unlisted"})
    await published(client, "Tide service", body=TIDES)
    link = await unlisted_link(client)
    await client.run_jobs()

    by_link, by_handle = await ask(client, path=f"/ask{link}"), await ask(client)

    assert TIDES in by_link.text
    assert f'href="{link}/tide-service"' in by_link.text
    assert (TIDES in by_handle.text, REFUSED in by_handle.text) == (False, True)


async def test_search_011_what_was_taken_back_answers_at_once_no_more(client: Client) -> None:
    """Also before the index knows: no job runs between."""
    await open_to_questions(client)
    item = await published(client, "Tide service", body=TIDES)
    await client.run_jobs()
    path = f"/api/v1/portfolio/items/{item['id']}"

    await client.http.patch(path, json={"body": "Nothing of the kind."})
    changed = await ask(client)
    await client.run_jobs()
    await client.http.patch(path, json={"body": TIDES})
    await client.run_jobs()
    there = await ask(client)
    await client.http.post(f"{path}/unpublish")
    taken_back = await ask(client)

    assert [TIDES in page.text for page in (changed, there, taken_back)] == [False, True, False]


@pytest.mark.parametrize(
    "embedder", [None, pytest.param(WordEmbedder("a", 32), marks=pytest.mark.deep)], ids=["words", "vectors"]
)
async def test_search_011_nothing_private_is_ever_answered(
    client: Client, clock: FixedClock, embedder: WordEmbedder | None
) -> None:
    tools = replace(client.application.search, settings=SearchSettings(visitor_questions=1_000))
    async with searching_with(client, embedder, tools=tools) as seen:
        await fill_with_secrets(seen, clock)
        profile = (await seen.http.get("/api/v1/portfolio")).json()
        kept = ("handle", "name", "about", "links", "visibility", "sections", "cv_id")
        await seen.http.put("/api/v1/portfolio", json={**{k: profile[k] for k in kept}, "answers": True})
        job = {"title": f"{CANARY} job", "notes": f"{CANARY} note"}
        await seen.http.post("/api/v1/applications", json=job)
        await seen.http.post("/api/v1/postings", json={"text": f"{CANARY} posting\n\n- {CANARY} wish"})
        await make_item(seen, f"{CANARY} later draft", body=f"{CANARY} gears")
        await seen.run_jobs()

        secrets = (
            "draft",
            "later",
            "post",
            "body",
            "deleted",
            "friend",
            "grade",
            "wharf",
            "job",
            "note",
            "wish",
        )
        questions = ["Gears?", *(f"{CANARY} {one}" for one in secrets), *(f"What is {s}?" for s in secrets)]
        pages = {question: await ask(seen, question) for question in questions}

    assert "Gears." in pages["Gears?"].text
    for question, page in pages.items():
        assert page.status_code == 200
        body = page.text.replace(question, "")
        assert CANARY not in body.replace(f"{question} · ", ""), question
