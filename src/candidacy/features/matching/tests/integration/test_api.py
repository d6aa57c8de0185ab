"""Matches and rankings over the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from candidacy.testing.application import Client

POSTING = """Backend engineer
Requirements
- 3+ years of Python
- PostgreSQL
- Kubernetes
"""


async def person(client: Client, name: str, *skills: str) -> str:
    resume = {
        "basics": {"name": name},
        "work": [
            {
                "name": "Engines",
                "position": "Backend engineer",
                "startDate": "2018-01",
                "endDate": "2024-12",
                "highlights": [f"Built services with {skill}" for skill in skills],
            }
        ],
    }
    answer = await client.http.post("/api/v1/cvs/import", json=resume)
    return str(answer.json()["id"])


async def posting(client: Client) -> str:
    answer = await client.http.post("/api/v1/postings", json={"text": POSTING})
    return str(answer.json()["id"])


async def match(client: Client, cv: str, job: str) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/matches", json={"cv_id": cv, "posting_id": job})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_the_score_recomputes_from_its_components(client: Client) -> None:
    made = await match(client, await person(client, "Ada", "Python", "PostgreSQL"), await posting(client))

    components = made["match"]["components"]

    assert made["score"] == round(sum(c["weight"] * c["score"] for c in components), 1)


async def test_a_met_requirement_quotes_the_cv(client: Client) -> None:
    made = await match(client, await person(client, "Ada", "PostgreSQL"), await posting(client))

    met = next(r for r in made["match"]["requirements"] if r["text"] == "PostgreSQL")

    assert met["status"] == "met"
    assert met["evidence"][0]["quote"] == "Built services with PostgreSQL"
    assert met["evidence"][0]["path"] == "/work/0/highlights/0"


async def test_what_the_cv_does_not_show_is_missing_and_would_gain(client: Client) -> None:
    made = await match(client, await person(client, "Ada", "Python"), await posting(client))

    gap = next(r for r in made["match"]["requirements"] if r["text"] == "Kubernetes")

    assert (gap["status"], gap["evidence"]) == ("missing", [])
    assert gap["gain"] > 0


async def test_matching_again_keeps_one_match_with_the_same_number(client: Client) -> None:
    cv, job = await person(client, "Ada", "Python"), await posting(client)

    made = [await match(client, cv, job) for _ in range(3)]

    assert len({(m["id"], m["score"]) for m in made}) == 1


@pytest.mark.parametrize("name", ["Ada", "Mohammed", "Jörg", "Ngozi"])
async def test_the_name_changes_nothing(client: Client, name: str) -> None:
    job = await posting(client)
    ours = await match(client, await person(client, "Somebody Else", "Python"), job)

    theirs = await match(client, await person(client, name, "Python"), job)

    assert theirs["score"] == ours["score"]


async def test_all_cvs_are_ranked_for_a_posting_and_the_order_is_that_of_the_scores(client: Client) -> None:
    job = await posting(client)
    best = await person(client, "Best", "Python", "PostgreSQL", "Kubernetes")
    await person(client, "None")
    await person(client, "Some", "Python")

    started = await client.http.post("/api/v1/matches/rank", json={"posting_id": job})
    await client.run_jobs()

    assert started.status_code == 202
    ranking = (await client.http.get(started.json()["ranking"])).json()["items"]
    scores = [row["score"] for row in ranking]
    assert ranking[0]["cv_id"] == best
    assert [row["candidate_name"] for row in ranking] == ["Best", "Some", "None"]
    assert scores == sorted(scores, reverse=True)


async def test_the_ranked_score_is_the_score_of_the_pair_in_both_directions(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")
    pair = await match(client, cv, job)

    scores = []
    for side in ({"posting_id": job}, {"cv_id": cv}):
        started = (await client.http.post("/api/v1/matches/rank", json=side)).json()
        await client.run_jobs()
        scores += [row["score"] for row in (await client.http.get(started["ranking"])).json()["items"]]

    assert scores == [pair["score"], pair["score"]]


async def test_pages_of_a_ranking_are_together_the_ranking_even_with_equal_scores(client: Client) -> None:
    job = await posting(client)
    for number in range(5):
        await person(client, f"Person {number}", "Python")
    started = (await client.http.post("/api/v1/matches/rank", json={"posting_id": job})).json()
    await client.run_jobs()
    whole = [r["id"] for r in (await client.http.get(started["ranking"])).json()["items"]]
    seen, cursor = [], ""

    while cursor is not None:
        params = {"posting_id": job, "limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.http.get("/api/v1/matches", params=params)).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]

    assert len(whole) == 5
    assert seen == whole


async def test_a_new_version_of_a_cv_takes_the_place_of_the_old_in_the_ranking(client: Client) -> None:
    job, cv = await posting(client), await person(client, "Ada", "Python")
    await match(client, cv, job)
    change = {"candidate_name": "Ada", "skills": ["Kubernetes"], "experience_years": 1}
    await client.http.post(f"/api/v1/cvs/{cv}/versions", json=change)

    newer = await match(client, cv, job)

    ranking = (await client.http.get("/api/v1/matches", params={"posting_id": job})).json()["items"]
    assert [row["id"] for row in ranking] == [newer["id"]]


@pytest.mark.parametrize("sides", [{}, {"cv_id": None, "posting_id": None}])
async def test_a_ranking_needs_one_side(client: Client, sides: dict[str, Any]) -> None:
    answer = await client.http.post("/api/v1/matches/rank", json=sides)

    assert (answer.status_code, answer.json()["code"]) == (400, "one_side")


async def test_a_posting_that_is_not_there_is_404(client: Client) -> None:
    cv = await person(client, "Ada", "Python")

    answer = await client.http.post("/api/v1/matches", json={"cv_id": cv, "posting_id": cv})

    assert (answer.status_code, answer.json()["code"]) == (404, "posting_not_found")
