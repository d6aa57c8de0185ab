"""Tasks, reminders, interviews and calendars: at the right time, once, and for whom they are."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.domain.applications.tests.rfc5545 import parse
from candidacy.features.applications.tests.making import URL, application, detail, made
from candidacy.features.auth.tests.people import bearer, login, signed_in
from candidacy.features.workspaces.tests.team import make_team
from candidacy.kernel.errors import Unauthenticated

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.kernel.identity import Actor
    from candidacy.testing.application import Client

ZONE = "America/New_York"
DUE = {"title": "Call Ann", "due_at": "2026-01-16T09:00", "remind_at": "2026-01-16T08:00", "zone": ZONE}
"""Reminded of at 13:00 UTC."""


async def reminded(client: Client) -> list[str]:
    """Remind of what is due; the subjects of all letters of reminders so far."""
    await client.application.reminders.round()
    return [letter.subject for letter in await client.run_mails() if "Reminder" in letter.subject]


async def persons_task(client: Client, **given: object) -> tuple[Any, dict[str, str], str]:
    """Somebody with an address, and a task of theirs."""
    ada = await signed_in(client)
    app = (await client.http.post(URL, json={"title": "Cook"}, headers=ada.bearer)).json()["id"]
    path = f"{URL}/{app}/tasks"
    task = (await client.http.post(path, json={**DUE, **given}, headers=ada.bearer)).json()
    return ada, {"app": app, "task": task["id"]}, f"{path}/{task['id']}"


async def test_app_009_times_are_kept_as_instants_with_their_zone(client: Client) -> None:
    app = await application(client)

    task = await made(client, f"{URL}/{app['id']}/tasks", DUE)

    assert (task["due_at"], task["remind_at"]) == ("2026-01-16T14:00:00Z", "2026-01-16T13:00:00Z")
    assert task["zone"] == ZONE


async def test_app_010_a_reminder_is_sent_at_its_time_once(client: Client, clock: FixedClock) -> None:
    await persons_task(client)
    early = await reminded(client)

    clock.set(clock.now() + timedelta(hours=25))
    first, again = await reminded(client), await reminded(client)
    clock.set(clock.now() + timedelta(days=3))
    later = await reminded(client)

    assert early == []
    assert first == again == later == ["Reminder: Call Ann"]


async def test_app_010_the_letter_says_what_and_when_on_the_clock_it_was_meant_on(
    client: Client, clock: FixedClock
) -> None:
    _, ids, _ = await persons_task(client)
    clock.set(clock.now() + timedelta(hours=25))
    await reminded(client)

    (letter,) = [one for one in await client.run_mails() if "Reminder" in one.subject]

    assert letter.to == "ada@example.org"
    assert "2026-01-16 at 09:00 (America/New_York)" in letter.text
    assert f"/tracker/{ids['app']}" in letter.text


@pytest.mark.own_database
async def test_app_010_many_workers_at_once_send_it_once(client: Client, clock: FixedClock) -> None:
    await persons_task(client)
    clock.set(clock.now() + timedelta(hours=25))

    done = await asyncio.gather(*(client.application.reminders.round() for _ in range(4)))

    assert sum(done) == 1
    assert await reminded(client) == ["Reminder: Call Ann"]


async def test_app_010_a_worker_that_dies_before_the_commit_has_sent_nothing_and_it_is_sent_later(
    client: Client, clock: FixedClock
) -> None:
    from candidacy.features.applications.events import ReminderDue

    await persons_task(client)
    clock.set(clock.now() + timedelta(hours=25))
    events = client.application.services.events
    handlers = events._handlers[ReminderDue]

    async def die(_: ReminderDue, __: object) -> None:
        raise KeyboardInterrupt

    handlers.append(die)
    with pytest.raises(KeyboardInterrupt):
        await client.application.reminders.round()
    handlers.remove(die)

    assert await reminded(client) == ["Reminder: Call Ann"]


async def test_app_010_nobody_is_reminded_of_what_is_done_or_archived(
    client: Client, clock: FixedClock
) -> None:
    ada, _, path = await persons_task(client)
    await client.http.patch(path, json={"done": True}, headers=ada.bearer)
    _, ids, _ = await persons_task_of(client, ada)
    await client.http.post(f"{URL}/{ids}/archive", headers=ada.bearer)
    clock.set(clock.now() + timedelta(hours=25))

    assert await reminded(client) == []


async def persons_task_of(client: Client, ada: Any) -> tuple[Any, str, str]:
    app = (await client.http.post(URL, json={"title": "Baker"}, headers=ada.bearer)).json()["id"]
    await client.http.post(f"{URL}/{app}/tasks", json=DUE, headers=ada.bearer)
    return ada, app, ""


async def test_app_010_a_new_time_reminds_again(client: Client, clock: FixedClock) -> None:
    _, _, path = await persons_task(client)
    clock.set(clock.now() + timedelta(hours=25))
    await reminded(client)
    later = bearer((await login(client))["access_token"])

    await client.http.patch(path, json={"remind_at": "2026-01-17T12:00:00+00:00"}, headers=later)
    clock.set(clock.now() + timedelta(days=1))

    assert len(await reminded(client)) == 2


async def test_app_010_whoever_left_hears_of_nothing(client: Client, clock: FixedClock) -> None:
    from candidacy.kernel.permissions import Role

    team = await make_team(client)
    eve = await team.member("eve", Role.EDITOR)
    app = (await team.send(eve, "POST", "/applications", {"title": "Cook"})).json()["id"]
    await team.send(eve, "POST", f"/applications/{app}/tasks", DUE)
    await team.change(eve, state="suspended")
    clock.set(clock.now() + timedelta(hours=25))

    assert await reminded(client) == []


async def test_app_010_without_an_address_the_page_says_it(client: Client, clock: FixedClock) -> None:
    app = await application(client)
    await made(client, f"{URL}/{app['id']}/tasks", {**DUE, "due_at": None})
    clock.set(clock.now() + timedelta(hours=25))
    await reminded(client)

    today = (await client.http.get(f"{URL}/today")).json()
    page = (await client.http.get(f"/tracker/{app['id']}")).text

    assert [(one["kind"], one["what"]) for one in today] == [("task", "Call Ann")]
    assert "reminded" in page


async def test_app_025_today_is_what_is_due_met_or_quiet(client: Client, clock: FixedClock) -> None:
    app = await application(client)
    tasks = f"{URL}/{app['id']}/tasks"
    await made(client, tasks, {"title": "Late", "due_at": "2026-01-14T09:00"})
    await made(client, tasks, {"title": "Tonight", "due_at": "2026-01-15T23:00"})
    await made(client, tasks, {"title": "Tomorrow", "due_at": "2026-01-16T09:00"})
    await made(client, tasks, {"title": "Today over there", "due_at": "2026-01-15T20:00", "zone": ZONE})
    starts = {"starts_at": "2026-01-16T10:00"}
    await made(client, f"{URL}/{app['id']}/interviews", starts)

    found = (await client.http.get(f"{URL}/today")).json()

    assert [(one["what"], one["is_late"]) for one in found] == [
        ("Late", True),
        ("Tonight", False),
        ("Today over there", False),
        ("Interview", False),
    ]


async def test_app_025_after_two_quiet_weeks_it_is_time_to_ask(client: Client, clock: FixedClock) -> None:
    stages = (await client.http.get("/api/v1/application-stages")).json()
    applied = next(s["id"] for s in stages if s["category"] == "applied")
    app = await application(client, stage_id=applied)
    clock.set(clock.now() + timedelta(days=15))

    (one,) = (await client.http.get(f"{URL}/today")).json()

    assert (one["kind"], one["application_id"]) == ("follow_up", app["id"])


async def test_app_011_an_interview_is_a_valid_calendar_file_that_follows_changes(client: Client) -> None:
    app = await application(client)
    given = {"title": "Talk; with, Ann", "starts_at": "2026-03-29T02:30", "zone": "Europe/Berlin"}
    talk = await made(client, f"{URL}/{app['id']}/interviews", given)
    at = f"{URL}/{app['id']}/interviews/{talk['id']}"
    await client.http.put(at, json={**given, "starts_at": "2026-03-30T10:00", "place": "Room\n1"})

    answer = await client.http.get(f"{at}/calendar")

    (event,) = parse(answer.content).children("VEVENT")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert event.text("SUMMARY") == "Talk; with, Ann: Data engineer at Northwind"
    assert (event.one("DTSTART"), event.one("SEQUENCE")) == ("20260330T080000Z", "1")


async def nobody(_: object, __: dict[str, str]) -> Actor:
    """No request is made by anybody we know."""
    raise Unauthenticated


async def feed_of(client: Client) -> str:
    url = (await made(client, "/api/v1/calendar-feed"))["url"]
    return "/calendar/" + str(url).rpartition("/")[2]


async def test_app_019_a_calendar_program_reads_interviews_and_due_tasks_without_signing_in(
    client: Client,
) -> None:
    app = await application(client)
    await made(client, f"{URL}/{app['id']}/interviews", {"starts_at": "2026-02-01T10:00"})
    await made(client, f"{URL}/{app['id']}/tasks", DUE)
    await made(client, f"{URL}/{app['id']}/tasks", {"title": "Some time"})
    path = await feed_of(client)

    async with client.acting_as(nobody) as stranger:
        answer = await stranger.http.get(path)

    events = parse(answer.content).children("VEVENT")
    assert sorted(one.one("UID").split("-")[0] for one in events) == ["interview", "task"]
    assert len({one.one("UID") for one in events}) == 2


async def test_app_019_a_calendar_address_is_128_random_bits_kept_as_a_hash(client: Client) -> None:
    from sqlalchemy import text

    path = await feed_of(client)
    token = path.removeprefix("/calendar/").removesuffix(".ics")

    async with client.application.sessions() as session:
        stored = (await session.execute(text("select t::text from calendar_feeds t"))).scalar_one()

    assert len(token) == 43
    assert token not in stored


async def test_app_019_a_new_address_ends_the_old_one_and_none_ends_both(client: Client) -> None:
    old = await feed_of(client)
    new = await feed_of(client)
    statuses = [(await client.http.get(path)).status_code for path in (old, new)]

    await client.http.delete("/api/v1/calendar-feed")

    assert statuses == [404, 200]
    assert (await client.http.get(new)).status_code == 404
    assert (await client.http.get("/api/v1/calendar-feed")).json()["active"] is False


@pytest.mark.parametrize("token", ["x", "x" * 43, "A" * 43, "%00" * 43, "ä" * 43])
async def test_app_019_an_address_that_is_none_shows_nothing(client: Client, token: str) -> None:
    answer = await client.http.get(f"/calendar/{token}.ics")

    assert (answer.status_code, answer.json()["code"]) == (404, "no_feed")


async def test_app_019_whoever_left_the_workspace_has_no_calendar_of_it(client: Client) -> None:
    team = await make_team(client)
    eve = await team.member("eve")
    url = (await team.send(eve, "POST", "/calendar-feed")).json()["url"]
    path = "/calendar/" + url.rpartition("/")[2]
    before = (await client.http.get(path)).status_code

    await team.change(eve, state="suspended")

    assert (before, (await client.http.get(path)).status_code) == (200, 404)


async def test_app_019_guessing_is_slowed_down(client: Client) -> None:
    answers = [(await client.http.get("/calendar/x.ics")).status_code for _ in range(61)]

    assert (answers[0], answers[-1]) == (404, 429)


async def test_the_page_shows_an_address_once(client: Client) -> None:
    answer = await client.http.post("/tracker/calendar", data={"do": "renew"})
    again = (await client.http.get("/tracker/calendar")).text
    gone = await client.http.post("/tracker/calendar", data={"do": "revoke"})

    assert "/calendar/" in answer.text
    assert ".ics" not in again
    assert gone.status_code == 303


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("tasks", {"title": "x", "zone": "Mars/Olympus"}),
        ("interviews", {"starts_at": "2026-01-02T10:00", "ends_at": "2026-01-02T10:00"}),
        ("interviews", {"starts_at": "2026-01-02T10:00", "ends_at": "2026-01-09T10:00"}),
        ("interviews", {"starts_at": "9999-12-31T23:30", "zone": ZONE}),
    ],
)
async def test_times_that_cannot_be_are_refused(client: Client, kind: str, given: dict[str, str]) -> None:
    app = await application(client)

    answer = await client.http.post(f"{URL}/{app['id']}/{kind}", json=given)

    assert answer.status_code == 400, answer.text
    assert (await detail(client, app))[kind] == []


async def test_parts_are_changed_and_deleted(client: Client) -> None:
    app = await application(client)
    at = f"{URL}/{app['id']}"
    contact = (await made(client, f"{at}/contacts", {"name": "Ann", "email": "ann@x.example"}))["id"]
    task = (await made(client, f"{at}/tasks", {"title": "Call"}))["id"]
    talk = (await made(client, f"{at}/interviews", {"starts_at": "2026-02-01T10:00"}))["id"]

    renamed = await client.http.put(f"{at}/contacts/{contact}", json={"name": "Bea"})
    opened = [(await client.http.patch(f"{at}/tasks/{task}", json={"done": d})).json() for d in (True, False)]
    gone = [
        (await client.http.delete(f"{at}/{part}")).status_code
        for part in (f"contacts/{contact}", f"tasks/{task}", f"interviews/{talk}")
    ]

    assert (renamed.json()["name"], renamed.json()["email"]) == ("Bea", "")
    assert [one["done_at"] is None for one in opened] == [False, True]
    assert gone == [204, 204, 204]
