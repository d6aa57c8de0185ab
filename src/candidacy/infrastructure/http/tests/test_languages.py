"""The language of a request, whatever its headers say."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.datastructures import Headers
from starlette.types import Receive, Scope, Send

from candidacy.infrastructure.http.languages import Speaking, best_language, language_of
from candidacy.infrastructure.http.tests.asgi import answer_with, call, scope_of
from candidacy.infrastructure.languages import Languages, current_language

NOTHING = Languages(())


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("de", "de"),
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("DE-ch", "de"),
        ("en;q=0.5, fr;q=0.7, es;q=0.6", "fr"),
        ("es, fr", "es"),
        ("fr;Q=0.4 , es ; q=0.5", "es"),
        ("de;q=0, fr;q=0.1", "fr"),
        ("de;q=0", "en"),
        ("de;q=0.2, de-DE;q=0.9, fr;q=0.5", "de"),
        ("nl, sv;q=0.9, es;q=0.1", "es"),
        ("*", "en"),
        ("en-US,en;q=0.5", "en"),
    ],
)
def test_lang_006_the_browser_says_which_language_it_likes_best(accepted: str, language: str) -> None:
    assert best_language(accepted) == language


@pytest.mark.parametrize(
    "accepted",
    [
        "de;q=nan",
        "de;q=inf",
        "de;q=-1",
        "de;q=2",
        "de;q=1_0",
        "de;q=",
        "de;x=1",
        "de;q=0.5;q=1",
        "de;q=\u0661",
        ";;;,,,===",
        "\x00\xff",
        "-de",
        "d" * 60_000,
        "," * 60_000 + "de",
        "xx," * 20_000 + "de",
    ],
)
def test_lang_006_what_makes_no_sense_is_answered_in_english(accepted: str) -> None:
    assert best_language(accepted) == "en"


@pytest.mark.parametrize(
    ("cookie", "language"),
    [
        ("language=fr", "fr"),
        ("a=b; language=es; c=d", "es"),
        ('language="de"', "de"),
        ("language=tlh", "de"),
        ("language=en-XA", "de"),
        ("language=", "de"),
        ("language=../../etc/passwd", "de"),
        ("language", "de"),
        ("=;;\x00;language==fr", "de"),
    ],
)
def test_lang_006_the_cookie_counts_before_the_browser_where_it_can_be_spoken(
    cookie: str, language: str
) -> None:
    headers = Headers({"cookie": cookie, "accept-language": "de"})

    assert language_of(headers, NOTHING) == language


async def spoken(scope: Scope, receive: Receive, send: Send) -> None:
    del scope, receive
    await answer_with(send, current_language().encode())


def request(languages: Languages, **headers: str) -> Scope:
    services = SimpleNamespace(pages=SimpleNamespace(languages=languages))
    return {**scope_of(**headers), "state": {"services": services}}


async def test_lang_006_a_request_is_answered_in_its_language(tmp_path: Path) -> None:
    languages = Languages([tmp_path])

    answer = await call(Speaking(spoken), request(languages, accept_language="de"))

    assert answer.body == b"de"
    assert languages.is_read("de")
    assert current_language() == "en"


async def test_lang_006_a_language_that_was_read_is_not_read_again(tmp_path: Path) -> None:
    languages = Languages([tmp_path])
    first = languages.catalog("de")

    await call(Speaking(spoken), request(languages, cookie="language=de"))

    assert languages.catalog("de") is first


async def test_before_there_are_services_english_is_spoken() -> None:
    answer = await call(Speaking(spoken), scope_of(accept_language="de"))

    assert answer.body == b"en"
