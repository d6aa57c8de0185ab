"""Every page in every state: readable for everybody, in both themes, on wide and narrow screens."""

import pytest
from playwright.async_api import expect

from tests.e2e.browsing import NARROW, NARROWEST, Watch, overflow, violations
from tests.e2e.conftest import NewContext
from tests.e2e.delivery import BUDGET, sent_by
from tests.e2e.hands import walk
from tests.e2e.serving import Server
from tests.e2e.states import STATES, World, open_state, unfold

pytestmark = pytest.mark.deep
IN_GERMAN = (
    "home_with_matches",
    "cvs",
    "cv_beside_its_document",
    "match",
    "review",
    "tailoring",
    "letter",
    "interview",
    "ranking",
    "cvs_compared",
    "tracker_board",
    "tracker_table",
    "tracker_funnel",
    "application",
    "stages_of_the_board",
    "portfolio",
    "search_results",
    "audit_log",
    "administration",
    "administration_of_jobs",
    "administration_of_a_suspended_workspace",
)
"""The pages that people are on most, and those whose tables and buttons have the most words."""


@pytest.fixture
def world(server: Server, watch: Watch, request: pytest.FixtureRequest) -> World:
    def idle() -> Server:
        started: Server = request.getfixturevalue("idle_server")
        watch.origins.add(started.url)
        return started

    return World(server, idle, watch)


@pytest.mark.parametrize("name", STATES)
async def test_ui_022_a_page_is_light_and_for_everybody_in_either_theme_on_any_width_by_keys_alone(
    name: str, world: World, new_context: NewContext
) -> None:
    """Two visits see it all, for opening takes most of the time; each test watches what is from elsewhere."""
    page = await (await new_context(color_scheme="light")).new_page()
    address = STATES[name](world)
    sent = await sent_by(page, address)
    await unfold(page)
    light = await violations(page)
    passed = await walk(page)
    # A theme changes colours, a width the layout: neither changes what the other is judged by.
    await page.emulate_media(color_scheme="dark")
    await page.set_viewport_size({"width": NARROW, "height": 900})
    await open_state(page, address)
    dark = await violations(page)
    await page.set_viewport_size({"width": NARROWEST, "height": 700})

    assert sent <= BUDGET
    assert passed
    assert (light, dark) == ([], [])
    assert await overflow(page) <= 0


@pytest.mark.parametrize("name", IN_GERMAN)
async def test_ui_025_longer_words_fit_a_narrow_window_and_axe_finds_nothing_in_german(
    name: str, world: World, new_context: NewContext
) -> None:
    address = STATES[name](world)
    context = await new_context(viewport={"width": NARROWEST, "height": 700}, locale="de-DE")
    page = await context.new_page()
    await open_state(page, address)

    assert await page.locator("html").get_attribute("lang") == "de"
    assert await overflow(page) <= 0
    assert await violations(page) == []


async def test_ui_024_a_form_that_was_refused_is_a_page_for_everybody(
    world: World, new_context: NewContext
) -> None:
    """By Enter, as with a browser that does not check."""
    world.watch.expect_error_status("/tracker/stages")
    page = await (await new_context(viewport={"width": NARROWEST, "height": 700})).new_page()
    await page.goto("/tracker/stages")
    await page.locator("#name").evaluate("field => field.removeAttribute('required')")
    await page.locator("#name").press("Enter")
    await expect(page.get_by_role("alert").first).to_contain_text("“Name” is empty. Fill it in.")

    assert await overflow(page) <= 0
    assert await violations(page) == []

    await page.get_by_label("Name").fill("Trial day")
    await page.get_by_role("button", name="Send again").click()
    await expect(page.locator("main li", has_text="Trial day").first).to_be_visible()
