"""From an empty database to a score with its evidence."""

from playwright.async_api import Page, expect

from tests.e2e.conftest import NewContext
from tests.e2e.samples import CV_FILE, POSTING
from tests.e2e.serving import Server

MATCH = "**/matches/*"
A_MINUTE = 60_000


async def test_three_clicks_lead_from_an_empty_database_to_a_score(empty: Server, page: Page) -> None:
    await page.goto("/")
    async with page.expect_file_chooser() as chooser:
        await page.get_by_label("Drop a CV here").click()
    await (await chooser.value).set_files(CV_FILE)
    await page.get_by_label("Paste the whole posting").click()
    await page.keyboard.insert_text(POSTING)
    await page.get_by_role("button", name="See the match").click()

    await page.wait_for_url(MATCH, timeout=A_MINUTE)
    await expect(page.get_by_role("img", name="Match")).to_be_visible()
    await expect(page.get_by_text("Built 30 pipelines in Apache Airflow").first).to_be_visible()


async def test_the_samples_lead_to_a_score_with_nothing_of_ones_own(empty: Server, page: Page) -> None:
    await page.goto("/")
    await page.get_by_role("button", name="Use the sample CV").click()
    await expect(page.get_by_text("Chosen: sample-cv.pdf")).to_be_visible()
    await page.get_by_role("button", name="Use the sample job").click()
    await expect(page.get_by_label("Paste the whole posting")).not_to_be_empty()
    await page.get_by_role("button", name="See the match").click()

    await page.wait_for_url(MATCH, timeout=A_MINUTE)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Senior Backend Engineer")


async def test_the_keyboard_alone_leads_to_a_score(empty: Server, page: Page) -> None:
    await page.goto("/")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    await page.keyboard.press("Enter")
    for _ in range(10):
        await page.keyboard.press("Tab")
        if await page.get_by_role("button", name="Use the sample CV").evaluate(
            "n => n === document.activeElement"
        ):
            break
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("Chosen: sample-cv.pdf")).to_be_visible()
    while not await page.get_by_label("Paste the whole posting").evaluate(
        "n => n === document.activeElement"
    ):
        await page.keyboard.press("Tab")
    await page.keyboard.insert_text(POSTING)
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Or its address on the web")).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="See the match")).to_be_focused()
    await page.keyboard.press("Enter")

    await page.wait_for_url(MATCH, timeout=A_MINUTE)


async def test_without_scripts_the_form_works_too(empty: Server, new_context: NewContext) -> None:
    page = await (await new_context(java_script_enabled=False)).new_page()
    await page.goto("/")
    await page.get_by_label("Drop a CV here").set_input_files(CV_FILE)
    await page.get_by_label("Paste the whole posting").fill(POSTING)
    await page.get_by_role("button", name="See the match").click()

    await page.wait_for_url(MATCH, timeout=A_MINUTE)
    await expect(page.get_by_role("heading", name="How it matches")).to_be_visible()


async def test_a_cv_alone_leads_to_its_review(empty: Server, page: Page) -> None:
    await page.goto("/")
    await page.get_by_label("Drop a CV here").set_input_files(CV_FILE)
    await page.get_by_role("button", name="See the match").click()

    await page.wait_for_url("**/cvs/*/review", timeout=A_MINUTE)
    await expect(page.get_by_role("img", name="Review")).to_be_visible()


async def test_a_job_alone_leads_to_what_it_asks_for(empty: Server, page: Page) -> None:
    await page.goto("/")
    await page.get_by_label("Paste the whole posting").fill(POSTING)
    await page.get_by_role("button", name="See the match").click()

    await page.wait_for_url("**/postings/*")
    await expect(page.get_by_role("heading", name="What it asks for")).to_be_visible()


async def test_a_file_that_is_dropped_is_taken(empty: Server, page: Page) -> None:
    await page.goto("/")
    dropped = await page.evaluate_handle(
        "() => { const d = new DataTransfer(); d.items.add(new File(['# Ada'], 'ada.md')); return d; }"
    )
    await page.locator("[data-drop]").dispatch_event("drop", {"dataTransfer": dropped})

    await expect(page.get_by_text("Chosen: ada.md")).to_be_visible()
