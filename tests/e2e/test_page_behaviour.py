"""What the pages do besides showing."""

from playwright.async_api import Page, expect

from candidacy.domain.reading.tests.making import at, pdf
from tests.e2e.browsing import Watch
from tests.e2e.conftest import Filled, NewContext
from tests.e2e.samples import EMPTY_POSTING, TWO_COLUMNS
from tests.e2e.serving import Server


async def test_the_theme_that_was_chosen_is_remembered(empty: Server, page: Page) -> None:
    await page.goto("/")
    await expect(page.locator("html")).not_to_have_class("dark")
    await page.get_by_role("button", name="Switch colour theme").click()
    await page.goto("/cvs")

    await expect(page.locator("html")).to_have_class("dark")


async def test_the_theme_of_the_system_is_followed_at_first(empty: Server, new_context: NewContext) -> None:
    page = await (await new_context(color_scheme="dark")).new_page()
    await page.goto("/")

    await expect(page.locator("html")).to_have_class("dark")


async def test_a_requirement_is_set_right_in_its_place(own: Filled, page: Page) -> None:
    await page.goto(f"/postings/{own.posting}")
    reason = page.locator(".reason", has_text="Kubernetes").first
    await reason.get_by_text("Change").click()
    await reason.get_by_label("It is a").select_option("nice to have")
    await reason.get_by_label("with the weight").fill("0.5")
    await reason.get_by_role("button", name="Save").click()

    await expect(reason.locator(".aside")).to_contain_text("nice to have")
    await expect(reason.locator(".aside")).to_contain_text("weight 0.5")


async def test_a_changed_posting_offers_to_match_again(own: Filled, server: Server, page: Page) -> None:
    path = f"/api/v1/postings/{own.posting}/requirements/0"
    server.api.patch(path, json={"weight": 0}).raise_for_status()
    await page.goto(f"/matches/{own.match}")
    await expect(page.get_by_text("The posting was changed since")).to_be_visible()
    await page.get_by_role("button", name="Match again").click()

    await expect(page.get_by_text("The posting was changed since")).to_have_count(0)


async def test_a_posting_without_a_title_is_given_one(empty: Server, page: Page) -> None:
    posting = empty.post("/api/v1/postings", {"text": EMPTY_POSTING})["id"]
    await page.goto(f"/postings/{posting}")
    await page.get_by_label("Title").fill("Baker")
    await page.get_by_role("button", name="Save").click()

    await expect(page.get_by_role("heading", level=1)).to_have_text("Baker")


async def test_all_cvs_are_ranked_for_a_job(own: Filled, server: Server, page: Page) -> None:
    server.wait_until_read(server.upload("second.pdf", TWO_COLUMNS))
    await page.goto(f"/postings/{own.posting}/ranking")
    await page.get_by_role("button", name="Rank again").click()

    await expect(page.get_by_role("row")).to_have_count(3)


async def test_a_cv_is_deleted_in_two_steps(own: Filled, page: Page) -> None:
    await page.goto(f"/cvs/{own.cv}")
    await expect(page.get_by_role("button", name="Delete this CV")).to_be_hidden()
    await page.get_by_text("Delete this CV").first.click()
    await page.get_by_role("button", name="Delete this CV").click()

    await expect(page.get_by_role("heading", name="No CVs yet")).to_be_visible()


async def test_a_page_whose_picture_is_gone_is_read_as_text(
    filled: Filled, server: Server, page: Page, watch: Watch
) -> None:
    picture = f"/api/v1/files/{filled.file}/pages/1"
    watch.expect_error_status(picture)
    await page.route(f"**{picture}", lambda route: route.fulfill(status=503))
    await page.goto(f"/matches/{filled.match}")

    await expect(page.locator(".doc-text")).to_be_visible()


async def test_each_page_of_a_document_is_shown_whole(empty: Server, page: Page) -> None:
    two_pages = pdf(at(50, 60, "Noor Haddad", size=20), at(50, 60, "Experience in Python"))
    cv = empty.wait_until_read(empty.upload("two-pages.pdf", two_pages))
    await page.goto(f"/cvs/{cv}")
    sizes = [await figure.bounding_box() for figure in await page.locator(".page-image").all()]

    assert [round(s["height"] / s["width"], 1) for s in sizes if s] == [1.4, 1.4]


async def test_the_documentation_of_the_api_needs_nothing_from_elsewhere(empty: Server, page: Page) -> None:
    await page.goto("/docs")

    # The first of many: the rest is drawn when somebody gets there.
    await expect(page.get_by_text("/api/v1/auth/login").first).to_be_visible()
