"""Tips without a model, and a text that is taken only as far as the CV supports it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from candidacy.testing.application import Client

PAGE = {"Accept": "text/html"}
LINE = "/work/0/highlights/0"
SUMMARY = "/basics/summary"
RESUME: dict[str, Any] = {
    "basics": {"name": "Ada Lovelace"},
    "work": [
        {
            "name": "Analytical Engines",
            "position": "Programmer",
            "startDate": "2019",
            "endDate": "2023",
            "highlights": ["Responsible for services in Python", "Wrote services in Python for 40 customers"],
        }
    ],
}


async def cv_of(client: Client) -> str:
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4, "resume": RESUME}
    made = await client.http.post("/api/v1/cvs", json=card)
    return str(made.json()["id"])


async def accepted(client: Client, cv: str, **given: object) -> Any:
    return await client.http.post(f"/api/v1/cvs/{cv}/suggestions/accept", json=given)


async def line_of(client: Client, cv: str, number: int = 0) -> str:
    found = (await client.http.get(f"/api/v1/cvs/{cv}")).json()
    return str(found["resume"]["work"][0]["highlights"][number])


async def test_write_001_each_line_has_its_tips_without_a_model(client: Client) -> None:
    cv = await cv_of(client)

    found = (await client.http.get(f"/api/v1/cvs/{cv}/tips")).json()

    first, second = found["lines"]
    assert {"weak_opening", "no_figure"} <= {tip["kind"] for tip in first["tips"]}
    assert second["tips"] == []


async def test_write_002_a_text_that_the_cv_supports_becomes_a_version(client: Client) -> None:
    cv = await cv_of(client)
    before, text = RESUME["work"][0]["highlights"][1], "Developed services in Python for 40 clients"

    answer = await accepted(client, cv, path="/work/0/highlights/1", before=before, text=text)

    assert answer.json() == {"cv_id": cv, "version": 2}
    assert await line_of(client, cv, 1) == text


async def test_write_003_an_invented_claim_is_refused_with_the_reason_and_nothing_changes(
    client: Client,
) -> None:
    cv = await cv_of(client)
    before, lie = RESUME["work"][0]["highlights"][1], "Wrote services in Python for 4000 customers"

    answer = await accepted(client, cv, path="/work/0/highlights/1", before=before, text=lie)

    assert (answer.status_code, answer.json()["code"]) == (400, "claim_refused")
    assert "4000" in answer.json()["detail"]
    assert await line_of(client, cv, 1) == before


async def test_write_003_a_person_may_vouch_for_it_in_their_own_words(client: Client) -> None:
    cv = await cv_of(client)
    before = RESUME["work"][0]["highlights"][0]
    given = {"path": LINE, "before": before, "text": "Ran 12 services in Python", "own_words": True}

    answer = await accepted(client, cv, **given)
    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    (entry,) = [e for e in entries if e["kind"] == "cv.reworded"]
    assert answer.json()["version"] == 2
    assert entry["detail"]["by"] == "own words"
    assert entry["detail"]["decider"] == "human"


SECOND = "/work/0/highlights/1"
ASKED = "Developed services in Python for 40 strollers"


async def test_write_007_what_only_the_person_can_say_is_taken_once_they_name_its_words(
    client: Client,
) -> None:
    cv = await cv_of(client)
    given = {"path": SECOND, "before": RESUME["work"][0]["highlights"][1], "text": ASKED}

    unsaid = await accepted(client, cv, **given)
    other = await accepted(client, cv, **given, confirmed=["visitors"])
    answer = await accepted(client, cv, **given, confirmed=["strollers"])
    versions = (await client.http.get(f"/api/v1/cvs/{cv}/versions")).json()
    entries = (await client.http.get("/api/v1/audit")).json()["items"]

    assert (unsaid.status_code, unsaid.json()["code"]) == (400, "claim_unconfirmed")
    assert "“strollers”" in unsaid.json()["detail"]
    assert (other.status_code, other.json()["code"]) == (409, "other_words")
    assert answer.json()["version"] == 2
    (said,) = versions[0]["confirmed"]
    assert (said["words"], said["line"], said["text"]) == (["strollers"], given["before"], ASKED)
    assert said["by"] == versions[0]["author_id"]
    (entry,) = [e for e in entries if e["kind"] == "cv.reworded"]
    assert entry["detail"]["outcome"]["confirmed"] == 1


async def test_write_007_a_lie_is_not_confirmed(client: Client) -> None:
    cv = await cv_of(client)
    given = {"path": SECOND, "before": RESUME["work"][0]["highlights"][1], "text": "Led 4000 strollers"}

    answer = await accepted(client, cv, **given, confirmed=["strollers"])

    assert (answer.status_code, answer.json()["code"]) == (400, "claim_refused")


async def test_write_007_the_page_asks_with_the_words_marked(client: Client) -> None:
    cv = await cv_of(client)
    form = {"path": SECOND, "before": RESUME["work"][0]["highlights"][1], "based_on": "1", "text": ASKED}

    page = await client.http.post(f"/cvs/{cv}/write", data=form, headers=PAGE)
    saved = await client.http.post(f"/cvs/{cv}/write", data={**form, "confirmed": "strollers"}, headers=PAGE)

    assert page.status_code == 400
    assert '<mark class="lit"><b>strollers</b></mark>' in page.text
    assert page.text.count('name="confirmed" value="strollers"') == 1
    assert saved.status_code == 303
    assert await line_of(client, cv, 1) == ASKED


async def test_a_line_that_is_another_by_now_is_not_overwritten(client: Client) -> None:
    cv = await cv_of(client)

    answer = await accepted(client, cv, path=LINE, before="Something else", text="Wrote services in Python")

    assert (answer.status_code, answer.json()["code"]) == (409, "line_changed")


async def test_a_version_that_is_not_the_newest_is_not_changed(client: Client) -> None:
    cv = await cv_of(client)
    given = {"path": LINE, "before": RESUME["work"][0]["highlights"][0], "text": "Services in Python"}
    at = f"/api/v1/cvs/{cv}/suggestions/accept"

    answer = await client.http.post(at, json=given, headers={"If-Match": '"7"'})

    assert (answer.status_code, answer.json()["code"]) == (412, "cv_changed")


async def test_what_is_no_text_to_be_worded_is_not_found(client: Client) -> None:
    cv = await cv_of(client)

    codes = [
        (await accepted(client, cv, path=path, text="x")).json()["code"]
        for path in ("/work/0/name", "/work/7/highlights/0", "/work/0/highlights", "/work/0/summary")
    ]

    assert codes == ["no_such_line"] * 4


async def test_write_002_a_summary_is_written_where_none_stood(client: Client) -> None:
    cv = await cv_of(client)

    lie = await accepted(client, cv, path=SUMMARY, text="Programmer with 30 years of experience")
    truth = await accepted(client, cv, path=SUMMARY, text="Programmer of services in Python")

    assert [lie.status_code, truth.status_code] == [400, 200]


async def test_write_004_without_a_model_a_suggestion_says_so(client: Client) -> None:
    cv = await cv_of(client)

    answer = await client.http.post(f"/api/v1/cvs/{cv}/suggestions/events", json={"path": LINE})

    assert (answer.status_code, answer.json()["code"]) == (503, "no_model")


async def test_write_001_the_page_shows_tips_and_what_a_model_would_add(client: Client) -> None:
    cv = await cv_of(client)

    page = await client.http.get(f"/cvs/{cv}/write", headers=PAGE)

    assert "Weak opening" in page.text
    assert 'href="/workspace/models"' in page.text


async def test_write_002_what_is_saved_on_the_page_can_be_undone(client: Client) -> None:
    cv = await cv_of(client)
    form = {"path": LINE, "before": RESUME["work"][0]["highlights"][0], "based_on": "1", "own": "yes"}

    saved = await client.http.post(f"/cvs/{cv}/write", data={**form, "text": "Ran services in Python"})
    page = await client.http.get(saved.headers["location"], headers=PAGE)
    await client.http.post(f"/cvs/{cv}/restore", data={"number": "1", "based_on": "2"})

    assert "This is version 2 now" in page.text
    assert await line_of(client, cv) == RESUME["work"][0]["highlights"][0]


async def test_write_003_what_is_refused_stays_in_its_field_with_the_reason(client: Client) -> None:
    cv = await cv_of(client)
    form = {"path": LINE, "before": RESUME["work"][0]["highlights"][0], "based_on": "1"}

    page = await client.http.post(f"/cvs/{cv}/write", data={**form, "text": "Led 90 people"}, headers=PAGE)

    assert page.status_code == 400
    assert "Led 90 people" in page.text
    assert "It is true: save it in my words" in page.text


async def test_a_cv_without_lines_says_what_would_be_there(client: Client) -> None:
    card = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 4}
    cv = (await client.http.post("/api/v1/cvs", json=card)).json()["id"]

    page = await client.http.get(f"/cvs/{cv}/write", headers=PAGE)

    assert "No lines to look at" in page.text
