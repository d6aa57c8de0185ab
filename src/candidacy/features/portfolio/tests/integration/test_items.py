"""Items through the API: written, changed, published, ordered, deleted and brought back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.portfolio.tests.works import (
    add_picture,
    make_item,
    open_portfolio,
    published,
    status_of,
)
from candidacy.kernel.clock import FixedClock

if TYPE_CHECKING:
    from candidacy.testing.application import Client

ITEMS = "/api/v1/portfolio/items"


async def titles(client: Client, **params: Any) -> list[str]:
    answer = await client.http.get(ITEMS, params=params)
    return [item["title"] for item in answer.json()["items"]]


async def test_folio_001_an_address_is_made_of_the_title_and_is_free(client: Client) -> None:
    slugs = [(await make_item(client, "Мой проект"))["slug"] for _ in range(3)]

    assert slugs == ["moy-proekt", "moy-proekt-2", "moy-proekt-3"]


async def test_folio_001_an_address_that_is_taken_is_refused_with_one_that_is_free(client: Client) -> None:
    await make_item(client, "Engine")
    other = await make_item(client, "Other")

    created = await client.http.post(ITEMS, json={"kind": "post", "title": "x", "slug": "engine"})
    changed = await client.http.patch(f"{ITEMS}/{other['id']}", json={"slug": "engine"})

    for answer in (created, changed):
        assert (answer.status_code, answer.json()["code"]) == (409, "slug_taken")
        assert "“engine-2” is free" in answer.json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "Not A Slug"}, {"url": "javascript:alert(1)"}, {"title": "  "}, {"kind": "poem"}, {"x": 1}],
)
async def test_what_cannot_be_kept_is_refused(client: Client, wrong: dict[str, Any]) -> None:
    answer = await client.http.post(ITEMS, json={"kind": "project", "title": "Engine", **wrong})

    assert answer.status_code == 422


async def test_folio_006_an_item_is_read_back_with_its_text_as_it_is_shown(client: Client) -> None:
    made = await make_item(
        client, body="# How\n\n**gears**", tags=["cards", " cards ", ""], summary="It computes"
    )

    item = (await client.http.get(f"{ITEMS}/{made['id']}")).json()

    assert item["html"] == "<h2>How</h2>\n<p><strong>gears</strong></p>\n"
    assert (item["tags"], item["state"], item["summary"]) == (["cards"], "draft", "It computes")


async def test_folio_006_a_change_on_an_old_version_is_refused_and_nothing_of_it_kept(client: Client) -> None:
    item = await make_item(client)
    path, old = f"{ITEMS}/{item['id']}", {"If-Match": '"1"'}
    first = await client.http.patch(path, json={"summary": "One"}, headers=old)

    second = await client.http.patch(path, json={"summary": "Two"}, headers=old)

    assert (first.status_code, first.headers["etag"]) == (200, '"2"')
    assert (second.status_code, second.json()["code"]) == (412, "portfolio_item_changed")
    assert (await client.http.get(path)).json()["summary"] == "One"


async def test_a_date_can_be_emptied_and_a_title_cannot(client: Client) -> None:
    item = await make_item(client, ends_on="2026-05-01")

    answer = await client.http.patch(f"{ITEMS}/{item['id']}", json={"ends_on": None, "title": None})

    assert (answer.json()["ends_on"], answer.json()["title"]) == (None, "Analytical Engine")


async def test_folio_007_visitors_see_an_item_from_the_moment_that_is_given(
    client: Client, clock: FixedClock
) -> None:
    await open_portfolio(client)
    item, later = await make_item(client), clock.now() + timedelta(hours=2)
    await client.http.post(f"{ITEMS}/{item['id']}/publish", json={"at": later.isoformat()})

    before = await status_of(client, "/p/ada/analytical-engine")
    clock.set(later)
    after = await status_of(client, "/p/ada/analytical-engine")

    assert (before, after) == (404, 200)


async def test_folio_007_what_is_taken_back_is_gone_at_once(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client)
    shown = await status_of(client, "/p/ada/analytical-engine")

    await client.http.post(f"{ITEMS}/{item['id']}/unpublish")

    assert (shown, await status_of(client, "/p/ada/analytical-engine")) == (200, 404)


async def test_an_item_that_is_published_again_keeps_its_first_moment(
    client: Client, clock: FixedClock
) -> None:
    item = await published(client)
    clock.set(clock.now() + timedelta(days=3))
    await client.http.post(f"{ITEMS}/{item['id']}/unpublish")

    again = (await client.http.post(f"{ITEMS}/{item['id']}/publish", json={})).json()

    assert again["published_at"] == item["published_at"]


async def test_folio_005_nothing_is_published_with_a_picture_that_has_no_words(client: Client) -> None:
    item = await make_item(client)
    image = await add_picture(client, item["id"], alt=" ")

    refused = await client.http.post(f"{ITEMS}/{item['id']}/publish", json={})
    await client.http.patch(f"/api/v1/portfolio/images/{image['id']}", json={"alt": "A gear"})
    accepted = await client.http.post(f"{ITEMS}/{item['id']}/publish", json={})
    emptied = await client.http.patch(f"/api/v1/portfolio/images/{image['id']}", json={"alt": ""})

    assert (refused.status_code, refused.json()["code"]) == (400, "alt_needed")
    assert accepted.status_code == 200
    assert emptied.json()["code"] == "alt_needed"


async def test_folio_008_items_are_put_in_order_without_changing_what_they_say(client: Client) -> None:
    items = [await make_item(client, title) for title in ("A", "B", "C")]
    order = [items[i]["id"] for i in (2, 0, 1)]

    answer = await client.http.put("/api/v1/portfolio/order", json={"kind": "project", "item_ids": order[:2]})

    assert answer.status_code == 204
    assert await titles(client, kind="project") == ["C", "A", "B"]
    after = (await client.http.get(f"{ITEMS}/{items[0]['id']}")).json()
    assert (after["version"], after["updated_at"]) == (items[0]["version"], items[0]["updated_at"])


async def test_folio_008_pages_of_items_follow_the_order(client: Client) -> None:
    for title in ("A", "B", "C"):
        await make_item(client, title)
    first = (await client.http.get(ITEMS, params={"limit": 2})).json()

    rest = (await client.http.get(ITEMS, params={"limit": 2, "cursor": first["next_cursor"]})).json()

    assert [i["title"] for i in (*first["items"], *rest["items"])] == ["A", "B", "C"]
    assert rest["next_cursor"] is None


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WyJwcm9qZWN0IiwgMSwgIngiXQ"])
async def test_a_cursor_of_somebody_elses_list_is_refused(client: Client, cursor: str) -> None:
    answer = await client.http.get(ITEMS, params={"cursor": cursor})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


async def test_folio_009_what_was_deleted_comes_back_though_its_address_was_taken(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client, "Engine")
    await client.http.delete(f"{ITEMS}/{item['id']}")
    gone = await status_of(client, "/p/ada/engine")
    await published(client, "Engine", summary="another")

    back = (await client.http.post(f"{ITEMS}/{item['id']}/restore")).json()

    assert (gone, back["slug"]) == (404, "engine-2")
    assert await status_of(client, "/p/ada/engine-2") == 200


async def test_folio_021_projects_of_a_cv_are_taken_over_once(client: Client) -> None:
    resume = {
        "basics": {"name": "Ada"},
        "projects": [{"name": "Engine", "description": "It computes."}],
        "certificates": [{"name": "Maths", "issuer": "University"}],
    }
    cv = (await client.http.post("/api/v1/cvs/import", json=resume)).json()["id"]

    first = (await client.http.post("/api/v1/portfolio/import", json={"cv_id": cv})).json()
    second = (await client.http.post("/api/v1/portfolio/import", json={"cv_id": cv})).json()

    assert [(i["kind"], i["title"], i["state"]) for i in first["items"]] == [
        ("project", "Engine", "draft"),
        ("certification", "Maths", "draft"),
    ]
    assert (second["items"], second["skipped"]) == ([], 2)
