"""No id of another workspace leads anywhere, wherever it is put, and no row of any table changes for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.tenancy.table import RUNS_IT, document, matrix, protected
from tests.tenancy.test_tenancy import code_of
from tests.tenancy.world import everything, payload
from tests.tracking import PARTS

if TYPE_CHECKING:
    import httpx
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

PAGES = [
    "cv",
    "posting",
    "workspace",
    "user",
    "invitation",
    "file",
    "job",
    "match",
    "review",
    "tailoring",
    "letter",
    "item",
    "image",
    "application",
    "stage",
    *PARTS,
    "session",
    "key",
]
DOCUMENT = document()
OPERATIONS = [
    (f"{method.upper()} {path}", operation)
    for path, methods in DOCUMENT["paths"].items()
    for method, operation in methods.items()
]
ALTERNATIVES = {("POST /api/v1/matches/rank", "cv_id"): {"posting_id": None}}
"""What has to go so that another id may be given in its place."""

CALLED = {"actor": "user_id"}
"""Ids whose name does not say of what they are."""
LOGGED = {"GET /api/v1/audit/export": "audit_entries"}
"""Reading that is itself written down."""


def body_of(operation: dict[str, Any]) -> dict[str, Any]:
    """The fields of a JSON body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = str(content.get("schema", {}).get("$ref", "")).rpartition("/")[2]
    fields: dict[str, Any] = DOCUMENT["components"]["schemas"].get(name, {}).get("properties", {})
    return fields


def swaps() -> list[tuple[str, str, str]]:
    """Route, place and name of every id that a request may carry."""
    found = [
        (route, "path", name)
        for route, least in matrix().items()
        # What concerns the installation is no workspace's, and no owner of one gets there.
        if least != RUNS_IT
        # Whoever has the token of an invitation may read it; taking it is another matter.
        for name in re.findall(r"\{(\w+_id)\}" if route.startswith("GET ") else r"\{(\w+_id|token)\}", route)
    ]
    for route, operation in OPERATIONS:
        if matrix().get(route) == RUNS_IT:
            continue
        found += [
            (route, "params", parameter["name"])
            for parameter in operation.get("parameters", ())
            if parameter["in"] == "query" and "uuid" in str(parameter["schema"])
        ]
        fields = body_of(operation)
        one = [n for n, f in fields.items() if "uuid" in str(f) and "array" not in str(f)]
        found += [(route, "json", name) for name in one]
    ids = {name: f"<{name}>" for name in (*(f"{kind}_id" for kind in PAGES), "token", "number")}
    for route in protected():
        if "/api/" not in route:
            found += [(route, "data", n) for n, v in payload(route, ids).get("data", {}).items() if "<" in v]
    return found


LISTS = [
    (route, name)
    for route, operation in OPERATIONS
    for name, field in {
        **body_of(operation),
        **{p["name"]: p["schema"] for p in operation.get("parameters", ()) if p["in"] == "query"},
    }.items()
    if "array" in str(field) and "uuid" in str(field)
]


async def swapped(ours: Tenant, theirs: Tenant, route: str, place: str, name: str) -> httpx.Response:
    foreign = theirs.ids[f"{name}_id" if place == "data" else CALLED.get(name, name)]
    if place == "path":
        return await ours.send(ours.people["owner"], route, {name: foreign})
    valid = payload(route, ours.ids).get(place, {})
    changed = {**valid, **ALTERNATIVES.get((route, name), {}), name: foreign}
    content = {k: v for k, v in changed.items() if v is not None}
    return await ours.send(ours.people["owner"], route, **{place: content})


async def test_team_008_no_id_of_another_workspace_leads_anywhere(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    before, wrong = await everything(connection, ours, theirs), {}
    for route, place, name in swaps():
        savepoint = await connection.begin_nested()
        try:
            answer = await swapped(ours, theirs, route, place, name)
            after = await everything(connection, ours, theirs)
        finally:
            await savepoint.rollback()
        changed = {key[1] for key in after if after[key] != before[key]} - {LOGGED.get(route)}
        if changed or not (answer.status_code in {403, 404} or is_empty(answer)):
            wrong[route, place, name] = (answer.status_code, code_of(answer), changed)

    assert wrong == {}


def is_empty(answer: httpx.Response) -> bool:
    """A list that was filtered by an id we cannot know of, and so holds nothing."""
    empty = {b'{"items":[],"next_cursor":null}', b""}
    return answer.status_code == 200 and answer.content in empty


def test_ids_are_swapped_in_paths_queries_bodies_and_forms() -> None:
    places = [place for _, place, _ in swaps()]

    assert {place: places.count(place) > 1 for place in places} == dict.fromkeys(
        ("path", "params", "json", "data"), True
    )


@pytest.mark.parametrize(("route", "name"), LISTS)
@pytest.mark.parametrize("given", [(), ("theirs",), ("ours", "theirs"), ("theirs", "ours")])
async def test_team_008_lists_of_ids_are_taken_whole_or_not_at_all(
    connection: AsyncConnection,
    ours: Tenant,
    theirs: Tenant,
    route: str,
    name: str,
    given: tuple[str, ...],
) -> None:
    single, tenants = name.removesuffix("s"), {"ours": ours, "theirs": theirs}
    place = "params" if route.startswith("GET") else "json"
    content = {**payload(route, ours.ids).get(place, {}), name: [tenants[who].ids[single] for who in given]}
    before = await everything(connection, ours, theirs)

    answer = await ours.send(ours.people["owner"], route, **{place: content})

    assert answer.status_code == (404 if given else 422)
    assert await everything(connection, ours, theirs) == before


def test_there_are_lists_of_ids() -> None:
    assert LISTS


async def test_lists_show_nothing_of_another_workspace(ours: Tenant, theirs: Tenant) -> None:
    foreign = {str(v) for k, v in theirs.ids.items() if v != ours.ids.get(k)}

    shown = {
        route: [value for value in foreign if value in answer.text]
        for route in matrix()
        if route.startswith("GET ")
        for answer in [await ours.send(ours.people["owner"], route)]
    }

    assert {route: found for route, found in shown.items() if found} == {}
