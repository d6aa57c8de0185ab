"""What no line shows and nothing speaks against: its person is asked before anything is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.tailoring.tests.integration.test_api import (
    LIE,
    POSTING,
    RESUME,
    TRUTH,
    applied,
    lines_of,
    proposed,
)
from candidacy.features.workspaces.tests.team import Team, make_team

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}
ASKED = {"path": "/work/0/highlights/1", "after": "Developed services in Python for 40 strollers"}
SHORTER = {"path": "/work/0/highlights/0", "after": "Replied to letters"}


async def asking(client: Client) -> dict[str, Any]:
    """A proposal with one supported change, one question and one lie."""
    return await proposed(client, changes=[SHORTER, ASKED, LIE])


async def answered(client: Client, found: dict[str, Any], *words: str, confirmed: bool = True) -> Any:
    given = {"confirmed": confirmed, "words": words}
    key = found["questions"][0]["key"]
    return await client.http.post(f"/api/v1/tailorings/{found['id']}/questions/{key}", json=given)


async def test_tail_020_a_question_is_neither_offered_nor_refused(client: Client) -> None:
    found = await asking(client)

    assert [one["after"] for one in found["changes"]] == [SHORTER["after"]]
    assert [(one["change"]["after"], one["words"]) for one in found["questions"]] == [
        (ASKED["after"], ["strollers"])
    ]
    assert [one["change"]["after"] for one in found["refused"]] == [LIE["after"]]


async def test_tail_020_accepting_all_leaves_questions_open(client: Client) -> None:
    found = await asking(client)

    answer = await applied(client, found, *range(len(found["changes"])))
    beyond = await applied(client, found, len(found["changes"]))

    assert len(answer.json()["questions"]) == 1
    assert beyond.status_code == 409
    assert await lines_of(client, found) == [SHORTER["after"], "Wrote services in Python for 40 customers"]


async def test_tail_021_what_is_confirmed_is_applied_and_kept_with_the_version(client: Client) -> None:
    found = await asking(client)

    then = (await answered(client, found, "strollers")).json()
    await applied(client, then, 0, 1)
    versions = (await client.http.get(f"/api/v1/cvs/{found['cv_id']}/versions")).json()
    page = await client.http.get(f"/cvs/{found['cv_id']}", headers=PAGE)
    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    assert then["digest"] != found["digest"]
    assert then["questions"] == []
    assert then["changes"][1]["confirmed"]["words"] == ["strollers"]
    (said,) = versions[0]["confirmed"]
    assert (said["words"], said["line"]) == (["strollers"], "Wrote services in Python for 40 customers")
    assert said["by"] == versions[0]["author_id"]
    assert versions[1]["confirmed"] is None
    assert "Said to be true: “strollers”" in page.text
    (entry,) = [one for one in entries if one["kind"] == "cv.tailored"]
    assert entry["detail"]["outcome"]["confirmed"] == 1
    assert (await lines_of(client, found))[1] == ASKED["after"]


@pytest.mark.parametrize("words", [(), ("visitors",), ("strollers", "services")])
async def test_tail_021_a_confirmation_names_the_words(client: Client, words: tuple[str, ...]) -> None:
    found = await asking(client)

    answer = await answered(client, found, *words)

    assert (answer.status_code, answer.json()["code"]) == (409, "other_words")


async def test_tail_021_what_was_shown_before_an_answer_is_not_applied_after_it(client: Client) -> None:
    found = await asking(client)
    await answered(client, found, "strollers")

    answer = await applied(client, found, 0)

    assert answer.json()["code"] == "other_proposal"


async def test_tail_022_what_is_not_true_is_dropped_and_not_asked_again(client: Client) -> None:
    found = await asking(client)

    then = (await answered(client, found, confirmed=False)).json()
    again = await answered(client, found, "strollers")
    ids = {"cv_id": found["cv_id"], "posting_id": found["posting_id"]}
    anew = (await client.http.post("/api/v1/tailorings", json={**ids, "changes": [ASKED, TRUTH]})).json()

    assert (then["questions"], then["digest"]) == ([], found["digest"])
    assert (again.status_code, again.json()["code"]) == (404, "no_question")
    assert anew["questions"] == []
    assert [one["after"] for one in anew["changes"]] == [TRUTH["after"]]


async def test_a_question_of_what_was_applied_cannot_be_answered(client: Client) -> None:
    found = await asking(client)
    await applied(client, found, 0)

    answer = await answered(client, found, "strollers")

    assert (answer.status_code, answer.json()["code"]) == (409, "already_applied")


async def test_a_question_about_an_older_version_cannot_be_confirmed(client: Client) -> None:
    found = await asking(client)
    change = {"changes": [{"path": "/basics/label", "value": "Programmer"}]}
    await client.http.patch(f"/api/v1/cvs/{found['cv_id']}/values", json=change)

    answer = await answered(client, found, "strollers")

    assert (answer.status_code, answer.json()["code"]) == (409, "other_proposal")


async def in_a_team(team: Team) -> dict[str, Any]:
    """The same question among people."""
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": RESUME}
    cv = (await team.send(team.owner, "POST", "/cvs", card)).json()["id"]
    posting = (await team.send(team.owner, "POST", "/postings", {"text": POSTING})).json()["id"]
    given = {"cv_id": cv, "posting_id": posting, "changes": [ASKED]}
    found: dict[str, Any] = (await team.send(team.owner, "POST", "/tailorings", given)).json()
    return found


def place_of(found: dict[str, Any]) -> str:
    return f"/tailorings/{found['id']}/questions/{found['questions'][0]['key']}"


YES = {"confirmed": True, "words": ["strollers"]}


async def test_tail_021_who_may_not_write_answers_nothing(client: Client) -> None:
    team = await make_team(client)
    viewer = await team.member("vera")
    found = await in_a_team(team)

    answer = await team.send(viewer, "POST", place_of(found), YES)

    then = (await team.send(team.owner, "GET", f"/tailorings/{found['id']}")).json()
    assert answer.status_code == 403
    assert len(then["questions"]) == 1


async def test_tail_021_a_question_of_another_workspace_is_not_there(client: Client) -> None:
    found = await in_a_team(await make_team(client))
    other = await make_team(client, "mallory")

    answer = await other.send(other.owner, "POST", place_of(found), YES)

    assert (answer.status_code, answer.json()["code"]) == (404, "tailoring_not_found")


async def test_tail_020_the_page_asks_with_two_buttons_and_marks_the_words(client: Client) -> None:
    found = await asking(client)
    at = f"/tailorings/{found['id']}"
    key = found["questions"][0]["key"]

    shown = await client.http.get(at, headers=PAGE)
    given = {"question": key, "said": "yes", "words": "strollers"}
    answer = await client.http.post(f"{at}/answer", data=given, headers=PAGE)
    then = await client.http.get(at, headers=PAGE)

    assert "Only you can say" in shown.text
    assert '<mark class="lit"><b>strollers</b></mark>' in shown.text
    assert shown.text.count('name="said"') == 2
    assert answer.headers["location"] == f"{at}#questions"
    assert "that this is true: “strollers”" in then.text or "to be true: “strollers”" in then.text
    assert "Only you can say" not in then.text


async def test_tail_022_no_on_the_page_drops_it(client: Client) -> None:
    found = await asking(client)
    at = f"/tailorings/{found['id']}"

    await client.http.post(
        f"{at}/answer", data={"question": found["questions"][0]["key"], "said": "no"}, headers=PAGE
    )
    then = await client.http.get(at, headers=PAGE)

    assert ASKED["after"] not in then.text
