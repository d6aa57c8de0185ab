"""A CV is mended, compared and restored on its page, with plain forms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx

    from candidacy.testing.application import Client

RESUME: dict[str, Any] = {
    "basics": {"name": "Ada Lovelace", "profiles": [{"network": "GitHub", "url": "https://github.com/ada"}]},
    "work": [
        {"name": "Engines", "position": "Enginer", "startDate": "2019", "highlights": ["One", "Two"]},
        {"name": "Mill", "position": "Clerk", "startDate": "2015", "endDate": "2018"},
    ],
    "skills": [{"name": "Python"}, {"name": "SQL"}],
}


async def made(client: Client) -> str:
    answer = await client.http.post("/api/v1/cvs/import", json=RESUME)
    return str(answer.json()["id"])


async def resume_of(client: Client, cv: str) -> dict[str, Any]:
    value: dict[str, Any] = (await client.http.get(f"/api/v1/cvs/{cv}")).json()["resume"]
    return value


async def entry(client: Client, cv: str, at: str, based_on: int = 1, **values: str) -> httpx.Response:
    data = {"at": at, "based_on": str(based_on)} | {f"value/{k}": v for k, v in values.items()}
    return await client.http.post(f"/cvs/{cv}/entry", data=data, headers={"Accept": "text/html"})


async def test_cv_002_an_entry_is_mended_and_what_its_form_does_not_ask_stays(client: Client) -> None:
    cv = await made(client)

    answer = await entry(
        client,
        cv,
        "/work/0",
        position="Engineer",
        name="Engines",
        startDate="March 2019",
        highlights="Two\nThree\n",
    )

    assert (answer.status_code, answer.headers["location"]) == (303, f"/cvs/{cv}?done=saved#work")
    assert (await resume_of(client, cv))["work"][0] == {
        "name": "Engines",
        "position": "Engineer",
        "startDate": "2019-03",
        "highlights": ["Two", "Three"],
    }


async def test_cv_003_an_entry_is_added_and_another_taken_away(client: Client) -> None:
    cv = await made(client)

    await entry(client, cv, "/languages/-", language="French", fluency="C1")
    await client.http.post(f"/cvs/{cv}/entry", data={"at": "/work/0", "based_on": "2", "remove": "yes"})

    resume = await resume_of(client, cv)
    assert resume["languages"] == [{"language": "French", "fluency": "C1"}]
    assert [work["name"] for work in resume["work"]] == ["Mill"]


async def test_what_cannot_be_saved_is_shown_again_as_it_was_filled_in(client: Client) -> None:
    cv = await made(client)

    answer = await entry(client, cv, "/work/1", position="Miller of grain", startDate="long ago")

    assert answer.status_code == 400
    assert "must be a date" in answer.text
    assert 'value="Miller of grain"' in answer.text
    assert 'value="long ago"' in answer.text
    assert re.search(r'id="edit-work-1" open', answer.text)
    assert (await client.http.get(f"/api/v1/cvs/{cv}")).json()["version"] == 1


async def test_cv_001_unsure_values_come_first_and_are_accepted_or_mended_together(client: Client) -> None:
    text = "Ada Lovelace\nada@example.org\nExperience\nProgrammer, Analytical Engines Ltd, 2019 - 2023\n"
    await client.upload("cv.txt", text.encode())
    (cv,) = (await client.http.get("/api/v1/cvs")).json()["items"]
    before = (await client.http.get(f"/api/v1/cvs/{cv['id']}")).json()["fields"]
    first, second = before[0], before[1]
    data = {
        "based_on": "1",
        "path": [first["path"], second["path"]],
        "value": [first["value"], "mended@example.org"],
    }

    answer = await client.http.post(f"/cvs/{cv['id']}/check", data=data)

    assert answer.status_code == 303
    after = {f["path"]: f for f in (await client.http.get(f"/api/v1/cvs/{cv['id']}")).json()["fields"]}
    accepted, mended = after[first["path"]], after[second["path"]]
    assert (accepted["confidence"], accepted["spans"]) == (1.0, first["spans"])
    assert (mended["value"], mended["confidence"], mended["spans"]) == ("mended@example.org", 1.0, [])
    assert all(after[f["path"]]["confidence"] == f["confidence"] for f in before[2:] if f["path"] in after)


async def test_one_of_several_values_is_accepted_alone(client: Client) -> None:
    cv = await made(client)
    data = {
        "based_on": "1",
        "path": ["/work/0/position", "/work/1/position"],
        "value": ["Engineer", "Miller"],
        "only": "/work/0/position",
    }

    await client.http.post(f"/cvs/{cv}/check", data=data)

    assert [work["position"] for work in (await resume_of(client, cv))["work"]] == ["Engineer", "Clerk"]


async def test_cv_004_the_versions_say_when_by_whom_and_why(client: Client) -> None:
    cv = await made(client)
    await entry(client, cv, "/basics", name="Ada King")

    page = (await client.http.get(f"/cvs/{cv}")).text

    assert re.findall(r"Version (\d)</a>\s*<span>(\w+)", page) == [("2", "Edited"), ("1", "Imported")]
    assert page.count(", Me</span>") == 2


async def test_an_old_version_is_shown_as_it_was_and_cannot_be_changed(client: Client) -> None:
    cv = await made(client)
    await entry(client, cv, "/work/0", position="Engineer", name="Engines")

    page = await client.http.get(f"/cvs/{cv}/v/1")

    assert page.status_code == 200
    assert "Enginer" in page.text
    assert f"/cvs/{cv}/entry" not in page.text
    assert "Restore this version" in page.text


async def test_cv_005_two_versions_are_compared_in_words(client: Client) -> None:
    cv = await made(client)
    await client.http.post(f"/cvs/{cv}/entry", data={"at": "/work/0", "based_on": "1", "remove": "yes"})
    await entry(
        client,
        cv,
        "/work/0",
        based_on=2,
        position="Head clerk",
        name="Mill",
        startDate="2015",
        endDate="2018",
    )

    page = (await client.http.get(f"/cvs/{cv}/compare", params={"from": 1, "to": 3})).text

    assert "Experience: Head clerk, Mill" in page
    assert "<del>Clerk</del> <ins>Head clerk</ins>" in page
    assert "<del>Enginer</del>" in page
    assert page.count("<ins>") == 1


async def test_cv_006_a_version_is_restored_and_that_is_undone(client: Client) -> None:
    cv = await made(client)
    await entry(client, cv, "/basics", name="Ada King")

    answer = await client.http.post(f"/cvs/{cv}/restore", data={"number": "1", "based_on": "2"})

    page = (await client.http.get(answer.headers["location"])).text
    assert "Restored version 1" in page
    assert (await resume_of(client, cv))["basics"]["name"] == "Ada Lovelace"
    assert re.search(r'name="number" value="2"><input type="hidden" name="based_on" value="3">', page)
    await client.http.post(f"/cvs/{cv}/restore", data={"number": "2", "based_on": "3"})
    assert (await resume_of(client, cv))["basics"]["name"] == "Ada King"


async def test_cv_007_two_tabs_lose_nothing_both_sides_are_shown(client: Client) -> None:
    cv = await made(client)
    await client.http.post(f"/cvs/{cv}/entry", data={"at": "/work/0", "based_on": "1", "remove": "yes"})

    page = await entry(
        client, cv, "/work/1", position="Miller", name="Mill", startDate="2015", endDate="2018"
    )

    assert page.status_code == 412
    assert "Miller" in page.text
    assert "Clerk" in page.text
    assert [work["position"] for work in (await resume_of(client, cv))["work"]] == ["Clerk"]


async def test_what_was_not_saved_is_saved_on_top_where_its_entry_stands_now(client: Client) -> None:
    cv = await made(client)
    await client.http.post(f"/cvs/{cv}/entry", data={"at": "/work/0", "based_on": "1", "remove": "yes"})
    page = (await entry(client, cv, "/work/1", position="Miller", name="Mill", startDate="2015")).text
    from html import unescape

    changes = unescape(re.findall(r'name="changes"[^>]*>(.*?)</textarea>', page, re.DOTALL)[0])
    answer = await client.http.post(f"/cvs/{cv}/changes", data={"based_on": "2", "changes": changes})

    assert answer.status_code == 303
    assert (await resume_of(client, cv))["work"] == [
        {"name": "Mill", "position": "Miller", "startDate": "2015"}
    ]


async def test_changes_that_are_no_changes_are_refused(client: Client) -> None:
    cv = await made(client)

    answer = await client.http.post(f"/cvs/{cv}/changes", data={"based_on": "1", "changes": "nonsense"})

    assert answer.status_code == 400


async def test_a_place_that_has_no_form_is_refused(client: Client) -> None:
    cv = await made(client)

    answer = await entry(client, cv, "/meta/0", name="x")

    assert answer.status_code == 400
