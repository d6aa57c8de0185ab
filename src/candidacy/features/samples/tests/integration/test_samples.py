"""Loading and removing samples, through the API and the page."""

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.kernel.permissions import Permission

if TYPE_CHECKING:
    from candidacy.testing.application import Client

LISTS = ("cvs", "postings", "applications", "files", "portfolio/items")


async def counts(client: "Client") -> dict[str, int]:
    return {name: len((await client.http.get(f"/api/v1/{name}?limit=100")).json()["items"]) for name in LISTS}


async def load(client: "Client", kind: str) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/samples", json={"kind": kind})
    assert answer.status_code == 201, answer.text
    await client.run_jobs()
    loaded: dict[str, Any] = answer.json()
    return loaded


async def test_ui_001_the_sample_of_a_seeker_has_a_match_and_three_stages(client: "Client") -> None:
    await load(client, "seeker")

    assert await counts(client) == dict(zip(LISTS, (1, 2, 3, 1, 1), strict=True))
    matches = (await client.http.get("/api/v1/matches")).json()["items"]
    assert [match["score"] > 40 for match in matches] == [True]
    applications = (await client.http.get("/api/v1/applications")).json()["items"]
    assert {one["category"] for one in applications} == {"saved", "applied", "interview"}
    assert all(one["organization"].endswith("(sample)") for one in applications)


@pytest.mark.deep
async def test_ui_001_the_sample_of_a_recruiter_is_ranked_with_the_fitting_ones_first(
    client: "Client",
) -> None:
    loaded = await load(client, "recruiter")
    posting = next(part["id"] for part in loaded["parts"] if part["what"] == "posting")

    ranked = (await client.http.get(f"/api/v1/matches/best/cvs/{posting}")).json()["items"]
    names = [one["candidate_name"] for one in ranked]
    assert len(names) == 10
    assert "Amara Okafor" in names[:2]
    assert names[-1] == "Jonas Aaltonen"


async def test_ui_001_loading_twice_makes_nothing_twice(client: "Client") -> None:
    await load(client, "seeker")
    before = await counts(client)

    await load(client, "seeker")

    assert await counts(client) == before


async def test_ui_001_removing_takes_what_was_loaded_and_nothing_else(client: "Client") -> None:
    http = client.http
    own = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
    cv = (await http.post("/api/v1/cvs", json=own)).json()["id"]
    loaded = await load(client, "seeker")
    posting = next(part["id"] for part in loaded["parts"] if part["name"] == "tidemark")
    tracked = await http.post("/api/v1/applications", json={"posting_id": posting, "title": "Mine"})

    removed = await http.delete("/api/v1/samples/seeker")

    assert removed.status_code == 204
    assert await counts(client) == dict(zip(LISTS, (1, 0, 1, 0, 0), strict=True))
    assert (await http.get(f"/api/v1/cvs/{cv}")).status_code == 200
    assert (await http.get(f"/api/v1/applications/{tracked.json()['id']}")).status_code == 200
    assert [one["loaded"] for one in (await http.get("/api/v1/samples")).json()] == [False, False]


async def test_ui_001_what_was_deleted_by_hand_is_passed_over(client: "Client") -> None:
    loaded = await load(client, "seeker")
    for part in loaded["parts"]:
        kinds = {"file": "files", "posting": "postings", "application": "applications"}
        if part["what"] in kinds:
            await client.http.delete(f"/api/v1/{kinds[part['what']]}/{part['id']}")

    assert (await client.http.delete("/api/v1/samples/seeker")).status_code == 204


async def test_ui_001_a_sample_is_removed_before_it_was_read(client: "Client") -> None:
    await client.http.post("/api/v1/samples", json={"kind": "seeker"})

    await client.http.delete("/api/v1/samples/seeker")
    await client.run_jobs()

    assert (await counts(client))["cvs"] == 0
    statuses = {job["status"] for job in (await client.http.get("/api/v1/jobs")).json()["items"]}
    assert "failed" not in statuses


async def test_ui_001_the_page_loads_and_removes_with_one_click_each(client: "Client") -> None:
    http = client.http

    loaded = await http.post("/samples/load", data={"kind": "seeker"})
    shown = await http.get(loaded.headers["location"])
    removed = await http.post("/samples/remove", data={"kind": "seeker"})

    assert loaded.status_code == removed.status_code == 303
    assert "Remove this sample" in shown.text
    assert "Remove this sample" not in (await http.get("/samples")).text


async def test_ui_001_a_key_that_may_only_upload_loads_no_sample(client: "Client") -> None:
    scopes = [Permission.FILES_WRITE]
    made = await client.http.post("/api/v1/api-keys", json={"name": "uploads", "scopes": scopes})
    key = {"Authorization": f"Bearer {made.json()['key']}"}

    answer = await client.http.post("/api/v1/samples", json={"kind": "seeker"}, headers=key)

    assert answer.status_code == 403
