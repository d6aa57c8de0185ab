"""Errors as ``application/problem+json`` (RFC 9457): every error body of the API has this form."""

import errno
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from candidacy.infrastructure.http.refused_forms import refused_form
from candidacy.infrastructure.http.templating import Pages
from candidacy.kernel.errors import AppError, Invalid, NotFound, RateLimited, Unavailable
from candidacy.kernel.language import sentence

log = structlog.get_logger(__name__)

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

_TITLES = {
    400: sentence("Bad request"),
    401: sentence("Not signed in"),
    403: sentence("Not allowed"),
    404: sentence("Not found"),
    405: sentence("Method not allowed"),
    409: sentence("Conflict"),
    410: sentence("Gone"),
    412: sentence("Changed in the meantime"),
    413: sentence("Too large"),
    415: sentence("Cannot be read"),
    422: sentence("Not valid"),
    429: sentence("Too many requests"),
    500: sentence("Internal error"),
    502: sentence("Upstream failed"),
    503: sentence("Unavailable"),
}

_FRAMEWORK = {
    400: (Invalid.code, sentence("The body of this request cannot be read.")),
    404: (NotFound.code, sentence("There is nothing at this address.")),
    405: ("method_not_allowed", sentence("This address does not take that method.")),
}
"""Status to code and sentence of what FastAPI and Starlette raise themselves."""


class FieldProblem(BaseModel):
    """What is wrong with one part of a payload. The value itself is never repeated."""

    pointer: str = Field(description="JSON pointer into the body, or the parameter's name")
    message: str
    code: str


class Problem(BaseModel):
    """RFC 9457 problem details with a stable ``code``."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    code: str
    request_id: str
    errors: list[FieldProblem] | None = None


class ProblemResponse(JSONResponse):
    """A problem document."""

    media_type = "application/problem+json"


def problems(*errors: type[AppError]) -> dict[int | str, dict[str, Any]]:
    """The ``responses=`` of a route: the errors it can answer with, grouped by status."""
    by_status: dict[int | str, dict[str, Any]] = {}
    for error in errors:
        entry = by_status.setdefault(error.status, {"model": Problem, "description": ""})
        sentence = f"`{error.code}`: {error().message}"
        entry["description"] = f"{entry['description']}\n\n{sentence}".strip()
    return by_status


def problem_response(request: Request, error: AppError) -> Response:
    """The answer to an error, for handlers and for middleware."""
    seconds = error.retry_after
    if seconds is None and isinstance(error, Unavailable | RateLimited):
        seconds = 2
    headers = {} if seconds is None else {"Retry-After": str(seconds)}
    return _respond(request, error.status, error.code, error.message, headers=headers)


def _respond(
    request: Request,
    status: int,
    code: str,
    detail: str,
    *,
    errors: list[FieldProblem] | None = None,
    headers: Mapping[str, str],
) -> Response:
    """The problem as JSON; as a page for a browser that asked for one. In the language of the request."""
    say = _translation(request)
    problem = Problem(
        title=say(_TITLES.get(status, "Error")),
        status=status,
        detail=say(detail),
        code=code,
        request_id=str(request.scope.get("state", {}).get("request_id", "")),
        errors=errors,
    )
    if wants_page(request):
        pages: Pages = request.state.services.pages
        page = pages.respond("error.html", request, status=status, problem=problem)
        page.headers.update(headers)
        return page
    return ProblemResponse(problem.model_dump(exclude_none=True), status, headers)


def _translation(request: Request) -> Callable[[str], str]:
    services = getattr(request.state, "services", None)
    return str if services is None else services.pages.languages.translate


def wants_page(request: Request) -> bool:
    """Whether a person is to read the answer: a browser's request for anything but the API."""
    accepts = "text/html" in request.headers.get("accept", "")
    return accepts and not request.url.path.startswith("/api/") and hasattr(request.state, "services")


class DiskFull(Unavailable):
    """The disk of the server is full. Nothing was changed; try again when there is room."""

    code = "disk_full"
    retry_after = 60


def is_disk_full(error: BaseException | None) -> bool:
    """Whether something could not be written for want of room."""
    return isinstance(error, OSError) and error.errno in _FULL


async def on_app_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AppError)  # noqa: S101 - Starlette's handler type is wider than its registration
    if error.status >= 500:
        log.error("request_failed", code=error.code, exc_info=error)
    return problem_response(request, error)


async def on_invalid_payload(request: Request, error: Exception) -> Response:
    """422 with what is wrong where; 400 when the body is not JSON at all. Never repeats the input."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - see on_app_error
    found = [
        FieldProblem(pointer=_pointer(e["loc"]), message=_message(e), code=e["type"]) for e in error.errors()
    ]
    if wants_page(request):
        return _page_of(request, error)
    if any(f.code == "json_invalid" for f in found):
        return _respond(request, 400, Invalid.code, sentence("The body is not valid JSON."), headers={})
    named = "; ".join(f"{f.pointer}: {f.message}" for f in found[:3])
    detail = sentence(f"The request is not valid. {named}")
    return _respond(request, 422, "invalid_payload", detail, errors=found, headers={})


def _page_of(request: Request, error: RequestValidationError) -> Response:
    """What a person reads: of an address that cannot be, that there is nothing; of a form, what is wrong."""
    if all(e["loc"][:1] == ("path",) for e in error.errors()):
        return problem_response(request, NotFound(sentence("There is nothing at this address.")))
    pages: Pages = request.state.services.pages
    return pages.respond("refused.html", request, status=422, form=refused_form(request, error))


def _pointer(location: Sequence[object]) -> str:
    where, *rest = location or ("",)
    parts = [str(part) for part in rest]
    if where != "body":
        return ".".join(parts)
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts) or "/"


def _message(error: Mapping[str, Any]) -> str:
    """What is wrong, without the input: pydantic quotes the character at which a UUID goes wrong."""
    return str(error["msg"]).partition(", ")[0] if error["type"] == "uuid_parsing" else str(error["msg"])


async def on_http_exception(request: Request, error: Exception) -> Response:
    """What the framework refuses: an unknown address, a method, a body that cannot be parsed."""
    assert isinstance(error, HTTPException)  # noqa: S101 - see on_app_error
    if is_disk_full(error.__cause__):
        # A form is written down while it is read, and the framework takes it for broken where that fails.
        return await on_app_error(request, DiskFull())
    code, detail = _FRAMEWORK.get(error.status_code, ("http_error", str(error.detail)))
    return _respond(request, error.status_code, code, detail, headers=error.headers or {})


def install_problem_handlers(app: FastAPI) -> None:
    """What is unforeseen is left to the middleware ``Crashes``."""
    app.add_exception_handler(AppError, on_app_error)
    app.add_exception_handler(RequestValidationError, on_invalid_payload)
    app.add_exception_handler(HTTPException, on_http_exception)
