"""Nobody writes a column that is not theirs to write, and no answer holds what is for nobody to read."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import Base
from tests.tenancy.table import OPEN, document, matrix
from tests.tenancy.test_ids import body_of
from tests.tenancy.world import ENTER, payload, tables

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Column
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

CANARIES: dict[type, object] = {
    str: "canary-of-a-field",
    UUID: "0ca9a7e0-0000-4000-8000-00000000ca9a",
    int: 90_817_263,
    float: 90_817_263.5,
    datetime: "2001-02-03T04:05:06+00:00",
    bool: True,
    bytes: "canary-of-a-field",
    dict: {"canary-of-a-field": True},
    list: ["canary-of-a-field"],
}
SEEN = {*(str(c) for k, c in CANARIES.items() if k not in {bool, dict, list})}
"""What only a request that wrote a column can have left in one."""
DOCUMENT = document()
WRITES = [route for route in matrix() if not route.startswith("GET ")]
JSON_WRITES = [
    route
    for route in WRITES
    if "/api/" in route and body_of(DOCUMENT["paths"][route.split()[1]][route.split()[0].lower()])
]
OWN_THINGS = {"POST /api/v1/workspaces", "POST /workspaces"}
"""Where somebody becomes the owner, of what they have just made."""
FREE = {"POST /api/v1/cvs/import"}
"""What takes any JSON, because a CV of somebody else's program may say anything."""


def python_type(column: Column[Any]) -> type:
    try:
        return column.type.python_type
    except NotImplementedError:
        return str


def every_column() -> dict[str, object]:
    """A canary for every column of every table, by its name."""
    return {
        column.name: CANARIES.get(python_type(column), CANARIES[str])
        for table in Base.metadata.sorted_tables
        for column in table.columns
    }


async def columns(
    connection: AsyncConnection, *tenants: Tenant, of: Sequence[str] = ()
) -> list[tuple[str, dict[str, Any]]]:
    """Every row of every table, or of some, of the tenants and of no tenant."""
    each = "select '{0}', to_jsonb(t) from {0} t"
    query = text(" union all ".join(each.format(name) for name in of or await tables(connection)))
    found: list[tuple[str, dict[str, Any]]] = []
    for tenant in tenants:
        await connection.execute(ENTER, {"workspace": str(tenant.team.workspace)})
        found += [(row[0], row[1]) for row in await connection.execute(query)]
    await connection.execute(ENTER, {"workspace": ""})
    return found


POWERS = ("users", "memberships")


def planted(rows: list[tuple[str, dict[str, Any]]]) -> set[tuple[str, str]]:
    """The columns where a canary sits by itself; inside a document it is content."""
    return {(name, column) for name, row in rows for column, value in row.items() if str(value) in SEEN}


def powers(rows: list[tuple[str, dict[str, Any]]]) -> set[tuple[str, ...]]:
    """Who runs the installation, and who may do what where."""
    people = {(row["id"], str(row["is_superuser"]), str(row["is_local"])) for n, row in rows if n == "users"}
    members = {
        (r["user_id"], r["workspace_id"], r["role"], r["state"]) for n, r in rows if n == "memberships"
    }
    return people | members


@pytest.mark.deep
async def test_team_011_no_write_sets_a_column_that_is_not_among_its_fields(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    wrong: dict[str, object] = {}
    for route in WRITES:
        given = payload(route, ours.ids)
        place = "data" if "/api/" not in route or "files" in given else "json"
        extra = {k: v for k, v in every_column().items() if k not in given.get(place, {})}
        filled = {**given.get(place, {}), **(extra if place == "json" else texts(extra))}
        savepoint = await connection.begin_nested()
        await ours.send(ours.people["owner"], route, **{place: filled})
        found = planted(await columns(connection, ours, theirs))
        await savepoint.rollback()
        if found:
            wrong[route] = found

    assert wrong == {}


def texts(fields: dict[str, object]) -> dict[str, str]:
    return {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}


@pytest.mark.parametrize("route", [r for r in JSON_WRITES if r not in FREE])
def test_team_011_a_body_names_every_field_that_it_takes(route: str) -> None:
    method, path = route.split()
    content = DOCUMENT["paths"][path][method.lower()]["requestBody"]["content"]["application/json"]
    name = content["schema"]["$ref"].rpartition("/")[2]

    assert DOCUMENT["components"]["schemas"][name]["additionalProperties"] is False


@pytest.mark.deep
async def test_team_011_nobody_gets_more_power_by_a_field(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    before = powers(await columns(connection, ours, theirs, of=POWERS))
    asked = {"is_superuser": True, "is_local": True, "role": "owner", "state": "active"}
    asked |= {"workspace_id": theirs.ids["workspace_id"], "user_id": str(ours.people["viewer"].id)}
    gained: dict[str, object] = {}
    for route in WRITES:
        given = payload(route, ours.ids)
        place = "data" if "/api/" not in route or "files" in given else "json"
        extra = {k: v for k, v in asked.items() if k not in given.get(place, {})}
        filled = {**given.get(place, {}), **(extra if place == "json" else texts(extra))}
        savepoint = await connection.begin_nested()
        await ours.send(ours.people["viewer"], route, **{place: filled})
        more = powers(await columns(connection, ours, theirs, of=POWERS)) - before
        await savepoint.rollback()
        if more and route not in OWN_THINGS:
            gained[route] = more

    assert gained == {}


SECRETS = ("password_hash", "secret_hash", "token_hash", "code_hash", "successor_hash", "totp_secret")


@pytest.mark.deep
async def test_team_011_no_answer_holds_a_hash_or_a_secret(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    rows = await columns(connection, ours, theirs)
    kept = {row[name] for _, row in rows for name in SECRETS if row.get(name)}

    shown = {
        route: found
        for route, least in matrix().items()
        if route.startswith("GET ") or least == OPEN
        for answer in [await ours.send(ours.people["owner"], route)]
        if (found := [value for value in kept if value in answer.text or value in str(answer.headers)])
    }

    assert len(kept) > 10
    assert shown == {}


def test_team_011_no_answer_has_a_place_for_one() -> None:
    described = json.dumps(DOCUMENT["components"]["schemas"])

    assert [name for name in (*SECRETS, "hash") if f'"{name}"' in described] == []
