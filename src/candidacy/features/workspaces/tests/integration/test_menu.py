"""The head of every page offers the workspaces of who reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import PASSWORD
from candidacy.features.workspaces.tests.team import make_team

if TYPE_CHECKING:
    from candidacy.testing.application import Client


async def test_team_007_every_page_offers_to_switch_and_says_where_one_is(client: Client) -> None:
    team = await make_team(client)
    browser = Browser(client)
    await browser.post("/sign-in", email=team.owner.email, password=PASSWORD)

    before = await browser.get("/cvs")
    switched = await browser.post("/workspace/switch", workspace=str(team.workspace))
    after = await browser.get("/account")

    assert f'name="workspace" value="{team.workspace}"' in before.text
    assert switched.status_code == 303
    assert f'name="workspace" value="{team.workspace}"' not in after.text
    assert 'title="Workspace: Team"' in after.text


async def test_a_page_that_refuses_offers_it_too(client: Client) -> None:
    team = await make_team(client)
    viewer = await team.member("vera")
    browser = Browser(client)
    await browser.post("/sign-in", email=viewer.email, password=PASSWORD)
    await browser.post("/workspace/switch", workspace=str(team.workspace))

    answer = await browser.post("/workspace/settings", name="Mine", version="1")

    assert answer.status_code == 403
    assert "Ada Lovelace&#39;s workspace" in answer.text


async def test_who_is_not_signed_in_is_offered_nothing(client: Client) -> None:
    page = await Browser(client).get("/sign-in")

    assert "details class" not in page.text
