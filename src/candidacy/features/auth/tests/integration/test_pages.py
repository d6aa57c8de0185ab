"""The pages of accounts, as a browser without scripts uses them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest

from candidacy.features.auth.service.set_up import set_up_token
from candidacy.features.auth.tests.browser import HTML, Browser
from candidacy.features.auth.tests.people import NEW_PASSWORD, NOON, PASSWORD, add_user, token_in

if TYPE_CHECKING:
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client


async def signed_in(client: Client) -> Browser:
    await add_user(client)
    browser = Browser(client)
    answer = await browser.post("/sign-in", email="ada@example.org", password=PASSWORD, then="/cvs")
    assert (answer.status_code, answer.headers["location"]) == (303, "/cvs")
    return browser


async def test_auth_003_signing_in_on_the_page_sets_cookies_that_only_we_can_read(client: Client) -> None:
    await add_user(client)

    answer = await Browser(client).post("/sign-in", email="ada@example.org", password=PASSWORD)

    cookies = answer.headers.get_list("set-cookie")
    assert {c.split("=")[0] for c in cookies if "Max-Age=0" not in c} == {"__Host-access", "__Host-refresh"}
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "Secure" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie
        assert len(cookie) < 4_096
    assert "SameSite=strict" in next(c for c in cookies if c.startswith("__Host-refresh"))


async def test_auth_003_a_wrong_password_keeps_the_address_and_says_why(client: Client) -> None:
    await add_user(client)

    answer = await Browser(client).post("/sign-in", email="ada@example.org", password="wrong")

    assert answer.status_code == 401
    assert 'value="ada@example.org"' in answer.text
    assert "do not belong together" in answer.text
    assert "wrong" not in answer.text


async def test_auth_003_a_page_that_wants_a_sign_in_leads_there_and_back(client: Client) -> None:
    await add_user(client)

    answer = await Browser(client).get("/cvs?cursor=x")

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/cvs%3Fcursor%3Dx")


async def test_auth_003_signing_in_leads_to_no_other_site(client: Client) -> None:
    await add_user(client)

    answer = await Browser(client).post(
        "/sign-in", email="ada@example.org", password=PASSWORD, then="https://evil.example/"
    )

    assert answer.headers["location"] == "/"


async def test_auth_007_a_browser_stays_signed_in_when_its_access_cookie_has_run_out(
    client: Client, clock: FixedClock
) -> None:
    browser = await signed_in(client)
    before = dict(browser.cookies)
    clock.set(NOON + timedelta(hours=1))

    answer = await browser.get("/cvs")

    assert answer.status_code == 200
    assert browser.cookies["__Host-refresh"] != before["__Host-refresh"]
    assert (await browser.get("/cvs")).status_code == 200


async def test_auth_007_a_link_from_another_site_is_followed_once_more_from_our_own(
    client: Client, clock: FixedClock
) -> None:
    browser = await signed_in(client)
    clock.set(NOON + timedelta(hours=1))
    strict = browser.cookies.pop("__Host-refresh")

    first = await browser.get("/cvs?x=1&y=2", **{"Sec-Fetch-Site": "cross-site"})
    browser.cookies["__Host-refresh"] = strict
    second = await browser.get("/cvs?x=1&y=2", **{"Sec-Fetch-Site": "same-origin"})

    assert 'content="0;url=/cvs?x=1&amp;y=2"' in first.text
    assert second.status_code == 200


async def test_auth_008_a_copied_refresh_cookie_ends_the_session(client: Client, clock: FixedClock) -> None:
    browser = await signed_in(client)
    thief = Browser(client)
    thief.cookies = {"__Host-refresh": browser.cookies["__Host-refresh"]}
    clock.set(NOON + timedelta(minutes=11))
    await browser.get("/cvs")
    clock.set(NOON + timedelta(minutes=12))

    stolen = await thief.get("/cvs")

    assert (stolen.status_code, thief.cookies) == (303, {})
    assert (await browser.get("/cvs")).status_code == 303


async def test_auth_009_signing_out_drops_the_cookies_and_ends_the_session(client: Client) -> None:
    browser = await signed_in(client)
    copied = dict(browser.cookies)

    await browser.post("/sign-out")

    assert browser.cookies == {}
    browser.cookies = copied
    assert (await browser.get("/cvs")).status_code == 303


async def test_auth_002_signing_up_goes_through_the_outbox_to_ones_own_workspace(client: Client) -> None:
    await add_user(client)
    browser = Browser(client)

    asked = await browser.post("/sign-up", email="New@example.org", display_name="New", password=PASSWORD)
    letters = await client.run_mails()
    token = token_in(letters[0].text)
    shown = await browser.get(f"/verify?token={token}")
    opened = await browser.post("/verify", token=token)

    assert "/dev/outbox" in asked.text
    assert token in shown.text
    assert opened.status_code == 303
    assert "new@example.org" in (await browser.get("/account")).text


async def test_auth_020_the_outbox_is_for_who_sits_at_the_machine(client: Client) -> None:
    await add_user(client)
    await Browser(client).post("/forgot-password", email="ada@example.org")
    await client.run_mails()

    answer = await Browser(client).get("/dev/outbox")
    afar = await Browser(client).get("/dev/outbox", **{"X-Forwarded-For": "192.0.2.1"})

    assert "Reset your password" in answer.text
    assert afar.status_code == 404


async def test_auth_013_a_forgotten_password_is_chosen_anew_on_the_page(client: Client) -> None:
    await add_user(client)
    browser = Browser(client)
    await browser.post("/forgot-password", email="ada@example.org")
    token = token_in((await client.run_mails())[0].text)

    weak = await browser.post("/reset-password", token=token, password="password1")
    done = await browser.post("/reset-password", token=token, password=NEW_PASSWORD)
    in_ = await browser.post("/sign-in", email="ada@example.org", password=NEW_PASSWORD)

    assert [weak.status_code, done.status_code, in_.status_code] == [400, 303, 303]


async def test_auth_015_a_second_factor_is_set_up_and_asked_for_on_the_page(
    client: Client, clock: FixedClock
) -> None:
    browser = await signed_in(client)
    await browser.post("/account/second-factor")
    page = (await browser.get("/account/second-factor")).text
    totp = pyotp.TOTP(page.partition("<code>")[2].partition("</code>")[0])
    on = await browser.post("/account/second-factor/confirm", code=totp.at(NOON))
    clock.set(NOON + timedelta(seconds=30))
    again = Browser(client)

    asked = await again.post("/sign-in", email="ada@example.org", password=PASSWORD, then="/cvs")
    wrong = await again.post("/sign-in/code", code="000000", then="/cvs")
    right = await again.post("/sign-in/code", code=totp.at(clock.now()), then="/cvs")

    assert "data:image/svg+xml" in page
    assert "recovery codes" in on.text
    assert asked.headers["location"] == "/sign-in/code?next=/cvs"
    assert [wrong.status_code, right.headers["location"]] == [401, "/cvs"]


async def test_auth_018_a_key_is_made_on_the_page_and_shown_once(client: Client) -> None:
    browser = await signed_in(client)

    made = await browser.post("/account/keys", name="ci", scopes="cvs:read", days="30")
    later = await browser.get("/account")

    key = made.text.partition("<code>")[2].partition("</code>")[0]
    assert key.startswith("cp_live_")
    assert key not in later.text
    assert (
        await client.http.get("/api/v1/cvs", headers={"Authorization": f"Bearer {key}"})
    ).status_code == 200


async def test_auth_017_the_page_asks_who_it_is_after_ten_minutes(client: Client, clock: FixedClock) -> None:
    browser = await signed_in(client)
    clock.set(NOON + timedelta(minutes=11))

    asked = await browser.post("/account/keys", name="ci", scopes="cvs:read")
    wrong = await browser.post("/account/confirm", password="wrong")
    right = await browser.post("/account/confirm", password=PASSWORD)
    made = await browser.post("/account/keys", name="ci", scopes="cvs:read")

    assert asked.headers["location"] == "/account/confirm"
    assert [wrong.status_code, right.status_code, made.status_code] == [401, 303, 200]


async def test_auth_010_a_session_is_ended_on_the_page(client: Client) -> None:
    browser, other = await signed_in(client), Browser(client)
    await other.post("/sign-in", email="ada@example.org", password=PASSWORD)
    path = (await browser.get("/account")).text.partition('action="/account/sessions/')[2].partition('"')[0]

    await browser.post(f"/account/sessions/{path}")

    assert (await other.get("/cvs")).status_code == 303
    assert (await browser.get("/cvs")).status_code == 200


async def test_auth_014_the_password_is_changed_on_the_page(client: Client) -> None:
    browser = await signed_in(client)

    wrong = await browser.post("/account/password", current_password="x", new_password=NEW_PASSWORD)
    right = await browser.post("/account/password", current_password=PASSWORD, new_password=NEW_PASSWORD)

    assert [wrong.status_code, right.status_code] == [401, 303]


async def test_auth_001_the_laptops_page_says_that_no_password_is_needed_and_gives_one(
    client: Client,
) -> None:
    browser = Browser(client)
    before = await browser.get("/account")

    claimed = await browser.post(
        "/account/claim", email="me@example.org", display_name="Me", password=PASSWORD
    )

    assert "No password is needed" in before.text
    assert claimed.status_code == 303
    assert (await browser.get("/cvs")).status_code == 200
    assert (await Browser(client).get("/cvs")).status_code == 303


async def test_auth_019_the_set_up_page_makes_the_owner(client: Client) -> None:
    browser, token = Browser(client), set_up_token(client.application.auth)
    form = {"email": "me@example.org", "display_name": "Me", "password": PASSWORD}

    wrong = await browser.post("/set-up", token="guess", **form)
    right = await browser.post("/set-up", token=token, **form)
    again = await browser.post("/set-up", token=token, **form)

    assert [wrong.status_code, right.status_code, again.status_code] == [410, 303, 410]


@pytest.mark.parametrize(
    "path",
    ["/sign-in", "/sign-up", "/forgot-password", "/reset-password", "/set-up", "/sign-in/code", "/verify"],
)
async def test_auth_003_every_page_of_entry_is_there_without_script_or_style_inside(
    client: Client, path: str
) -> None:
    page = (await client.http.get(path, headers=HTML)).text

    assert "<h1>" in page
    assert "style=" not in page
    assert all("src=" in tag for tag in page.split("<script")[1:])
