"""Groups that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from candidacy.testing.application import Client

API = "/api/v1"
TABLE = b"score,selected,sex\n90,yes,male\n80,yes,male\n70,no,female\n60,yes,female\n50,no,\n"


async def test_fair_002_a_table_of_groups_gives_rates_and_ratios(client: Client) -> None:
    answer = await client.http.post(f"{API}/audit/groups", files={"file": ("groups.csv", TABLE)})

    (part,) = answer.json()["breakdowns"]
    assert (answer.status_code, part["unknown"]) == (200, 1)
    assert [(g["name"], g["selection_ratio"], g["scoring_ratio"]) for g in part["groups"]] == [
        (["female"], 0.5, 0.0),
        (["male"], 1.0, 1.0),
    ]


async def test_fair_002_a_table_that_is_none_is_refused_with_the_reason(client: Client) -> None:
    answer = await client.http.post(f"{API}/audit/groups", files={"file": ("groups.csv", b"sex\nmale\n")})

    assert (answer.status_code, answer.json()["code"]) == (400, "group_table_invalid")


async def test_fair_002_the_page_shows_the_rates_and_says_what_is_wrong_with_a_table(client: Client) -> None:
    shown = await client.http.post("/workspace/audit/groups", files={"table": ("groups.csv", TABLE)})
    refused = await client.http.post("/workspace/audit/groups", files={"table": ("groups.csv", b"sex\n")})

    assert "1 group is below four fifths" in shown.text
    assert "1 of unknown group" in shown.text
    assert refused.status_code == 400
    assert "This table cannot be read" in refused.text


async def test_fair_005_the_page_holds_the_notice_for_applicants(client: Client) -> None:
    page = (await client.http.get("/workspace/audit/groups")).text

    assert "Notice to applicants" in page
