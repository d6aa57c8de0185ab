"""The tracker in another language: what is stored stays English, and names that people gave stay theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from candidacy.features.applications.tests.making import URL, application, stages

if TYPE_CHECKING:
    from candidacy.testing.application import Client


def spoken(language: str) -> dict[str, str]:
    return {"Accept": "text/html", "Accept-Language": language}


async def test_a_stage_that_nobody_renamed_is_said_in_the_language_of_the_page(client: Client) -> None:
    await application(client, title="Cook")
    named = await stages(client)
    await client.http.post(
        f"/tracker/stages/{named['Offer']}",
        data={"do": "rename", "name": "Saved by Ann"},
        headers=spoken("de"),
    )

    board = (await client.http.get("/tracker", headers=spoken("de"))).text

    assert "<span data-name>Gemerkt</span>" in board
    assert "<span data-name>Saved by Ann</span>" in board
    assert (await client.http.get(URL, headers=spoken("de"))).json()["items"][0]["stage"] == "Saved"


async def test_why_a_mail_is_about_an_application_is_said_in_the_language_of_the_page(client: Client) -> None:
    await application(client, title="Baker", organization="Bun")
    text = "Subject: Your application at Bun\n\nUnfortunately the position of Baker has been filled."
    await client.http.post("/tracker/mail", data={"text": text}, headers=spoken("fr"))

    page = (await client.http.get("/tracker/mail", headers=spoken("fr"))).text

    assert "l’objet ou l’expéditeur nomme l’employeur; l’e-mail nomme l’offre" in page
    assert "Baker chez Bun" in page


async def test_whoever_comes_second_is_told_in_their_language(client: Client) -> None:
    app = await application(client, title="Cook")
    to = (await stages(client))["Applied"]
    for version in ("1", "1"):
        answer = await client.http.post(
            f"/tracker/{app['id']}/move", data={"stage": to, "version": version}, headers=spoken("de")
        )

    assert "Jemand hat diese Bewerbung inzwischen geändert. Sie ist jetzt in „Applied“." in answer.text
