"""Waiting for a reading, and what becomes of it."""

import pytest
from playwright.async_api import FilePayload, Page, expect

from tests.e2e.browsing import Watch
from tests.e2e.conftest import NewContext
from tests.e2e.samples import CV_FILE, NOT_A_PDF, POSTING, TWO_COLUMNS
from tests.e2e.serving import Server


@pytest.fixture
async def waiting(idle_server: Server, new_context: NewContext, watch: Watch) -> Page:
    """The page of a reading that waits for a worker which never comes."""
    watch.origins.add(idle_server.url)
    page = await (await new_context(base_url=idle_server.url)).new_page()
    await page.goto(f"/start/{idle_server.upload('waiting.pdf', TWO_COLUMNS)}")
    return page


async def test_a_reading_can_be_cancelled_and_the_page_says_so(waiting: Page) -> None:
    await waiting.get_by_role("button", name="Cancel").click()

    await expect(waiting.get_by_role("heading", level=1)).to_have_text("waiting.pdf was not read")
    await expect(waiting.get_by_role("link", name="Choose another file")).to_be_visible()


async def test_the_end_of_a_reading_is_announced_on_the_page_it_leads_to(empty: Server, page: Page) -> None:
    await page.goto("/")
    await page.get_by_label("Drop a CV here").set_input_files(CV_FILE)
    await page.get_by_role("button", name="See the match").click()
    await page.wait_for_url("**/review")

    await expect(page.locator("#live")).to_have_text("Finished")


async def test_a_failed_reading_says_why_and_keeps_the_posting(empty: Server, page: Page) -> None:
    await page.goto("/")
    broken = FilePayload(name="broken.pdf", mimeType="application/pdf", buffer=NOT_A_PDF)
    await page.get_by_label("Drop a CV here").set_input_files(broken)
    await page.get_by_label("Paste the whole posting").fill(POSTING)
    await page.get_by_role("button", name="See the match").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("broken.pdf could not be read")
    await expect(page.get_by_role("alert").first).to_contain_text("damaged")
    await page.get_by_role("link", name="Choose another file").click()

    posting = page.get_by_label("Or one that is here already")
    await expect(posting.locator("option:checked")).to_have_text("Data Engineer")


async def test_an_empty_form_is_told_what_it_lacks(empty: Server, page: Page, watch: Watch) -> None:
    watch.expect_error_status("/start")
    await page.goto("/")
    await page.get_by_role("button", name="See the match").click()

    await expect(page.get_by_role("alert").first).to_contain_text("Choose a CV file")


async def test_an_empty_file_loses_no_pasted_posting(empty: Server, page: Page, watch: Watch) -> None:
    watch.expect_error_status("/start")
    await page.goto("/")
    nothing = FilePayload(name="empty.pdf", mimeType="application/pdf", buffer=b"")
    await page.get_by_label("Drop a CV here").set_input_files(nothing)
    await page.get_by_label("Paste the whole posting").fill(POSTING)
    await page.get_by_role("button", name="See the match").click()

    await expect(page.get_by_role("alert").first).to_contain_text("empty")
    posting = page.get_by_label("Or one that is here already")
    await expect(posting.locator("option:checked")).to_have_text("Data Engineer")
