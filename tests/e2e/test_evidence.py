"""Every reason leads to its place."""

from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import Filled, NewContext

LIT = "[data-place].lit"


async def test_pointing_at_a_requirement_lights_its_boxes(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    reason = page.locator(".reason", has_text="Apache Airflow").first
    await reason.hover()

    assert await page.locator(f".page-image {LIT}").count() > 0
    await page.mouse.move(0, 0)
    await expect(page.locator(LIT)).to_have_count(0)


async def test_the_keyboard_lights_them_as_well(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    await page.locator("blockquote a.src").first.focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Shift+Tab")

    assert await page.locator(LIT).count() > 0


async def test_a_quotation_stays_lit_once_it_is_clicked(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    quote = page.locator("blockquote a.src").last
    await quote.click()
    await page.mouse.move(0, 0)

    lit = page.locator(f".page-image {LIT}").first
    await expect(lit).to_be_in_viewport()


async def test_on_a_wide_screen_the_reason_stays_in_sight(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    quote = page.locator("blockquote a.src").last
    await quote.click()

    await expect(quote).to_be_in_viewport()
    await expect(page.get_by_role("link", name="Back to the reason")).to_be_hidden()


async def test_the_place_covers_the_words_that_are_quoted(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    await page.locator("blockquote a", has_text="Built 30 pipelines").first.click()
    await page.get_by_text("The text as it was read").click()

    assert "Built 30 pipelines in Apache Airflow" in await words_of(page.locator(f"mark{LIT}"))


async def test_on_a_narrow_screen_one_can_go_there_and_back(filled: Filled, new_context: NewContext) -> None:
    page = await (await new_context(viewport={"width": 390, "height": 700})).new_page()
    await page.goto(f"/matches/{filled.match}")
    quote = page.locator("blockquote a.src").first
    await quote.click()
    await expect(page.locator(f".page-image {LIT}").first).to_be_in_viewport()
    await page.get_by_role("link", name="Back to the reason").click()

    await expect(quote).to_be_in_viewport()
    await expect(quote).to_be_focused()


async def test_a_value_of_the_cv_leads_to_where_it_was_read(filled: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{filled.cv}")
    await page.get_by_role("link", name="Polder Freight").click()

    await expect(page.locator(f".page-image {LIT}").first).to_be_in_viewport()


async def test_a_finding_of_the_review_leads_to_its_place(filled: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{filled.cv}/review")
    await page.locator("blockquote a.src").first.click()

    await expect(page.locator(f".page-image {LIT}").first).to_be_in_viewport()


async def test_a_requirement_leads_to_the_posting(filled: Filled, page: Page) -> None:
    await page.goto(f"/matches/{filled.match}")
    await page.locator(".reason .what a", has_text="Kubernetes").click()
    await page.wait_for_url(f"**/postings/{filled.posting}#r*")
    await page.locator(".reason:target").hover()

    assert "Kubernetes" in await words_of(page.locator(f"mark{LIT}"))


async def test_without_scripts_a_quotation_is_a_link_to_its_place(
    filled: Filled, new_context: NewContext
) -> None:
    page = await (await new_context(java_script_enabled=False)).new_page()
    await page.goto(f"/matches/{filled.match}")
    await page.locator("blockquote a.src").first.click()

    await expect(page.locator(".page-image g:target rect").first).to_be_in_viewport()


async def words_of(marks: Locator) -> str:
    return " ".join(" ".join(await marks.all_text_contents()).split())
