"""/api/v1/cvs keeps its contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.cvs.schemas import CvOut

if TYPE_CHECKING:
    from candidacy.testing.application import Client

VALID: dict[str, Any] = {"candidate_name": "Ada Lovelace", "skills": ["Python"], "experience_years": 7.5}


async def create(client: Client, **changes: Any) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/cvs", json=VALID | changes)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_a_cv_is_made_and_found_again(client: Client) -> None:
    made = await create(client)

    found = await client.http.get(f"/api/v1/cvs/{made['id']}")

    assert found.status_code == 200
    assert found.headers["etag"] == '"1"'
    body = found.json()
    assert (body["candidate_name"], body["skills"], body["experience_years"]) == (
        "Ada Lovelace",
        ["Python"],
        7.5,
    )
    assert body["resume"]["basics"]["name"] == "Ada Lovelace"


@pytest.mark.parametrize("years", [0, 50])
async def test_the_limits_of_experience_years_are_allowed(client: Client, years: float) -> None:
    made = await create(client, experience_years=years)

    assert made["experience_years"] == years


async def test_a_name_of_100_characters_is_allowed(client: Client) -> None:
    made = await create(client, candidate_name="x" * 100)

    assert len(made["candidate_name"]) == 100


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("candidate_name", None),
        ("candidate_name", ""),
        ("candidate_name", "   "),
        ("candidate_name", "x" * 101),
        ("skills", []),
        ("skills", None),
        ("skills", "Python"),
        ("skills", [""]),
        ("experience_years", -0.1),
        ("experience_years", 50.1),
        ("experience_years", "many"),
        ("experience_years", None),
        ("surprise", 1),
    ],
)
async def test_what_the_contract_forbids_is_422_and_names_the_member(
    client: Client, member: str, value: object
) -> None:
    answer = await client.http.post("/api/v1/cvs", json=VALID | {member: value})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert any(member in error["pointer"] for error in answer.json()["errors"])


@pytest.mark.parametrize("member", ["candidate_name", "skills", "experience_years"])
async def test_a_missing_member_is_422(client: Client, member: str) -> None:
    body = {name: value for name, value in VALID.items() if name != member}

    answer = await client.http.post("/api/v1/cvs", json=body)

    assert answer.status_code == 422


async def test_a_body_that_is_not_json_is_400(client: Client) -> None:
    answer = await client.http.post(
        "/api/v1/cvs", content=b"{nonsense", headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == 400
    assert answer.json()["code"] == "invalid"


async def test_a_resume_that_is_not_json_resume_is_400_and_names_the_place(client: Client) -> None:
    answer = await client.http.post("/api/v1/cvs", json=VALID | {"resume": {"work": "none"}})

    assert answer.status_code == 400
    assert "/work" in answer.json()["detail"]


async def test_the_answer_to_a_bad_payload_never_repeats_the_input(client: Client) -> None:
    answer = await client.http.post("/api/v1/cvs", json=VALID | {"skills": "SECRET-CANARY"})

    assert "SECRET-CANARY" not in answer.text


async def test_a_change_is_a_new_version_and_the_old_one_stays(client: Client) -> None:
    made = await create(client)
    change = VALID | {"skills": ["Python", "SQL"]}

    changed = await client.http.post(f"/api/v1/cvs/{made['id']}/versions", json=change)

    assert changed.status_code == 201
    assert changed.headers["etag"] == '"2"'
    versions = (await client.http.get(f"/api/v1/cvs/{made['id']}/versions")).json()
    assert [(v["number"], v["skills"]) for v in versions] == [(2, ["Python", "SQL"]), (1, ["Python"])]


async def test_a_change_of_an_outdated_version_is_refused(client: Client) -> None:
    made = await create(client)
    await client.http.post(f"/api/v1/cvs/{made['id']}/versions", json=VALID)

    answer = await client.http.post(
        f"/api/v1/cvs/{made['id']}/versions", json=VALID, headers={"If-Match": '"1"'}
    )

    assert answer.status_code == 412
    assert answer.json()["code"] == "cv_changed"


async def test_an_if_match_that_is_no_etag_is_400(client: Client) -> None:
    made = await create(client)

    answer = await client.http.post(
        f"/api/v1/cvs/{made['id']}/versions", json=VALID, headers={"If-Match": "yesterday"}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_etag")


async def test_two_versions_are_compared_value_by_value(client: Client) -> None:
    made = await create(client)
    await client.http.post(f"/api/v1/cvs/{made['id']}/versions", json=VALID | {"candidate_name": "Ada King"})

    changes = await client.http.get(f"/api/v1/cvs/{made['id']}/diff", params={"before": 1, "after": 2})

    assert changes.json() == [{"path": "/basics/name", "before": "Ada Lovelace", "after": "Ada King"}]


async def test_an_old_version_comes_back_as_a_new_one(client: Client) -> None:
    made = await create(client)
    await client.http.post(f"/api/v1/cvs/{made['id']}/versions", json=VALID | {"candidate_name": "Ada King"})

    restored = await client.http.post(f"/api/v1/cvs/{made['id']}/versions/1/restore")

    assert (restored.json()["version"], restored.json()["candidate_name"]) == (3, "Ada Lovelace")


async def test_a_json_resume_comes_out_as_it_went_in(client: Client) -> None:
    resume = {
        "basics": {"name": "Ada Lovelace", "email": "ada@example.org"},
        "work": [{"name": "Analytical Engines", "position": "Programmer", "startDate": "2019-03"}],
        "skills": [{"name": "Languages", "keywords": ["Python"]}],
    }

    imported = await client.http.post("/api/v1/cvs/import", json=resume)
    exported = await client.http.get(f"/api/v1/cvs/{imported.json()['id']}/export")

    assert imported.status_code == 201
    assert exported.json() == resume
    assert "attachment" in exported.headers["content-disposition"]


async def test_lists_come_in_pages_that_together_are_everything(client: Client) -> None:
    made = [(await create(client, candidate_name=f"Person {n}"))["id"] for n in range(5)]
    seen, cursor = [], ""

    while cursor is not None:
        params = {"limit": "2"} | ({"cursor": cursor} if cursor else {})
        page = (await client.http.get("/api/v1/cvs", params=params)).json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]

    assert seen == made[::-1]


async def test_a_cursor_of_somebody_elses_making_is_400(client: Client) -> None:
    answer = await client.http.get("/api/v1/cvs", params={"cursor": "nonsense"})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")


async def test_a_deleted_cv_is_gone(client: Client) -> None:
    made = await create(client)

    deleted = await client.http.delete(f"/api/v1/cvs/{made['id']}")

    assert deleted.status_code == 204
    assert (await client.http.get(f"/api/v1/cvs/{made['id']}")).status_code == 404


async def test_a_list_says_of_a_cv_what_the_cv_says_of_itself(client: Client) -> None:
    typed = {"candidate_name": 'Ada "Countess" Лавлейс', "skills": ["C++", "A\\B"], "experience_years": 6.5}
    await client.http.post("/api/v1/cvs", json=typed)
    await client.upload("cv.txt", b"Grace Hopper\ngrace@example.org\n\nSkills\nCOBOL\n")

    listed = (await client.http.get("/api/v1/cvs")).json()["items"]

    assert len(listed) == 2
    for one in listed:
        alone = (await client.http.get(f"/api/v1/cvs/{one['id']}")).json()
        assert one == {name: alone[name] for name in CvOut.model_fields}


async def test_skills_are_listed_with_the_place_that_shows_them(client: Client) -> None:
    resume = {"work": [{"position": "Engineer", "highlights": ["Wrote services in Python"]}]}
    made = (await client.http.post("/api/v1/cvs/import", json=resume)).json()

    skills = (await client.http.get(f"/api/v1/cvs/{made['id']}/skills")).json()

    python = next(skill for skill in skills if skill["label"] == "Python")
    assert (python["path"], python["text"]) == ("/work/0/highlights/0", "Python")


async def test_the_documentation_names_201_400_and_422(client: Client) -> None:
    openapi = (await client.http.get("/openapi.json")).json()

    assert {"201", "400", "422"} <= set(openapi["paths"]["/api/v1/cvs"]["post"]["responses"])


RENDERCV = b"""
cv:
  name: Ada Lovelace
  email: [ada@example.org, old@example.org]
  sections:
    experience:
      - company: Analytical Engines
        position: Programmer
        start_date: 2019-03
        highlights: [Wrote services in Python]
"""


async def import_file(client: Client, name: str, data: bytes) -> dict[str, Any]:
    answer = await client.http.post("/api/v1/cvs/import", files={"file": (name, data)})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def test_cv_010_a_file_of_another_program_becomes_a_cv_and_what_was_lost_is_listed(
    client: Client,
) -> None:
    made = await import_file(client, "whatever.bin", RENDERCV)

    assert (made["format"], made["origin"], made["title"]) == ("rendercv", "import", "Ada Lovelace")
    assert made["lost"] == [{"path": "/cv/email/1", "value": "old@example.org"}]
    assert "Python" in made["skills"]


async def test_an_import_is_done_once_for_one_key(client: Client) -> None:
    headers = {"Idempotency-Key": "once"}
    files = {"file": ("cv.yaml", RENDERCV)}

    answers = [await client.http.post("/api/v1/cvs/import", files=files, headers=headers) for _ in range(2)]

    assert answers[0].json()["id"] == answers[1].json()["id"]


async def test_json_of_reactive_resume_is_taken_as_a_body_too(client: Client) -> None:
    value = {"basics": {"name": "Ada", "headline": "Analyst"}, "sections": {}, "metadata": {}}

    answer = await client.http.post("/api/v1/cvs/import", json=value)

    assert (answer.status_code, answer.json()["format"]) == (201, "reactive_resume")


async def test_a_file_that_no_program_of_these_wrote_is_refused(client: Client) -> None:
    answer = await client.http.post("/api/v1/cvs/import", files={"file": ("a.txt", b"Ada Lovelace")})

    assert (answer.status_code, answer.json()["code"]) == (415, "unknown_exchange_format")


async def test_a_form_without_a_file_is_refused(client: Client) -> None:
    answer = await client.http.post("/api/v1/cvs/import", data={"x": "y"}, files={"other": ("a", b"b")})

    assert (answer.status_code, answer.json()["code"]) == (400, "no_file_given")


@pytest.mark.parametrize("name", ["json_resume", "rendercv", "reactive_resume", "europass"])
async def test_cv_011_a_cv_goes_out_for_another_program_and_comes_back(client: Client, name: str) -> None:
    made = await import_file(client, "cv.yaml", RENDERCV)

    answer = await client.http.get(f"/api/v1/cvs/{made['id']}/export", params={"format": name})

    assert answer.status_code == 200
    assert "Ada-Lovelace." in answer.headers["content-disposition"]
    again = await import_file(client, "again", answer.content)
    resumes = [(await client.http.get(f"/api/v1/cvs/{m['id']}")).json()["resume"] for m in (made, again)]
    assert resumes[0] == resumes[1]


async def test_an_unknown_format_is_refused_and_the_known_are_named(client: Client) -> None:
    made = await create(client)

    answer = await client.http.get(f"/api/v1/cvs/{made['id']}/export", params={"format": "wordstar"})

    assert (answer.status_code, answer.json()["code"]) == (400, "no_such_export")
    assert "rendercv" in answer.json()["detail"]


async def test_what_a_format_cannot_hold_is_listed(client: Client) -> None:
    resume = {"basics": {"name": "Ada"}, "skills": [{"name": "Python", "level": "Expert"}]}
    made = (await client.http.post("/api/v1/cvs/import", json=resume)).json()

    exports = (await client.http.get(f"/api/v1/cvs/{made['id']}/exports")).json()

    lost = {one["format"]: one["lost"] for one in exports}
    assert lost["json_resume"] == []
    assert lost["europass"] == [{"path": "/skills/0/level", "value": "Expert"}]


async def test_cv_012_an_upload_of_such_a_file_is_imported(client: Client) -> None:
    await client.upload("linkedin.bin", RENDERCV)

    (cv,) = (await client.http.get("/api/v1/cvs")).json()["items"]
    assert (cv["title"], cv["origin"], cv["candidate_name"]) == ("Ada Lovelace", "import", "Ada Lovelace")
    detail = (await client.http.get(f"/api/v1/cvs/{cv['id']}")).json()
    assert all(field["confidence"] == 1.0 and field["spans"] for field in detail["fields"])


async def test_values_are_mended_in_a_new_version_and_the_others_keep_their_places(client: Client) -> None:
    await client.upload("cv.yaml", RENDERCV)
    (cv,) = (await client.http.get("/api/v1/cvs")).json()["items"]
    changes = {"changes": [{"path": "/work/0/position", "value": "Engineer"}]}

    answer = await client.http.patch(
        f"/api/v1/cvs/{cv['id']}/values", json=changes, headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.headers["etag"]) == (200, '"2"')
    detail = (await client.http.get(f"/api/v1/cvs/{cv['id']}")).json()
    fields = {field["path"]: field for field in detail["fields"]}
    assert detail["resume"]["work"][0]["position"] == "Engineer"
    assert (fields["/work/0/position"]["spans"], bool(fields["/work/0/name"]["spans"])) == ([], True)
    (newest, _) = (await client.http.get(f"/api/v1/cvs/{cv['id']}/versions")).json()
    assert (newest["origin"], newest["author_id"] is not None) == ("edit", True)


async def test_a_change_of_values_in_an_outdated_version_is_refused(client: Client) -> None:
    made = await create(client)
    changes = {"changes": [{"path": "/basics/name", "value": "Ada King"}]}
    await client.http.patch(f"/api/v1/cvs/{made['id']}/values", json=changes)

    answer = await client.http.patch(
        f"/api/v1/cvs/{made['id']}/values", json=changes, headers={"If-Match": '"1"'}
    )

    assert (answer.status_code, answer.json()["code"]) == (412, "cv_changed")


async def test_changes_that_change_nothing_make_no_version(client: Client) -> None:
    made = await create(client)
    changes = {"changes": [{"path": "/basics/name", "value": "Ada Lovelace"}]}

    answer = await client.http.patch(f"/api/v1/cvs/{made['id']}/values", json=changes)

    assert answer.json()["version"] == 1


async def test_years_that_were_given_by_hand_stay_while_the_work_does(client: Client) -> None:
    made = await create(client, experience_years=7.5)
    changes = {"changes": [{"path": "/basics/label", "value": "Analyst"}]}

    answer = await client.http.patch(f"/api/v1/cvs/{made['id']}/values", json=changes)

    assert answer.json()["experience_years"] == 7.5
