"""Keys that work on every page, and how they are switched off."""

import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import Filled
from tests.e2e.serving import Server

pytestmark = pytest.mark.deep
HEADINGS = {"c": "CVs", "j": "Jobs", "t": "Tracker", "p": "Portfolio", "n": "Notifications"}


async def test_ui_006_two_keys_lead_to_each_page(empty: Server, page: Page) -> None:
    await page.goto("/")
    for key, heading in HEADINGS.items():
        await page.keyboard.press("g")
        await page.keyboard.press(key)
        await expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        # The heading is there before the script that listens to keys.
        await page.wait_for_load_state()


async def test_ui_006_a_list_is_walked_and_opened(own: Filled, page: Page) -> None:
    await page.goto("/cvs")
    await page.keyboard.press("j")
    await expect(page.locator("table.list tbody a").first).to_be_focused()
    await page.keyboard.press("Enter")

    await page.wait_for_url(f"**/cvs/{own.cv}")


async def test_ui_006_upload_leads_to_the_field(empty: Server, page: Page) -> None:
    await page.goto("/postings")
    await page.keyboard.press("u")

    await expect(page.locator("#cv_file")).to_be_focused()


async def test_ui_006_changes_are_decided_by_keys(own: Filled, server: Server, page: Page) -> None:
    made = server.post("/api/v1/tailorings", {"cv_id": own.cv, "posting_id": own.posting})
    await page.goto(f"/tailorings/{made['id']}")
    first = page.locator("input[name=accepted]").first
    await page.keyboard.press("r")
    await expect(first).not_to_be_checked()

    await first.focus()
    await page.keyboard.press("a")

    await expect(first).to_be_checked()


async def test_ui_006_the_list_of_keys_opens_and_switches_them_off(empty: Server, page: Page) -> None:
    await page.goto("/cvs")
    await page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard")
    await expect(keys).to_be_visible()
    await keys.get_by_label("Single keys work on their own").uncheck()
    await page.keyboard.press("Escape")
    await page.reload()
    await page.keyboard.press("?")
    await expect(page.locator("#keys")).to_be_hidden()


async def test_ui_006_no_key_fires_in_a_field(empty: Server, page: Page) -> None:
    await page.goto("/")
    field = page.get_by_label("Paste the whole posting")
    await field.focus()
    await page.keyboard.type("?gc u")

    await expect(field).to_have_value("?gc u")
    await expect(page.locator("#keys")).to_be_hidden()
