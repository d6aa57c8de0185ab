"""The pages for taking everything along and for leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from candidacy.features.auth.tests.people import PASSWORD, add_user, signed_in
from candidacy.features.privacy.tests.life import EMAIL, where_it_says
from candidacy.features.workspaces.tests.team import make_team

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]

PAGE = "/account/data"


async def in_a_browser(client: Client) -> None:
    """Sign in as a browser does: from here on the client's cookies say who it is."""
    await add_user(client, EMAIL)
    client.http.base_url = "https://localhost"  # Its cookies are Secure.
    answer = await client.http.post("/sign-in", data={"email": EMAIL, "password": PASSWORD, "then": PAGE})
    assert answer.headers["location"] == PAGE


async def test_priv_013_an_export_is_asked_for_followed_and_fetched_on_a_page(client: Client) -> None:
    await in_a_browser(client)

    asked = await client.http.post("/account/exports")
    waiting = (await client.http.get(PAGE)).text
    await client.run_jobs()
    ready = (await client.http.get(PAGE)).text

    assert (asked.status_code, asked.headers["location"]) == (303, PAGE)
    assert "data-job" in waiting
    assert "Download" not in waiting
    address = ready.split('href="/api/v1/me/exports/')[1].split('"')[0]
    fetched = await client.http.get(f"/api/v1/me/exports/{address}")
    assert fetched.content.startswith(b"PK")


async def test_priv_013_an_export_is_deleted_on_a_page(client: Client) -> None:
    await in_a_browser(client)
    await client.http.post("/account/exports")
    await client.run_jobs()
    page = (await client.http.get(PAGE)).text
    export = page.split("/account/exports/")[1].split("/")[0]

    await client.http.post(f"/account/exports/{export}/delete")

    assert export not in (await client.http.get(PAGE)).text


async def test_priv_014_an_account_is_deleted_on_a_page_that_says_goodbye(
    client: Client, owner: Database
) -> None:
    await in_a_browser(client)

    wrong = await client.http.post("/account/delete", data={"confirm": "something"})
    answer = await client.http.post("/account/delete", data={"confirm": EMAIL})
    goodbye = await client.http.get(answer.headers["location"])

    assert wrong.status_code == 400
    assert "That did not work" in wrong.text
    assert answer.headers["location"] == "/goodbye"
    assert "Your account is deleted" in goodbye.text
    assert not client.http.cookies
    assert await where_it_says(owner, EMAIL) == {}


async def test_priv_014_it_says_what_goes_and_what_stays(client: Client) -> None:
    team = await make_team(client, "grace")
    person = await team.member("ada")

    page = (await client.http.get(PAGE, headers=person.bearer)).text

    goes, stays = page.split("Stays:")
    assert "the team <strong>Team</strong>" in stays
    assert "the workspace <strong>Ada Lovelace&#39;s workspace</strong>" in goes
    assert "Type ada@example.org to confirm" in page


async def test_priv_014_a_last_owner_reads_what_to_do_first(client: Client) -> None:
    team = await make_team(client, "ada")
    await team.member("grace")

    page = (await client.http.get(PAGE, headers=team.owner.bearer)).text
    tried = await client.http.post(
        "/account/delete", data={"confirm": team.owner.email}, headers=team.owner.bearer
    )

    assert "A team needs another owner first" in page
    assert tried.status_code == 409


async def test_priv_014_who_has_not_proved_lately_who_they_are_is_asked_and_comes_back(
    client: Client,
) -> None:
    await in_a_browser(client)
    async with client.application.sessions.begin() as session:
        await session.execute(text("update sessions set confirmed_at = confirmed_at - interval '1 hour'"))

    exports = await client.http.post("/account/exports")
    leaving = await client.http.post("/account/delete", data={"confirm": EMAIL})
    question = await client.http.get(exports.headers["location"])
    proved = await client.http.post("/account/confirm", data={"password": PASSWORD, "then": PAGE})

    assert exports.headers["location"] == leaving.headers["location"] == f"/account/confirm?next={PAGE}"
    assert f'name="then" value="{PAGE}"' in question.text
    assert proved.headers["location"] == PAGE
    assert (await client.http.post("/account/exports")).headers["location"] == PAGE


async def test_the_account_leads_there(client: Client) -> None:
    person = await signed_in(client)

    page = (await client.http.get("/account", headers=person.bearer)).text

    assert f'href="{PAGE}"' in page
