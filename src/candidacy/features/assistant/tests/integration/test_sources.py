"""Portfolios: found where they are, and no longer once they are gone; and who finds what."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from candidacy.features.assistant.tests.integration.test_search import ids, search
from candidacy.features.portfolio.tests.works import make_item, open_portfolio, published
from candidacy.features.workspaces.tests.team import make_team

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def found(client: Client, query: str, **params: Any) -> list[dict[str, Any]]:
    await client.run_jobs()
    hits: list[dict[str, Any]] = (await search(client, query, **params))["items"]
    return hits


async def test_folio_043_work_is_found_with_its_address_drafts_too(client: Client) -> None:
    shown = await published(client, "Engine", summary="It computes tides", tags=["cards"])
    draft = await make_item(client, "Loom", body="## How it works\n\nIt weaves *brocade* by itself.")

    (tides,) = await found(client, "tides ")
    (brocade,) = await found(client, "brocade ", kind="portfolio")

    assert (tides["kind"], tides["title"], tides["url"]) == (
        "portfolio",
        "Engine",
        f"/portfolio/items/{shown['id']}",
    )
    assert brocade["source_id"] == draft["id"]
    assert brocade["passages"][0]["heading"] == "How it works"
    assert ids(await search(client, "cards ")) == [shown["id"]]


async def test_folio_043_work_that_is_deleted_is_not_found_until_it_is_brought_back(client: Client) -> None:
    item = await published(client, "Engine", summary="It computes tides")
    await client.run_jobs()

    await client.http.delete(f"/api/v1/portfolio/items/{item['id']}")
    gone = ids(await search(client, "tides "))
    await client.http.post(f"/api/v1/portfolio/items/{item['id']}/restore")
    back = await found(client, "tides ")

    assert gone == []
    assert [hit["source_id"] for hit in back] == [item["id"]]


async def test_folio_043_the_profile_is_found_by_what_everybody_may_read_of_it(client: Client) -> None:
    sections = {"about": "public", "project": "public", "skills": "private"}
    await open_portfolio(client, headline="Analyst", about="I compute *lunations*.", sections=sections)

    (hit,) = await found(client, "lunations ")
    await open_portfolio(client, about="I compute *lunations*.", sections={"about": "private"})

    assert (hit["kind"], hit["url"]) == ("profile", "/portfolio/profile")
    assert await found(client, "lunations ") == []


async def test_folio_043_what_has_no_notice_is_found_by_looking(client: Client, clock: FixedClock) -> None:
    item = await make_item(client, "Loom", body="brocade")
    at = (clock.now() + timedelta(hours=1)).isoformat()
    await client.http.post(f"/api/v1/portfolio/items/{item['id']}/publish", json={"at": at})
    await client.run_jobs()
    # The portfolio itself was begun with the item.
    begun = await client.application.keeping_up.round()
    looked = await client.application.keeping_up.round()

    clock.set(clock.now() + timedelta(hours=2))

    assert (begun, looked, await client.application.keeping_up.round()) == (1, 0, 1)


async def test_search_008_a_key_without_the_scopes_finds_none_of_it(client: Client) -> None:
    team = await make_team(client, "seekers")
    await team.send(team.owner, "POST", "/applications", {"title": "Keeper", "notes": "barnacles"})
    await team.send(team.owner, "POST", "/portfolio/items", {"kind": "project", "title": "Keeper"})
    await client.run_jobs()

    async def kinds(*scopes: str) -> set[str]:
        made = await team.send(team.owner, "POST", "/api-keys", {"name": "a key", "scopes": scopes})
        headers = {"X-Workspace": str(team.workspace), "Authorization": f"Bearer {made.json()['key']}"}
        answer = await client.http.get("/api/v1/search", params={"q": "keeper barnacles "}, headers=headers)
        return {hit["kind"] for hit in answer.json()["items"]}

    assert await kinds("search:read", "applications:read") == {"application", "note"}
    assert await kinds("search:read", "portfolio:read") == {"portfolio"}
    assert await kinds("search:read", "cvs:read") == set()
