"""The pages of who writes, as plain forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from candidacy.features.portfolio.tests.works import make_item, picture, published, status_of

if TYPE_CHECKING:
    from candidacy.testing.application import Client

FORM = {"title": "Engine", "body": "# How", "tags": "gears, cards", "url": "", "summary": ""}
PROFILE = {"name": "Ada", "handle": "ada", "visibility": "public", "show-project": "public", "version": "0"}


async def post(client: Client, path: str, **data: str) -> Any:
    return await client.http.post(path, data=data)


async def test_folio_050_a_first_look_says_what_a_portfolio_is_for(client: Client) -> None:
    page = (await client.http.get("/portfolio")).text

    assert "Show what you have made" in page
    assert 'href="/portfolio/new?kind=post"' in page


async def test_folio_050_an_item_is_written_published_and_seen(client: Client) -> None:
    made = await post(client, "/portfolio/items", kind="project", **FORM)
    path = made.headers["location"].partition("?")[0]
    await post(client, f"{path}/publish")
    await post(client, "/portfolio/profile", **{**PROFILE, "version": "1"})

    edit, preview = [(await client.http.get(p)).text for p in (made.headers["location"], f"{path}/preview")]

    assert ("Kept as a draft" in edit, "<h2>How</h2>" in edit) == (True, True)
    assert ("<h2>How</h2>" in preview, "A preview" in preview) == (True, True)
    assert await status_of(client, "/p/ada/engine") == 200


async def test_folio_050_what_cannot_be_saved_stays_in_the_form(client: Client) -> None:
    taken = await make_item(client, "Engine")
    other = await make_item(client, "Other")

    new = await post(
        client, "/portfolio/items", kind="project", **{**FORM, "slug": "engine", "body": "Long text"}
    )
    bad = await post(client, "/portfolio/items", kind="project", **{**FORM, "url": "javascript:x"})
    empty = await post(client, "/portfolio/items", kind="project", **{**FORM, "title": " "})
    many = ",".join(map(str, range(30)))
    client.http.cookies.set("language", "de")
    german = await post(client, "/portfolio/items", kind="project", **{**FORM, "tags": many})
    client.http.cookies.delete("language")
    save = await post(client, f"/portfolio/items/{other['id']}", **{**FORM, "slug": "engine"}, version="1")

    assert taken["slug"] == "engine"
    assert (new.status_code, "“engine-2” is free" in new.text, "Long text" in new.text) == (409, True, True)
    assert (bad.status_code, "Give an address of the web, such as" in bad.text) == (400, True)
    assert (empty.status_code, "“Title” is empty. Fill it in." in empty.text) == (400, True)
    assert "„Schlagwörter“ darf höchstens 20 Einträge haben." in german.text
    assert (save.status_code, "“engine-2” is free" in save.text) == (409, True)


async def test_folio_006_who_saves_second_loses_nothing_and_may_save_once_more(client: Client) -> None:
    item = await make_item(client)
    path = f"/portfolio/items/{item['id']}"
    await post(client, path, **{**FORM, "body": "First"}, version="1")

    second = await post(client, path, **{**FORM, "body": "Second"}, version="1")
    again = await post(client, path, **{**FORM, "body": "Second"}, version="2")

    assert (second.status_code, "Second" in second.text, 'value="2"' in second.text) == (412, True, True)
    assert again.status_code == 303


async def test_folio_051_a_preview_is_what_will_be_shown(client: Client) -> None:
    answer = await post(client, "/portfolio/preview", body="**x** <script>alert(1)</script>")

    assert answer.text == "<p><strong>x</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"


async def test_folio_008_an_item_moves_by_the_menu(client: Client) -> None:
    a, b, c = [await make_item(client, title) for title in "ABC"]

    async def order() -> str:
        items = (await client.http.get("/api/v1/portfolio/items")).json()["items"]
        return "".join(item["title"] for item in items)

    seen = []
    for item, to in ((c, "up"), (a, "down"), (a, "bottom"), (b, "top"), (a, b["id"]), (c, "bottom")):
        await post(client, f"/portfolio/items/{item['id']}/move", to=to)
        seen.append(await order())

    assert seen == ["ACB", "CAB", "CBA", "BCA", "ABC", "ABC"]
    refused = await post(client, f"/portfolio/items/{a['id']}/move", to="nowhere")
    assert refused.status_code == 404


async def test_folio_009_deleting_can_be_undone_on_the_page(client: Client) -> None:
    item = await make_item(client)
    deleted = await post(client, f"/portfolio/items/{item['id']}/delete")
    page = (await client.http.get(deleted.headers["location"])).text

    undone = await post(client, f"/portfolio/items/{item['id']}/restore")

    assert f"/portfolio/items/{item['id']}/restore" in page
    assert "Analytical Engine" in (await client.http.get(undone.headers["location"])).text


async def test_folio_005_pictures_are_added_described_and_removed(client: Client) -> None:
    item = await make_item(client)
    path = f"/portfolio/items/{item['id']}"
    refused = await client.http.post(f"{path}/images", files={"file": ("a.png", b"none")})
    await client.http.post(f"{path}/images", files={"file": ("a.jpg", picture())}, data={"alt": "A gear"})
    image = (await client.http.get(f"/api/v1{path}")).json()["images"][0]["id"]
    described = await post(client, f"/portfolio/images/{image}", alt="A large gear")
    await post(client, f"{path}/publish")
    emptied = await post(client, f"/portfolio/images/{image}", alt="")
    page = (await client.http.get(path)).text
    removed = await post(client, f"/portfolio/images/{image}/delete")

    assert (refused.status_code, "not a picture" in refused.text) == (415, True)
    assert (described.status_code, 'alt="A large gear"' in page) == (303, True)
    assert (emptied.status_code, removed.status_code) == (400, 303)


async def test_folio_007_publishing_later_takes_a_date_in_utc(client: Client) -> None:
    item = await make_item(client)
    path = f"/portfolio/items/{item['id']}"

    wrong = await post(client, f"{path}/publish", at="tomorrow")
    right = await post(client, f"{path}/publish", at="2026-03-01T09:00")

    assert (wrong.status_code, right.status_code) == (400, 303)
    assert "from 1 Mar 2026, 09:00 UTC" in (await client.http.get(path)).text


async def test_folio_021_a_cv_is_taken_over_by_one_button(client: Client) -> None:
    resume = {"basics": {"name": "Ada"}, "projects": [{"name": "Engine"}]}
    cv = (await client.http.post("/api/v1/cvs/import", json=resume)).json()["id"]

    done = await post(client, "/portfolio/import", cv=cv)

    assert "1 draft was made" in (await client.http.get(done.headers["location"])).text


async def test_folio_014_the_unlisted_link_is_shown_once(client: Client) -> None:
    await post(client, "/portfolio/profile", **PROFILE)
    made = await post(client, "/portfolio/link")
    later = (await client.http.get("/portfolio/profile")).text
    revoked = await post(client, "/portfolio/link/revoke")

    assert "/u/" in made.text
    assert ("/u/" in later, "Revoke it" in later, revoked.status_code) == (False, True, 303)


async def test_a_profile_that_cannot_be_saved_stays_in_the_form(client: Client) -> None:
    bad = await post(client, "/portfolio/profile", **{**PROFILE, "handle": "admin", "headline": "Analyst"})
    links = await post(client, "/portfolio/profile", **PROFILE, links="Code javascript:x")
    stale = await post(client, "/portfolio/profile", **{**PROFILE, "version": "7"})

    assert (bad.status_code, "“admin-2” is free" in bad.text, 'value="Analyst"' in bad.text) == (
        400,
        True,
        True,
    )
    assert (links.status_code, stale.status_code) == (400, 412)


async def test_a_newer_version_of_the_cv_is_offered(client: Client) -> None:
    resume = {"basics": {"name": "Ada"}, "work": [{"name": "Engines", "position": "Analyst"}]}
    cv = (await client.http.post("/api/v1/cvs/import", json=resume)).json()["id"]
    await post(client, "/portfolio/profile", **PROFILE, cv=cv)
    change = {"changes": [{"path": "/work/0/position", "value": "Countess"}]}
    await client.http.patch(f"/api/v1/cvs/{cv}/values", json=change)

    page = (await client.http.get("/portfolio/profile")).text

    assert "Show version 2 of the CV in place of version 1" in page


async def test_links_are_written_one_on_a_line(client: Client) -> None:
    await post(
        client, "/portfolio/profile", **PROFILE, links="My code https://code.example/ada\nhttps://x.example"
    )

    links = (await client.http.get("/api/v1/portfolio")).json()["links"]

    assert [link["label"] for link in links] == ["My code", "x.example"]


async def test_who_only_reads_is_offered_nothing_to_change(client: Client) -> None:
    item = await published(client)

    page = (await client.http.get(f"/portfolio/items/{item['id']}")).text

    assert "Unpublish" in page
