"""What whoever runs the installation takes down, and letters about that and about what expires."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from candidacy.features.portfolio.tests.others import is_always, local, somebody_else
from candidacy.features.portfolio.tests.works import make_item, open_portfolio, published, status_of
from candidacy.kernel.clock import FixedClock

if TYPE_CHECKING:
    from candidacy.testing.application import Client

MODERATION = "/api/v1/moderation/portfolios/ada"
REASON = {"reason": "Not yours to publish"}


@asynccontextmanager
async def superuser(client: Client) -> AsyncIterator[Client]:
    """Somebody else, who runs the installation."""
    actor = replace(await somebody_else(client.application.sessions), superuser=True)
    async with client.acting_as(is_always(actor)) as theirs:
        yield theirs


async def give_address(client: Client) -> None:
    async with client.application.sessions.begin() as session:
        await session.execute(text("update users set email = 'ada@example.org' where is_local"))


async def test_folio_030_what_is_taken_down_is_out_of_sight_until_it_is_brought_back(client: Client) -> None:
    await open_portfolio(client)
    await published(client)
    async with superuser(client) as root:
        taken = await root.http.post(f"{MODERATION}/take-down", json={**REASON, "slug": "analytical-engine"})
        item = await status_of(client, "/p/ada/analytical-engine")
        await root.http.post(f"{MODERATION}/take-down", json=REASON)
        whole = await status_of(client, "/p/ada")
        await root.http.post(f"{MODERATION}/bring-back", json={})
        await root.http.post(f"{MODERATION}/bring-back", json={"slug": "analytical-engine"})

    assert (taken.status_code, item, whole) == (200, 404, 404)
    assert await status_of(client, "/p/ada/analytical-engine") == 200


async def test_folio_030_the_owner_reads_the_reason_and_cannot_publish_again(client: Client) -> None:
    await open_portfolio(client)
    item = await published(client)
    async with superuser(client) as root:
        await root.http.post(f"{MODERATION}/take-down", json={**REASON, "slug": "analytical-engine"})

    page = (await client.http.get(f"/portfolio/items/{item['id']}")).text
    again = await client.http.post(f"/api/v1/portfolio/items/{item['id']}/publish", json={})

    assert "Not yours to publish" in page
    assert (again.status_code, again.json()["code"]) == (409, "taken_down")


async def test_folio_030_the_owner_gets_a_letter_and_the_log_an_entry(client: Client) -> None:
    await give_address(client)
    await open_portfolio(client)
    await published(client)
    async with superuser(client) as root:
        await root.http.post(f"{MODERATION}/take-down", json=REASON)
        await root.http.post(f"{MODERATION}/bring-back", json={})

    letters = await client.run_mails()
    kinds = [entry["kind"] for entry in (await client.http.get("/api/v1/audit")).json()["items"]]

    assert [letter.to for letter in letters] == ["ada@example.org"] * 2
    assert "Not yours to publish" in "".join(letter.text for letter in letters)
    assert {"portfolio.taken_down", "portfolio.brought_back", "portfolio.shown"} <= set(kinds)


async def test_folio_030_nobody_else_may_take_anything_down(client: Client) -> None:
    await open_portfolio(client)
    actor = replace(await local(client.application.sessions), superuser=False)

    async with client.acting_as(is_always(actor)) as mine:
        answer = await mine.http.post(f"{MODERATION}/take-down", json=REASON)

    assert (answer.status_code, answer.json()["code"]) == (403, "superuser_needed")


async def test_what_is_not_there_cannot_be_taken_down(client: Client) -> None:
    await open_portfolio(client)
    async with superuser(client) as root:
        item = await root.http.post(f"{MODERATION}/take-down", json={**REASON, "slug": "none"})
        person = await root.http.post("/api/v1/moderation/portfolios/nobody-here/take-down", json=REASON)

    assert (item.json()["code"], person.json()["code"]) == ("portfolio_item_not_found", "nothing_published")


async def test_folio_030_there_is_a_page_for_it(client: Client) -> None:
    await open_portfolio(client)
    async with superuser(client) as root:
        empty = await root.http.post("/portfolio/moderation", data={"handle": "ada"})
        unknown = await root.http.post("/portfolio/moderation", data={"handle": "nobody-here", "reason": "x"})
        done = await root.http.post("/portfolio/moderation", data={"handle": "ada", "reason": "x"})
        page = await root.http.get(done.headers["location"])
        hidden = await status_of(client, "/p/ada")
        back = await root.http.post("/portfolio/moderation", data={"handle": "ada", "what": "bring-back"})

    assert ("Say why" in empty.text, "nothing published" in unknown.text) == (True, True)
    assert (done.status_code, "Taken down" in page.text, hidden, back.status_code) == (303, True, 404, 303)


async def test_folio_031_a_certification_that_expires_is_written_about_once(
    client: Client, clock: FixedClock
) -> None:
    await give_address(client)
    today = clock.today()
    dates = {
        "Soon": today + timedelta(days=20),
        "Later": today + timedelta(days=90),
        "Long ago": today - timedelta(days=9),
    }
    made = {
        t: await make_item(client, t, kind="certification", ends_on=d.isoformat()) for t, d in dates.items()
    }

    counts = [await client.application.expiries.round() for _ in range(2)]
    renewed = (today + timedelta(days=25)).isoformat()
    await client.http.patch(f"/api/v1/portfolio/items/{made['Soon']['id']}", json={"ends_on": renewed})
    counts.append(await client.application.expiries.round())
    letters = await client.run_mails()

    assert counts == [1, 0, 1]
    assert [letter.subject for letter in letters] == ["A certification expires soon"] * 2
    assert "“Soon” expires on" in letters[0].text


async def test_folio_031_the_page_names_what_expires_too(client: Client, clock: FixedClock) -> None:
    await make_item(client, "Maths", kind="certification", ends_on=clock.today().isoformat())
    await make_item(client, "Latin", kind="certification", ends_on="2020-01-01")
    await make_item(client, "Engine", ends_on="2020-01-01")

    page = (await client.http.get("/portfolio")).text

    assert "expires on 15 Jan 2026" in page
    assert page.count("expired on 1 Jan 2020") == 1


async def test_a_deleted_item_is_forgotten_after_a_week(client: Client, clock: FixedClock) -> None:
    item = await make_item(client)
    await client.http.delete(f"/api/v1/portfolio/items/{item['id']}")

    clock.set(clock.now() + timedelta(days=8))
    await client.application.housekeeping.round()

    async with client.application.sessions() as session:
        assert await session.scalar(text("select count(*) from portfolio_items")) == 0
