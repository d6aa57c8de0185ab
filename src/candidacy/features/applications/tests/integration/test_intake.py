"""Tables and mails that come in, figures and files that go out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.applications.tests.making import (
    URL,
    application,
    column,
    counted,
    detail,
    history,
    made,
    moved,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client

IMPORTS, MAILS = "/api/v1/application-imports", "/api/v1/application-mails"
HEAD = "Job Position,Company,Status,Date Applied,URL,Excitement,Max. Salary\n"
EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("https://evil.example")']
INTERVIEW = (
    "From: Ann <jobs@northwind.com>\nSubject: Your application at Northwind\n\nWe invite you to an interview."
)


async def table(client: Client, text: str, name: str = "jobs.csv") -> dict[str, Any]:
    answer = await client.http.post(IMPORTS, files={"file": (name, text.encode())})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_app_015_a_table_is_shown_before_anything_is_made(client: Client) -> None:
    found = await table(client, HEAD + "Cook,Inn,Interviewing,2026-01-02,,5,\nBaker,Bun,Mars,,,,\n")

    assert (found["layout"], found["status"], found["ready"]) == ("Teal", "draft", 1)
    assert [row["category"] for row in found["rows"]] == ["interview", "saved"]
    assert found["rows"][1]["errors"][0]["column"] == "Status"
    assert (await client.http.get(URL)).json()["items"] == []


async def test_app_016_two_hundred_rows_come_in_with_a_fixed_number_of_questions(client: Client) -> None:
    rows = "".join(f"Job {n},Employer {n},Applied,2026-01-{n % 14 + 1:02},,,\n" for n in range(200))
    found = await table(client, HEAD + rows)

    with counted(client) as statements:
        done = await made(client, f"{IMPORTS}/{found['id']}/apply", {}, 200)

    assert (done["status"], done["made"]) == ("done", 200)
    assert len(statements) < 40
    board = (await client.http.get(f"{URL}/board")).json()
    assert {c["stage"]["name"]: c["count"] for c in board["columns"]}["Applied"] == 200


async def test_app_016_days_in_the_table_become_the_history(client: Client) -> None:
    text = "Title,Company,Status,Date saved,Date applied\nCook,Inn,Interview,2026-01-01,2026-01-05\n"
    found = await table(client, text)
    await made(client, f"{IMPORTS}/{found['id']}/apply", {}, 200)
    (app,) = (await client.http.get(URL)).json()["items"]

    events = (await client.http.get(f"{URL}/{app['id']}/events")).json()

    assert [(e["after"], e["at"][:10]) for e in reversed(events)] == [
        ("saved", "2026-01-01"),
        ("applied", "2026-01-05"),
        ("interview", "2026-01-15"),
    ]
    assert app["applied_at"].startswith("2026-01-05")


async def test_app_016_duplicates_are_marked_and_left_out_unless_they_are_chosen(client: Client) -> None:
    await application(client, title="Cook", organization="Inn")
    found = await table(client, "Title,Company\ncook,INN\nBaker,Bun\nBaker,Bun\n")

    chosen = await made(client, f"{IMPORTS}/{found['id']}/apply", {"rows": [1, 2]}, 200)

    assert [row["duplicate"] for row in found["rows"]] == [
        "It is on the board already",
        None,
        "The same as row 2",
    ]
    assert (found["ready"], chosen["made"]) == (1, 2)


async def test_app_015_the_mapping_is_set_right_and_stages_of_the_workspace_count(client: Client) -> None:
    await made(client, "/api/v1/application-stages", {"name": "Tasting", "category": "interview"})
    found = await table(client, "A;B;C\nCook;Inn;Tasting\n")
    mapping = {"mapping": {"title": 0, "organization": 1, "stage": 2}}

    mapped = (await client.http.put(f"{IMPORTS}/{found['id']}/mapping", json=mapping)).json()
    await made(client, f"{IMPORTS}/{found['id']}/apply", {}, 200)

    assert (found["rows"], mapped["ready"]) == ([], 1)
    assert await column(client, "Tasting") == ["Cook"]


async def test_app_016_an_import_is_undone_but_for_what_was_changed_since(client: Client) -> None:
    found = await table(client, "Title,Company,Contact\nCook,Inn,Ann\nBaker,Bun,\nWaiter,Pub,\n")
    await made(client, f"{IMPORTS}/{found['id']}/apply", {}, 200)
    apps = {a["title"]: a for a in (await client.http.get(URL)).json()["items"]}
    await moved(client, apps["Baker"], "Applied")
    await made(client, f"{URL}/{apps['Waiter']['id']}/tasks", {"title": "Call"})

    undone = await made(client, f"{IMPORTS}/{found['id']}/undo", None, 200)

    left = {a["title"] for a in (await client.http.get(URL)).json()["items"]}
    assert (undone["status"], undone["kept"], left) == ("undone", 2, {"Baker", "Waiter"})


async def test_an_import_is_done_once_and_undone_once(client: Client) -> None:
    at = f"{IMPORTS}/{(await table(client, 'Title,Company' + chr(10) + 'Cook,Inn'))['id']}"
    early = await client.http.post(f"{at}/undo")
    await made(client, f"{at}/apply", {}, 200)

    again = await client.http.post(f"{at}/apply", json={})
    remap = await client.http.put(f"{at}/mapping", json={"mapping": {"title": 0}})
    await client.http.post(f"{at}/undo")
    late = await client.http.post(f"{at}/undo")

    assert [one.json()["code"] for one in (early, again, remap, late)] == [
        "import_not_undoable",
        "import_finished",
        "import_finished",
        "import_not_undoable",
    ]


@pytest.mark.parametrize("rows", [[], [7], [2]])
async def test_where_nothing_that_can_be_is_chosen_nothing_is_done(client: Client, rows: list[int]) -> None:
    found = await table(client, "Title,Company,Status\nCook,Inn,\nBaker,Bun,Mars\n")

    answer = await client.http.post(f"{IMPORTS}/{found['id']}/apply", json={"rows": rows})

    assert (answer.status_code, answer.json()["code"]) == (400, "nothing_chosen_to_import")


async def test_app_015_the_pages_lead_through_an_import(client: Client) -> None:
    page = {"Accept": "text/html"}
    text = b"Title,Company,Status\nCook,Inn,Applied\nBaker,Bun,Mars\n"
    begun = await client.http.post("/tracker/import", files={"file": ("t.csv", text)}, headers=page)
    at = begun.headers["location"]
    shown = (await client.http.get(at, headers=page)).text
    await client.http.post(f"{at}/mapping", data={"title": "0", "organization": "1"}, headers=page)
    done = await client.http.post(f"{at}/apply", data={"rows": "1-2"}, headers=page)
    after = (await client.http.get(at, headers=page)).text
    undone = await client.http.post(f"{at}/undo", headers=page)
    end = (await client.http.get(undone.headers["location"], headers=page)).text

    assert "There is no stage called Mars" in shown
    assert done.status_code == 303
    assert "2 applications were made" in after
    assert "This import was undone" in end
    assert "t.csv" in (await client.http.get("/tracker/import", headers=page)).text


async def test_app_021_an_export_is_no_formula_and_comes_in_again_as_it_was(client: Client) -> None:
    for number, evil in enumerate(EVIL):
        await application(client, title=f"Job {number}", organization=evil, tags=["=x"], notes=evil)
    before = [
        (a["title"], a["organization"]) for a in (await client.http.get(f"{URL}?limit=100")).json()["items"]
    ]

    exported = await client.http.get(f"{URL}/export?format=csv")
    cells = [cell for row in csv.reader(io.StringIO(exported.content.decode("utf-8-sig"))) for cell in row]
    for item in (await client.http.get(f"{URL}?limit=100")).json()["items"]:
        await client.http.delete(f"{URL}/{item['id']}")
    found = await table(client, exported.content.decode("utf-8-sig"))
    await made(client, f"{IMPORTS}/{found['id']}/apply", {}, 200)

    after = [
        (a["title"], a["organization"]) for a in (await client.http.get(f"{URL}?limit=100")).json()["items"]
    ]
    assert [cell for cell in cells if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    assert sorted(after) == sorted(before)
    assert exported.headers["content-disposition"] == 'attachment; filename="applications.csv"'


async def test_app_021_everything_can_be_had_as_json(client: Client) -> None:
    app = await application(client, salary={"amount": 5})
    await made(client, f"{URL}/{app['id']}/contacts", {"name": "Ann"})
    await made(client, f"{URL}/{app['id']}/tasks", {"title": "Call"})

    (found,) = (await client.http.get(f"{URL}/export?format=json")).json()["applications"]

    assert (found["title"], found["stage"], found["salary"]) == ("Data engineer", "Saved", "5.00 EUR / year")
    assert (found["contacts"][0]["name"], found["tasks"][0]["title"]) == ("Ann", "Call")
    assert found["history"][0]["kind"] == "created"


async def paste(client: Client, text: str = INTERVIEW) -> dict[str, Any]:
    return await made(client, MAILS, {"text": text})


async def test_app_018_a_mail_that_is_sure_moves_by_itself_and_can_be_taken_back(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")

    mail = await paste(client)
    now = (await detail(client, app))["stage"]
    back = await client.http.post(f"{URL}/{app['id']}/undo")

    assert (mail["status"], mail["application_id"], mail["meaning"]) == ("moved", app["id"], "interview")
    assert mail["confidence"] >= 0.95
    assert (now, back.json()["stage"]) == ("Interview", "Applied")
    assert (await history(client, app))[2][:3] == ("moved", "applied", "interview")


async def test_app_018_a_mail_that_is_likely_is_asked_about(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Applied")
    words = "We at Northwind would like to invite you to an interview."
    text = f"From: HR <x@greenhouse.io>\nSubject: Hello\n\n{words}"

    mail = await paste(client, text)
    before = (await detail(client, app))["stage"]
    done = await made(client, f"{MAILS}/{mail['id']}/accept", {}, 200)

    assert mail["status"] == "open"
    assert 0.5 <= mail["confidence"] < 0.95
    assert (before, done["status"], (await detail(client, app))["stage"]) == ("Applied", "moved", "Interview")


async def test_app_018_below_a_half_nothing_is_suggested(client: Client) -> None:
    await application(client)

    mail = await paste(client, "From: x@y.example\nSubject: Soup\n\nThe canteen has soup.")

    assert (mail["status"], mail["application_id"], mail["move_to"]) == ("open", None, None)


async def test_app_018_a_person_says_otherwise(client: Client) -> None:
    app, other = await application(client), await application(client, title="Cook", organization="Inn")
    mail = await paste(client, "Subject: Northwind\n\nWe would like to speak with you soon.")

    done = await made(client, f"{MAILS}/{mail['id']}/accept", {"application_id": other["id"]}, 200)

    assert done["application_id"] == other["id"]
    assert (await detail(client, app))["version"] == 1
    again = await client.http.post(f"{MAILS}/{mail['id']}/dismiss")
    assert again.json()["code"] == "mail_not_found"


async def test_app_018_old_news_is_noted_and_moves_nothing(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Interview")

    mail = await paste(client, "From: jobs@northwind.com\nSubject: Northwind\n\nThank you for applying.")

    assert (mail["status"], (await detail(client, app))["stage"]) == ("noted", "Interview")
    assert (await history(client, app))[-1][0] == "mail"


async def test_app_017_the_same_mail_is_read_once(client: Client) -> None:
    await paste(client)

    answer = await client.http.post(MAILS, json={"text": INTERVIEW})

    assert (answer.status_code, answer.json()["code"]) == (409, "mail_known")


async def test_app_017_a_mail_comes_as_a_file_too_and_is_not_kept(client: Client) -> None:
    from sqlalchemy import text

    app = await application(client)
    body = "We invite you to an interview. " + "Long words. " * 200 + "canary"
    eml = f"From: jobs@northwind.com\r\nSubject: Northwind\r\n\r\n{body}".encode()
    answer = await client.http.post(f"{MAILS}/file", files={"file": ("m.eml", eml)})

    async with client.application.sessions() as session:
        stored = (await session.execute(text("select t::text from application_mails t"))).scalar_one()

    assert (answer.status_code, answer.json()["application_id"]) == (201, app["id"])
    assert "canary" not in stored


async def test_app_017_the_page_takes_mails_and_answers(client: Client) -> None:
    page = {"Accept": "text/html"}
    await application(client)
    wrong = await client.http.post("/tracker/mail", data={"text": " "}, headers=page)
    await client.http.post("/tracker/mail", data={"text": "Subject: Northwind\n\nHello there"}, headers=page)
    shown = (await client.http.get("/tracker/mail", headers=page)).text
    (mail,) = (await client.http.get(MAILS)).json()["items"]
    answer = await client.http.post(f"/tracker/mail/{mail['id']}", data={"do": "dismiss"}, headers=page)

    assert wrong.status_code == 415
    assert "Seems to be about" in shown
    assert answer.status_code == 303
    assert "Means nothing" in (await client.http.get("/tracker/mail", headers=page)).text


async def test_app_022_the_figures_are_those_of_the_moves_that_count(client: Client) -> None:
    app = await application(client, source="Board")
    await moved(client, app, "Applied")
    await moved(client, app, "Rejected")
    await client.http.post(f"{URL}/{app['id']}/undo")
    await moved(client, app, "Interview")

    found = (await client.http.get(f"{URL}/insights")).json()

    assert [(f["source"], f["target"], f["count"]) for f in found["flows"]] == [
        ("saved", "applied", 1),
        ("applied", "interview", 1),
    ]
    assert found["by_source"] == [
        {
            "name": "Board",
            "n": 1,
            "answered": 1,
            "interviewed": 1,
            "answer_rate": None,
            "interview_rate": None,
        }
    ]


VIEWS = [URL, f"{URL}/board", f"{URL}/insights", f"{URL}/today", f"{URL}/export?format=json", MAILS]
VIEWS += [f"/tracker?view={view}" for view in ("board", "table", "funnel")]


async def test_app_014_questions_to_the_database_do_not_grow(client: Client) -> None:
    await fill(client, 1)
    few = {path: await questions(client, path) for path in VIEWS}
    await fill(client, 6)

    many = {path: await questions(client, path) for path in VIEWS}

    assert many == few
    assert max(many.values()) <= 13


async def questions(client: Client, path: str) -> int:
    with counted(client) as statements:
        answer = await client.http.get(path)
    assert answer.status_code == 200, answer.text
    return len(statements)


async def fill(client: Client, times: int) -> None:
    for _ in range(times):
        app = await application(client, source="Board", tags=["x"])
        await made(client, f"{URL}/{app['id']}/tasks", {"title": "Call", "due_at": "2026-01-15T09:00"})
        await made(client, f"{URL}/{app['id']}/interviews", {"starts_at": "2026-01-15T13:00"})
        await paste(client, f"Subject: Hello {app['id']}\n\nIt is about Northwind.")
