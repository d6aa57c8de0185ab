"""A person writes, publishes and orders their work; a visitor reads it in light, in dark and on paper."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsing import Watch, violations
from tests.e2e.conftest import NewContext
from tests.e2e.samples import MARKDOWN, SUMMARY, picture
from tests.e2e.serving import Server
from tests.e2e.test_hostile_text import CORPUS

ITEMS = "/api/v1/portfolio/items"


async def write_a_project(page: Page) -> None:
    await page.goto("/portfolio")
    await page.get_by_role("link", name="Write a project").click()
    await page.get_by_label("Title").fill("Pipelines for parcels")
    await page.get_by_label("In a sentence").fill(SUMMARY)
    await page.get_by_label("Text").fill(MARKDOWN)
    await expect(page.locator("#preview h2")).to_have_text("What it does")
    await page.get_by_role("button", name="Keep as a draft").click()
    await page.set_input_files("#file", {"name": "map.png", "mimeType": "image/png", "buffer": picture()})
    await page.get_by_label("What is to be seen on it").fill("A map of parcels")
    await page.get_by_role("button", name="Add it").click()
    await expect(page.get_by_role("heading", name="The picture is there")).to_be_visible()
    await page.get_by_role("button", name="Publish", exact=True).click()
    await expect(page.get_by_role("heading", name="Published")).to_be_visible()


async def open_to_everybody(page: Page, handle: str) -> None:
    await page.goto("/portfolio/profile")
    await page.get_by_label("Name").fill("Noor Haddad")
    await page.get_by_label("Handle").fill(handle)
    await page.get_by_role("radio", name="Everybody").check()
    await page.get_by_label("Projects").select_option("public")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()


async def test_folio_022_a_project_is_written_published_read_and_taken_back(
    empty: Server, page: Page, new_context: NewContext, watch: Watch
) -> None:
    await write_a_project(page)
    await open_to_everybody(page, "noor-reads")
    visitor = await (await new_context()).new_page()

    await visitor.goto("/p/noor-reads")
    await visitor.get_by_role("link", name="Pipelines for parcels").click()
    for scheme, ground in (("light", "rgb(255, 255, 255)"), ("dark", "rgb(19, 19, 24)")):
        await visitor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type] # One of the two it takes.
        assert await visitor.evaluate("getComputedStyle(document.body).backgroundColor") == ground
        assert await violations(visitor) == []
    shown = visitor.get_by_role("img", name="A map of parcels")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("image => image.complete && image.naturalWidth > 0")
    await visitor.emulate_media(media="print", color_scheme="dark")
    assert await visitor.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert (await visitor.pdf()).startswith(b"%PDF")
    assert await visitor.context.cookies() == []

    await page.goto("/portfolio")
    await page.get_by_text("Pipelines for parcels: More").click()
    await page.get_by_role("button", name="Unpublish").click()
    watch.expect_error_status("/p/noor-reads/pipelines-for-parcels")
    answer = await visitor.goto("/p/noor-reads/pipelines-for-parcels")
    assert answer is not None
    assert answer.status == 404
    await expect(visitor.get_by_role("heading", name="Nothing here")).to_be_visible()


async def titles(page: Page) -> list[str]:
    return await page.locator("[data-work] .what").all_inner_texts()


async def stored(server: Server) -> list[str]:
    return [str(item["title"]) for item in server.items(ITEMS)]


async def test_folio_008_work_is_put_in_order_by_keys_by_menu_and_by_dragging(
    empty: Server, page: Page
) -> None:
    for title in ("One", "Two", "Three"):
        empty.post(ITEMS, {"kind": "project", "title": title})
    await page.goto("/portfolio")

    await page.get_by_role("link", name="Three").focus()
    async with page.expect_response("**/move"):
        await page.keyboard.press("Alt+ArrowUp")
    await expect(page.get_by_role("link", name="Three")).to_be_focused()
    assert (await titles(page), await stored(empty)) == (["One", "Three", "Two"], ["One", "Three", "Two"])

    await page.get_by_text("Two: More").click()
    await page.locator("[data-work]", has_text="Two").get_by_role("button", name="Move to the top").click()
    await page.wait_for_url("**/portfolio#project")
    assert await stored(empty) == ["Two", "One", "Three"]

    async with page.expect_response("**/move"):
        last = page.locator("[data-work]", has_text="Three").locator(".grip")
        await last.drag_to(page.locator("[data-work]", has_text="Two"), target_position={"x": 20, "y": 3})
    assert await titles(page) == await stored(empty) == ["Three", "Two", "One"]


@pytest.mark.deep
async def test_folio_003_hostile_words_run_nowhere_in_a_browser(
    empty: Server, page: Page, new_context: NewContext
) -> None:
    """Any that ran would open a dialog or ask another host for something, which the watch reports."""
    visitor = await (await new_context()).new_page()
    profile: dict[str, Any] = {
        "handle": "hostile",
        "visibility": "public",
        "about": "\n\n".join(CORPUS)[:20_000],
    }
    sections = dict.fromkeys(("about", "project", "post", "certification"), "public")
    profile |= {"name": CORPUS[0][:100], "headline": CORPUS[1][:200], "sections": sections}
    answer = empty.api.put("/api/v1/portfolio", json=profile)
    answer.raise_for_status()
    kinds = ("project", "post", "certification")
    for number, start in enumerate(range(0, len(CORPUS), 20)):
        texts = CORPUS[start : start + 20]
        item: dict[str, Any] = {
            "kind": kinds[number % 3],
            "slug": f"hostile-{number}",
            "title": texts[0][:200],
            "issuer": texts[1],
        }
        item |= {
            "summary": " ".join(texts)[:500],
            "body": "\n\n".join(texts),
            "tags": [t[:40] for t in texts],
        }
        made = empty.post(ITEMS, item)["id"]
        empty.post(f"{ITEMS}/{made}/publish", {})
        await visitor.goto(f"/p/hostile/hostile-{number}", wait_until="networkidle")
        await page.goto(f"/portfolio/items/{made}", wait_until="networkidle")
        await page.goto(f"/portfolio/items/{made}/preview")
    await visitor.goto("/p/hostile", wait_until="networkidle")
    await page.goto("/portfolio", wait_until="networkidle")

    assert await visitor.evaluate("document.scripts.length") == 1
