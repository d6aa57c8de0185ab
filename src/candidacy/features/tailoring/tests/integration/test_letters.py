"""Letters and interviews without a model: from the CV's own lines, edited, taken along."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.tailoring.tests.integration.test_api import RESUME, pair

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}
NOBODYS = "00000000-0000-7000-8000-000000000000"


async def written(client: Client, **more: str) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/letters", json={**await pair(client), **more})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_tail_010_a_letter_is_drafted_with_the_source_of_each_claim(client: Client) -> None:
    letter = await written(client)
    told = [s for paragraph in letter["paragraphs"] for s in paragraph if s["sources"]]

    assert "Wrote services in Python for 40 customers" in {x["quote"] for s in told for x in s["sources"]}
    assert "Ada Lovelace" in letter["text"]
    assert letter["made"] is None


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
async def test_tail_010_language_and_tone_are_chosen(client: Client, language: str) -> None:
    letter = await written(client, language=language, tone="warm", kind="note")

    assert (letter["language"], letter["tone"], letter["kind"]) == (language, "warm", "note")


async def test_a_language_without_letters_is_refused(client: Client) -> None:
    answer = await client.http.post("/api/v1/letters", json={**await pair(client), "language": "xx"})

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_letter_language")


async def test_tail_012_a_letter_is_edited_and_nobody_overwrites_somebody_else(client: Client) -> None:
    letter = await written(client)
    at, mine = f"/api/v1/letters/{letter['id']}", {"subject": "Hello", "text": "Dear you,\r\n\r\nit is me."}

    saved = await client.http.patch(at, json=mine, headers={"If-Match": '"1"'})
    late = await client.http.patch(at, json=mine, headers={"If-Match": '"1"'})
    kept = (await client.http.get(at)).json()

    assert saved.headers["etag"] == '"2"'
    assert (late.status_code, late.json()["code"]) == (412, "letter_changed")
    assert (kept["subject"], kept["text"], kept["edited"]) == ("Hello", "Dear you,\n\nit is me.", True)


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("pdf", b"%PDF-"),
        ("docx", b"PK"),
        ("txt", b"Dear"),
    ],
)
async def test_tail_012_a_letter_is_taken_along_as_a_file(client: Client, kind: str, begins: bytes) -> None:
    letter = await written(client)

    file = await client.http.get(f"/api/v1/letters/{letter['id']}/file", params={"format": kind})

    assert file.content.startswith(begins)
    assert "attachment" in file.headers["content-disposition"]
    assert f".{kind}" in file.headers["content-disposition"]


async def test_tail_012_letters_are_listed_and_deleted(client: Client) -> None:
    first, second = await written(client), await written(client)

    every = (await client.http.get("/api/v1/letters")).json()["items"]
    of_one = (await client.http.get("/api/v1/letters", params={"cv_id": first["cv_id"]})).json()["items"]
    of_job = (await client.http.get("/api/v1/letters", params={"posting_id": second["posting_id"]})).json()
    gone = await client.http.delete(f"/api/v1/letters/{first['id']}")
    again = await client.http.delete(f"/api/v1/letters/{first['id']}")

    assert [one["id"] for one in every] == [second["id"], first["id"]]
    assert [one["id"] for one in of_one] == [first["id"]]
    assert [one["id"] for one in of_job["items"]] == [second["id"]]
    assert (gone.status_code, again.status_code) == (204, 404)


async def test_tail_010_the_page_drafts_a_letter_and_shows_where_it_comes_from(client: Client) -> None:
    ids = await pair(client)
    at = f"/cvs/{ids['cv_id']}/letter/{ids['posting_id']}"

    asked = await client.http.get(at, headers=PAGE)
    led = await client.http.post(at, data={"kind": "letter", "language": "en", "tone": "direct"})
    page = await client.http.get(led.headers["location"], headers=PAGE)
    listed = await client.http.get("/letters", headers=PAGE)
    again = await client.http.get(at, headers=PAGE)

    assert "What to write" in asked.text
    assert "Where each sentence comes from" in page.text
    assert "Wrote services in Python for 40 customers" in page.text
    assert led.headers["location"] in listed.text
    assert led.headers["location"] in again.text


async def test_tail_012_the_second_of_two_tabs_loses_nothing(client: Client) -> None:
    letter = await written(client)
    at = f"/letters/{letter['id']}"

    first = await client.http.post(at, data={"subject": "", "text": "From the first", "based_on": "1"})
    second = await client.http.post(
        at, data={"subject": "", "text": "From the second", "based_on": "1"}, headers=PAGE
    )
    saved = await client.http.get(first.headers["location"], headers=PAGE)

    assert second.status_code == 412
    assert "From the first" in second.text
    assert "From the second" in second.text
    assert "Saved" in saved.text


async def test_the_list_of_letters_says_when_it_is_empty(client: Client) -> None:
    letter = await written(client)

    gone = await client.http.post(f"/letters/{letter['id']}/delete", headers=PAGE)
    empty = await client.http.get(gone.headers["location"], headers=PAGE)

    assert "No letters yet" in empty.text


async def test_tail_013_an_interview_is_prepared_from_the_persons_own_lines(client: Client) -> None:
    ids = await pair(client)
    at = f"/api/v1/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}"

    found = (await client.http.get(at)).json()
    spanish = (await client.http.get(at, params={"language": "es"})).json()
    unknown = await client.http.get(at, params={"language": "xx"})

    quotes = {s["quote"] for c in found["chapters"] for q in c["questions"] for s in q["sources"]}
    assert "Wrote services in Python for 40 customers" in quotes
    assert spanish["chapters"][0]["title"] != found["chapters"][0]["title"]
    assert unknown.json()["code"] == "unknown_interview_language"


@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("txt", b"Interview")])
async def test_tail_013_an_interview_is_taken_along_as_a_file(
    client: Client, kind: str, begins: bytes
) -> None:
    ids = await pair(client)
    at = f"/api/v1/cvs/{ids['cv_id']}/interviews/{ids['posting_id']}/file"

    file = await client.http.get(at, params={"format": kind})

    assert file.content.startswith(begins)


async def test_tail_013_the_page_shows_questions_prompts_and_gaps(client: Client) -> None:
    ids = await pair(client)

    page = await client.http.get(f"/cvs/{ids['cv_id']}/interview/{ids['posting_id']}", headers=PAGE)

    assert "What the job asks for" in page.text
    assert RESUME["work"][0]["position"] in page.text  # type: ignore[index]


@pytest.mark.parametrize("path", [f"/api/v1/letters/{NOBODYS}", f"/api/v1/letters/{NOBODYS}/file"])
async def test_a_letter_that_is_not_there_is_not_found(client: Client, path: str) -> None:
    answer = await client.http.get(path)

    assert (answer.status_code, answer.json()["code"]) == (404, "letter_not_found")
