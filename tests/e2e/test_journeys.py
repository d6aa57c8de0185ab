"""The way of each person through the whole product: once with a pointer, once with the keyboard alone."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from candidacy.ai_agents.loopback import LoopbackModels
from tests.e2e.browsing import Watch
from tests.e2e.conftest import NewContext
from tests.e2e.hands import Hand, Keyboard, Pointer
from tests.e2e.samples import SUMMARY, picture
from tests.e2e.serving import Server, running

pytestmark = pytest.mark.deep
HANDS = (Pointer, Keyboard)
A_MINUTE = 60_000
PASSWORD = "glass kettle orbit 9"


@pytest.fixture(params=HANDS, ids=lambda kind: kind.__name__.lower())
def hand(request: pytest.FixtureRequest, page: Page) -> Hand:
    made: Hand = request.param(page)
    return made


async def downloaded(hand: Hand, name: str) -> Path:
    async with hand.page.expect_download() as download:
        await hand.press(hand.page.get_by_role("button", name=name, exact=True))
    return Path(await (await download.value).path())


async def test_ui_021_a_seeker_comes_from_nothing_to_an_application_with_a_tailored_cv(
    empty: Server, hand: Hand
) -> None:
    page = hand.page
    await page.goto("/")
    await hand.press(page.get_by_role("button", name="Use the sample CV"))
    await expect(page.get_by_text("Chosen: sample-cv.pdf")).to_be_visible()
    await hand.press(page.get_by_role("button", name="Use the sample job"))
    await expect(page.get_by_label("Paste the whole posting")).not_to_be_empty()
    await hand.press(page.get_by_role("button", name="See the match"))
    await page.wait_for_url("**/matches/*", timeout=A_MINUTE)
    await expect(page.get_by_role("img", name="Match")).to_be_visible()

    await hand.press(page.get_by_role("button", name="Tailor the CV"))
    await hand.press(page.get_by_role("button", name="Make a version"))
    await expect(page.get_by_role("heading", name="Version 2 was made")).to_be_visible()
    await hand.press(page.get_by_label("Breadcrumb").get_by_role("link").nth(1))
    await hand.press(page.get_by_role("link", name="Download", exact=True))
    made = await downloaded(hand, "PDF")
    assert made.read_bytes().startswith(b"%PDF")

    await hand.press(page.get_by_label("Main").get_by_role("link", name="Jobs"))
    await hand.press(page.get_by_role("main").get_by_role("link", name="Senior Backend Engineer").first)
    await hand.press(page.get_by_role("button", name="Track this job"))
    await hand.press(page.get_by_text("I send this now"))
    await hand.write(page.get_by_label("Letter"), "Dear Ann")
    await hand.press(page.get_by_role("button", name="Keep it as sent"))
    await expect(page.get_by_role("link", name="Letter.txt")).to_be_visible()
    await hand.press(page.get_by_label("Main").get_by_role("link", name="Tracker"))

    await expect(page.locator(".kcol", has_text="Applied").locator(".kcard")).to_have_count(1)


async def test_ui_021_a_recruiter_comes_from_a_role_to_a_decided_shortlist(empty: Server, hand: Hand) -> None:
    page = hand.page
    # What an earlier test loaded counts as loaded, though it was deleted since.
    empty.api.delete("/api/v1/samples/recruiter").raise_for_status()
    await page.goto("/")
    await hand.press(page.get_by_role("link", name="Load a sample workspace"))
    sample = page.get_by_role("region", name="For recruiters")
    await hand.press(sample.get_by_role("button", name="Load this sample"))
    await expect(page.get_by_role("heading", name="The sample is here")).to_be_visible()
    await asyncio.to_thread(empty.wait_for_jobs)
    await hand.press(page.get_by_role("link", name="Ten CVs, ranked for the role"))
    await expect(page.get_by_role("row")).to_have_count(11)
    best = page.get_by_role("row").nth(1)
    name = (await best.get_by_role("checkbox").get_attribute("aria-label") or "").removeprefix("Compare ")

    await hand.tick(best.get_by_role("checkbox"))
    await hand.tick(page.get_by_role("row").nth(2).get_by_role("checkbox"))
    await hand.press(page.get_by_role("button", name="Compare the chosen"))
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Side by side")
    await hand.press(page.get_by_label("Breadcrumb").get_by_role("link", name="Ranking"))
    await hand.press(page.get_by_role("link", name=f"Decide about {name}"))
    await hand.choose(page.get_by_label("Decision"), "Goes on")
    await hand.write(page.get_by_label("Why"), "Runs the same pipelines today")
    await hand.press(page.get_by_role("main").get_by_role("button", name="Decide", exact=True))
    await expect(page.get_by_text("Runs the same pipelines today")).to_be_visible()
    await hand.press(page.get_by_label("Breadcrumb").get_by_role("link", name="Ranking"))
    await hand.press(page.get_by_label("Who is shown").get_by_role("link", name="Goes on (1)"))

    await expect(page.get_by_role("row")).to_have_count(2)
    await expect(page.get_by_role("row").nth(1)).to_contain_text(name)


def publish(server: Server) -> None:
    """A portfolio that everybody sees, with one project on it."""
    items = "/api/v1/portfolio/items"
    project = {
        "kind": "project",
        "title": "Pipelines for parcels",
        "summary": SUMMARY,
        "body": "# How\n\nBy events.",
    }
    made = server.post(items, project)["id"]
    files = {"file": ("picture.png", picture())}
    server.api.post(f"{items}/{made}/images", files=files, data={"alt": "A map"}).raise_for_status()
    server.post(f"{items}/{made}/publish", {})
    profile = {"handle": "noor-walks", "name": "Noor Haddad", "visibility": "public", "answers": True}
    server.api.put("/api/v1/portfolio", json=profile | {"sections": {"project": "public"}}).raise_for_status()


async def test_ui_021_a_visitor_reads_a_portfolio_and_asks_it(
    empty: Server, hand: Hand, watch: Watch
) -> None:
    page = hand.page
    publish(empty)
    await page.goto("/p/noor-walks")
    await hand.press(page.get_by_role("link", name="Pipelines for parcels").first)
    await expect(page.get_by_role("img", name="A map")).to_be_visible()
    await hand.press(page.get_by_role("link", name="Noor Haddad").first)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Noor Haddad")
    await hand.write(page.get_by_role("searchbox"), "Who builds pipelines?")
    await hand.press(page.get_by_role("search").get_by_role("button"))
    await expect(page.get_by_text("Forty pipelines").first).to_be_visible()
    watch.expect_error_status("/p/noor-walks/nothing")
    answer = await page.goto("/p/noor-walks/nothing")

    assert answer is not None
    assert answer.status == 404
    await hand.press(page.get_by_role("main").get_by_role("link").first)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert await page.context.cookies() == []


@pytest.fixture
def fresh() -> Iterator[Server]:
    """An installation that nobody has set up."""
    with running() as server:
        yield server


@pytest.fixture
async def models() -> AsyncIterator[LoopbackModels]:
    async with LoopbackModels() as models:
        yield models


@pytest.mark.parametrize("kind", HANDS, ids=lambda kind: kind.__name__.lower())
async def test_ui_021_an_administrator_comes_from_the_set_up_to_an_experiment(
    kind: type[Pointer] | type[Keyboard],
    fresh: Server,
    models: LoopbackModels,
    new_context: NewContext,
    watch: Watch,
) -> None:
    watch.origins.add(fresh.url)
    page = await (await new_context(base_url=fresh.url)).new_page()
    hand = kind(page)
    await page.goto("/")
    await hand.press(page.get_by_label("You").get_by_role("link", name="Account"))
    await hand.write(page.get_by_label("Your name"), "Ada")
    await hand.write(page.get_by_label("E-mail address"), "ada@example.org")
    await hand.write(page.get_by_label("Password", exact=True), PASSWORD)
    await hand.press(page.get_by_role("button", name="Set password"))
    await expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    await page.goto("/workspace/models")
    await hand.choose(
        page.get_by_label("Provider"), "A server that speaks as OpenAI does: vLLM, Ollama, LM Studio"
    )
    await hand.write(page.get_by_label("Model", exact=True), "coach-1")
    await hand.write(page.get_by_label("Address", exact=True), f"{models.url}/v1")
    await hand.press(page.get_by_role("button", name="Test and save"))
    await expect(page.get_by_text("it worked")).to_be_visible()

    await page.goto("/account")
    await hand.press(page.get_by_role("link", name="Administration"))
    await expect(page.get_by_text("✗ Fails")).to_have_count(0)
    await hand.press(page.get_by_role("link", name="Prompts and experiments"))
    await hand.press(page.get_by_role("link", name="Is the model there"))
    await hand.press(page.get_by_role("button", name="Try", exact=True))
    await expect(page.get_by_role("heading", name="What the model answered")).to_be_visible()

    arms = {"arms": [{"name": "old", "version": 1}, {"name": "new", "version": 1}]}
    started = await page.request.post("/api/v1/admin/prompts/check.hello/experiments", data=arms)
    assert started.ok, await started.text()
    await page.goto("/admin/prompts/check.hello")
    await expect(page.get_by_text("not enough data yet").first).to_be_visible()
    await hand.press(page.get_by_role("button", name="Stop it"))
    await expect(page.get_by_role("heading", name="The experiment has ended")).to_be_visible()
