"""The language of a request: what its cookie says, else what its browser asks for, else English."""

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.infrastructure.languages import LANGUAGES, SOURCE, Languages, speaking

COOKIE = "language"
MOST_ASKED = 10


class Speaking:
    """Answers each request in its language. A catalog is read in a thread, once."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        services = scope.get("state", {}).get("services")
        if scope["type"] != "http" or services is None:
            await self._app(scope, receive, send)
            return
        languages: Languages = services.pages.languages
        language = language_of(Headers(scope=scope), languages)
        if not languages.is_read(language):
            await to_thread.run_sync(languages.catalog, language)
        with speaking(language):
            await self._app(scope, receive, send)


def language_of(headers: Headers, languages: Languages) -> str:
    chosen = cookie_parser(headers.get("cookie", "")).get(COOKIE, "")
    return chosen if languages.knows(chosen) else best_language(headers.get("accept-language", ""))


def best_language(accepted: str) -> str:
    """The language that an Accept-Language (RFC 9110) likes best of those we have, and English where none."""
    liked: list[tuple[float, str]] = []
    for part in accepted.split(",")[:MOST_ASKED]:
        name, _, weight = part.strip().partition(";")
        code = name.strip().partition("-")[0].lower()
        if code in LANGUAGES:
            liked.append((-_weight(weight), code))
    liked = [one for one in liked if one[0] < 0]
    return min(liked, key=lambda one: one[0])[1] if liked else SOURCE


def _weight(text: str) -> float:
    name, _, number = text.strip().partition("=")
    if not text.strip():
        return 1.0
    try:
        return float(number) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
