"""What is sent is kept as it was: the rendered CV, the letter, and the match at that time."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from candidacy.features.applications.tests.making import (
    CARD,
    POSTING,
    URL,
    application,
    detail,
    history,
    made,
    moved,
)

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def sent(client: Client, app: dict[str, Any], **given: object) -> dict[str, Any]:
    cv = (await made(client, "/api/v1/cvs", CARD))["id"]
    return await made(client, f"{URL}/{app['id']}/send", {"cv_id": cv, **given})


async def tracked(client: Client) -> dict[str, Any]:
    posting = (await made(client, "/api/v1/postings", {"text": POSTING}))["id"]
    return await application(client, posting_id=posting)


async def test_app_006_a_cv_and_a_letter_are_kept_as_they_were_sent(client: Client) -> None:
    app = await application(client)
    row = await sent(client, app, letter="Dear Ann,\nhere I am.")
    await client.http.patch(f"/api/v1/cvs/{row['cv_id']}/values", json=LABEL)
    await client.http.delete(f"/api/v1/cvs/{row['cv_id']}")

    kept = await detail(client, app)
    files = {d["kind"]: d for d in kept["documents"]}
    at = f"{URL}/{app['id']}/documents"
    cv = await client.http.get(f"{at}/{files['cv']['id']}")
    letter = await client.http.get(f"{at}/{files['letter']['id']}")

    assert (row["category"], row["cv_number"], row["applied_at"]) == ("applied", 1, "2026-01-15T12:00:00Z")
    assert (kept["cv_id"], kept["cv_title"]) == (None, row["cv_title"])
    assert cv.content.startswith(b"%PDF")
    assert hashlib.sha256(cv.content).hexdigest() == files["cv"]["sha256"]
    assert letter.text == "Dear Ann,\nhere I am."
    assert "attachment" in cv.headers["content-disposition"]
    assert "sandbox" in cv.headers["content-security-policy"]


LABEL = {"changes": [{"path": "/basics/label", "value": "Somebody else"}]}


async def test_app_006_the_match_is_that_of_the_moment_with_the_posting_as_it_was(client: Client) -> None:
    app = await tracked(client)
    await client.http.delete(f"/api/v1/postings/{app['posting_id']}")

    row = await sent(client, app)

    assert row["match"]["band"] in {"poor", "weak", "fair", "good", "strong"}
    entries = (await client.http.get("/api/v1/audit")).json()["items"]
    (entry,) = [e for e in entries if e["kind"] == "match.scored"]
    assert entry["detail"]["outcome"]["score"] == row["match"]["score"]


async def test_app_006_without_a_posting_there_is_no_match(client: Client) -> None:
    assert (await sent(client, await application(client)))["match"] is None


async def test_sending_is_in_the_history_and_moves_only_what_was_saved(client: Client) -> None:
    app = await application(client)
    await moved(client, app, "Interview")

    row = await sent(client, app)

    assert row["stage"] == "Interview"
    assert [step[0] for step in await history(client, app)] == ["created", "moved", "sent"]


async def test_what_cannot_be_sent_leaves_nothing_behind(client: Client) -> None:
    app = await application(client)
    cv = (await made(client, "/api/v1/cvs", CARD))["id"]
    path, stored = f"{URL}/{app['id']}/send", client.application.services.storage

    unknown = await client.http.post(path, json={"cv_id": cv, "theme": "none"})
    missing = await client.http.post(path, json={"cv_id": cv, "number": 7})
    stale = await client.http.post(path, json={"cv_id": cv}, headers={"If-Match": '"9"'})

    assert (unknown.status_code, missing.status_code, stale.status_code) == (400, 404, 412)
    assert [one async for one in stored.list()] == []
    assert (await detail(client, app))["documents"] == []


async def test_the_files_go_with_the_application(client: Client) -> None:
    app = await application(client)
    await sent(client, app, letter="Dear Ann")

    await client.http.delete(f"{URL}/{app['id']}")

    assert [one async for one in client.application.services.storage.list()] == []
