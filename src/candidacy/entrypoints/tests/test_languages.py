"""The switch at the foot of every page: it needs no script, and leads back to where it was used."""

from collections.abc import AsyncIterator
from types import SimpleNamespace

import httpx
import pytest
from fastapi import FastAPI

from candidacy.entrypoints import languages
from candidacy.entrypoints.templates import build_pages, script_words
from candidacy.infrastructure.http.languages import COOKIE
from candidacy.infrastructure.http.problems import install_problem_handlers
from candidacy.infrastructure.languages import LANGUAGES, speaking

OURS = "http://ours.example"


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(languages.router)
    install_problem_handlers(app)

    async def with_services(scope: dict, receive: object, send: object) -> None:  # type: ignore[type-arg]
        pages = build_pages(api_docs=False)
        await app({**scope, "state": {"services": SimpleNamespace(pages=pages)}}, receive, send)  # type: ignore[arg-type]

    transport = httpx.ASGITransport(with_services)  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=OURS) as client:
        yield client


async def test_lang_008_a_language_is_chosen_and_kept_for_a_year(http: httpx.AsyncClient) -> None:
    answer = await http.post("/language", data={"language": "fr"})

    assert answer.status_code == 303
    kept = answer.headers["set-cookie"]
    assert kept.startswith(f"{COOKIE}=fr;")
    assert {"HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=lax"} <= set(kept.split("; "))
    assert "Secure" not in kept


async def test_lang_008_over_https_the_cookie_is_sent_there_only(http: httpx.AsyncClient) -> None:
    answer = await http.post("https://ours.example/language", data={"language": "fr"})

    assert "Secure" in answer.headers["set-cookie"].split("; ")


@pytest.mark.parametrize("language", ["tlh", "en-XA", "", "../de", "de\r\nSet-Cookie: a=b", "x" * 21])
async def test_lang_008_a_language_that_nobody_speaks_changes_nothing(
    http: httpx.AsyncClient, language: str
) -> None:
    answer = await http.post("/language", data={"language": language})

    assert answer.status_code in {400, 422}
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        (f"{OURS}/cvs?page=2#top", "/cvs?page=2"),
        (OURS, "/"),
        (f"{OURS}/", "/"),
        (None, "/"),
        ("", "/"),
        ("https://elsewhere.example/cvs", "/"),
        ("http://ours.example.elsewhere.example/", "/"),
        ("http://ours.example@elsewhere.example/", "/"),
        (f"{OURS}//elsewhere.example/", "/"),
        (f"{OURS}/\\elsewhere.example/", "/"),
        ("//elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http://[::1", "/"),
    ],
)
async def test_lang_008_it_leads_back_to_a_page_of_ours_only(
    http: httpx.AsyncClient, came_from: str | None, leads_to: str
) -> None:
    headers = {} if came_from is None else {"referer": came_from}

    answer = await http.post("/language", data={"language": "de"}, headers=headers)

    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lang_008_a_page_says_its_language_and_offers_the_others(language: str) -> None:
    pages = build_pages(api_docs=False)

    with speaking(language):
        page = pages.render(
            "error.html", problem=SimpleNamespace(title="", detail="", status=500, code="", request_id="")
        )

    assert f'<html lang="{language}">' in page
    assert page.count('aria-current="true"') == 1
    assert f'value="{language}" lang="{language}" aria-current="true">{LANGUAGES[language]}<' in page
    assert [code for code in LANGUAGES if f'name="language" value="{code}"' not in page] == []


def test_lang_005_scripts_get_their_words_in_the_language_of_the_page() -> None:
    pages = build_pages(api_docs=False)
    problem = SimpleNamespace(title="", detail="", status=500, code="", request_id="")

    english = pages.render("error.html", problem=problem)
    with speaking("de"):
        german = pages.render("error.html", problem=problem)

    assert "Finished" in script_words()
    assert 'id="words"' not in english
    assert '"Finished": "Fertig"' in german
