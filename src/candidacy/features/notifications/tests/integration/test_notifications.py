"""From the end of work to the bell and back to read."""

from typing import TYPE_CHECKING, Any

from candidacy.features.notifications.service import WORK

if TYPE_CHECKING:
    from candidacy.testing.application import Client

BROKEN = b"%PDF-1.7 and no more"
PAGE = {"Accept": "text/html"}


async def listed(client: "Client", **query: Any) -> list[dict[str, Any]]:
    answer = await client.http.get("/api/v1/notifications", params=query)
    found: list[dict[str, Any]] = answer.raise_for_status().json()["items"]
    return found


async def test_ui_005_a_job_is_told_once_and_rings_the_bell(client: "Client") -> None:
    file = await client.upload("broken.pdf", BROKEN)

    (told,) = await listed(client)
    page = (await client.http.get("/cvs", headers=PAGE)).text

    assert (told["kind"], told["path"]) == ("failed", f"/start/{file}")
    assert told["title"] == "“broken.pdf” could not be read"
    assert told["detail"]
    assert 'badge num" aria-hidden="true">1</span><span class="sr">Notifications: 1 unread</span>' in page


async def test_ui_005_one_is_read_and_counts_again_as_unread(client: "Client") -> None:
    await client.upload("broken.pdf", BROKEN)
    (told,) = await listed(client)
    path = f"/api/v1/notifications/{told['id']}/read"

    await client.http.put(path, json={"read": True})
    read = await listed(client, unread=True)
    await client.http.put(path, json={"read": False})

    assert read == []
    assert (await client.http.get("/api/v1/notifications/unread")).json() == {"unread": 1}


async def test_ui_005_all_are_read_at_once_and_come_page_by_page(client: "Client") -> None:
    for name in ("a.pdf", "b.pdf"):
        await client.upload(name, BROKEN)

    first = (await client.http.get("/api/v1/notifications?limit=1")).json()
    second = await listed(client, cursor=first["next_cursor"])
    marked = await client.http.put("/api/v1/notifications/read")

    assert len({first["items"][0]["id"], second[0]["id"]}) == 2
    assert marked.status_code == 204
    assert await listed(client, unread=True) == []


async def test_ui_005_the_page_leads_to_what_a_notification_is_about(client: "Client") -> None:
    file = await client.upload("broken.pdf", BROKEN)
    (told,) = await listed(client)

    shown = await client.http.get("/notifications", headers=PAGE)
    led = await client.http.post(f"/notifications/{told['id']}/read", data={"read": "go"})
    unread = await client.http.post(f"/notifications/{told['id']}/read", data={"read": "no"})
    all_read = await client.http.post("/notifications/read")

    assert "Mark all as read" in shown.text
    assert led.headers["location"] == f"/start/{file}"
    assert unread.headers["location"] == all_read.headers["location"] == "/notifications"
    assert await listed(client, unread=True) == []


async def test_ui_005_a_reminder_that_is_due_is_told(client: "Client") -> None:
    made = await client.http.post("/api/v1/applications", json={"title": "Cook", "organization": "Inn"})
    times = {"due_at": "2026-01-15T11:00", "remind_at": "2026-01-15T10:00", "zone": "UTC"}
    await client.http.post(
        f"/api/v1/applications/{made.json()['id']}/tasks", json={"title": "Call them", **times}
    )

    await client.application.reminders.round()

    (told,) = await listed(client)
    assert (told["kind"], told["title"]) == ("reminder", "Call them")
    assert told["path"] == f"/tracker/{made.json()['id']}"


async def test_ui_005_what_is_not_there_is_not_found(client: "Client") -> None:
    nobody = "01890000-0000-7000-8000-000000000000"

    answer = await client.http.put(f"/api/v1/notifications/{nobody}/read", json={})

    assert (answer.status_code, answer.json()["code"]) == (404, "notification_not_found")


async def test_ui_005_every_kind_of_work_that_is_told_of_exists(client: "Client") -> None:
    assert {kind for kind in WORK if kind not in client.application.handlers} == set()
