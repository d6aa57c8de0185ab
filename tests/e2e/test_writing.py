"""A person tailors a CV, writes a letter, and lets a model word a line anew, in a browser."""

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial

import pytest
from playwright.async_api import Page, expect

from candidacy.ai_agents.loopback import LoopbackModels, saying
from tests.e2e.conftest import Filled
from tests.e2e.serving import Server

LINE = "Built 30 pipelines in Apache Airflow that load 4 TB a day"
HONEST = "Developed 30 pipelines in Apache Airflow that load 4 TB a day"


@dataclass(frozen=True, slots=True)
class Coach:
    """A model that is set up for the server."""

    models: LoopbackModels


@pytest.fixture
async def coach(server: Server) -> AsyncIterator[Coach]:
    async with LoopbackModels() as models:
        given = {"provider": "openai_compatible", "model": "coach-1", "base_url": f"{models.url}/v1"}
        put = partial(server.api.put, "/api/v1/models/settings", json=given)
        (await asyncio.to_thread(put)).raise_for_status()
        models.brain = saying(HONEST)
        yield Coach(models)
        server.api.delete("/api/v1/models/settings")


async def test_tail_004_a_cv_is_tailored_and_the_version_undone(own: Filled, page: Page) -> None:
    await page.goto(f"/matches/{own.match}")
    await page.get_by_role("button", name="Tailor the CV").click()
    await expect(page.get_by_role("heading", name="Changes", exact=True)).to_be_visible()
    await page.get_by_role("button", name="Make a version").click()
    await expect(page.get_by_role("heading", name="Version 2 was made")).to_be_visible()
    await page.get_by_role("button", name="Undo").click()

    await expect(page.get_by_role("heading", name="Undone")).to_be_visible()


async def test_tail_008_a_refused_claim_is_proven_on_the_page(
    own: Filled, server: Server, page: Page
) -> None:
    lie = {"path": "/work/0/highlights/0", "after": "Built 31 pipelines in Apache Airflow"}
    pair = {"cv_id": own.cv, "posting_id": own.posting}
    made = server.post("/api/v1/tailorings", {**pair, "changes": [lie]})["id"]
    await page.goto(f"/tailorings/{made}")
    await page.get_by_text("Add proof").click()
    await page.get_by_label("What is true").fill("Built 31 pipelines in Apache Airflow that load 4 TB a day")
    await page.get_by_role("button", name="Save the proof").click()

    await expect(page.get_by_role("heading", name="Refused")).to_have_count(0)
    await expect(page.locator("h1 + p")).to_contain_text("Version 2")


async def test_tail_021_a_question_is_answered_by_keyboard(own: Filled, server: Server, page: Page) -> None:
    asked = {"path": "/work/0/highlights/0", "after": HONEST.replace("pipelines", "regional pipelines")}
    pair = {"cv_id": own.cv, "posting_id": own.posting}
    made = server.post("/api/v1/tailorings", {**pair, "changes": [asked]})["id"]
    await page.goto(f"/tailorings/{made}")
    await expect(page.locator("#questions mark")).to_have_text("regional")
    await page.get_by_role("button", name="Yes, it is true").focus()
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", name="Only you can say")).to_have_count(0)
    await expect(page.get_by_role("checkbox")).to_be_checked()


async def test_tail_010_a_letter_is_drafted_edited_and_taken_along(own: Filled, page: Page) -> None:
    await page.goto(f"/matches/{own.match}")
    await page.get_by_role("link", name="Letter", exact=True).click()
    await page.get_by_role("button", name="Draft it").click()
    text = page.get_by_label("Text", exact=True)
    await expect(text).to_have_value(re.compile("^Dear hiring team"))
    await text.fill("Dear you,\n\nit is me.")
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    async with page.expect_download() as download:
        await page.get_by_role("link", name="Text", exact=True).click()

    assert (await (await download.value).path()).read_text() == "Dear you,\n\nit is me.\n"


async def test_write_004_a_model_words_a_line_and_the_person_takes_it(
    own: Filled, coach: Coach, page: Page
) -> None:
    await page.goto(f"/cvs/{own.cv}/write")
    line = page.locator(".line", has_text=LINE).first
    await line.locator("summary").first.click()
    await line.get_by_role("button", name="Ask", exact=True).click()
    await expect(line.locator("[data-shown]")).to_have_text(HONEST)
    await line.get_by_role("button", name="Accept").click()

    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    await expect(page.locator(".line .what", has_text=HONEST)).to_be_visible()


async def test_write_003_what_a_model_invents_cannot_be_accepted(
    own: Filled, coach: Coach, page: Page
) -> None:
    coach.models.brain = saying("Led 300 people at Siemens")
    await page.goto(f"/cvs/{own.cv}/write")
    line = page.locator(".line", has_text=LINE).first
    await line.locator("summary").first.click()
    await line.get_by_role("button", name="Ask", exact=True).click()

    await expect(line.locator("[data-refusals] li").first).to_be_visible()
    await expect(line.get_by_role("button", name="Accept")).to_have_count(0)


async def test_write_005_a_model_is_stopped_and_asked_again(own: Filled, coach: Coach, page: Page) -> None:
    coach.models.brain = saying("Developed pipelines " * 40)
    await page.goto(f"/cvs/{own.cv}/write")
    line = page.locator(".line", has_text=LINE).first
    await line.locator("summary").first.click()
    coach.models.hold = asyncio.Event()
    await line.get_by_role("button", name="Ask", exact=True).click()
    await expect(line.locator("[data-shown]")).not_to_be_empty()
    await line.get_by_role("button", name="Stop").click()
    await expect(line.locator("[data-note]")).to_have_text("Stopped.")
    await coach.models.gone.wait()
    coach.models.hold, coach.models.brain = None, saying(HONEST)
    await line.get_by_role("button", name="Ask", exact=True).click()

    await expect(line.locator("[data-shown]")).to_have_text(HONEST)


async def test_write_005_what_was_suggested_before_can_be_taken_instead(
    own: Filled, coach: Coach, page: Page
) -> None:
    await page.goto(f"/cvs/{own.cv}/write")
    line = page.locator(".line", has_text=LINE).first
    await line.locator("summary").first.click()
    await line.get_by_role("button", name="Ask", exact=True).click()
    await expect(line.get_by_role("button", name="Accept")).to_be_visible()
    coach.models.brain = saying("Led 300 people at Siemens")
    await line.get_by_role("button", name="Another", exact=True).click()
    await expect(line.locator("[data-refusals] li").first).to_be_visible()
    await line.get_by_text("Suggested before").click()
    await line.get_by_role("button", name="Take this one instead").click()
    await expect(line.locator("[data-shown]")).to_have_text(HONEST)
    await line.get_by_role("button", name="Accept").click()

    await expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    await expect(page.locator(".line .what", has_text=HONEST)).to_be_visible()
