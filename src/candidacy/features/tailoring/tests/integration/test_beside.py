"""A portfolio beside the CV: drawn on where its owner allows it, for the summary alone, and always named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from candidacy.features.tailoring.tests.integration.test_api import POSTING, applied

if TYPE_CHECKING:
    from candidacy.testing.application import Client

RESUME = {
    "basics": {"name": "Ada Lovelace", "summary": "Programmer of services in Python."},
    "work": [{"name": "Engines", "position": "Programmer", "highlights": ["Wrote services in Python"]}],
}
SUMMARY = {"path": "/basics/summary", "after": "Programmer of services in Python and Kubernetes."}
LINE = {"path": "/work/0/highlights/0", "after": "Wrote services in Python and Kubernetes"}


async def publish(client: Client, **given: Any) -> str:
    item = {"kind": "project", "title": "Fleet", "body": "Also cooking.\n\nServices on Kubernetes.", **given}
    made = (await client.http.post("/api/v1/portfolio/items", json=item)).json()["id"]
    await client.http.post(f"/api/v1/portfolio/items/{made}/publish", json={})
    return str(made)


async def proposed(client: Client, *changes: dict[str, str]) -> dict[str, Any]:
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": RESUME}
    cv = (await client.http.post("/api/v1/cvs", json=card)).json()["id"]
    posting = (await client.http.post("/api/v1/postings", json={"text": POSTING})).json()["id"]
    given = {"cv_id": cv, "posting_id": posting, "changes": changes}
    answer = await client.http.post("/api/v1/tailorings", json=given)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_folio_044_a_summary_may_say_what_an_allowed_item_shows_and_names_it(client: Client) -> None:
    item = await publish(client, as_evidence=True)

    found = await proposed(client, SUMMARY)
    page = await client.http.get(f"/tailorings/{found['id']}")
    taken = await applied(client, found, 0)

    (change,) = found["changes"]
    cited = change["sources"][-1]
    assert (cited["title"], cited["address"]) == ("Fleet", f"/portfolio/items/{item}")
    assert cited["quote"] == "Services on Kubernetes."
    assert f'href="/portfolio/items/{item}"' in page.text
    assert taken.status_code == 200, taken.text


async def test_folio_044_what_the_cv_says_itself_cites_the_cv_alone(client: Client) -> None:
    await publish(client, as_evidence=True)

    found = await proposed(client, {"path": "/basics/summary", "after": "Programmer of Python services."})

    (change,) = found["changes"]
    assert [source["address"] for source in change["sources"]] == [""]


async def test_folio_044_an_item_that_is_not_allowed_supports_nothing(client: Client) -> None:
    await publish(client)

    found = await proposed(client, SUMMARY)

    assert found["changes"] == []
    assert found["refused"][0]["refusals"][0]["claim"] == "Kubernetes"


async def test_folio_044_what_was_done_elsewhere_is_not_said_of_an_employer(client: Client) -> None:
    await publish(client, as_evidence=True)

    found = await proposed(client, LINE)

    assert found["changes"] == []
    assert len(found["refused"]) == 1
