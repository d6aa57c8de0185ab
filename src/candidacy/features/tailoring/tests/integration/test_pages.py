"""The page of a tailoring: old and new, the lines it rests on, and what a person makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.auth.tests.people import Person
from candidacy.features.tailoring.tests.integration.test_api import LIE, TRUTH, pair, proposed
from candidacy.features.workspaces.tests.team import Team, make_team

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}


async def test_tail_004_the_match_leads_to_the_changes(client: Client) -> None:
    ids = await pair(client)
    match = (await client.http.post("/api/v1/matches", json=ids)).json()["id"]

    shown = await client.http.get(f"/matches/{match}", headers=PAGE)
    led = await client.http.post(f"/cvs/{ids['cv_id']}/tailor", data={"posting": ids["posting_id"]})
    page = await client.http.get(led.headers["location"], headers=PAGE)

    assert f'action="/cvs/{ids["cv_id"]}/tailor"' in shown.text
    assert led.status_code == 303
    assert 'name="accepted"' in page.text
    assert "Puts first what the posting asks for" in page.text
    assert "Wrote services in Python for 40 customers" in page.text


async def test_tail_002_a_refused_claim_is_shown_with_the_reason_and_how_to_prove_it(client: Client) -> None:
    found = await proposed(client, changes=[LIE, TRUTH])

    page = await client.http.get(f"/tailorings/{found['id']}", headers=PAGE)

    assert "does not stand like this in the line" in page.text
    assert "Add the number, with what it counts" in page.text
    assert "<ins>Developed</ins>" in page.text


async def test_tail_005_what_is_ticked_becomes_a_version_and_can_be_undone(client: Client) -> None:
    found = await proposed(client)
    at = f"/tailorings/{found['id']}"

    await client.http.post(f"{at}/apply", data={"digest": found["digest"], "accepted": ["0"]}, headers=PAGE)
    made = await client.http.get(at, headers=PAGE)
    await client.http.post(f"{at}/undo", headers=PAGE)
    undone = await client.http.get(at, headers=PAGE)

    assert "Version 2 was made" in made.text
    assert f'action="{at}/undo"' in made.text
    assert "Version 3 says what version 1 said" in undone.text


async def test_nothing_ticked_is_said(client: Client) -> None:
    found = await proposed(client)

    answer = await client.http.post(
        f"/tailorings/{found['id']}/apply", data={"digest": found["digest"]}, headers=PAGE
    )

    assert answer.status_code == 400
    assert "Choose at least one change" in answer.text


async def test_a_cv_that_has_changed_since_is_said(client: Client) -> None:
    found = await proposed(client)
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{found['cv_id']}/values", json=change)

    page = await client.http.get(f"/tailorings/{found['id']}", headers=PAGE)

    assert "This CV has changed since" in page.text
    assert 'name="accepted"' not in page.text


async def test_who_may_only_look_sees_the_changes_and_no_button(client: Client) -> None:
    team = await make_team(client)
    viewer = await team.member("vera")
    cv = await _made(
        team, team.owner, "/cvs", {"candidate_name": "A", "skills": ["Python"], "experience_years": 1}
    )
    posting = await _made(team, team.owner, "/postings", {"text": "Developer\n\nRequirements\n- Python\n"})
    made = await _made(team, team.owner, "/tailorings", {"cv_id": cv, "posting_id": posting})

    page = await client.http.get(
        f"/tailorings/{made}", headers={**viewer.bearer, "X-Workspace": str(team.workspace), **PAGE}
    )

    assert page.status_code == 200
    assert 'type="submit">Make a version' not in page.text


async def _made(team: Team, person: Person, path: str, json: object) -> str:
    answer = await team.send(person, "POST", path, json)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])
