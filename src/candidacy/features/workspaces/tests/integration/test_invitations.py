"""From a letter to a team: who is invited, comes from wherever they are, and is told how it stands."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import NOON, PASSWORD, add_user, signed_in
from candidacy.features.workspaces.tests.team import make_team
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    from candidacy.infrastructure.mail import Letter
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

BOB = "bob@example.org"


def path_in(letter: Letter) -> str:
    """Where the link of a letter leads."""
    found = re.search(r"http://[^/\s]+(/\S+)", letter.text)
    assert found is not None, letter.text
    return found[1]


async def letter_to(client: Client, email: str) -> Letter:
    return next(letter for letter in await client.run_mails() if letter.to == email)


async def browser_of(client: Client, email: str) -> Browser:
    browser = Browser(client)
    answer = await browser.post("/sign-in", email=email, password=PASSWORD)
    assert answer.status_code == 303, answer.text
    return browser


async def test_team_010_who_is_invited_gets_a_letter_that_says_who_where_and_as_what(client: Client) -> None:
    team = await make_team(client)

    token = await team.invite(BOB, Role.EDITOR)

    letter = await letter_to(client, BOB)
    assert letter.subject == 'Ada Lovelace invites you to "Team"'
    assert "as editor" in letter.text
    assert path_in(letter) == f"/invitations/{token}"


async def test_team_010_the_token_of_a_letter_is_not_in_the_database(client: Client) -> None:
    team = await make_team(client)

    token = await team.invite(BOB)

    async with client.application.sessions() as session:
        rows = [str(row) for row in await session.execute(text("select m::text from mail_tokens m"))]
    assert len(rows) == 1
    assert token not in rows[0]
    assert token.encode().hex() not in rows[0]


async def test_team_010_a_newcomer_signs_up_and_comes_back_to_the_invitation(client: Client) -> None:
    team = await make_team(client)
    await team.invite(BOB, Role.EDITOR)
    browser, here = Browser(client), path_in(await letter_to(client, BOB))

    page = await browser.get(here)
    sign_up = await browser.get(f"/sign-up?next={here}&email={BOB}")
    given = {"display_name": "Bob", "email": BOB, "password": PASSWORD, "then": here}
    await browser.post("/sign-up", **given)
    verify = path_in(await letter_to(client, BOB))
    await browser.get(verify)
    token, _, then = verify.partition("token=")[2].partition("&next=")
    back = await browser.post("/verify", token=token, then=then)
    offer = await browser.follow(back)
    joined = await browser.post(f"{here}/accept")

    assert page.status_code == 200
    assert f"/sign-up?next={here}&amp;email=bob%40example.org" in page.text
    assert f'value="{BOB}"' in sign_up.text
    assert back.headers["location"] == here
    assert "Ada Lovelace invites you as editor" in offer.text
    assert joined.headers["location"] == "/"
    assert (await team.roles())[BOB] == ("editor", "active")


async def test_team_010_who_has_an_account_signs_in_and_comes_back(client: Client) -> None:
    team = await make_team(client)
    await add_user(client, BOB)
    here = f"/invitations/{await team.invite(BOB)}"
    browser = Browser(client)

    page = await browser.get(here)
    form = await browser.get(f"/sign-in?next={here}&email={BOB}")
    back = await browser.post("/sign-in", email=BOB, password=PASSWORD, then=here)

    assert f"/sign-in?next={here}&amp;email=bob%40example.org" in page.text
    assert f'value="{BOB}"' in form.text
    assert back.headers["location"] == here
    assert "Join Team" in (await browser.follow(back)).text


async def test_team_010_who_has_another_address_is_told_which_one_it_is_for(client: Client) -> None:
    team = await make_team(client)
    here = f"/invitations/{await team.invite(BOB)}"
    await signed_in(client, "eve@example.org")
    browser = await browser_of(client, "eve@example.org")

    page = await browser.get(here)
    tried = await browser.post(f"{here}/accept")
    out = await browser.post("/sign-out", then=here)

    assert page.status_code == 403
    assert f"Sign out and use {BOB}" in page.text
    assert (tried.status_code, "It is for another address" in tried.text) == (403, True)
    assert out.headers["location"] == here
    assert "Create an account" in (await browser.follow(out)).text
    assert "eve@example.org" not in await team.roles()


async def test_team_010_an_invitation_that_has_ended_says_whom_to_ask(
    client: Client, clock: FixedClock
) -> None:
    team = await make_team(client)
    here = f"/invitations/{await team.invite(BOB)}"
    clock.set(NOON + timedelta(days=8))

    page = await Browser(client).get(here)

    assert page.status_code == 410
    assert "Ask Ada Lovelace for a new one" in page.text


async def test_team_010_an_invitation_that_was_used_says_what_to_do(client: Client) -> None:
    team = await make_team(client)
    here = f"/invitations/{await team.invite(BOB)}"
    await add_user(client, BOB)
    browser = await browser_of(client, BOB)
    await browser.post(f"{here}/accept")

    again = await browser.get(here)
    twice = await browser.post(f"{here}/accept")

    assert again.status_code == 404
    assert "If you have joined with it, all is well" in again.text
    assert twice.status_code == 404


async def test_a_link_from_a_web_mailer_is_followed_once_more_from_our_own_page(client: Client) -> None:
    team = await make_team(client)
    here = f"/invitations/{await team.invite(BOB)}"

    answer = await Browser(client).get(here, **{"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 200
    assert f'url={here}"' in answer.text


async def test_nobody_is_written_to_again_and_again(client: Client) -> None:
    team = await make_team(client)
    for _ in range(5):
        await team.invite(BOB)

    answer = await team.send(team.owner, "POST", "/workspaces/{}/invitations", {"email": BOB})

    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_invitations")


async def test_a_name_in_a_letter_to_a_stranger_is_short_and_no_address(client: Client) -> None:
    person = await signed_in(client)
    named = {"name": "Win at https://evil.example " + "x" * 70}
    made = await client.http.post("/api/v1/workspaces", json=named, headers=person.bearer)
    headers = {**person.bearer, "X-Workspace": made.json()["id"]}

    await client.http.post(
        f"/api/v1/workspaces/{made.json()['id']}/invitations", json={"email": BOB}, headers=headers
    )

    letter = await letter_to(client, BOB)
    assert "https://evil" not in letter.text
    assert len(letter.subject) < 100
