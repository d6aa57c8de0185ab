"""How long an address and how large a head may be, and how deep JSON may nest."""

import re
from itertools import accumulate

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.infrastructure.http.problems import problem_response
from candidacy.kernel.errors import AppError, Invalid, TooLarge

MAX_DEPTH = 64

_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


class AddressTooLong(TooLarge):
    """The address of this request is too long. Send what it holds in the body."""

    code = "address_too_long"
    status = 414


class HeadersTooLarge(TooLarge):
    """The headers of this request are too large. Delete this site's cookies if you use a browser."""

    code = "headers_too_large"
    status = 431


class TooDeep(Invalid):
    """The JSON of this request nests too deeply. Nothing that this application takes nests like that."""

    code = "too_deep"


class RequestLimits:
    """Refuses a head that is too large before anything reads it."""

    def __init__(self, app: ASGIApp, *, path: int, query: int, headers: int) -> None:
        self._app, self._path, self._query, self._headers = app, path, query, headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        error = self._refusal(scope) if scope["type"] == "http" else None
        if error is None:
            await self._app(scope, receive, send)
        else:
            await problem_response(Request(scope), error)(scope, receive, send)

    def _refusal(self, scope: Scope) -> AppError | None:
        if len(scope["path"]) > self._path or len(scope["query_string"]) > self._query:
            return AddressTooLong()
        if sum(len(name) + len(value) for name, value in scope["headers"]) > self._headers:
            return HeadersTooLarge()
        return None


def nests_deeper(json: bytes, depth: int = MAX_DEPTH) -> bool:
    """Whether brackets outside of strings nest deeper than ``depth``; does not ask whether it is JSON."""
    if json.count(b"[") + json.count(b"{") <= depth:
        return False
    brackets = _STRING.sub(b"", json).translate(None, _NOT_BRACKETS)
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > depth


async def refuse_deep_json(request: Request) -> None:
    """Raise TooDeep before the body is parsed."""
    content_type = request.headers.get("content-type", "").partition(";")[0].strip()
    if content_type.endswith("json") and nests_deeper(await request.body()):
        raise TooDeep
