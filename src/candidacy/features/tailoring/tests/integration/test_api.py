"""Tailorings: nothing is applied but what a person accepted of what was shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from candidacy.testing.application import Client

RESUME = {
    "basics": {"name": "Ada Lovelace"},
    "work": [
        {
            "name": "Analytical Engines",
            "position": "Programmer",
            "startDate": "2019",
            "endDate": "2023",
            "highlights": ["Answered letters", "Wrote services in Python for 40 customers"],
        }
    ],
    "skills": [{"name": "Skills", "keywords": ["Letters", "Postgres", "Python"]}],
}
POSTING = "Python developer\n\nRequirements\n- Python\n- PostgreSQL\n"
LIE = {"path": "/work/0/highlights/0", "after": "Answered letters of 500 customers"}
TRUTH = {"path": "/work/0/highlights/1", "after": "Developed services in Python for 40 clients"}


async def pair(client: Client) -> dict[str, str]:
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": RESUME}
    cv = await client.http.post("/api/v1/cvs", json=card)
    assert cv.status_code == 201, cv.text
    posting = await client.http.post("/api/v1/postings", json={"text": POSTING})
    return {"cv_id": cv.json()["id"], "posting_id": posting.json()["id"]}


async def proposed(client: Client, **more: object) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/tailorings", json={**await pair(client), **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def applied(client: Client, found: dict[str, Any], *accepted: int, digest: str = "") -> Any:
    given = {"digest": digest or found["digest"], "accepted": accepted}
    return await client.http.post(f"/api/v1/tailorings/{found['id']}/apply", json=given)


async def lines_of(client: Client, found: dict[str, Any]) -> list[str]:
    cv = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}")).json()
    lines: list[str] = cv["resume"]["work"][0]["highlights"]
    return lines


async def test_tail_004_a_proposal_changes_nothing(client: Client) -> None:
    found = await proposed(client)

    assert {"/work/0/highlights", "/skills/0/keywords"} <= {c["path"] for c in found["changes"]}
    assert all(c["sources"] for c in found["changes"])
    assert found["match_after"] >= found["match_before"]
    assert await lines_of(client, found) == RESUME["work"][0]["highlights"]  # type: ignore[index]


async def test_tail_005_what_is_accepted_becomes_a_version_and_nothing_else_does(client: Client) -> None:
    found = await proposed(client)
    place = next(n for n, c in enumerate(found["changes"]) if c["path"] == "/work/0/highlights")

    answer = await applied(client, found, place)
    cv = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}")).json()
    versions = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}/versions")).json()

    assert (answer.status_code, answer.json()["applied_number"], answer.json()["accepted"]) == (
        200,
        2,
        [place],
    )
    assert await lines_of(client, found) == RESUME["work"][0]["highlights"][::-1]  # type: ignore[index]
    assert cv["resume"]["skills"] == RESUME["skills"]
    assert "tailored" in {
        v["origin"] for v in (versions["items"] if isinstance(versions, dict) else versions)
    }


async def test_tail_002_an_invented_claim_is_refused_and_cannot_be_accepted(client: Client) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])

    answer = await applied(client, found, 1)

    assert [c["after"] for c in found["changes"]] == [TRUTH["after"]]
    assert {r["kind"] for r in found["refused"][0]["refusals"]} == {"number"}
    assert answer.json()["code"] == "other_proposal"
    assert (await applied(client, found, 0)).status_code == 200
    assert await lines_of(client, found) == ["Answered letters", TRUTH["after"]]


async def test_tail_005_what_was_not_shown_is_not_applied(client: Client) -> None:
    found = await proposed(client)

    answer = await applied(client, found, 0, digest="0" * 64)

    assert (answer.status_code, answer.json()["code"]) == (409, "other_proposal")


async def test_tail_005_a_proposal_for_an_older_version_is_not_applied(client: Client) -> None:
    found = await proposed(client)
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{found['cv_id']}/values", json=change)

    answer = await applied(client, found, 0)

    assert (answer.status_code, answer.json()["code"]) == (409, "other_proposal")


async def test_tail_005_a_proposal_is_applied_once(client: Client) -> None:
    found = await proposed(client)
    await applied(client, found, 0)

    answer = await applied(client, found, 0)

    assert (answer.status_code, answer.json()["code"]) == (409, "already_applied")


async def test_tail_005_an_applied_tailoring_is_undone_by_a_version_that_says_what_was(
    client: Client,
) -> None:
    found = await proposed(client)
    await applied(client, found, *range(len(found["changes"])))

    answer = await client.http.post(f"/api/v1/tailorings/{found['id']}/undo")
    cv = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}")).json()

    assert (answer.status_code, answer.json()["undone_number"]) == (200, 3)
    assert cv["resume"] == RESUME


async def test_what_was_not_applied_or_changed_since_cannot_be_undone(client: Client) -> None:
    found = await proposed(client)
    early = await client.http.post(f"/api/v1/tailorings/{found['id']}/undo")
    await applied(client, found, 0)
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{found['cv_id']}/values", json=change)

    late = await client.http.post(f"/api/v1/tailorings/{found['id']}/undo")

    assert [early.json()["code"], late.json()["code"]] == ["not_undoable", "not_undoable"]


async def test_tail_006_who_accepted_what_stands_in_the_log_of_decisions(client: Client) -> None:
    found = await proposed(client)
    await applied(client, found, 0)

    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    (entry,) = [e for e in entries if e["kind"] == "cv.tailored"]
    assert entry["detail"]["decider"] == "human"
    assert entry["detail"]["inputs"]["proposal_sha256"] == found["digest"]
    assert entry["detail"]["outcome"]["accepted"] == 1


async def test_a_tailoring_that_is_not_there_is_not_found(client: Client) -> None:
    answer = await client.http.get("/api/v1/tailorings/00000000-0000-7000-8000-000000000000")

    assert (answer.status_code, answer.json()["code"]) == (404, "tailoring_not_found")
