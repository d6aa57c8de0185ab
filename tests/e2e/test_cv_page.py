"""A person mends a CV on its page, beside the document."""

import re

from playwright.async_api import Browser, Page, expect

from tests.e2e.browsing import Watch, violations
from tests.e2e.conftest import Filled, NewContext
from tests.e2e.samples import HARD_TO_READ
from tests.e2e.serving import Server

LIT = ".page-image [data-place].lit"


async def unfold(page: Page, at: str) -> None:
    await page.locator(f"#edit-{at} > summary").click()


async def test_the_document_stands_left_and_the_values_right(filled: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{filled.cv}")
    picture = await page.locator(".page-image").bounding_box()
    values = await page.locator("#work").bounding_box()

    assert picture is not None
    assert values is not None
    assert picture["x"] + picture["width"] <= values["x"]


async def test_cv_001_unsure_values_light_their_box_and_are_mended_first(server: Server, page: Page) -> None:
    cv = server.wait_until_read(server.upload("hard-to-read.pdf", HARD_TO_READ))
    await page.goto(f"/cvs/{cv}")
    unsure = page.locator("#unsure")
    asked = await unsure.locator("[name=value]").count()
    position = unsure.get_by_label("Experience 1: position")
    await position.focus()
    await expect(page.locator(LIT).first).to_be_visible()
    await position.fill("Analyst")
    await unsure.get_by_role("button", name=re.compile("Right.*Experience 1: position")).click()

    await expect(page.locator("#work h3").first).to_contain_text("Analyst")
    await expect(page.locator("#unsure [name=value]")).to_have_count(asked - 1)
    await page.get_by_role("button", name="right now").click()
    await expect(page.locator("#unsure")).to_have_count(0)


async def test_cv_002_an_entry_is_mended_by_keyboard_alone(own: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{own.cv}")
    await page.locator("#edit-work-0 > summary").focus()
    await page.keyboard.press("Enter")
    await page.get_by_label("Position").first.focus()
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("Principal engineer")
    await page.keyboard.press("Enter")

    await expect(page.locator("#work h3").first).to_contain_text("Principal engineer")
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()


async def test_cv_003_an_entry_is_added_and_removed_again(own: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{own.cv}")
    await page.get_by_text("Add a section").click()
    await unfold(page, "awards--")
    await page.locator("#edit-awards--").get_by_label("Title").fill("Prize of the port")
    await page.locator("#edit-awards--").get_by_role("button", name="Save").click()
    await expect(page.locator("#awards")).to_contain_text("Prize of the port")

    await page.locator("#awards details.edit", has_text="Edit").first.locator("> summary").click()
    await unfold(page, "awards-0")
    await page.get_by_role("button", name="Remove Prize of the port").click()

    await expect(page.locator("#awards")).to_have_count(0)


async def test_cv_006_a_change_is_undone_with_one_click(own: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{own.cv}")
    await unfold(page, "basics")
    await page.locator("#edit-basics").get_by_label("Name", exact=True).fill("Somebody Else")
    await page.locator("#edit-basics").get_by_role("button", name="Save").click()
    await page.get_by_role("button", name="Undo").click()

    await expect(page.get_by_role("heading", name="Restored")).to_be_visible()
    await expect(page.locator("h1")).to_contain_text("Noor Haddad")


async def test_what_cannot_be_saved_stays_in_its_field(own: Filled, page: Page, watch: Watch) -> None:
    watch.expect_error_status(f"/cvs/{own.cv}/entry")
    await page.goto(f"/cvs/{own.cv}")
    await unfold(page, "work-0")
    start = page.locator("#edit-work-0").get_by_label("Start date")
    await start.fill("some time ago")
    await page.locator("#edit-work-0").get_by_role("button", name="Save").click()

    await expect(page.get_by_role("alert").first).to_contain_text("must be a date")
    await expect(start).to_have_value("some time ago")


async def test_cv_007_the_second_of_two_tabs_sees_both_sides(
    own: Filled, new_context: NewContext, watch: Watch
) -> None:
    watch.expect_error_status(f"/cvs/{own.cv}/entry")
    context = await new_context()
    first, second = await context.new_page(), await context.new_page()
    for page, label in ((first, "From the first tab"), (second, "From the second tab")):
        await page.goto(f"/cvs/{own.cv}")
        await unfold(page, "basics")
        await page.locator("#edit-basics").get_by_label("Headline").fill(label)
    await first.locator("#edit-basics").get_by_role("button", name="Save").click()
    await expect(first.get_by_role("heading", name="Saved")).to_be_visible()
    await second.locator("#edit-basics").get_by_role("button", name="Save").click()

    await expect(second.locator("h1")).to_have_text("Changed in the meantime")
    await expect(second.locator("table")).to_contain_text("From the first tab")
    await expect(second.locator("table")).to_contain_text("From the second tab")
    assert await violations(second) == []
    await second.get_by_role("button", name="Save mine on top").click()
    await expect(second.locator("#basics")).to_contain_text("From the second tab")


async def test_a_cv_is_mended_without_scripts(own: Filled, browser: Browser, server: Server) -> None:
    context = await browser.new_context(base_url=server.url, java_script_enabled=False)
    page = await context.new_page()
    await page.goto(f"/cvs/{own.cv}")
    await unfold(page, "basics")
    await page.locator("#edit-basics").get_by_label("Headline").fill("Without scripts")
    await page.locator("#edit-basics").get_by_role("button", name="Save").click()

    await expect(page.locator("#basics")).to_contain_text("Without scripts")
    await context.close()
