"""Keeps a browser signed in: trades its refresh cookie for new tokens when the access cookie has run out."""

from html import escape
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from candidacy.features.auth.errors import BadRefreshToken
from candidacy.features.auth.pages.cookies import drop_tokens, keep_tokens
from candidacy.features.auth.policies.cookies import ACCESS_COOKIE, REFRESH_COOKIE
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.infrastructure.crypto import BadToken
from candidacy.infrastructure.languages import current_language
from candidacy.kernel.language import sentence

_FREE = ("/static/", "/health/", "/p/", "/u/")
"""What is the same for everybody, so that no cookie is looked at or set."""
_AGAIN = (
    '<!doctype html><html lang="{1}"><title>Candidacy</title>'
    '<meta http-equiv="refresh" content="0;url={0}"><p><a href="{0}">{2}</a></p></html>'
)


class KeepSignedIn:
    """Renews before the request is handled, so that a form that was open for long is not lost.

    A page that wants a sign-in leads there. A link from another site comes without the refresh cookie, which
    is SameSite=Strict; it is followed once more from our own page, with it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(_FREE) or "auth" not in scope.get("state", {}):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies, extra = cookie_parser(headers.get("cookie", "")), Response()
        if "authorization" not in headers and self._is_due(scope, cookies):
            tokens = await self._renew(scope, cookies[REFRESH_COOKIE])
            if tokens is None:
                drop_tokens(extra)
            else:
                keep_tokens(extra, tokens, scope["state"]["auth"])
                scope = _with_cookies(scope, {**cookies, ACCESS_COOKIE: tokens.access})
        await self._answer(scope, receive, send, extra)

    async def _answer(self, scope: Scope, receive: Receive, send: Send, extra: Response) -> None:
        cookies = [value for name, value in extra.raw_headers if name == b"set-cookie"]
        replaced = False

        async def send_on(message: Message) -> None:
            nonlocal replaced
            if replaced:
                return
            if message["type"] == "http.response.start":
                own = MutableHeaders(scope=message).getlist("set-cookie")
                if message["status"] == 401 and _is_navigation(scope):
                    replaced = True
                    await _to_sign_in(scope, cookies)(scope, receive, send)
                    return
                if not own:
                    message["headers"] = [*message["headers"], *((b"set-cookie", c) for c in cookies)]
            await send(message)

        await self._app(scope, receive, send_on)

    def _is_due(self, scope: Scope, cookies: dict[str, str]) -> bool:
        auth: AuthContext = scope["state"]["auth"]
        if REFRESH_COOKIE not in cookies:
            return False
        try:
            auth.access.read(cookies.get(ACCESS_COOKIE, ""), now=auth.clock.now())
        except BadToken:
            return True
        return False

    async def _renew(self, scope: Scope, refresh: str) -> Tokens | None:
        async with scope["state"]["services"].sessionmaker.begin() as session:
            try:
                return await SessionService(session, scope["state"]["auth"]).refresh(refresh)
            except BadRefreshToken:
                return None


def _with_cookies(scope: Scope, cookies: dict[str, str]) -> Scope:
    header = "; ".join(f"{name}={value}" for name, value in cookies.items()).encode("latin-1", "ignore")
    others = [(name, value) for name, value in scope["headers"] if name != b"cookie"]
    return {**scope, "headers": [*others, (b"cookie", header)]}


def _is_navigation(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    page = "text/html" in headers.get("accept", "") and not scope["path"].startswith("/api/")
    return page and scope["method"] == "GET"


def _to_sign_in(scope: Scope, cookies: list[bytes]) -> Response:
    query = scope.get("query_string", b"").decode("latin-1")
    target = quote(scope["path"]) + (f"?{query}" if query else "")
    response: Response
    if Headers(scope=scope).get("sec-fetch-site") == "cross-site":
        words = scope["state"]["services"].pages.languages.gettext(sentence("Go on"))
        response = HTMLResponse(_AGAIN.format(escape(target), current_language(), escape(words)))
    else:
        response = RedirectResponse(f"/sign-in?next={quote(target, safe='/')}", status_code=303)
    response.raw_headers += [(b"set-cookie", cookie) for cookie in cookies]
    return response
