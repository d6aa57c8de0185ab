"""Tailorings grow: lists, pages by choosing, proofs, and what goes with a CV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from candidacy.features.cvs import public as cvs
from candidacy.features.tailoring.tests.integration.test_api import (
    LIE,
    RESUME,
    TRUTH,
    applied,
    lines_of,
    pair,
    proposed,
)
from candidacy.features.workspaces import public as workspaces

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}
LINES = [
    f"Wrote report number {n} about letters and the people who send them to each other" for n in range(60)
]


async def long_pair(client: Client) -> dict[str, str]:
    work = [{**RESUME["work"][0], "highlights": [*LINES, "Wrote services in Python for 40 customers"]}]  # type: ignore[index]
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4}
    cv = await client.http.post("/api/v1/cvs", json={**card, "resume": {**RESUME, "work": work}})
    return {**await pair(client), "cv_id": cv.json()["id"]}


async def test_tail_003_it_fits_a_page_by_leaving_out_what_answers_least(client: Client) -> None:
    ids = await long_pair(client)

    found = (await client.http.post("/api/v1/tailorings", json={**ids, "pages": 1})).json()
    kept = next(c["after"] for c in found["changes"] if c["path"] == "/work/0/highlights")

    assert found["pages_before"] > 1
    assert found["pages_after"] == 1
    assert kept[0] == "Wrote services in Python for 40 customers"
    assert 1 < len(kept) < 61


async def test_tail_003_what_cannot_fit_is_said(client: Client) -> None:
    summary = " ".join(["I like letters and the people who write them."] * 150)
    resume = {**RESUME, "basics": {"name": "Ada", "summary": summary}}
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": resume}
    cv = (await client.http.post("/api/v1/cvs", json=card)).json()["id"]
    ids = {**await pair(client), "cv_id": cv}

    answer = await client.http.post("/api/v1/tailorings", json={**ids, "pages": 1})

    assert (answer.status_code, answer.json()["code"]) == (400, "does_not_fit")


async def test_tail_007_tailorings_are_listed_by_cv_and_posting_and_deleted(client: Client) -> None:
    first, second = await proposed(client), await proposed(client)

    every = (await client.http.get("/api/v1/tailorings")).json()["items"]
    of_one = (await client.http.get("/api/v1/tailorings", params={"cv_id": first["cv_id"]})).json()["items"]
    of_job = (
        await client.http.get("/api/v1/tailorings", params={"posting_id": second["posting_id"]})
    ).json()["items"]
    gone = await client.http.delete(f"/api/v1/tailorings/{first['id']}")
    again = await client.http.delete(f"/api/v1/tailorings/{first['id']}")

    assert [one["id"] for one in every] == [second["id"], first["id"]]
    assert [one["id"] for one in of_one] == [first["id"]]
    assert [one["id"] for one in of_job] == [second["id"]]
    assert (gone.status_code, again.status_code) == (204, 404)


async def test_the_list_goes_on_where_a_page_ends(client: Client) -> None:
    made = [(await proposed(client))["id"] for _ in range(3)]

    first = (await client.http.get("/api/v1/tailorings", params={"limit": 2})).json()
    rest = (await client.http.get("/api/v1/tailorings", params={"cursor": first["next_cursor"]})).json()

    assert [one["id"] for one in (*first["items"], *rest["items"])] == made[::-1]


async def test_tail_007_a_version_stays_when_its_tailoring_goes(client: Client) -> None:
    found = await proposed(client)
    await applied(client, found, 0)

    await client.http.delete(f"/api/v1/tailorings/{found['id']}")
    cv = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}")).json()

    assert cv["version"] == 2


async def test_tail_007_retention_takes_tailorings_and_letters_with_their_cv(client: Client) -> None:
    found = await proposed(client)
    await client.http.post(
        "/api/v1/letters", json={"cv_id": found["cv_id"], "posting_id": found["posting_id"]}
    )
    sessions, now = client.application.sessions, client.application.services.clock.now()
    async with sessions.begin() as session:
        workspace = (await workspaces.local_actor(session)).workspace
        await cvs.delete_older(session, workspace, now.replace(year=now.year + 50))

    listed = [
        (await client.http.get(f"/api/v1/{kind}")).json()["items"] for kind in ("tailorings", "letters")
    ]

    assert listed == [[], []]


async def test_tail_008_a_refused_claim_is_removed_and_the_offer_stays_as_it_was_shown(
    client: Client,
) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])

    answer = await client.http.delete(f"/api/v1/tailorings/{found['id']}/refused/0")
    again = await client.http.delete(f"/api/v1/tailorings/{found['id']}/refused/0")

    assert answer.json()["refused"] == []
    assert answer.json()["digest"] == found["digest"]
    assert (again.status_code, again.json()["code"]) == (404, "nothing_refused")
    assert (await applied(client, found, 0)).status_code == 200


async def prove(client: Client, found: dict[str, Any], text: str, number: int = 0) -> Any:
    given = {"number": number, "text": text}
    return await client.http.post(f"/api/v1/tailorings/{found['id']}/prove", json=given)


async def test_tail_008_a_proof_in_ones_own_words_lets_the_claim_pass(client: Client) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])

    answer = await prove(client, found, "Answered letters of 500 customers a year")
    anew = answer.json()

    assert answer.status_code == 201
    assert anew["cv_number"] == 2
    assert LIE["after"] in [c["after"] for c in anew["changes"]]
    assert anew["refused"] == []
    assert (await lines_of(client, found))[0] == "Answered letters of 500 customers a year"


async def test_tail_008_a_proof_of_something_else_proves_nothing(client: Client) -> None:
    found = await proposed(client, changes=[LIE])

    anew = (await prove(client, found, "Answered letters by hand")).json()

    assert [r["change"]["after"] for r in anew["refused"]] == [LIE["after"]]


async def test_what_is_not_there_or_was_applied_cannot_be_proven(client: Client) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])
    beyond = await prove(client, found, "x", number=7)
    await applied(client, found, 0)
    late = await prove(client, found, "x")

    assert [beyond.json()["code"], late.json()["code"]] == ["nothing_refused", "already_applied"]


async def test_a_locked_place_is_not_proven_by_words(client: Client) -> None:
    found = await proposed(client, changes=[{"path": "/work/0/name", "after": "Somebody else"}])

    answer = await prove(client, found, "Somebody else")

    assert (answer.status_code, answer.json()["code"]) == (400, "not_provable")


async def test_a_cv_that_changed_meanwhile_is_not_proven_upon(client: Client) -> None:
    found = await proposed(client, changes=[LIE])
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{found['cv_id']}/values", json=change)

    answer = await prove(client, found, "Answered letters of 500 customers a year")

    assert (answer.status_code, answer.json()["code"]) == (409, "other_proposal")


async def test_tail_008_the_page_offers_to_prove_or_to_remove(client: Client) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])
    at = f"/tailorings/{found['id']}"

    page = await client.http.get(at, headers=PAGE)
    text = "Answered letters of 500 customers a year"
    proven = await client.http.post(f"{at}/prove", data={"number": "0", "text": text})
    removed = await client.http.post(f"{at}/remove", data={"number": "0"})

    assert "Add proof" in page.text
    assert f'action="{at}/remove"' in page.text
    assert proven.headers["location"].startswith("/tailorings/")
    assert removed.headers["location"] == f"{at}#refused"


async def test_tail_007_the_page_lists_what_was_tailored_and_deletes_it(client: Client) -> None:
    found = await proposed(client)

    listed = await client.http.get("/tailorings", headers=PAGE)
    await client.http.post(f"/tailorings/{found['id']}/delete", headers=PAGE)
    empty = await client.http.get("/tailorings", headers=PAGE)

    assert f'href="/tailorings/{found["id"]}"' in listed.text
    assert "Nothing tailored yet" in empty.text


async def test_tail_003_a_length_is_asked_for_on_the_page(client: Client) -> None:
    ids = await long_pair(client)
    form = {"posting": ids["posting_id"], "pages": "1"}

    led = await client.http.post(f"/cvs/{ids['cv_id']}/tailor", data=form)
    page = await client.http.get(led.headers["location"], headers=PAGE)

    assert "1 then" in page.text
    assert "Left out:" in page.text
