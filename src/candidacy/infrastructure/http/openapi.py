"""The OpenAPI document: FastAPI's, set right where this application answers otherwise than FastAPI thinks.

Every error is a problem document; what the middleware and the guards answer stands at each operation; a file
in a form is ``format: binary``, which is what clients and code generators know.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from candidacy.infrastructure.http.body_limit import BodyTooLarge
from candidacy.infrastructure.http.gate import Busy, DeadlinePassed
from candidacy.infrastructure.http.middleware import Crashed, CrossSiteRequest, WrongHost
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.postgres import DatabaseBusy, DatabaseUnavailable, UnstorableText
from candidacy.kernel.errors import AppError, Forbidden, Invalid
from candidacy.kernel.pagination import BadCursor

Json = dict[str, Any]

EVERYWHERE = (WrongHost, Crashed, Busy, DeadlinePassed, DatabaseUnavailable, DatabaseBusy)
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
NOT_VALID = "`invalid_payload`: The request is not valid; `errors` says what is wrong where."


def describe(app: FastAPI) -> Json:
    """The document of ``app``, made once."""
    if app.openapi_schema is None:
        document = FastAPI.openapi(app)
        for path in document["paths"].values():
            for method, operation in path.items():
                _set_right(method, operation)
        for schema in _schemas(document["components"]):
            _binary(schema)
        for unused in ("HTTPValidationError", "ValidationError"):
            document["components"]["schemas"].pop(unused, None)
        app.openapi_schema = document
    return app.openapi_schema


def _set_right(method: str, operation: Json) -> None:
    responses = operation["responses"]
    if "422" in responses:
        responses["422"] = {"description": NOT_VALID}
    for status, common in problems(*_common(method, operation)).items():
        own = responses.get(str(status), {}).get("description", "")
        responses[str(status)] = {"description": f"{own}\n\n{common['description']}".strip()}
    for status, response in responses.items():
        if status >= "400":
            response["content"] = PROBLEM
    operation["responses"] = dict(sorted(responses.items()))


def _common(method: str, operation: Json) -> Iterator[type[AppError]]:
    """What may be answered though the route does not say so itself."""
    yield from EVERYWHERE
    if operation["tags"] != ["health"]:
        yield Forbidden
    if method not in {"get", "head"}:
        yield CrossSiteRequest
    if "requestBody" in operation:
        yield from (Invalid, UnstorableText, BodyTooLarge)
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
