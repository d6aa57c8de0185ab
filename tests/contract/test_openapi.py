"""The OpenAPI document is current, complete and true."""

import json
import re

import pytest

from candidacy.entrypoints.reference import error_classes
from tests.contract.openapi import document
from tests.contract.routes import ROUTES

METHODS = frozenset({"get", "post", "put", "patch", "delete"})
# Answers that the framework or a handler makes, with no class of their own.
OTHER_CODES = frozenset({"invalid_payload"})
DOCUMENT = document()
OPERATIONS = [
    (method.upper(), path, operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]


def test_every_api_route_is_described_and_no_other() -> None:
    described = {(method, path) for method, path, _ in OPERATIONS}

    assert described == {(route.method, route.path) for route in ROUTES if route.in_schema}
    assert {route.path for route in ROUTES if route.path.startswith("/api/")} <= {p for _, p in described}


def test_operation_ids_are_unique_and_say_slice_and_action() -> None:
    ids = [operation["operationId"] for _, _, operation in OPERATIONS]

    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+", i) for i in ids)


@pytest.mark.parametrize(
    ("method", "path", "operation"), OPERATIONS, ids=[f"{m} {p}" for m, p, _ in OPERATIONS]
)
def test_an_operation_says_what_it_does_and_answers_errors_as_problems(
    method: str, path: str, operation: dict[str, object]
) -> None:
    responses = operation["responses"]
    assert isinstance(responses, dict)

    assert operation["description"]
    assert {"400", "500", "503"} <= set(responses)
    assert all(
        list(response["content"]) == ["application/problem+json"]
        for status, response in responses.items()
        if status >= "400"
    )


def test_every_error_code_that_is_described_exists() -> None:
    described = set(re.findall(r"`([a-z_]+)`: ", json.dumps([o["responses"] for _, _, o in OPERATIONS])))

    assert described <= {error.code for error in error_classes()} | OTHER_CODES


def test_every_error_of_the_package_has_a_code_of_its_own() -> None:
    named = [error for error in error_classes() if not error.__name__.startswith("_")]
    own = [error.code for error in named if "code" in vars(error)]
    nameless = {e.__name__ for e in named if "code" not in vars(e)}

    assert sorted(own) == sorted(set(own))
    # A crash is the internal error itself, met in a request; an answer out of shape is an unusable one.
    assert nameless == {"Crashed", "BadShape"}


def test_every_error_says_something_and_ends_its_sentence() -> None:
    mute = {e.__name__ for e in error_classes() if not (e.__doc__ or "").rstrip().endswith(".")}

    assert mute == set()


def test_a_file_in_a_form_is_binary() -> None:
    upload = DOCUMENT["components"]["schemas"]["Body_files_upload"]["properties"]["file"]

    assert upload["format"] == "binary"
    assert "contentMediaType" not in json.dumps(DOCUMENT)


def test_no_schema_of_the_framework_is_left() -> None:
    assert "HTTPValidationError" not in json.dumps(DOCUMENT)


def test_every_reference_leads_somewhere() -> None:
    schemas = set(DOCUMENT["components"]["schemas"])

    assert set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(DOCUMENT))) <= schemas


def test_only_who_is_known_is_offered_to_repeat_a_request_by_its_key() -> None:
    guards = {(route.method, route.path): route.guards for route in ROUTES}
    keyed = {
        (method, path)
        for method, path, operation in OPERATIONS
        if any(p["name"] == "Idempotency-Key" for p in operation.get("parameters", ()))
    }

    assert keyed == {
        (method, path)
        for method, path, _ in OPERATIONS
        if method == "POST" and guards[method, path] != ("public",)
    }


def test_a_store_that_is_away_is_described_where_files_are_stored_and_read() -> None:
    described = {
        f"{method} {path}"
        for method, path, operation in OPERATIONS
        if "`storage_unavailable`" in operation["responses"]["503"]["description"]
    }

    assert {
        "POST /api/v1/files",
        "GET /api/v1/files/{file_id}/content",
        "GET /api/v1/files/{file_id}/pages/{number}",
        "DELETE /api/v1/files/{file_id}",
    } <= described
