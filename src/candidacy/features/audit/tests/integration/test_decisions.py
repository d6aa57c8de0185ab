"""Who or what decided what about a CV, when, by which version, and from which inputs."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text

from candidacy.features.auth.tests.people import signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from candidacy.testing.application import Client

API = "/api/v1"
CARD = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
POSTING = {"text": "Developer\n\nRequirements\n- You must know COBOL\n- English"}


async def made(client: Client, path: str, json: object, **headers: str) -> dict[str, Any]:
    answer = await client.http.post(API + path, json=json, headers=headers)
    assert answer.status_code < 300, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def decisions(client: Client, query: str = "", **headers: str) -> list[dict[str, Any]]:
    """Newest first."""
    address = f"{API}/audit?category=decision&limit=100&{query}"
    answer = await client.http.get(address, headers=headers)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


@contextmanager
def inserts(client: Client) -> Iterator[list[str]]:
    """The rows-adding statements of the block."""
    statements: list[str] = []
    engine = client.application.sessions.kw["bind"].sync_engine

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(("INSERT INTO audit_entries", "INSERT INTO matches")):
            statements.append(statement.split("(", maxsplit=1)[0])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_audit_008_a_match_is_kept_with_who_asked_the_formula_and_the_inputs(client: Client) -> None:
    person = await signed_in(client)
    cv = await made(client, "/cvs", CARD, **person.bearer)
    posting = await made(client, "/postings", POSTING, **person.bearer)
    match = await made(client, "/matches", {"cv_id": cv["id"], "posting_id": posting["id"]}, **person.bearer)

    (entry,) = await decisions(client, f"subject={cv['id']}&kind=match", **person.bearer)

    assert (entry["kind"], entry["actor"]) == ("match.scored", str(person.id))
    detail = entry["detail"]
    assert (detail["decider"], detail["by"]) == ("machine", "match-3")
    assert detail["outcome"] == {"score": match["score"], "band": match["band"]}
    assert detail["inputs"]["posting_id"] == posting["id"]
    assert detail["inputs"]["cv_version"] == 1
    assert detail["inputs"]["on"] == "2026-01-15"


async def test_audit_008_the_digest_is_the_one_of_what_is_stored(client: Client) -> None:
    cv = await made(client, "/cvs", CARD)
    await made(client, f"/cvs/{cv['id']}/reviews", {})
    async with client.application.sessions() as session:
        stored = await session.scalar(text("select resume from cv_versions"))

    (entry,) = await decisions(client, "kind=cv.reviewed")

    written = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert entry["detail"]["inputs"]["cv_sha256"] == hashlib.sha256(written.encode()).hexdigest()
    assert entry["detail"]["by"].startswith("general-")


async def test_audit_008_an_uploaded_cv_is_reviewed_for_nobody_in_particular(client: Client) -> None:
    await client.upload("cv.txt", b"Ada Lovelace\nada@example.org\n\nSkills\nPython\n")

    (entry,) = await decisions(client)

    assert (entry["kind"], entry["actor"], entry["detail"]["decider"]) == ("cv.reviewed", None, "machine")


async def test_audit_008_a_ranking_costs_as_many_statements_for_one_as_for_many(client: Client) -> None:
    posting = await made(client, "/postings", POSTING)
    counts = []
    for number in (1, 11):
        for _ in range(number):
            await made(client, "/cvs", CARD)
        await made(client, "/matches/rank", {"posting_id": posting["id"]})
        with inserts(client) as statements:
            await client.run_jobs()
        counts.append(sorted(statements))

    assert counts == [["INSERT INTO audit_entries ", "INSERT INTO matches "]] * 2
    kept = await decisions(client, "kind=match.scored")
    me = (await client.http.get(f"{API}/me")).json()["id"]
    assert len(kept) == 1 + 12
    assert {entry["actor"] for entry in kept} == {me}


async def test_audit_008_what_was_decided_stays_when_the_cv_is_deleted(client: Client) -> None:
    cv = await made(client, "/cvs", CARD)
    await made(client, f"/cvs/{cv['id']}/reviews", {})

    await client.http.delete(f"{API}/cvs/{cv['id']}")

    assert [entry["subject"] for entry in await decisions(client)] == [cv["id"]]


async def test_audit_005_a_decision_is_shown_in_words_with_the_way_to_its_sides(client: Client) -> None:
    cv = await made(client, "/cvs", CARD)
    posting = await made(client, "/postings", POSTING)
    await made(client, "/matches", {"cv_id": cv["id"], "posting_id": posting["id"]})

    page = (await client.http.get("/workspace/audit")).text

    assert "CV held against a job" in page
    assert "by match-3" in page
    assert f'href="/postings/{posting["id"]}"' in page
