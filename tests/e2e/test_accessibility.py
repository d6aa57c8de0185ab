"""Every page in every state: readable for everybody, in both themes, on wide and narrow screens."""

import pytest

from tests.e2e.browsing import NARROW, NARROWEST, THEMES, WIDE, Watch, overflow, violations
from tests.e2e.conftest import NewContext
from tests.e2e.delivery import BUDGET, sent_by
from tests.e2e.serving import Server
from tests.e2e.states import STATES, World, open_state

pytestmark = pytest.mark.deep


@pytest.fixture
def world(server: Server, watch: Watch, request: pytest.FixtureRequest) -> World:
    def idle() -> Server:
        started: Server = request.getfixturevalue("idle_server")
        watch.origins.add(started.url)
        return started

    return World(server, idle, watch)


@pytest.mark.parametrize("name", STATES)
async def test_axe_finds_nothing_in_either_theme_wide_or_narrow(
    name: str, world: World, new_context: NewContext
) -> None:
    page = await (await new_context()).new_page()
    address = STATES[name](world)
    # A theme changes colours, a width the layout: neither changes what the other is judged by.
    for theme, width in zip(THEMES, (WIDE, NARROW), strict=True):
        await page.emulate_media(color_scheme=theme)
        await page.set_viewport_size({"width": width, "height": 900})
        await open_state(page, address)

        assert await violations(page) == [], f"{theme}, {width} px"


@pytest.mark.parametrize("name", STATES)
async def test_nothing_is_wider_than_a_narrow_window(
    name: str, world: World, new_context: NewContext
) -> None:
    address = STATES[name](world)
    context = await new_context(viewport={"width": NARROWEST, "height": 700})
    page = await context.new_page()
    await open_state(page, address)

    assert await overflow(page) <= 0


@pytest.mark.parametrize("name", STATES)
async def test_every_page_is_light_on_its_first_load(
    name: str, world: World, new_context: NewContext
) -> None:
    """That nothing comes from elsewhere, each test watches."""
    address = STATES[name](world)
    page = await (await new_context()).new_page()

    assert await sent_by(page, address) <= BUDGET
