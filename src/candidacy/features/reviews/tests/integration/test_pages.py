"""The page of a review: who may only look sees what is there, and nothing is computed by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.auth.tests.people import Person
from candidacy.features.workspaces.tests.team import Team, make_team
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

CARD = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4}


def as_browser(team: Team, person: Person) -> dict[str, str]:
    return {**person.bearer, "X-Workspace": str(team.workspace), "Accept": "text/html"}


async def made(team: Team, person: Person, path: str, json: object) -> str:
    answer = await team.send(person, "POST", path, json)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def opened(team: Team, person: Person, cv: str, industry: str = "") -> httpx.Response:
    query = f"?industry={industry}" if industry else ""
    return await team.client.http.get(f"/cvs/{cv}/review{query}", headers=as_browser(team, person))


async def test_review_001_a_cv_that_was_uploaded_is_reviewed_when_it_is_read(client: Client) -> None:
    file = await client.upload("ada.txt", b"Ada Lovelace\nada@example.org\n\nSkills\nPython\n")

    led = await client.http.get(f"/start/{file}")
    answer = await client.http.get(led.headers["location"])

    assert led.headers["location"].endswith("/review")
    assert "What to change first" in answer.text


async def test_review_001_who_may_only_look_is_told_that_nothing_was_reviewed_yet(client: Client) -> None:
    team = await make_team(client)
    viewer = await team.member("vera")
    cv = await made(team, team.owner, "/cvs", CARD)

    answer = await opened(team, viewer, cv)

    assert answer.status_code == 200
    assert "was not reviewed yet" in answer.text
    assert "who may edit" in answer.text
    assert f'action="/cvs/{cv}/review"' not in answer.text


async def test_review_001_who_may_edit_is_offered_to_review_it(client: Client) -> None:
    team = await make_team(client)
    editor = await team.member("eddie", Role.EDITOR)
    cv = await made(team, team.owner, "/cvs", CARD)
    headers = as_browser(team, editor)

    before = await opened(team, editor, cv)
    asked = await client.http.post(f"/cvs/{cv}/review", data={"industry": "software"}, headers=headers)
    after = await client.http.get(asked.headers["location"], headers=headers)

    assert f'action="/cvs/{cv}/review"' in before.text
    assert asked.status_code == 303
    assert "The score" in after.text


async def test_review_001_who_may_only_look_sees_the_review_and_no_button(client: Client) -> None:
    team = await make_team(client)
    viewer = await team.member("vera")
    cv = await made(team, team.owner, "/cvs", CARD)
    await made(team, team.owner, f"/cvs/{cv}/reviews", {"industry": "software"})

    answer = await opened(team, viewer, cv)

    assert "The score" in answer.text
    assert "Review again" not in answer.text


async def test_the_review_of_an_earlier_version_says_so(client: Client) -> None:
    team = await make_team(client)
    cv = await made(team, team.owner, "/cvs", CARD)
    await made(team, team.owner, f"/cvs/{cv}/reviews", {})
    await made(team, team.owner, f"/cvs/{cv}/versions", {**CARD, "skills": ["Python", "SQL"]})

    answer = await opened(team, team.owner, cv)

    assert "This CV has changed since" in answer.text


async def test_reviews_of_one_field_are_told_with_their_trend(client: Client) -> None:
    team = await make_team(client)
    cv = await made(team, team.owner, "/cvs", CARD)
    await made(team, team.owner, f"/cvs/{cv}/reviews", {})
    first = await opened(team, team.owner, cv)
    more = ["Python", "SQL", "Go", "Linux", "PostgreSQL", "Docker", "Kubernetes", "Git"]
    await made(team, team.owner, f"/cvs/{cv}/versions", {**CARD, "skills": more})
    await made(team, team.owner, f"/cvs/{cv}/reviews", {})

    answer = await opened(team, team.owner, cv)

    assert '<svg class="trend"' not in first.text
    assert '<svg class="trend"' in answer.text
    assert "than before" in answer.text


async def test_another_industry_that_was_not_asked_for_leads_back_to_the_last_review(client: Client) -> None:
    team = await make_team(client)
    cv = await made(team, team.owner, "/cvs", CARD)
    await made(team, team.owner, f"/cvs/{cv}/reviews", {})

    answer = await opened(team, team.owner, cv, "software")
    unknown = await opened(team, team.owner, cv, "alchemy")

    assert "It was not reviewed as" in answer.text
    assert f'href="/cvs/{cv}/review"' in answer.text
    assert unknown.status_code == 400
