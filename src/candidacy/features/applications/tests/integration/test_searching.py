"""Applications and notes are found by a search, and no longer once they are gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.applications.tests.making import application
from candidacy.features.assistant.tests.integration.test_sources import found

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_app_027_applications_are_found_by_job_people_and_tasks(client: Client) -> None:
    made = await application(client, title="Lighthouse keeper", location="Ouessant", tags=["sea"])
    path = f"/api/v1/applications/{made['id']}"
    await client.http.post(f"{path}/contacts", json={"name": "Grace Hopper", "role": "Harbour master"})
    await client.http.post(f"{path}/tasks", json={"title": "Send the foghorn recording", "zone": "UTC"})

    for query in ("lighthouse ", "ouessant ", "hopper ", "foghorn "):
        (hit,) = await found(client, query)
        assert (hit["kind"], hit["source_id"], hit["url"]) == (
            "application",
            made["id"],
            f"/tracker/{made['id']}",
        )


async def test_app_027_notes_are_a_kind_of_their_own(client: Client) -> None:
    made = await application(client, title="Keeper")
    path = f"/api/v1/applications/{made['id']}"
    await client.http.patch(path, json={"notes": "They like **barnacles**."})
    contact = {"name": "Grace", "note": "Prefers sextants"}
    kept = (await client.http.post(f"{path}/contacts", json=contact)).json()

    (notes,) = await found(client, "barnacles ", kind="note")
    (said,) = await found(client, "sextants ")
    await client.http.put(f"{path}/contacts/{kept['id']}", json={"name": "Grace"})

    assert (notes["kind"], notes["url"]) == ("note", f"/tracker/{made['id']}#notes")
    assert said["kind"] == "note"
    assert await found(client, "sextants ") == []


async def test_app_027_an_application_without_notes_has_none_to_be_found(client: Client) -> None:
    await application(client, title="Lighthouse keeper")

    assert await found(client, "lighthouse ", kind="note") == []


async def test_app_027_what_is_deleted_is_found_no_more(client: Client) -> None:
    made = await application(client, title="Lighthouse keeper", notes="Barnacles.")
    assert len(await found(client, "lighthouse barnacles ")) == 2

    await client.http.delete(f"/api/v1/applications/{made['id']}")

    assert await found(client, "lighthouse barnacles ") == []


async def test_app_027_a_posting_that_is_kept_here_alone_is_found_here(client: Client) -> None:
    posting = (
        await client.http.post("/api/v1/postings", json={"text": "Keeper\n\n- Polishing lenses"})
    ).json()
    made = await application(client, posting_id=posting["id"])
    before = await found(client, "polishing ")
    await client.http.delete(f"/api/v1/postings/{posting['id']}")
    await client.http.patch(f"/api/v1/applications/{made['id']}", json={"location": "Brest"})

    after = await found(client, "polishing ")

    assert [hit["kind"] for hit in before] == ["posting"]
    assert [hit["kind"] for hit in after] == ["application"]
