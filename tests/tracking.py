"""Requests about applications, for tests that walk every route."""

from typing import Any

TABLE = b"Title,Company,Status\nCook,Inn,Applied\n"
EML = b"From: jobs@inn.example\r\nSubject: Soup\r\n\r\nThe canteen has soup today.\r\n"
MAIL = {"text": "From: jobs@inn.example\nSubject: Bread\n\nThe canteen has bread today."}
TALK = {"starts_at": "2026-02-01T10:00"}
API, PAGE = "/api/v1/applications/{application_id}", "/tracker/{application_id}"
MAPPING = {"title": 0, "organization": 1}
PARTS = ("import", "mail", "contact", "task", "interview", "document")


def bodies(ids: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What routes need besides their address; those of a send stop before anything is rendered."""
    stage, application, cv = ids.get("stage_id", ""), ids.get("application_id", ""), ids.get("cv_id", "")
    return {
        "POST /api/v1/applications": {"json": {"title": "Cook", "stage_id": stage}},
        f"PATCH {API}": {"json": {"title": "Chef"}},
        f"POST {API}/move": {"json": {"stage_id": stage}},
        f"POST {API}/send": {"json": {"cv_id": cv, "theme": "none"}},
        f"POST {API}/contacts": {"json": {"name": "Ann"}},
        f"PUT {API}/contacts/{{contact_id}}": {"json": {"name": "Bea"}},
        f"POST {API}/tasks": {"json": {"title": "Call"}},
        f"PATCH {API}/tasks/{{task_id}}": {"json": {"done": True}},
        f"POST {API}/interviews": {"json": TALK},
        f"PUT {API}/interviews/{{interview_id}}": {"json": TALK},
        "POST /api/v1/application-stages": {"json": {"name": "Tasting", "category": "interview"}},
        "PUT /api/v1/application-stages/order": {"json": {"stage_ids": [stage]}},
        "PATCH /api/v1/application-stages/{stage_id}": {"json": {"name": "Renamed"}},
        "POST /api/v1/application-imports": {"files": {"file": ("t.csv", TABLE)}},
        "PUT /api/v1/application-imports/{import_id}/mapping": {"json": {"mapping": MAPPING}},
        "POST /api/v1/application-imports/{import_id}/apply": {"json": {}},
        "POST /api/v1/application-mails": {"json": MAIL},
        "POST /api/v1/application-mails/file": {"files": {"file": ("m.eml", EML)}},
        "POST /api/v1/application-mails/{mail_id}/accept": {
            "json": {"application_id": application, "stage_id": stage}
        },
        "GET /tracker/column/{stage_id}": {"params": {"cursor": CURSOR}},
        "POST /tracker/stages": {"data": {"name": "Tasting", "category": "interview"}},
        "POST /tracker/stages/{stage_id}": {"data": {"do": "rename", "name": "Renamed"}},
        "POST /tracker/import": {"files": {"file": ("t.csv", TABLE)}},
        "POST /tracker/import/{import_id}/mapping": {"data": {"title": "0", "organization": "1"}},
        "POST /tracker/import/{import_id}/apply": {"data": {"every": "1"}},
        "POST /tracker/mail": {"data": MAIL},
        "POST /tracker/mail/{mail_id}": {
            "data": {"do": "accept", "application": application, "stage": stage}
        },
        "POST /tracker/calendar": {"data": {"do": "renew"}},
        "POST /tracker/save": {"data": {"title": "Cook"}},
        "POST /tracker/track": {"data": {"posting": ids.get("posting_id", "")}},
        f"POST {PAGE}/move": {"data": {"stage": stage}},
        f"POST {PAGE}/edit": {"data": {"title": "Chef"}},
        f"POST {PAGE}/notes": {"data": {"notes": "Nice"}},
        f"POST {PAGE}/send": {"data": {"cv": cv, "theme": "none"}},
        f"POST {PAGE}/contacts": {"data": {"name": "Ann"}},
        f"POST {PAGE}/tasks": {"data": {"title": "Call"}},
        f"POST {PAGE}/tasks/{{task_id}}": {"data": {"do": "done"}},
        f"POST {PAGE}/interviews": {"data": TALK},
    }


CURSOR = "WyIyMDI2LTAxLTE1VDEyOjAwOjAwKzAwOjAwIiwgIjAxODkwMDAwLTAwMDAtNzAwMC04MDAwLTAwMDAwMDAwMDAwMCJd"
"""Of a column: noon of 15 January 2026, and nobody's id."""


def creating(ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    """Payloads of what answers 201, by path; a send that goes through."""
    made = {
        route.partition(" ")[2]: content
        for route, content in bodies(ids).items()
        if route.startswith("POST /api/")
    }
    return {**made, f"{API}/send": {"json": {"cv_id": ids["cv_id"]}}}
