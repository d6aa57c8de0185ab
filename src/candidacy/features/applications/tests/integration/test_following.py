"""What other pages tell of applications."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from candidacy.features.applications.tests.making import CARD, POSTING, URL, application, made, moved
from candidacy.features.portfolio.tests.others import local
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission

if TYPE_CHECKING:
    from candidacy.features.applications.public import Overview
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def today(client: Client) -> Overview:
    services = client.application.services
    actor = await local(services.sessionmaker)
    async with services.sessionmaker() as session:
        found = await services.following.overview(session, actor)
    assert found is not None
    return found  # type: ignore[return-value] # The port tells other slices nothing of what it is.


async def test_app_028_a_home_without_applications_says_nothing_of_them(client: Client) -> None:
    page = await client.http.get("/")

    assert "today-title" not in page.text


async def test_app_028_the_home_page_shows_what_is_due_today(client: Client, clock: FixedClock) -> None:
    app = await application(client)
    due = (clock.now() + timedelta(hours=1)).replace(tzinfo=None).isoformat()
    task = {"title": "Call Ann", "due_at": due, "zone": "UTC"}
    await made(client, f"{URL}/{app['id']}/tasks", task)

    page = await client.http.get("/")

    assert "Call Ann" in page.text
    assert f'href="/tracker/{app["id"]}"' in page.text
    assert 'class="funnel-strip"' in page.text


async def test_app_028_each_active_application_has_one_next_step(client: Client) -> None:
    saved = await application(client, title="Saved")
    planned = await application(client, title="Planned")
    await made(client, f"{URL}/{planned['id']}/tasks", {"title": "Mend the CV", "zone": "UTC"})
    rejected = await application(client, title="Rejected")
    for stage in ("Applied", "Rejected"):
        await moved(client, rejected, stage)
    away = await application(client, title="Away")
    await client.http.post(f"{URL}/{away['id']}/archive")

    found = await today(client)

    assert {(str(s.application_id), s.what) for s in found.steps} == {
        (saved["id"], "Apply, or put it away"),
        (planned["id"], "Mend the CV"),
    }
    assert found.active == 2


async def test_app_028_what_is_due_first_comes_first_and_what_is_due_today_only_once(
    client: Client, clock: FixedClock
) -> None:
    late = await application(client, title="Later")
    soon = await application(client, title="Sooner")
    now = await application(client, title="Today")
    for app, days in ((late, 9), (soon, 5), (now, 0)):
        due = (clock.now() + timedelta(days=days)).replace(tzinfo=None).isoformat()
        await made(client, f"{URL}/{app['id']}/tasks", {"title": "Do it", "due_at": due, "zone": "UTC"})
    await application(client, title="Open")

    found = await today(client)

    assert [step.title for step in found.steps] == ["Sooner", "Later", "Open"]
    assert [action.title for action in found.actions] == ["Today"]
    assert [step.wall is None for step in found.steps] == [False, False, True]


async def test_app_028_the_strip_counts_where_they_stand(client: Client) -> None:
    await application(client, title="One")
    app = await application(client, title="Two")
    await moved(client, app, "Applied")

    found = await today(client)

    counts = {category.value: count for category, count in found.counts.items() if count}
    assert counts == {"saved": 1, "applied": 1}


async def test_app_029_a_posting_leads_to_the_application_that_follows_it(client: Client) -> None:
    posting = await made(client, "/api/v1/postings", {"text": POSTING})
    before = await client.http.get(f"/postings/{posting['id']}")
    app = await application(client, posting_id=posting["id"])

    page = await client.http.get(f"/postings/{posting['id']}")

    assert "Followed in the tracker" not in before.text
    assert f'href="/tracker/{app["id"]}"' in page.text


async def test_app_029_a_cv_leads_to_the_applications_that_it_was_sent_with(client: Client) -> None:
    cv = (await made(client, "/api/v1/cvs", CARD))["id"]
    app = await application(client)
    await made(client, f"{URL}/{app['id']}/send", {"cv_id": cv})

    page = await client.http.get(f"/cvs/{cv}")

    assert "Applications with this CV" in page.text
    assert f'href="/tracker/{app["id"]}"' in page.text
    assert f'href="/tracker?cv={cv}"' in page.text


async def test_app_029_the_match_leads_to_tracking_its_job(client: Client) -> None:
    cv = (await made(client, "/api/v1/cvs", CARD))["id"]
    posting = (await made(client, "/api/v1/postings", {"text": POSTING}))["id"]
    match = await made(client, "/api/v1/matches", {"cv_id": cv, "posting_id": posting})
    page = await client.http.get(f"/matches/{match['id']}")

    answer = await client.http.post("/tracker/track", data={"posting": posting})

    assert 'action="/tracker/track"' in page.text
    assert answer.headers["location"].startswith("/tracker/")


async def test_app_029_who_may_not_see_applications_is_told_of_none(client: Client) -> None:
    await application(client)
    services = client.application.services
    one = await local(services.sessionmaker)
    narrow = Actor(one.user, one.workspace, one.role, scopes=frozenset({Permission.CVS_READ}))

    async with services.sessionmaker() as session:
        following = services.following
        told = [
            await following.overview(session, narrow),
            await following.of_cv(session, narrow, one.user),
            await following.of_posting(session, narrow, one.user),
        ]

    assert told == [None, [], []]
