"""The profile: handle, sections, what of a CV is shown, the unlisted link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.portfolio.tests.others import is_always, somebody_else
from candidacy.features.portfolio.tests.works import (
    EVERYTHING,
    open_portfolio,
    published,
    status_of,
    unlisted_link,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PORTFOLIO = "/api/v1/portfolio"


async def test_a_portfolio_that_was_not_begun_is_empty_and_private(client: Client) -> None:
    found = (await client.http.get(PORTFOLIO)).json()

    assert (found["version"], found["visibility"], found["handle"], found["address"]) == (
        0,
        "private",
        None,
        None,
    )


async def test_folio_002_a_handle_is_one_persons_and_a_free_one_is_named(client: Client) -> None:
    await open_portfolio(client)
    async with client.acting_as(is_always(await somebody_else(client.application.sessions))) as hers:
        answer = await hers.http.put(PORTFOLIO, json={"handle": "ada", "name": "Ada"})

    assert (answer.status_code, answer.json()["code"]) == (409, "handle_taken")
    assert "“ada-2” is free" in answer.json()["detail"]


@pytest.mark.parametrize("handle", ["admin", "Ada", "a", "p", "ada lovelace", "12345"])
async def test_folio_002_a_handle_that_may_not_be_is_refused(client: Client, handle: str) -> None:
    answer = await client.http.put(PORTFOLIO, json={"handle": handle, "name": "Ada"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_handle")


async def test_folio_002_a_handle_that_was_given_up_leads_to_the_new_one(client: Client) -> None:
    await open_portfolio(client)
    await published(client)
    await open_portfolio(client, handle="countess")

    person, item = [await client.http.get(path) for path in ("/p/ada", "/p/ada/analytical-engine")]

    assert (person.status_code, person.headers["location"]) == (301, "/p/countess")
    assert item.headers["location"] == "/p/countess/analytical-engine"
    async with client.acting_as(is_always(await somebody_else(client.application.sessions))) as hers:
        refused = await hers.http.put(PORTFOLIO, json={"handle": "ada", "name": "Ada"})
    assert refused.status_code == 409


async def test_folio_002_nobody_collects_handles(client: Client) -> None:
    answers = [await open_portfolio(client, handle=f"ada-{number}") for number in range(5)]

    sixth = await client.http.put(PORTFOLIO, json={"handle": "ada-6", "name": "Ada"})
    back = await open_portfolio(client, handle="ada-0")

    assert len(answers) == 5
    assert (sixth.status_code, sixth.json()["code"]) == (409, "too_many_handles")
    assert back["handle"] == "ada-0"


async def test_nothing_is_public_without_a_handle_and_a_name(client: Client) -> None:
    answer = await client.http.put(PORTFOLIO, json={"visibility": "public"})

    assert (answer.status_code, answer.json()["code"]) == (400, "handle_needed")


async def test_folio_006_a_profile_that_was_changed_meanwhile_is_not_written_over(client: Client) -> None:
    first = await open_portfolio(client)

    answer = await client.http.put(PORTFOLIO, json={"name": "Other"}, headers={"If-Match": '"0"'})

    assert first["version"] > 0
    assert (answer.status_code, answer.json()["code"]) == (412, "portfolio_changed")


@pytest.mark.parametrize("visibility", ["public", "unlisted", "private"])
async def test_folio_004_each_section_is_seen_by_whom_it_is_for(client: Client, visibility: str) -> None:
    await open_portfolio(client, sections={**EVERYTHING, "project": visibility})
    await published(client)
    link = await unlisted_link(client)

    page, item = (await client.http.get("/p/ada")).text, await status_of(client, "/p/ada/analytical-engine")
    by_link = await status_of(client, f"{link}/analytical-engine")

    assert ("Analytical Engine" in page, item) == ((True, 200) if visibility == "public" else (False, 404))
    assert by_link == (404 if visibility == "private" else 200)


@pytest.mark.parametrize(
    ("visibility", "page", "link"), [("public", 200, 200), ("unlisted", 404, 200), ("private", 404, 404)]
)
async def test_folio_004_the_whole_is_seen_by_whom_it_is_for(
    client: Client, visibility: str, page: int, link: int
) -> None:
    await open_portfolio(client, visibility=visibility)
    path = await unlisted_link(client)

    assert (await status_of(client, "/p/ada"), await status_of(client, path)) == (page, link)


async def test_folio_014_an_unlisted_link_is_replaced_and_revoked(client: Client) -> None:
    await open_portfolio(client, visibility="unlisted")
    first = await unlisted_link(client)
    second = await unlisted_link(client)
    replaced = [await status_of(client, path) for path in (first, second)]

    await client.http.delete(f"{PORTFOLIO}/link")

    assert replaced == [404, 200]
    assert await status_of(client, second) == 404


async def test_folio_014_a_page_behind_the_link_tells_nobody_of_the_link(client: Client) -> None:
    await open_portfolio(client, indexable=True)
    path = await unlisted_link(client)

    answer = await client.http.get(path)

    assert len(path.removeprefix("/u/")) == 22
    assert (answer.headers["referrer-policy"], answer.headers["x-robots-tag"]) == ("same-origin", "noindex")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert 'rel="canonical"' not in answer.text


async def test_folio_014_the_answer_with_the_link_is_not_kept_to_be_shown_again(client: Client) -> None:
    key = {"Idempotency-Key": "5f1d2a3e-0000-4000-8000-000000000001"}
    first = await client.http.post(f"{PORTFOLIO}/link", headers=key)

    again = await client.http.post(f"{PORTFOLIO}/link", headers=key)

    assert first.status_code == 200
    assert (again.status_code, again.json()["code"]) == (409, "reply_shown_once")


async def _cv(client: Client) -> str:
    resume: dict[str, Any] = {
        "basics": {"name": "Ada", "email": "canary@example.org", "phone": "+44 20 7946 0958"},
        "work": [{"name": "Engines Ltd", "position": "Analyst", "startDate": "2019"}],
        "education": [{"institution": "University of Turin", "area": "Maths"}],
        "skills": [{"name": "Python"}],
    }
    made = await client.http.post("/api/v1/cvs/import", json=resume)
    return str(made.json()["id"])


async def test_folio_020_the_parts_of_a_cv_that_are_chosen_are_shown(client: Client) -> None:
    sections = {"experience": "public", "education": "private", "skills": "unlisted"}
    await open_portfolio(client, cv_id=await _cv(client), sections=sections)
    link = await unlisted_link(client)

    public, unlisted = [(await client.http.get(path)).text for path in ("/p/ada", link)]

    assert ("Engines Ltd" in public, "Turin" in public, ">Python<" in public) == (True, False, False)
    assert ("Engines Ltd" in unlisted, "Turin" in unlisted, ">Python<" in unlisted) == (True, False, True)


async def test_folio_020_a_newer_version_of_the_cv_is_shown_only_when_its_owner_says_so(
    client: Client,
) -> None:
    cv = await _cv(client)
    first = await open_portfolio(client, cv_id=cv)
    change = {"changes": [{"path": "/work/0/position", "value": "Countess"}]}
    await client.http.patch(f"/api/v1/cvs/{cv}/values", json=change)

    await open_portfolio(client, cv_id=cv, headline="New")
    before = (await client.http.get("/p/ada")).text
    again = await open_portfolio(client, cv_id=cv, take_cv_again=True)
    after = (await client.http.get("/p/ada")).text

    assert ("Countess" in before, "Countess" in after) == (False, True)
    assert (first["cv_number"], again["cv_number"]) == (1, 2)


async def test_folio_020_without_a_cv_nothing_of_it_is_left(client: Client) -> None:
    await open_portfolio(client, cv_id=await _cv(client))
    await open_portfolio(client)

    assert "Engines Ltd" not in (await client.http.get("/p/ada")).text
