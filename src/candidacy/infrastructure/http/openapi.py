"""The OpenAPI document: FastAPI's, set right where this application answers otherwise than FastAPI thinks.

Every error is a problem document; what the middleware and the guards answer stands at each operation; a file
in a form is ``format: binary``, which is what clients and code generators know.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from candidacy.infrastructure.http.body_limit import BodyTooLarge
from candidacy.infrastructure.http.dependencies import PUBLIC, ROUTE_MARK, SIGNED_IN
from candidacy.infrastructure.http.gate import Busy, DeadlinePassed
from candidacy.infrastructure.http.guards import PersonNeeded
from candidacy.infrastructure.http.idempotency import (
    PARAMETER,
    BadIdempotencyKey,
    IdempotencyKeyReused,
    ReplyShownOnce,
    RequestInFlight,
)
from candidacy.infrastructure.http.middleware import Crashed, CrossSiteRequest, WrongHost
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.request_limits import AddressTooLong, HeadersTooLarge, TooDeep
from candidacy.infrastructure.postgres import DatabaseBusy, DatabaseUnavailable, UnstorableText
from candidacy.kernel.errors import AppError, Forbidden, Invalid
from candidacy.kernel.pagination import BadCursor

Json = dict[str, Any]

Errors = tuple[type[AppError], ...]

EVERYWHERE = (
    WrongHost,
    AddressTooLong,
    HeadersTooLarge,
    Crashed,
    Busy,
    DeadlinePassed,
    DatabaseUnavailable,
    DatabaseBusy,
)
KEYED = (BadIdempotencyKey, IdempotencyKeyReused, RequestInFlight)
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
NOT_VALID = "`invalid_payload`: The request is not valid; `errors` says what is wrong where."


def describe(app: FastAPI, unknown: Errors = ()) -> Json:
    """The document of ``app``, made once; ``unknown`` is what a request nobody is known to make is told."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        guards = _guards(app)
        for path, operations in document["paths"].items():
            for method, operation in operations.items():
                guarded = _guarded(method, guards[method, path], unknown)
                if guards[method, path] in {None, PUBLIC}:
                    _without_key(operation)
                _set_right(operation, [*_common(method, operation), *guarded])
        for schema in _schemas(document["components"]):
            _binary(schema)
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        app.openapi_schema = document
    return app.openapi_schema


def _guards(app: FastAPI) -> dict[tuple[str, str], str | None]:
    """The mark of the guard by method and address."""
    return {
        (method.lower(), str(context.path)): next(filter(None, map(_mark, context.dependencies)), None)
        for context in iter_route_contexts(app.routes)
        if hasattr(context, "dependencies")
        for method in context.methods or ()
    }


def _mark(depends: Any) -> str | None:
    return getattr(depends.dependency, ROUTE_MARK, None)


def _guarded(method: str, guard: str | None, unknown: Errors) -> Iterator[type[AppError]]:
    """What the guard of a route may answer."""
    if guard in {None, PUBLIC}:
        return
    yield from unknown
    yield PersonNeeded if guard == SIGNED_IN else Forbidden
    if method == "post":
        yield from KEYED
        if guard == SIGNED_IN:
            yield ReplyShownOnce


def _without_key(operation: Json) -> None:
    """A key belongs to who asks: where that is nobody, none is looked at."""
    given = [p for p in operation.get("parameters", ()) if p["name"] != PARAMETER["name"]]
    operation.pop("parameters", None)
    if given:
        operation["parameters"] = given


def _set_right(operation: Json, common: Iterable[type[AppError]]) -> None:
    responses = operation["responses"]
    if "422" in responses:
        responses["422"] = {"description": NOT_VALID}
    for status, further in problems(*common).items():
        own = responses.get(str(status), {}).get("description", "")
        sentences = [s for s in further["description"].split("\n\n") if s not in own]
        responses[str(status)] = {"description": "\n\n".join([own, *sentences]).strip()}
    for status, response in responses.items():
        if status >= "400":
            response["content"] = PROBLEM
    operation["responses"] = dict(sorted(responses.items()))


def _common(method: str, operation: Json) -> Iterator[type[AppError]]:
    """What may be answered though the route does not say so itself."""
    yield from EVERYWHERE
    if method not in {"get", "head"}:
        yield CrossSiteRequest
        yield BodyTooLarge
    if method in {"post", "put", "patch"}:
        yield TooDeep
    if "requestBody" in operation:
        yield from (Invalid, UnstorableText)
    if any(parameter["name"] == "cursor" for parameter in operation.get("parameters", ())):
        yield BadCursor


def _schemas(value: object) -> Iterator[Json]:
    """Every object within a JSON value."""
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _schemas(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _schemas(inner)


def _binary(schema: Json) -> None:
    if schema.get("contentMediaType") == "application/octet-stream":
        del schema["contentMediaType"]
        schema["format"] = "binary"
