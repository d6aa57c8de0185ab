"""A person's way through accounts and teams: in by a letter, a second factor, into a team, and out."""

import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from playwright.async_api import Page, expect

from tests.e2e.browsing import NARROW, THEMES, WIDE, Watch, violations
from tests.e2e.conftest import NewContext
from tests.e2e.serving import Server, running

PASSWORD = "glass kettle orbit 9"
OpenPage = Callable[[], Awaitable[Page]]
ADA, GRACE = "ada@example.org", "grace@example.org"


@pytest.fixture(scope="module")
def others_server() -> Iterator[Server]:
    """A server that somebody else has made theirs, so that everybody signs in."""
    with running() as server:
        claim = {"email": "owner@example.org", "display_name": "Owner", "password": PASSWORD}
        server.api.post("/account/claim", data=claim)
        yield server


@pytest.fixture
def someone(others_server: Server, new_context: NewContext, watch: Watch) -> OpenPage:
    """Opens a page in a browser of its own."""
    watch.origins.add(others_server.url)

    async def open_page() -> Page:
        context = await new_context(base_url=others_server.url)
        return await context.new_page()

    return open_page


async def assert_readable(page: Page) -> None:
    """Axe finds nothing on what is shown, in either theme, wide or narrow."""
    for theme in THEMES:
        await page.emulate_media(color_scheme=theme)
        for width in (WIDE, NARROW):
            await page.set_viewport_size({"width": width, "height": 900})
            assert await violations(page) == [], f"{page.url}, {theme}, {width} px"
    await page.set_viewport_size({"width": WIDE, "height": 900})


async def shown(page: Page, heading: str) -> None:
    """Wait for a page by its heading, and look at it as everybody may have to."""
    await expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    await assert_readable(page)


async def follow_letter(page: Page, to: str, subject: str) -> None:
    """Open the outbox until the letter is there, and follow its link."""
    letter = page.locator("article", has_text=f"To {to}").filter(has_text=subject).first
    deadline = time.monotonic() + 30
    await page.goto("/dev/outbox")
    while not await letter.count():
        assert time.monotonic() < deadline, f"no letter “{subject}” to {to}"
        await page.wait_for_timeout(200)
        await page.reload()
    await assert_readable(page)
    await letter.get_by_role("link").first.click()


async def sign_up(page: Page, email: str, name: str) -> None:
    """Fill the page of sign-up that is shown, and open the account by the letter."""
    await shown(page, "Create an account")
    await page.get_by_label("Name").fill(name)
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Create account").click()
    await shown(page, "Look into your mail")
    await follow_letter(page, email, "Confirm your address")
    await shown(page, "Confirm your address")
    await page.get_by_role("button", name="Open my account").click()


async def sign_in(page: Page, email: str) -> None:
    await page.goto("/sign-in")
    await shown(page, "Sign in")
    await page.get_by_label("E-mail").fill(email)
    await page.get_by_label("Password").fill(PASSWORD)
    await page.get_by_role("button", name="Sign in").click()


async def second_factor(page: Page) -> None:
    """Switch it on, sign out, and come back in with a code."""
    await page.goto("/account#second-factor")
    await shown(page, "Account")
    await page.get_by_role("button", name="Set up").click()
    await shown(page, "Set up a second factor")
    totp = pyotp.TOTP(await page.locator("code").inner_text())
    # Each code is good once, and that of the last half minute is still taken: so nobody has to wait here.
    await page.get_by_label("Code").fill(totp.at(datetime.now(UTC) - timedelta(seconds=30)))
    await page.get_by_role("button", name="Switch on").click()
    await expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    await assert_readable(page)
    await page.get_by_role("button", name="Sign out").click()
    await sign_in(page, ADA)
    await shown(page, "Second factor")
    await page.get_by_label("Code").fill(totp.at(datetime.now(UTC)))
    await page.get_by_role("button", name="Go on").click()


async def make_team(page: Page, name: str, invited: str) -> None:
    await page.goto("/workspace/settings")
    await page.get_by_label("New team workspace").fill(name)
    await page.get_by_role("button", name="Create").click()
    await page.goto("/workspace/members")
    await shown(page, f"Members of {name}")
    await page.get_by_label("E-mail").fill(invited)
    await page.get_by_role("button", name="Invite").click()
    await expect(page.get_by_text("Invitation made")).to_be_visible()
    await assert_readable(page)


async def switch_to(page: Page, name: str) -> None:
    await page.locator(".menu summary").click()
    await assert_readable(page)
    await page.get_by_role("button", name=f"Switch to {name}").click()
    await page.goto("/workspace/settings")
    await shown(page, name)


async def erase(page: Page, email: str) -> None:
    await page.goto("/account/data")
    await shown(page, "Your data")
    await page.get_by_label(f"Type {email} to confirm").fill(email)
    await page.get_by_role("button", name="Delete my account").click()
    await shown(page, "Your account is deleted")


@pytest.mark.deep
async def test_team_010_two_people_sign_up_meet_in_a_team_and_one_is_erased(
    someone: OpenPage, watch: Watch
) -> None:
    ada, grace = await someone(), await someone()

    await ada.goto("/sign-up")
    await sign_up(ada, ADA, "Ada Lovelace")
    await expect(ada.locator("h1")).to_be_visible()
    await second_factor(ada)
    await make_team(ada, "Engines", GRACE)

    await follow_letter(grace, GRACE, "invite")
    await shown(grace, "Join Engines")
    await grace.get_by_role("link", name="Create an account").click()
    await sign_up(grace, GRACE, "Grace Hopper")
    await shown(grace, "Join Engines")
    await grace.get_by_role("button", name="Join Engines").click()
    await grace.goto("/workspace/settings")
    await shown(grace, "Engines")
    await switch_to(grace, "Grace Hopper's workspace")
    await switch_to(grace, "Engines")

    await erase(grace, GRACE)
    watch.expect_error_status("/sign-in")
    await sign_in(grace, GRACE)
    await expect(grace.get_by_text("do not belong together")).to_be_visible()
    await ada.goto("/workspace/members")
    await expect(ada.get_by_text(ADA)).to_be_visible()
    await expect(ada.get_by_text(GRACE)).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/forgot-password", "Forgot"),
        ("/reset-password?token=x", "password"),
        ("/set-up?token=x", "Set up"),
        ("/verify?token=x", "Confirm your address"),
        ("/sign-in/code", "Second factor"),
        ("/goodbye", "Your account is deleted"),
        ("/invitations/none", "not good any more"),
    ],
)
async def test_a_page_of_entry_is_readable_for_everybody(
    someone: OpenPage, watch: Watch, address: str, heading: str
) -> None:
    page = await someone()
    watch.expect_error_status(address.partition("?")[0])

    await page.goto(address)

    await expect(page.locator("h1")).to_contain_text(heading)
    await assert_readable(page)
