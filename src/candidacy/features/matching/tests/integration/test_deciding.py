"""CVs without the person, and people who decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.auth.tests.people import signed_in

if TYPE_CHECKING:
    from candidacy.testing.application import Client

API = "/api/v1"
CARD = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
POSTING = {"text": "Developer\n\nRequirements\n- You must know COBOL\n- English"}


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


async def test_fair_004_a_decision_can_be_taken_back_and_the_log_keeps_both(client: Client) -> None:
    cv, posting = await matched(client)
    await decide(client, cv, posting)

    answer = await client.http.delete(f"{API}/cvs/{cv}/decisions/{posting}")
    again = await client.http.delete(f"{API}/cvs/{cv}/decisions/{posting}")

    assert (answer.status_code, again.status_code) == (204, 204)
    assert (await standing(client, cv, posting))["decider"] == "machine"
    kept = (await client.http.get(f"{API}/audit?kind=match")).json()["items"]
    assert [entry["kind"] for entry in kept] == ["match.undecided", "match.decided", "match.scored"]


async def test_fair_004_the_page_takes_a_decision_back(client: Client) -> None:
    cv, posting = await matched(client)
    await decide(client, cv, posting)

    answer = await client.http.post(f"/cvs/{cv}/undecide/{posting}")

    assert "No person has decided yet" in (await client.http.get(answer.headers["location"])).text


async def test_fair_006_the_ranking_says_what_was_decided_and_shows_those_alone(client: Client) -> None:
    cv, posting = await pair(client)
    other, _ = await pair(client)
    await decide(client, cv, posting)
    best = f"{API}/matches/best/cvs/{posting}"

    async def shown(which: str) -> list[tuple[str, str | None]]:
        items = (await client.http.get(f"{best}?shown={which}")).json()["items"]
        return [(row["cv_id"], row["verdict"]) for row in items]

    assert sorted(await shown("all")) == sorted([(cv, "advance"), (other, None)])
    assert await shown("advance") == [(cv, "advance")]
    assert await shown("undecided") == [(other, None)]
    assert await shown("decline") == []
    assert (await client.http.get(best)).json()["decided"] == {"advance": 1, "hold": 0, "decline": 0}


async def test_fair_006_the_page_of_the_ranking_leads_to_each_decision(client: Client) -> None:
    cv, posting = await pair(client)
    await decide(client, cv, posting)

    page = (await client.http.get(f"/postings/{posting}/ranking?shown=advance")).text
    empty = (await client.http.get(f"/postings/{posting}/ranking?shown=hold")).text

    assert f'href="/cvs/{cv}/decide/{posting}">Goes on' in page
    assert "Nobody here yet" in empty


async def test_fair_003_where_names_are_hidden_no_comparison_shows_one(client: Client) -> None:
    cv, posting = await matched(client)
    (workspace,) = (await client.http.get(f"{API}/workspaces")).json()
    address = f"{API}/workspaces/{workspace['id']}"
    version = (await client.http.get(address)).headers["etag"]
    match = (await client.http.get(f"{API}/matches?posting_id={posting}")).json()["items"][0]["id"]

    hidden = {"mask_candidates": True}
    answer = await client.http.patch(address, json=hidden, headers={"If-Match": version})
    assert answer.status_code == 200, answer.text

    for path in (
        f"/postings/{posting}/ranking",
        f"/postings/{posting}/compare?cv={cv}",
        f"/matches/{match}",
        f"{API}/matches/best/cvs/{posting}",
        f"{API}/matches?posting_id={posting}",
        f"{API}/postings/{posting}/ranking?format=csv",
    ):
        answer = await client.http.get(path)
        assert answer.status_code == 200, path
        assert "Hopper" not in answer.text, path
    assert f"/cvs/{cv}/masked" in (await client.http.get(f"/postings/{posting}/ranking")).text


async def test_rank_005_hard_facts_are_chosen_on_the_page(client: Client) -> None:
    _, posting = await pair(client)
    ranking = f"/postings/{posting}/ranking"

    all_there = (await client.http.get(f"{ranking}?years=&degree=&language=&unknown=true")).text
    nobody = (await client.http.get(f"{ranking}?years=30&unknown=false")).text
    refused = (await client.http.get(f"{ranking}?years=1000")).text

    assert "Hopper" in all_there
    assert "Nobody passes this filter" in nobody
    assert "This filter cannot be used" in refused
    assert "Hopper" in refused
