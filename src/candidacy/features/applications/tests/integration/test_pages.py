"""The pages of the tracker: every view, one application, the ways in; without scripts too."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from candidacy.features.applications.tests.making import (
    CARD,
    POSTING,
    URL,
    application,
    detail,
    history,
    made,
    moved,
    stages,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}


async def page(client: Client, path: str, status: int = 200) -> str:
    answer = await client.http.get(path, headers=PAGE)
    assert answer.status_code == status, answer.text
    return answer.text


async def sent(client: Client, path: str, **data: str) -> str:
    answer = await client.http.post(path, data=data, headers=PAGE)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


@pytest.mark.parametrize("view", ["board", "table", "funnel"])
async def test_app_012_each_view_shows_the_same_filter(client: Client, view: str) -> None:
    await application(client, title="Baker", organization="Bun", tags=["food"])
    await application(client, title="Cook", organization="Inn")

    every = await page(client, f"/tracker?view={view}")
    some = await page(client, f"/tracker?view={view}&tag=food")

    assert 'value="food"' in some
    if view == "funnel":
        assert ("Saved 2" in every, "Saved 1" in some) == (True, True)
    else:
        assert ("Cook" in every, "Cook" in some, "Baker" in some) == (True, False, True)


@pytest.mark.parametrize("view", ["board", "table", "funnel"])
async def test_an_empty_tracker_says_what_appears_here(client: Client, view: str) -> None:
    assert "yet" in await page(client, f"/tracker?view={view}")


async def test_app_002_a_posting_is_tracked_from_its_page(client: Client) -> None:
    posting = (await made(client, "/api/v1/postings", {"text": POSTING}))["id"]
    assert 'action="/tracker/track"' in await page(client, f"/postings/{posting}")

    at = await sent(client, "/tracker/track", posting=posting)

    shown = await page(client, at)
    assert "Python developer" in shown
    assert "The posting as it was" in shown


async def test_app_020_the_form_is_filled_by_what_is_shared(client: Client) -> None:
    shown = await page(client, "/tracker/save?title=Baker&text=See+https://x.example/1+now")

    assert 'value="https://x.example/1"' in shown
    assert 'value="Baker"' in shown


async def test_app_020_a_link_that_cannot_be_read_loses_nothing(client: Client) -> None:
    answer = await client.http.post(
        "/tracker/save", data={"title": "Baker", "url": "http://127.0.0.1/x"}, headers=PAGE
    )

    assert answer.status_code == 400
    assert 'value="Baker"' in answer.text
    assert (await client.http.get(URL)).json()["items"] == []


async def test_app_002_a_job_is_saved_by_its_name_alone(client: Client) -> None:
    at = await sent(client, "/tracker/save", title="Baker", organization="Bun")

    assert "Baker" in await page(client, at)


async def test_app_001_a_card_is_moved_and_taken_back_without_scripts(client: Client) -> None:
    app = await application(client)
    to = (await stages(client))["Applied"]

    await sent(client, f"/tracker/{app['id']}/move", stage=to, version="1")
    assert "Undo the last move" in await page(client, f"/tracker/{app['id']}")
    await sent(client, f"/tracker/{app['id']}/undo", version="2")

    assert [step[0] for step in await history(client, app)] == ["created", "moved", "undone"]


async def test_app_003_whoever_comes_second_is_told_on_the_page(client: Client) -> None:
    app = await application(client)
    to = (await stages(client))["Applied"]
    await sent(client, f"/tracker/{app['id']}/move", stage=to, version="1")

    answer = await client.http.post(
        f"/tracker/{app['id']}/move", data={"stage": to, "version": "1"}, headers=PAGE
    )

    assert answer.status_code == 412
    assert "It is in Applied now" in answer.text


async def test_app_007_all_that_belongs_to_an_application_is_on_its_page(client: Client) -> None:
    app = await application(client)
    at = f"/tracker/{app['id']}"
    zone = "Europe/Berlin"
    await sent(client, f"{at}/tasks", title="Call Ann", due_at="2026-01-20T09:00", zone=zone)
    await sent(client, f"{at}/interviews", starts_at="2026-01-21T10:00", place="Room 1", zone=zone)
    await sent(client, f"{at}/contacts", name="Ann Chovy", email="ann@bun.example")
    await sent(client, f"{at}/notes", notes="**Bold** <script>alert(1)</script>", version="1")
    edited = {"title": "Baker", "organization": "Bun", "tags": "a, b", "amount": "60 000", "currency": "chf"}
    await sent(client, f"{at}/edit", **edited, period="year", version="2")

    shown = await page(client, at)

    for words in (
        "Call Ann",
        "20 Jan 2026, 09:00",
        zone,
        "Room 1",
        "Ann Chovy",
        "<strong>Bold</strong>",
        "CHF",
    ):
        assert words in shown
    assert "<script>alert" not in shown


async def test_app_009_a_task_is_done_opened_again_and_deleted(client: Client) -> None:
    app = await application(client)
    task = (await made(client, f"{URL}/{app['id']}/tasks", {"title": "Call"}))["id"]

    for do, left in (("done", 1), ("open", 1), ("delete", 0)):
        await sent(client, f"/tracker/{app['id']}/tasks/{task}", do=do)
        assert len((await detail(client, app))["tasks"]) == left


async def test_contacts_and_interviews_are_deleted_on_the_page(client: Client) -> None:
    app = await application(client)
    contact = (await made(client, f"{URL}/{app['id']}/contacts", {"name": "Ann"}))["id"]
    starts = {"starts_at": "2026-02-01T10:00"}
    talk = (await made(client, f"{URL}/{app['id']}/interviews", starts))["id"]

    await sent(client, f"/tracker/{app['id']}/contacts/{contact}/delete")
    await sent(client, f"/tracker/{app['id']}/interviews/{talk}/delete")

    found = await detail(client, app)
    assert (found["contacts"], found["interviews"]) == ([], [])


async def test_app_006_what_is_sent_is_kept_by_the_page(client: Client) -> None:
    app = await application(client)
    cv = (await made(client, "/api/v1/cvs", CARD))["id"]

    await sent(client, f"/tracker/{app['id']}/send", cv=cv, letter="Dear Ann", version="1")

    shown = await page(client, f"/tracker/{app['id']}")
    assert "Letter.txt" in shown
    assert "version 1" in shown


async def test_an_application_is_archived_and_deleted_on_the_page(client: Client) -> None:
    app = await application(client)
    await sent(client, f"/tracker/{app['id']}/archive", archived="true")
    assert "Archived" in await page(client, f"/tracker/{app['id']}")

    at = await sent(client, f"/tracker/{app['id']}/delete")

    assert at == "/tracker"
    await page(client, f"/tracker/{app['id']}", 404)


async def test_app_013_stages_are_added_renamed_ordered_and_put_out_of_use(client: Client) -> None:
    await sent(client, "/tracker/stages", name="Tasting", category="interview")
    tasting = (await stages(client))["Tasting"]
    await sent(client, f"/tracker/stages/{tasting}", do="left", name="Tasting")
    await sent(client, f"/tracker/stages/{tasting}", do="rename", name="Trial day")
    order = list(await stages(client))
    await sent(client, f"/tracker/stages/{tasting}", do="archive")

    assert order.index("Trial day") == order.index("Interview") - 1
    assert "Use again" in await page(client, "/tracker/stages")
    assert "Trial day" not in await page(client, "/tracker")


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("tasks", {"title": "x", "due_at": "someday"}),
        ("tasks", {"title": "", "due_at": ""}),
        ("tasks", {"title": "x", "zone": "Mars/Olympus"}),
        ("interviews", {"starts_at": ""}),
        ("interviews", {"starts_at": "2026-01-02T10:00", "ends_at": "2026-01-01T10:00"}),
        ("contacts", {"name": "Ann", "email": "nowhere"}),
        ("edit", {"title": "x", "amount": "much"}),
        ("edit", {"title": "x", "url": "javascript:alert(1)"}),
    ],
)
async def test_what_a_form_gets_wrong_is_said(client: Client, path: str, data: dict[str, str]) -> None:
    app = await application(client)

    answer = await client.http.post(f"/tracker/{app['id']}/{path}", data=data, headers=PAGE)

    assert answer.status_code == 400, answer.text


@pytest.mark.deep
async def test_app_014_a_board_of_a_thousand_cards_is_light(client: Client) -> None:
    rows = "".join(f"Job {n} of a longer name,Employer {n % 40},Applied\n" for n in range(1_000))
    table = ("Title,Company,Status\n" + rows).encode()
    answer = await client.http.post("/api/v1/application-imports", files={"file": ("t.csv", table)})
    await made(client, f"/api/v1/application-imports/{answer.json()['id']}/apply", {}, 200)

    html = await page(client, "/tracker")

    assert html.count('class="kcard"') == 20
    assert ">1000<" in html
    assert len(gzip.compress(html.encode())) < 20_000


async def test_app_014_a_column_shows_more_until_there_is_no_more(client: Client) -> None:
    for number in range(23):
        await application(client, title=f"Job {number:02}")
    board = await page(client, "/tracker")
    more = board.split('data-more="')[1].split('"')[0].replace("&amp;", "&")

    rest = await page(client, more)

    titles = [f"Job {n:02}" for n in range(23)]
    assert [t for t in titles if t in board] == titles[3:]
    assert [t for t in titles if t in rest] == titles[:3]
    assert "data-more" not in rest


async def test_who_may_only_look_gets_no_way_to_change(client: Client) -> None:
    from candidacy.features.workspaces.tests.team import make_team

    team = await make_team(client)
    viewer = await team.member("vera")
    app = (await team.send(team.owner, "POST", "/applications", {"title": "Cook"})).json()["id"]
    as_viewer = {**viewer.bearer, "X-Workspace": str(team.workspace), **PAGE}

    board = await client.http.get("/tracker", headers=as_viewer)
    shown = await client.http.get(f"/tracker/{app}", headers=as_viewer)

    assert (board.status_code, shown.status_code) == (200, 200)
    assert "data-editable" not in board.text
    assert '<form method="post" action="/tracker/' not in shown.text


async def test_app_013_a_stage_that_is_in_use_stays(client: Client) -> None:
    await application(client)
    saved = (await stages(client))["Saved"]
    added = await made(client, "/api/v1/application-stages", {"name": "Ideas", "category": "saved"})

    used = await client.http.patch(f"/api/v1/application-stages/{saved}", json={"archived": True})
    free = await client.http.patch(f"/api/v1/application-stages/{added['id']}", json={"archived": True})
    app = await application(client)
    refused = await client.http.post(f"{URL}/{app['id']}/move", json={"stage_id": added["id"]})

    assert (used.json()["code"], free.status_code) == ("stage_in_use", 200)
    assert refused.json()["code"] == "stage_not_found"
    assert (await moved(client, app, "Applied")).status_code == 200
