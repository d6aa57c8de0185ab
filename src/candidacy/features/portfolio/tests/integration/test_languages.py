"""A portfolio speaks the language that its owner chose, and the same to every visitor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from candidacy.features.portfolio.tests.works import open_portfolio, published, unlisted_link

if TYPE_CHECKING:
    from candidacy.testing.application import Client

GERMAN: dict[str, Any] = {
    "basics": {
        "name": "Ada",
        "summary": "Ich leite die Entwicklung von Rechenmaschinen und schule das Team.",
    },
    "work": [
        {
            "name": "Maschinen AG",
            "position": "Leiterin der Entwicklung",
            "startDate": "2020-01",
            "summary": "Verantwortlich für die Planung und den Bau der Maschinen, die in der Fabrik laufen.",
            "highlights": ["Die Laufzeit der Prüfungen wurde mit einem neuen Verfahren halbiert."],
        }
    ],
}


async def test_lang_009_every_visitor_reads_the_language_that_its_owner_chose(client: Client) -> None:
    await open_portfolio(client, language="de")
    shown = await published(client, "Engine", starts_on="2024-03-01", ends_on="2024-05-01")
    link = await unlisted_link(client)

    for address in ("/p/ada", f"/p/ada/{shown['slug']}", link):
        first = await client.http.get(address, headers={"cookie": "language=fr", "accept-language": "es"})
        second = await client.http.get(address)
        assert '<html lang="de">' in first.text
        assert (first.content, first.headers["etag"]) == (second.content, second.headers["etag"])

    assert "01.03.2024 bis 01.05.2024" in (await client.http.get(f"/p/ada/{shown['slug']}")).text
    assert ">Projekte<" in (await client.http.get("/p/ada")).text
    assert b'xml:lang="de"' in (await client.http.get("/p/ada/feed.atom")).content


async def test_lang_009_its_owner_sees_a_preview_in_that_language(client: Client) -> None:
    await open_portfolio(client, language="fr")
    item = await published(client, "Engine")

    page = (await client.http.get(f"/portfolio/items/{item['id']}/preview")).text

    assert '<html lang="fr">' in page


@pytest.mark.parametrize(("resume", "language"), [(GERMAN, "de"), ({"basics": {"name": "Ada"}}, "en")])
async def test_lang_009_without_a_choice_it_is_the_language_of_the_cv(
    client: Client, resume: dict[str, Any], language: str
) -> None:
    cv = (await client.http.post("/api/v1/cvs/import", json=resume)).json()["id"]

    made = await open_portfolio(client, cv_id=cv)

    assert made["language"] == language


async def test_lang_009_without_a_cv_it_is_english(client: Client) -> None:
    assert (await open_portfolio(client))["language"] == "en"


async def test_lang_009_it_is_chosen_on_the_page_of_the_profile(client: Client) -> None:
    form = {"handle": "ada", "name": "Ada", "visibility": "public", "version": "0", "language": "es"}

    saved = await client.http.post("/portfolio/profile", data=form)

    assert saved.status_code == 303
    page = (await client.http.get("/portfolio/profile")).text
    assert '<option value="es" lang="es" selected>Español</option>' in page
    assert '<html lang="es">' in (await client.http.get("/p/ada")).text


async def test_lang_009_a_language_that_nobody_speaks_is_refused(client: Client) -> None:
    form = {"handle": "ada", "name": "Ada", "visibility": "private", "version": "0", "language": "tlh"}

    page = await client.http.post("/portfolio/profile", data=form)

    assert page.status_code == 400
    assert "“Language” is none of the choices." in page.text
    assert (await client.http.put("/api/v1/portfolio", json={"language": "tlh"})).status_code == 422


async def test_lang_005_what_is_wrong_with_a_form_is_said_in_the_language_of_its_reader(
    client: Client,
) -> None:
    headers = {"cookie": "language=de"}
    form = {"kind": "project", "title": "", "url": "nowhere at all"}

    page = (await client.http.post("/portfolio/items", data=form, headers=headers)).text

    assert "„Titel“ ist leer." in page
    assert "Geben Sie eine Webadresse an, etwa https://example.org/page." in page
