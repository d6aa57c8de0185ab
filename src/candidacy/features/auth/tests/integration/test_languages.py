"""Pages and letters of accounts in the language of who asks for them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from candidacy.features.auth.service.inviting import send_notice
from candidacy.features.auth.tests.browser import Browser
from candidacy.features.auth.tests.people import PASSWORD, add_user
from candidacy.infrastructure.languages import speaking

if TYPE_CHECKING:
    from candidacy.infrastructure.mail import Letter
    from candidacy.testing.application import Client


def speaker(client: Client, language: str) -> Browser:
    browser = Browser(client)
    browser.cookies["language"] = language
    return browser


async def letter_asked_for(client: Client, browser: Browser) -> Letter:
    await add_user(client)
    await browser.post("/forgot-password", email="ada@example.org")
    return (await client.run_mails())[0]


async def test_lang_010_a_letter_speaks_the_language_in_which_it_was_asked_for(client: Client) -> None:
    letter = await letter_asked_for(client, speaker(client, "de"))

    assert letter.subject == "Setzen Sie Ihr Passwort zurück"
    assert letter.text.startswith("Wählen Sie innerhalb einer Stunde ein neues Passwort:\n\nhttp")
    assert letter.text.endswith("\n\nWenn Sie das nicht waren, müssen Sie nichts tun.\n")


async def test_lang_010_a_letter_is_english_where_nobody_said_otherwise(client: Client) -> None:
    letter = await letter_asked_for(client, Browser(client))

    assert letter.subject == "Reset your password"


async def test_lang_010_a_letter_names_things_and_days_in_its_language(client: Client) -> None:
    ada = await add_user(client)
    details = {"what": "{Scrum} Master", "when": date(2026, 3, 1).isoformat()}
    async with client.application.sessions.begin() as session:
        with speaking("fr"):
            await send_notice(session, client.application.auth, ada, "certification_expires", details)

    letter = (await client.run_mails())[0]

    assert letter.text.startswith("«\u00a0{Scrum} Master\u00a0» expire le 1 mars 2026.")


async def test_lang_010_an_error_on_a_page_is_said_in_its_language(client: Client) -> None:
    browser = speaker(client, "es")

    answer = await browser.post("/sign-in", email="ada@example.org", password=PASSWORD)

    assert "Esta dirección y esta contraseña no corresponden." in answer.text


async def test_lang_010_a_device_is_named_in_the_language_of_its_page(client: Client) -> None:
    await add_user(client)
    browser = speaker(client, "fr")
    agent = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"}
    client.http.headers.update(agent)
    await browser.post("/sign-in", email="ada@example.org", password=PASSWORD)

    page = await browser.get("/account")

    assert "Firefox sur Linux" in page.text
