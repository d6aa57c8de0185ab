"""The command palette: by keys alone, and without scripts."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import Filled, NewContext
from tests.e2e.serving import Server


async def test_search_010_pages_and_results_are_opened_by_keys(
    own: Filled, server: Server, page: Page
) -> None:
    server.wait_for_jobs()
    await page.goto("/cvs")
    await page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Go to or search")
    await expect(palette.get_by_label("Go to a page, or search everything")).to_be_focused()

    await page.keyboard.type("engineer")
    await expect(palette.get_by_role("region", name="Found").get_by_role("link").first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/postings/*")
    await page.keyboard.press("/")
    await page.keyboard.type("jobs")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text("Jobs")


async def test_search_010_single_keys_can_be_switched_off(empty: Server, page: Page) -> None:
    await page.goto("/cvs")
    await page.keyboard.press("/")
    palette = page.get_by_role("dialog", name="Go to or search")
    await palette.get_by_label("Single keys work").uncheck()
    await page.keyboard.press("Escape")
    await expect(palette).to_have_count(0)
    await page.reload()
    await page.keyboard.press("/")
    await expect(palette).to_have_count(0)
    await page.keyboard.press("Control+k")

    await expect(palette).to_be_visible()


async def test_search_010_without_scripts_it_is_a_page(empty: Server, new_context: NewContext) -> None:
    page = await (await new_context(java_script_enabled=False)).new_page()
    await page.goto("/cvs")
    await page.get_by_role("link", name="Search", exact=True).click()
    await page.get_by_label("What do you look for?").fill("zanzibar")
    await page.get_by_role("main").get_by_role("button", name="Search").click()

    await expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
