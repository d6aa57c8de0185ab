"""The tracker in a browser: from a posting to the funnel, by keys, by drag, by menu, and side by side."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.async_api import Locator, Page, Request, expect

from tests.e2e.browsing import Watch
from tests.e2e.conftest import Filled
from tests.e2e.serving import Server

ROWS = "".join(f"Job {n},Employer {n},{'Applied' if n % 3 else 'Rejected'}\n" for n in range(200))
CARD, TABLE = ".kcard", ("Title,Company,Status\n" + ROWS).encode()


def column(page: Page, stage: str) -> Locator:
    return page.locator(".kcol", has=page.get_by_role("heading", name=re.compile(f"^{stage}")))


async def test_app_026_from_a_posting_to_the_funnel(own: Filled, server: Server, page: Page) -> None:
    await page.goto(f"/postings/{own.posting}")
    await page.get_by_role("button", name="Track this job").click()
    await expect(page.get_by_role("heading", name="The posting as it was")).to_be_visible()
    await page.get_by_text("I send this now").click()
    await page.get_by_label("Letter").fill("Dear Ann")
    await page.get_by_role("button", name="Keep it as sent").click()
    await expect(page.get_by_role("heading", name="Applied")).to_be_visible()
    await expect(page.get_by_role("link", name="Letter.txt")).to_be_visible()

    soon = datetime.now(UTC) - timedelta(minutes=2)
    await page.get_by_text("Add a task").click()
    await page.get_by_label("What").first.fill("Call Ann")
    await page.get_by_label("Remind me").fill(f"{soon:%Y-%m-%dT%H:%M}")
    await page.locator("#task-zone").fill("UTC")
    await page.get_by_role("button", name="Add the task").click()

    await page.goto("/tracker")
    card = page.locator(CARD).first
    await card.focus()
    await page.keyboard.press("]")
    await expect(column(page, "Screening").locator(CARD)).to_have_count(1)
    await page.keyboard.press("]")
    await expect(column(page, "Interview").locator(CARD)).to_have_count(1)
    await page.keyboard.press("z")
    await expect(column(page, "Screening").locator(CARD)).to_have_count(1)

    await page.goto("/tracker/import")
    files = {"name": "jobs.csv", "mimeType": "text/csv", "buffer": TABLE}
    await page.get_by_label("Drop a CSV file here").set_input_files(files)  # type: ignore[arg-type] # A payload.
    await page.get_by_role("button", name="Show the rows").click()
    await page.get_by_role("button", name="Import all 200 that are ready").click()
    await expect(page.get_by_text("200 applications were made")).to_be_visible()

    await page.goto("/tracker?view=funnel")
    await expect(page.get_by_role("img", name="Funnel of 201 applications")).to_be_visible()
    await expect(page.get_by_role("row", name="Rejected 67 67")).to_be_visible()
    # The worker looks for what is due every half minute, and first after a tenth of that.
    await expect(page.locator("#none")).to_have_count(0)
    for _ in range(40):
        if any(one["what"] == "Call Ann" for one in server.api.get("/api/v1/applications/today").json()):
            break
        await page.wait_for_timeout(1_000)
    await page.goto("/tracker")
    await expect(page.get_by_role("link", name="Call Ann")).to_be_visible()


async def test_app_026_a_card_is_dragged_and_the_move_undone(empty: Server, page: Page) -> None:
    empty.post("/api/v1/applications", {"title": "Cook"})
    await page.goto("/tracker")
    await page.locator(CARD).drag_to(column(page, "Applied").locator("[data-column]"))
    await expect(column(page, "Applied").locator(CARD)).to_have_count(1)
    await expect(column(page, "Applied").locator("[data-count]")).to_have_text("1")
    await page.get_by_role("button", name="Undo").click()

    await expect(column(page, "Saved").locator(CARD)).to_have_count(1)
    assert [one["stage"] for one in empty.items("/api/v1/applications")] == ["Saved"]


async def test_app_026_the_menu_offers_only_where_it_can_go(empty: Server, page: Page) -> None:
    empty.post("/api/v1/applications", {"title": "Cook"})
    await page.goto("/tracker")
    await page.get_by_role("link", name="Move Cook").click()
    names = await page.locator("[data-move-ways] button").all_text_contents()
    await page.get_by_role("button", name="Screening").click()

    assert names == ["Applied", "Screening", "Interview", "Withdrawn"]
    await expect(column(page, "Screening").locator(CARD)).to_be_focused()


async def test_app_026_the_board_speaks_the_language_of_the_page(empty: Server, page: Page) -> None:
    empty.post("/api/v1/applications", {"title": "Cook"})
    await page.context.add_cookies([{"name": "language", "value": "de", "url": empty.url}])
    await page.goto("/tracker")
    await page.locator(CARD).focus()
    await page.keyboard.press("[")
    await expect(page.get_by_text("Vor dieser Phase gibt es keine, in die sie kann.")).to_be_visible()
    await page.keyboard.press("m")

    await expect(page.get_by_role("heading", name="Cook verschieben nach")).to_be_visible()
    await page.get_by_role("button", name="Vorauswahl").click()
    await expect(column(page, "Vorauswahl").locator(CARD)).to_be_focused()


async def test_app_003_whoever_moves_a_card_second_sees_where_it_is(
    empty: Server, page: Page, watch: Watch
) -> None:
    app = empty.post("/api/v1/applications", {"title": "Cook"})
    stages = {one["name"]: one["id"] for one in empty.api.get("/api/v1/application-stages").json()}
    await page.goto("/tracker")
    path = f"/api/v1/applications/{app['id']}/move"
    empty.api.post(path, json={"stage_id": stages["Interview"]}).raise_for_status()
    watch.expect_error_status(path)
    await page.locator(CARD).focus()
    await page.keyboard.press("]")

    await expect(page.get_by_text("Somebody changed this application in the meantime").first).to_be_visible()
    await expect(column(page, "Interview").locator(CARD)).to_have_count(1)


async def test_app_026_keys_walk_through_a_column_and_open_a_card(empty: Server, page: Page) -> None:
    for title in ("Cook", "Baker"):
        empty.post("/api/v1/applications", {"title": title})
    await page.goto("/tracker")
    await page.locator(CARD).first.focus()
    await page.keyboard.press("j")
    await expect(page.locator(CARD).nth(1)).to_be_focused()
    await page.keyboard.press("k")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("heading", level=1)).to_have_text("Baker")


@pytest.mark.deep
async def test_app_014_a_thousand_cards_are_at_most_80_kilobytes(empty: Server, page: Page) -> None:
    rows = "".join(f"Engineer for things number {n},Employer {n % 90},Applied\n" for n in range(1_000))
    table = {"file": ("t.csv", ("Title,Company,Status\n" + rows).encode())}
    made = empty.api.post("/api/v1/application-imports", files=table).json()
    empty.api.post(f"/api/v1/application-imports/{made['id']}/apply", json={}).raise_for_status()
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))  # noqa: PLW0108 - Playwright marks it.
    await page.goto("/tracker", wait_until="networkidle")
    sizes = [await r.sizes() for r in requests]
    paint = await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime")
    print(f"first paint of a board of 1,000 cards: {paint:.0f} ms")  # noqa: T201 - Reported, not gated.

    assert sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes) <= 80_000
    await page.get_by_role("link", name="Show more").click()
    await expect(page.locator(CARD)).to_have_count(40)


async def test_app_020_a_bookmarklet_fills_the_form_and_sends_nothing(empty: Server, page: Page) -> None:
    await page.goto(
        "/tracker/save#%7B%22url%22%3A%22https%3A%2F%2Fx.example%2F1%22%2C%22title%22%3A%22Baker%22%2C"
        "%22page%22%3A%22%3Cp%3EBaker%20wanted%3C%2Fp%3E%22%7D"
    )
    await expect(page.get_by_label("Link to the posting")).to_have_value("https://x.example/1")
    await expect(page.get_by_text("The page that you were on comes with it")).to_be_visible()
    assert empty.items("/api/v1/applications") == []
    await page.get_by_role("button", name="Save", exact=True).click()

    await expect(page.get_by_text("Baker wanted")).to_be_visible()
