"""Groups that are compared, CVs without the person, and people who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.auth.tests.people import signed_in

if TYPE_CHECKING:
    from candidacy.testing.application import Client

API = "/api/v1"
CARD = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
POSTING = {"text": "Developer\n\nRequirements\n- You must know COBOL\n- English"}
TABLE = b"score,selected,sex\n90,yes,male\n80,yes,male\n70,no,female\n60,yes,female\n50,no,\n"


async def pair(client: Client, **headers: str) -> tuple[str, str]:
    cv = await client.http.post(f"{API}/cvs", json=CARD, headers=headers)
    posting = await client.http.post(f"{API}/postings", json=POSTING, headers=headers)
    return cv.json()["id"], posting.json()["id"]


async def matched(client: Client, **headers: str) -> tuple[str, str]:
    cv, posting = await pair(client, **headers)
    await client.http.post(f"{API}/matches", json={"cv_id": cv, "posting_id": posting}, headers=headers)
    return cv, posting


async def decide(client: Client, cv: str, posting: str, **headers: str) -> Any:
    given = {"verdict": "advance", "reason": "Led the compiler team"}
    return await client.http.post(f"{API}/cvs/{cv}/decisions/{posting}", json=given, headers=headers)


async def standing(client: Client, cv: str, posting: str) -> dict[str, Any]:
    answer = await client.http.get(f"{API}/cvs/{cv}/decisions/{posting}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_fair_002_a_table_of_groups_gives_rates_and_ratios(client: Client) -> None:
    answer = await client.http.post(f"{API}/audit/groups", files={"file": ("groups.csv", TABLE)})

    (part,) = answer.json()["breakdowns"]
    assert (answer.status_code, part["unknown"]) == (200, 1)
    assert [(g["name"], g["selection_ratio"], g["scoring_ratio"]) for g in part["groups"]] == [
        (["female"], 0.5, 0.0),
        (["male"], 1.0, 1.0),
    ]


async def test_fair_002_a_table_that_is_none_is_refused_with_the_reason(client: Client) -> None:
    answer = await client.http.post(f"{API}/audit/groups", files={"file": ("groups.csv", b"sex\nmale\n")})

    assert (answer.status_code, answer.json()["code"]) == (400, "group_table_invalid")


async def test_fair_002_the_page_shows_the_rates_and_says_what_is_wrong_with_a_table(client: Client) -> None:
    shown = await client.http.post("/workspace/audit/groups", files={"table": ("groups.csv", TABLE)})
    refused = await client.http.post("/workspace/audit/groups", files={"table": ("groups.csv", b"sex\n")})

    assert "1 group is below four fifths" in shown.text
    assert "1 of unknown group" in shown.text
    assert refused.status_code == 400
    assert "This table cannot be read" in refused.text


async def test_fair_005_the_page_holds_the_notice_for_applicants(client: Client) -> None:
    page = (await client.http.get("/workspace/audit/groups")).text

    assert "Notice to applicants" in page


async def test_fair_003_a_masked_cv_names_nobody(client: Client) -> None:
    cv, _ = await pair(client)

    found = (await client.http.get(f"{API}/cvs/{cv}/masked")).json()
    page = (await client.http.get(f"/cvs/{cv}/masked")).text

    assert "Hopper" not in str(found)
    assert "Hopper" not in page
    assert found["called"] in page
    assert "COBOL" in page


async def test_fair_004_the_score_stands_until_a_person_decides(client: Client) -> None:
    cv, posting = await matched(client)

    before = await standing(client, cv, posting)
    answer = await decide(client, cv, posting)
    after = await standing(client, cv, posting)

    assert (before["decider"], before["verdict"]) == ("machine", None)
    assert answer.status_code == 201
    assert (after["decider"], after["verdict"], after["reason"]) == (
        "human",
        "advance",
        "Led the compiler team",
    )
    assert after["score"] == before["score"]


async def test_fair_004_a_later_score_does_not_take_the_decision_back(client: Client) -> None:
    cv, posting = await matched(client)
    await decide(client, cv, posting)

    await client.http.post(f"{API}/matches", json={"cv_id": cv, "posting_id": posting})

    assert (await standing(client, cv, posting))["decider"] == "human"


async def test_fair_004_the_decision_is_kept_with_who_why_and_what_it_sets_aside(client: Client) -> None:
    person = await signed_in(client)
    cv, posting = await matched(client, **person.bearer)
    await decide(client, cv, posting, **person.bearer)

    address = f"{API}/audit?kind=match.decided"
    (entry,) = (await client.http.get(address, headers=person.bearer)).json()["items"]

    assert (entry["subject"], entry["actor"]) == (cv, str(person.id))
    assert entry["detail"]["decider"] == "human"
    assert entry["detail"]["outcome"]["reason"] == "Led the compiler team"
    assert entry["detail"]["outcome"]["set_aside"]["score"] >= 0
    assert entry["detail"]["inputs"]["posting_id"] == posting


async def test_fair_004_a_decision_needs_a_reason(client: Client) -> None:
    cv, posting = await matched(client)

    answer = await client.http.post(
        f"{API}/cvs/{cv}/decisions/{posting}", json={"verdict": "decline", "reason": ""}
    )

    assert answer.status_code == 422


async def test_fair_004_the_page_decides_and_shows_what_stands(client: Client) -> None:
    cv, posting = await matched(client)
    address = f"/cvs/{cv}/decide/{posting}"

    before = (await client.http.get(address)).text
    answer = await client.http.post(address, data={"verdict": "hold", "reason": "Waiting for a reference"})
    after = (await client.http.get(answer.headers["location"])).text

    assert "No person has decided yet" in before
    assert "Hopper" not in before
    assert "On hold" in after
    assert "Waiting for a reference" in after


async def test_fair_004_what_was_never_held_against_each_other_has_nothing_to_stand(client: Client) -> None:
    cv, posting = await pair(client)

    answer = await client.http.get(f"{API}/cvs/{cv}/decisions/{posting}")
    page = await client.http.get(f"/cvs/{cv}/decide/{posting}")

    assert (answer.status_code, answer.json()["code"]) == (404, "nothing_decided")
    assert "not been held against each other" in page.text


@pytest.mark.parametrize("path", ["/cvs/{}/masked", "/cvs/{}/decisions/{}"])
async def test_fair_003_what_is_not_there_is_not_found(client: Client, path: str) -> None:
    nothing = "00000000-0000-7000-8000-000000000000"

    assert (await client.http.get(API + path.format(nothing, nothing))).status_code == 404
