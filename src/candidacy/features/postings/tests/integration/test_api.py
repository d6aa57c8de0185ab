"""/api/v1/postings: text, HTML and JSON-LD in, requirements out, and a person sets them right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from candidacy.testing.application import Client

TEXT = """Warehouse supervisor
Requirements
- 3+ years of experience in logistics
- Forklift licence
Nice to have
- Fluent Spanish
"""


async def create(client: Client, **body: Any) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/postings", json=body or {"text": TEXT})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_text_becomes_requirements_that_point_into_it(client: Client) -> None:
    made = await create(client)

    assert made["title"] == "Warehouse supervisor"
    assert {r["importance"] for r in made["requirements"]} == {"must", "nice"}
    for requirement in made["requirements"]:
        wording = made["text"][requirement["start"] : requirement["end"]]
        assert requirement["text"].casefold() in wording.casefold() or wording in requirement["text"]


async def test_html_is_read_as_text(client: Client) -> None:
    made = await create(
        client, text="<h1>Cook</h1><ul><li>HACCP certificate required</li></ul><script>x</script>"
    )

    assert "<" not in made["text"]
    assert "x" not in made["text"].split()


async def test_a_job_posting_comes_out_as_schema_org(client: Client) -> None:
    job = {"@context": "https://schema.org", "@type": "JobPosting", "title": "Nurse", "description": TEXT}
    made = await create(client, job_posting=job)

    out = (await client.http.get(f"/api/v1/postings/{made['id']}/job-posting")).json()

    assert (out["@type"], out["title"]) == ("JobPosting", "Nurse")
    assert len(out["requirements"]) == len(made["requirements"])


async def test_nothing_given_is_400(client: Client) -> None:
    answer = await client.http.post("/api/v1/postings", json={})

    assert (answer.status_code, answer.json()["code"]) == (400, "nothing_given")


async def test_a_text_without_a_letter_is_400(client: Client) -> None:
    answer = await client.http.post("/api/v1/postings", json={"text": "... !!!"})

    assert (answer.status_code, answer.json()["code"]) == (400, "empty_posting")


async def test_a_person_sets_importance_and_weight(client: Client) -> None:
    made = await create(client)

    answer = await client.http.patch(
        f"/api/v1/postings/{made['id']}/requirements/0",
        json={"importance": "nice", "weight": 2.5},
        headers={"If-Match": '"1"'},
    )

    assert answer.status_code == 200
    assert answer.headers["etag"] == '"2"'
    assert (answer.json()["requirements"][0]["importance"], answer.json()["requirements"][0]["weight"]) == (
        "nice",
        2.5,
    )


async def test_a_change_of_an_outdated_posting_is_refused(client: Client) -> None:
    made = await create(client)
    await client.http.patch(f"/api/v1/postings/{made['id']}", json={"title": "Lead"})

    answer = await client.http.patch(
        f"/api/v1/postings/{made['id']}", json={"title": "Head"}, headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.json()["code"]) == (412, "posting_changed")


async def test_a_requirement_that_is_not_there_is_404(client: Client) -> None:
    made = await create(client)

    answer = await client.http.patch(f"/api/v1/postings/{made['id']}/requirements/99", json={"weight": 1})

    assert (answer.status_code, answer.json()["code"]) == (404, "requirement_not_found")


async def test_a_deleted_posting_is_gone(client: Client) -> None:
    made = await create(client)

    await client.http.delete(f"/api/v1/postings/{made['id']}")

    assert (await client.http.get(f"/api/v1/postings/{made['id']}")).status_code == 404
