"""Search through the API: what is found, by whom, and how soon."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from candidacy.testing.application import Client

ADA: dict[str, Any] = {
    "candidate_name": "Ada Lovelace",
    "resume": {
        "basics": {"name": "Ada Lovelace", "summary": "Engineer from Zürich."},
        "work": [
            {
                "name": "Engines Ltd",
                "position": "Platform engineer",
                "startDate": "2019-03",
                "highlights": ["Moved forty services to Kubernetes.", "Wrote C++ for the analytical engine."],
            }
        ],
    },
    "skills": ["Python"],
    "experience_years": 4,
}
POSTING = {"text": "Bäcker in Bern\n\nRequirements\n- Three years of baking\n- An early riser"}


async def add_cv(client: Client, given: dict[str, Any] = ADA) -> str:
    answer = await client.http.post("/api/v1/cvs", json=given)
    assert answer.status_code == 201, answer.text
    await client.run_jobs()
    return str(answer.json()["id"])


async def add_posting(client: Client) -> str:
    answer = await client.http.post("/api/v1/postings", json=POSTING)
    assert answer.status_code == 201, answer.text
    await client.run_jobs()
    return str(answer.json()["id"])


async def search(client: Client, query: str, **params: Any) -> dict[str, Any]:
    answer = await client.http.get("/api/v1/search", params={"q": query, **params})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [item["source_id"] for item in found["items"]]


async def test_search_003_what_is_added_is_found_with_its_words_marked(client: Client) -> None:
    cv = await add_cv(client)

    found = await search(client, "services kubernetes")

    (hit,) = found["items"]
    (passage,) = hit["passages"]
    assert (hit["source_id"], hit["kind"], hit["url"]) == (cv, "cv", f"/cvs/{cv}")
    assert [f["text"] for f in passage["snippet"] if f["hit"]] == ["services", "Kubernetes"]
    assert passage["heading"] == "Experience · Platform engineer · Engines Ltd · 2019-03 – present"
    assert passage["path"] == "/work/0/highlights/0"
    assert found["index"]["by_words_alone"] is True


async def test_search_003_accents_prefixes_slips_and_signs_do_not_hide_anything(client: Client) -> None:
    cv, posting = await add_cv(client), await add_posting(client)

    assert ids(await search(client, "zurich ")) == [cv]
    assert ids(await search(client, "kuber")) == [cv]
    assert ids(await search(client, "kubernets ")) == [cv]
    assert ids(await search(client, "C++ ")) == [cv]
    assert ids(await search(client, "backer")) == [posting]


async def test_search_003_what_holds_no_word_is_not_found(client: Client) -> None:
    await add_cv(client)

    assert ids(await search(client, "submarine ")) == []


async def test_search_003_results_are_narrowed_by_kind_and_day(client: Client) -> None:
    cv, posting = await add_cv(client), await add_posting(client)

    assert set(ids(await search(client, "years engineer"))) == {cv, posting}
    assert ids(await search(client, "years engineer", kind="posting")) == [posting]
    assert ids(await search(client, "years engineer", since="9999-12-31")) == []
    assert ids(await search(client, "years engineer", until="2000-01-01")) == []
    assert len(ids(await search(client, "years engineer", until="9999-12-31"))) == 2


async def test_search_003_pages_hold_each_result_once(client: Client) -> None:
    made = {await add_cv(client) for _ in range(3)}

    first = await search(client, "kubernetes", limit=2)
    second = await search(client, "kubernetes", limit=2, cursor=first["next_cursor"])

    assert len(ids(first)) == 2
    assert set(ids(first)) | set(ids(second)) == made
    assert len(ids(first) + ids(second)) == 3
    assert second["next_cursor"] is None


async def test_search_003_bad_requests_are_told_what_is_wrong(client: Client) -> None:
    for params, code in (
        ({"q": " .,- "}, "nothing_asked"),
        ({"q": "x", "kind": "submarine"}, "unknown_kind"),
    ):
        answer = await client.http.get("/api/v1/search", params=params)
        assert (answer.status_code, answer.json()["code"]) == (400, code)
    await add_cv(client)
    for cursor in ("nonsense", "WzEsICJ4Il0", "WyJhIl0"):
        answer = await client.http.get("/api/v1/search", params={"q": "kubernetes", "cursor": cursor})
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


async def test_search_004_what_is_changed_is_found_as_it_is_now(client: Client) -> None:
    cv = await add_cv(client)
    resume = {"basics": {"name": "Ada"}, "work": [{"name": "Bakery", "highlights": ["Baked bread."]}]}

    await client.http.post(f"/api/v1/cvs/{cv}/versions", json={**ADA, "resume": resume})
    await client.run_jobs()

    assert ids(await search(client, "bread ")) == [cv]
    assert ids(await search(client, "kubernetes ")) == []


async def test_search_004_what_is_deleted_is_gone_at_once(client: Client) -> None:
    cv, posting = await add_cv(client), await add_posting(client)

    await client.http.delete(f"/api/v1/cvs/{cv}")
    await client.http.delete(f"/api/v1/postings/{posting}")

    assert ids(await search(client, "kubernetes ")) == []
    assert ids(await search(client, "bern ")) == []


async def test_search_004_a_job_that_comes_after_the_deletion_brings_nothing_back(client: Client) -> None:
    made = await client.http.post("/api/v1/cvs", json=ADA)
    await client.http.delete(f"/api/v1/cvs/{made.json()['id']}")

    await client.run_jobs()

    assert ids(await search(client, "kubernetes ")) == []


async def test_search_004_what_had_no_notice_is_found_by_looking(client: Client) -> None:
    await client.http.post("/api/v1/cvs", json=ADA)

    made = await client.application.keeping_up.round()
    again = await client.application.keeping_up.round()

    assert (made, again) == (1, 0)
    assert len(ids(await search(client, "kubernetes "))) == 1


async def test_search_006_hidden_text_of_a_file_is_never_found(client: Client) -> None:
    page = (
        b"<html><body><h1>Ada Lovelace</h1><p>Platform engineer</p>"
        b"<p style='display:none'>zanzibar</p></body></html>"
    )

    await client.upload("ada.html", page)

    assert len(ids(await search(client, "engineer "))) == 1
    assert ids(await search(client, "zanzibar ")) == []


async def test_search_page_shows_results_and_their_words(client: Client) -> None:
    cv = await add_cv(client)

    page = await client.http.get("/search", params={"q": "kubernetes", "since": "no day"})
    empty = await client.http.get("/search", params={"q": "submarine "})
    wrong = await client.http.get("/search", params={"q": "x", "kind": "submarine"})
    plain = await client.http.get("/search")
    quick = await client.http.get("/search/quick", params={"q": "kuber"})

    assert f'href="/cvs/{cv}"' in page.text
    assert "<mark>Kubernetes</mark>" in page.text
    assert "Nothing found" in empty.text
    assert (wrong.status_code, "nothing of the kind" in wrong.text) == (400, True)
    assert plain.status_code == 200
    assert f'href="/cvs/{cv}"' in quick.text
    assert "<html" not in quick.text
