"""What the database itself gives the application's roles: nothing while no workspace is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from tests.tenancy.world import ENTER, tables

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from tests.tenancy.world import Tenant

FOUND_BEFORE_THE_WORKSPACE = {"workspaces", "memberships"}
"""What says who somebody is, which is looked up in order to learn the workspace."""
TENANT_TABLES = text(
    "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
    " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
    " and a.attname = 'workspace_id' and not a.attisdropped order by 1"
)


async def counted(connection: AsyncConnection, workspace: object) -> dict[str, int]:
    """The rows of tenants in each table, as they are seen from a workspace or from none.

    A table may have rows of no tenant besides: a sign-in is a person's.
    """
    await connection.execute(ENTER, {"workspace": str(workspace)})
    names = list(await connection.scalars(TENANT_TABLES))
    each = "select '{0}', count(*) from {0} where workspace_id is not null"
    union = " union all ".join(each.format(name) for name in names)
    found = {row[0]: row[1] for row in await connection.execute(text(union))}
    await connection.execute(ENTER, {"workspace": ""})
    return found


async def test_team_008_without_a_workspace_raw_sql_sees_no_row_of_any_tenant(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    seen = await counted(connection, "")

    assert await connection.scalar(text("select current_user")) == "candidacy_app"
    assert {n for n, rows in seen.items() if rows} <= FOUND_BEFORE_THE_WORKSPACE


async def test_team_008_raw_sql_within_a_workspace_sees_its_rows_and_no_others(
    connection: AsyncConnection, ours: Tenant, theirs: Tenant
) -> None:
    own = await counted(connection, ours.team.workspace)
    filled = {name for name, rows in own.items() if rows}
    await connection.execute(ENTER, {"workspace": str(ours.team.workspace)})
    foreign = {
        name: await connection.scalar(
            text(f"select count(*) from {name} where workspace_id <> :ours"),
            {"ours": ours.team.workspace},
        )
        for name in own
        if name not in FOUND_BEFORE_THE_WORKSPACE
    }
    await connection.execute(ENTER, {"workspace": ""})

    assert len(filled) > 10
    assert {name: rows for name, rows in foreign.items() if rows} == {}


async def test_what_is_compared_before_and_after_is_every_table(connection: AsyncConnection) -> None:
    there = text("select count(*) from pg_tables where schemaname = 'public'")
    partitions = text("select count(*) from pg_class where relispartition and relkind = 'r'")

    compared = len(await tables(connection))

    assert compared == (await connection.scalar(there) or 0) - (await connection.scalar(partitions) or 0)
