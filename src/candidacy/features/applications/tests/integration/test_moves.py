"""Following jobs: making, moving by the rules, history, undo, archive, and two people at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from candidacy.features.applications.tests.making import (
    POSTING,
    URL,
    application,
    column,
    detail,
    history,
    made,
    moved,
    stages,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_app_002_a_job_that_is_named_begins_as_saved(client: Client) -> None:
    app = await application(client, tags=["remote"], salary={"amount": 60_000, "currency": "eur"})

    assert (app["stage"], app["category"], app["version"]) == ("Saved", "saved", 1)
    assert app["salary"] == {"amount": "60000.00", "currency": "EUR", "period": "year"}
    assert await column(client, "Saved") == ["Data engineer"]
    assert await history(client, app) == [("created", None, "saved", False)]


async def test_app_006_a_posting_is_kept_as_it_was_when_it_was_saved(client: Client) -> None:
    posting = (await made(client, "/api/v1/postings", {"text": POSTING}))["id"]
    app = await application(client, title="", organization="", posting_id=posting)
    await client.http.patch(f"/api/v1/postings/{posting}", json={"title": "Renamed"})
    await client.http.delete(f"/api/v1/postings/{posting}")

    kept = await detail(client, app)

    assert app["title"] == "Python developer"
    assert kept["posting"]["text"].startswith("Python developer")
    assert kept["posting_id"] is None


async def test_app_020_a_posting_can_be_read_in_from_the_page_that_somebody_is_on(client: Client) -> None:
    page = (
        '<html><script type="application/ld+json">{"@type": "JobPosting", "title": "Baker", "description": '
        '"<p>Bread</p>", "hiringOrganization": {"name": "Bun"}}</script><body>Sign in</body></html>'
    )
    app = await made(client, URL, {"posting": {"html": page, "url": "https://jobs.example/1"}})

    assert (app["title"], app["organization"], app["url"]) == ("Baker", "Bun", "https://jobs.example/1")


async def test_a_job_that_nobody_names_is_refused(client: Client) -> None:
    answer = await client.http.post(URL, json={"notes": "Which one?"})

    assert (answer.status_code, answer.json()["code"]) == (400, "nothing_named")


async def test_app_001_a_move_is_kept_with_its_day(client: Client) -> None:
    app = await application(client)

    answer = await moved(client, app, "Applied")

    assert (answer.status_code, answer.json()["stage"]) == (200, "Applied")
    assert answer.json()["applied_at"] == "2026-01-15T12:00:00Z"
    assert await history(client, app) == [
        ("created", None, "saved", False),
        ("moved", "saved", "applied", False),
    ]


async def test_app_001_a_move_that_makes_no_sense_is_refused(client: Client) -> None:
    app = await application(client)

    answer = await moved(client, app, "Accepted")

    assert (answer.status_code, answer.json()["code"]) == (409, "move_not_allowed")
    assert len(await history(client, app)) == 1


async def test_a_move_to_where_it_is_is_no_move(client: Client) -> None:
    app = await application(client)

    answer = await moved(client, app, "Saved")

    assert (answer.status_code, len(await history(client, app))) == (200, 1)


async def test_app_004_a_move_is_taken_back_and_stays_in_the_history(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")

    answer = await client.http.post(f"{URL}/{app['id']}/undo")

    assert (answer.json()["stage"], answer.json()["applied_at"]) == ("Saved", None)
    assert await history(client, app) == [
        ("created", None, "saved", False),
        ("moved", "saved", "applied", True),
        ("undone", "applied", "saved", False),
    ]


async def test_app_004_where_nothing_moved_there_is_nothing_to_take_back(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")
    await client.http.post(f"{URL}/{app['id']}/undo")

    answer = await client.http.post(f"{URL}/{app['id']}/undo")

    assert (answer.status_code, answer.json()["code"]) == (409, "nothing_to_undo")


async def test_app_004_moves_are_taken_back_one_after_the_other(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")
    await moved(client, app, "Interview")

    back = [(await client.http.post(f"{URL}/{app['id']}/undo")).json()["stage"] for _ in range(2)]

    assert back == ["Applied", "Saved"]


async def test_app_005_what_is_archived_leaves_the_board_and_comes_back_where_it_was(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")
    await client.http.post(f"{URL}/{app['id']}/archive")

    gone = await column(client, "Applied")
    refused = await moved(client, app, "Interview")
    listed = (await client.http.get(f"{URL}?archived=true")).json()["items"]
    await client.http.post(f"{URL}/{app['id']}/restore")

    assert gone == []
    assert refused.json()["code"] == "application_archived"
    assert [item["id"] for item in listed] == [app["id"]]
    assert await column(client, "Applied") == ["Data engineer"]


async def test_app_003_a_change_of_what_somebody_else_changed_is_refused_and_says_so(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied", **{"If-Match": '"1"'})

    answer = await moved(client, app, "Withdrawn", **{"If-Match": '"1"'})
    patched = await client.http.patch(f"{URL}/{app['id']}", json={"notes": "x"}, headers={"If-Match": '"1"'})

    assert (answer.status_code, answer.json()["code"]) == (412, "application_changed")
    assert "It is in Applied now" in answer.json()["detail"]
    assert patched.status_code == 412


@pytest.mark.own_database
async def test_app_003_two_who_move_a_card_at_once_one_wins_the_other_is_told(client: Client) -> None:
    app = await application(client)
    wanted = ["Applied", "Withdrawn", "Interview", "Screening"]
    await stages(client)

    answers = await asyncio.gather(*(moved(client, app, stage, **{"If-Match": '"1"'}) for stage in wanted))

    statuses = sorted(answer.status_code for answer in answers)
    winner = next(stage for stage, answer in zip(wanted, answers, strict=True) if answer.status_code == 200)
    assert statuses == [200, 412, 412, 412]
    assert (await detail(client, app))["stage"] == winner
    assert await history(client, app) == [
        ("created", None, "saved", False),
        ("moved", "saved", winner.lower(), False),
    ]


@pytest.mark.own_database
async def test_boards_that_are_made_at_once_have_each_stage_once(client: Client) -> None:
    await asyncio.gather(*(application(client, title=f"Job {n}") for n in range(8)))

    found = await stages(client)

    assert len(found) == 8
    assert sorted(await column(client, "Saved")) == [f"Job {n}" for n in range(8)]


async def test_app_007_values_are_set_right(client: Client) -> None:
    app = await application(client, salary={"amount": 1})
    change = {"title": "Engineer", "tags": ["a"], "notes": "# Hi", "salary": None, "url": "https://x.example"}

    answer = await client.http.patch(f"{URL}/{app['id']}", json=change, headers={"If-Match": '"1"'})

    assert answer.status_code == 200, answer.text
    assert answer.headers["etag"] == '"2"'
    assert (answer.json()["title"], answer.json()["salary"]) == ("Engineer", None)
    assert (await detail(client, app))["notes"] == "# Hi"


@pytest.mark.parametrize("change", [{"title": "", "organization": ""}, {"url": "javascript:alert(1)"}])
async def test_values_that_cannot_be_are_refused(client: Client, change: dict[str, str]) -> None:
    app = await application(client)

    answer = await client.http.patch(f"{URL}/{app['id']}", json=change)

    assert answer.status_code in {400, 422}
    assert (await detail(client, app))["version"] == 1


async def test_an_application_is_deleted(client: Client) -> None:
    app = await application(client)

    answer = await client.http.delete(f"{URL}/{app['id']}")

    assert answer.status_code == 204
    assert (await client.http.get(f"{URL}/{app['id']}")).status_code == 404


async def test_app_012_the_filter_finds_by_words_tags_sources_and_stages(client: Client) -> None:
    await application(client, title="Baker", organization="Bun", tags=["food"], source="Board")
    await application(client, title="Cook_100%", organization="Inn", notes="Call Ann")
    saved = (await stages(client))["Saved"]
    queries = ["q=bun", "q=call ann", "q=_100%25", "q=%25", "tag=food", "source=Board", f"stage_id={saved}"]

    found = {
        query: sorted(i["title"] for i in (await client.http.get(f"{URL}?{query}")).json()["items"])
        for query in queries
    }

    assert found == {
        "q=bun": ["Baker"],
        "q=call ann": ["Cook_100%"],
        "q=_100%25": ["Cook_100%"],
        "q=%25": ["Cook_100%"],
        "tag=food": ["Baker"],
        "source=Board": ["Baker"],
        f"stage_id={saved}": ["Baker", "Cook_100%"],
    }
