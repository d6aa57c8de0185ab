"""Rankings at once: every CV counts as it is now, the score is exact, and the order is its."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.matching.tests.integration.test_api import match, person, posting

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def best(client: Client, job: str, **params: Any) -> dict[str, Any]:
    answer = await client.http.get(f"/api/v1/matches/best/cvs/{job}", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_rank_001_the_best_stand_first_with_the_score_of_the_pair(client: Client) -> None:
    job = await posting(client)
    people = [
        await person(client, "Best", "Python", "PostgreSQL", "Kubernetes"),
        await person(client, "None"),
    ]
    pairs = {p: (await match(client, p, job))["score"] for p in people}

    found = (await best(client, job))["items"]

    assert [row["candidate_name"] for row in found] == ["Best", "None"]
    assert {row["cv_id"]: row["rank_score"] for row in found} == pairs


async def test_rank_001_a_ranking_says_what_is_met_and_what_is_missing_most(client: Client) -> None:
    job = await posting(client)
    await person(client, "Some", "Python", "PostgreSQL")

    row = (await best(client, job))["items"][0]

    assert row["must_haves_met"] < row["must_haves"]
    assert row["main_gap"]["text"] == "Kubernetes"
    assert row["main_gap"]["gain"] > 0


async def test_rank_002_a_cv_counts_as_soon_as_it_is_changed_or_gone(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada")
    before = (await best(client, job))["items"][0]["score"]
    change = {
        "candidate_name": "Ada",
        "skills": ["Kubernetes", "Python", "PostgreSQL"],
        "experience_years": 5,
    }
    await client.http.post(f"/api/v1/cvs/{cv}/versions", json=change)

    after = (await best(client, job))["items"][0]["score"]
    await client.http.delete(f"/api/v1/cvs/{cv}")

    assert after > before
    assert (await best(client, job))["items"] == []


async def test_rank_003_pages_are_together_the_ranking_even_with_equal_scores(client: Client) -> None:
    job = await posting(client)
    for number in range(5):
        await person(client, f"Person {number}", "Python")
    whole = [row["cv_id"] for row in (await best(client, job))["items"]]
    seen: list[str] = []
    places: list[int] = []
    cursor = None

    while cursor is not None or not seen:
        page = await best(client, job, limit=2, **({"cursor": cursor} if cursor else {}))
        seen += [row["cv_id"] for row in page["items"]]
        places += [row["place"] for row in page["items"]]
        cursor = page["next_cursor"]

    assert seen == whole
    assert places == [1, 2, 3, 4, 5]


async def test_rank_004_a_ranking_of_postings_has_the_same_scores(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")

    by_posting = (await best(client, job))["items"][0]
    by_cv = (await client.http.get(f"/api/v1/matches/best/postings/{cv}")).json()["items"][0]

    assert by_cv["posting_id"] == job
    assert (by_cv["score"], by_cv["main_gap"]) == (by_posting["score"], by_posting["main_gap"])


@pytest.mark.parametrize(("unknown", "names"), [(True, {"Ada", "Silent"}), (False, {"Ada"})])
async def test_rank_005_a_fact_that_a_cv_does_not_state_passes_by_choice(
    client: Client, unknown: bool, names: set[str]
) -> None:
    job = await posting(client)
    await person(client, "Ada", "Python")
    await client.http.post("/api/v1/cvs/import", json={"basics": {"name": "Silent"}})

    found = await best(client, job, years=5, unknown=unknown)

    assert {row["candidate_name"] for row in found["items"]} == names


async def test_rank_006_feedback_moves_those_alike_within_bounds_and_is_shown_apart(client: Client) -> None:
    job = await posting(client)
    liked, alike = await person(client, "Liked", "Python"), await person(client, "Alike", "Python")
    await person(client, "Other", "Cooking")
    before = {row["cv_id"]: row["rank_score"] for row in (await best(client, job))["items"]}

    said = await client.http.put(f"/api/v1/matches/feedback/{job}/{liked}", json={"relevant": True})

    after = {row["cv_id"]: row for row in (await best(client, job))["items"]}
    assert said.status_code == 204
    assert before[alike] < after[alike]["rank_score"] <= before[alike] + 5
    assert after[alike]["rank_score"] == round(after[alike]["score"] + after[alike]["feedback"], 1)
    assert after[liked]["relevant"] is True


async def test_rank_006_feedback_can_be_taken_back(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")
    path = f"/api/v1/matches/feedback/{job}/{cv}"
    await client.http.put(path, json={"relevant": False})

    await client.http.put(path, json={"relevant": None})

    row = (await best(client, job))["items"][0]
    assert (row["relevant"], row["feedback"]) == (None, 0.0)


async def test_a_cursor_that_is_none_is_refused(client: Client) -> None:
    job = await posting(client)

    answer = await client.http.get(f"/api/v1/matches/best/cvs/{job}", params={"cursor": "x"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")
