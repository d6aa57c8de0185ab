"""Reviews: the same CV, rubric and industry give one row and the same number."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = b"""Ada Lovelace
ada@example.org | +44 20 7946 0958 | London

Experience
Programmer, Analytical Engines, 2019 - 2023
- Wrote services in Python that cut costs by 40 %

Skills
Python, PostgreSQL
"""


async def uploaded(client: Client) -> str:
    await client.upload("cv.txt", CV)
    cvs = (await client.http.get("/api/v1/cvs")).json()["items"]
    return str(cvs[0]["id"])


async def test_a_review_has_a_score_findings_and_what_to_change(client: Client) -> None:
    cv = await uploaded(client)

    answer = await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={})

    assert answer.status_code == 201
    review = answer.json()["review"]
    assert 0 <= review["overall_score"] <= 100
    points, most = (sum(f[k] for f in review["findings"]) for k in ("points", "max"))
    assert review["overall_score"] == round(100 * points / most, 1)
    gains = [r["gain"] for r in review["recommendations"]]
    assert gains == sorted(gains, reverse=True)


async def test_a_finding_points_at_the_words_it_is_about(client: Client) -> None:
    cv = await uploaded(client)
    file = (await client.http.get(f"/api/v1/cvs/{cv}")).json()["file_id"]
    text = (await client.http.get(f"/api/v1/files/{file}/document")).json()["text"]

    review = (await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={})).json()["review"]

    quotes = [q for f in review["findings"] for q in f["evidence"] if q["spans"]]
    assert quotes
    for quote in quotes:
        assert all(text[span["start"] : span["end"]].strip() for span in quote["spans"])


async def test_asking_again_keeps_one_review_with_the_same_number(client: Client) -> None:
    cv = await uploaded(client)

    scores = {
        (await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={})).json()["overall_score"]
        for _ in range(3)
    }

    history = (await client.http.get(f"/api/v1/cvs/{cv}/reviews")).json()
    assert len(scores) == 1
    assert [row["overall_score"] for row in history] == list(scores)


async def test_an_industry_that_is_not_there_is_400_and_names_those_that_are(client: Client) -> None:
    cv = await uploaded(client)

    answer = await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={"industry": "alchemy"})

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_industry")
    assert "software" in answer.json()["detail"]


async def test_every_listed_industry_can_be_chosen(client: Client) -> None:
    cv = await uploaded(client)
    listed = [i["id"] for i in (await client.http.get("/api/v1/reviews/industries")).json()]

    answers = [
        await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={"industry": industry})
        for industry in listed
    ]

    assert "general" in listed
    assert {a.status_code for a in answers} == {201}


async def test_a_review_is_found_again(client: Client) -> None:
    cv = await uploaded(client)
    made = (await client.http.post(f"/api/v1/cvs/{cv}/reviews", json={})).json()

    found = (await client.http.get(f"/api/v1/reviews/{made['id']}")).json()

    assert found == made
