from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from psycopg import errors as pg
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.postgres import (
    APP_ROLE,
    WORKER_ROLE,
    Database,
    PostgresSettings,
    Sessions,
    acting_as,
    connected,
    enter,
    within,
)
from candidacy.kernel.ids import WorkspaceId, uuid7

OURS, THEIRS = WorkspaceId(uuid7()), WorkspaceId(uuid7())
INSERT = text(
    "INSERT INTO postings (id, workspace_id, title, posting, version)"
    " VALUES (gen_random_uuid(), :workspace, 'A posting', '{}', 1)"
)
COUNT, BACKEND = text("SELECT count(*) FROM postings"), text("SELECT pg_backend_pid()")

UNPROTECTED = """
SELECT c.relname FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity
    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant'
      AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.workspace%'
      AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%app.workspace%'))
"""
SEEN_WITHOUT_A_WORKSPACE = """
SELECT c.relname FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
WHERE pg_get_expr(p.polqual, p.polrelid) NOT LIKE '%app.workspace%'
"""
UNSAFE_VIEWS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
AND NOT coalesce(reloptions::text[] && ARRAY['security_invoker=true', 'security_invoker=on'], false)
"""
GRANTED_MATVIEWS = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'm'
AND relacl IS NOT NULL
"""
ROLES = """
SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcanlogin FROM pg_roles
WHERE rolname IN ('candidacy_app', 'candidacy_worker') ORDER BY rolname
"""


@asynccontextmanager
async def acting(database: Database, role: str = APP_ROLE, connections: int = 1) -> AsyncIterator[Sessions]:
    settings = PostgresSettings(pool_size=connections)
    async with connected(acting_as(database.url, role), settings) as opened:
        yield opened.sessions


async def fill(database: Database) -> None:
    """One posting of ours and two of theirs, written by a superuser, whom no policy holds."""
    async with database.sessions.begin() as session:
        for workspace in (OURS, THEIRS, THEIRS):
            await session.execute(INSERT, {"workspace": workspace})


async def counted(session: AsyncSession) -> int:
    return await session.scalar(COUNT) or 0


async def test_every_table_with_a_workspace_is_held_to_it(session: AsyncSession) -> None:
    assert list(await session.scalars(text(UNPROTECTED))) == []


async def test_only_what_says_who_somebody_is_can_be_seen_without_a_workspace(session: AsyncSession) -> None:
    seen = set(await session.scalars(text(SEEN_WITHOUT_A_WORKSPACE)))

    # Of the audit log, ledger of calls, files and jobs this is the policy for their owner within functions
    # that tell no content; of portfolios the policies for visitors, who see what is published by whom they
    # name.
    portfolios = {name for name in seen if name.startswith("portfolio")}
    owners = {"audit_entries", "model_calls", "files", "jobs"}
    assert seen - portfolios == {"workspaces", "memberships", "invitations"} | owners
    assert portfolios == {
        "portfolios",
        "portfolio_handles",
        "portfolio_items",
        "portfolio_images",
        "portfolio_image_files",
    }


async def test_no_view_shows_more_than_its_reader_may_see(session: AsyncSession) -> None:
    found = [*await session.scalars(text(UNSAFE_VIEWS)), *await session.scalars(text(GRANTED_MATVIEWS))]

    assert found == []


async def test_the_roles_have_no_rights_beyond_the_tables(session: AsyncSession) -> None:
    found = (await session.execute(text(ROLES))).all()

    assert [tuple(row) for row in found] == [(name, *[False] * 4) for name in (APP_ROLE, WORKER_ROLE)]


@pytest.mark.own_database
@pytest.mark.parametrize("role", [APP_ROLE, WORKER_ROLE])
async def test_without_a_workspace_no_row_is_seen(database: Database, role: str) -> None:
    await fill(database)

    async with acting(database, role) as sessions, sessions() as session:
        assert (await session.scalar(text("SELECT current_user")), await counted(session)) == (role, 0)


@pytest.mark.own_database
async def test_reset_role_does_not_lead_back_to_the_owner(database: Database) -> None:
    async with acting(database) as sessions, sessions() as session:
        await session.execute(text("RESET ROLE"))

        assert await session.scalar(text("SELECT current_user")) == APP_ROLE


@pytest.mark.own_database
async def test_a_session_stays_in_its_workspace_over_commits_and_rollbacks(database: Database) -> None:
    await fill(database)

    async with acting(database) as sessions, sessions() as session:
        await enter(session, OURS)
        seen = [await counted(session)]
        await session.commit()
        seen.append(await counted(session))
        await session.rollback()
        seen.append(await counted(session))

    assert seen == [1, 1, 1]


@pytest.mark.own_database
async def test_a_connection_leaves_its_workspace_behind(database: Database) -> None:
    await fill(database)
    async with acting(database) as sessions:
        async with within(sessions, THEIRS).begin() as session:
            first = (await session.scalar(BACKEND), await counted(session))
        async with sessions.begin() as session:
            second = (await session.scalar(BACKEND), await counted(session))
        async with within(sessions, OURS).begin() as session:
            third = (await session.scalar(BACKEND), await counted(session))

    assert len({first[0], second[0], third[0]}) == 1
    assert (first[1], second[1], third[1]) == (2, 0, 1)


@pytest.mark.own_database
async def test_a_savepoint_that_is_rolled_back_leaves_the_workspace(database: Database) -> None:
    await fill(database)

    async with acting(database) as sessions, within(sessions, OURS).begin() as session:
        async with session.begin_nested() as savepoint:
            await savepoint.rollback()

        assert await counted(session) == 1


@pytest.mark.own_database
async def test_a_row_of_another_workspace_cannot_be_written(database: Database) -> None:
    await fill(database)
    async with acting(database) as sessions, within(sessions, OURS)() as session:
        with pytest.raises(ProgrammingError) as refused:
            await session.execute(INSERT, {"workspace": THEIRS})
        await session.rollback()
        with pytest.raises(ProgrammingError):
            await session.execute(text("UPDATE postings SET workspace_id = :to"), {"to": THEIRS})
        await session.rollback()
        await session.execute(text("DELETE FROM postings"))
        await session.commit()

    assert isinstance(refused.value.orig, pg.InsufficientPrivilege)
    async with database.sessions() as owner:
        assert await counted(owner) == 2


@pytest.mark.own_database
async def test_a_partition_is_no_way_around(database: Database) -> None:
    async with acting(database) as sessions, sessions() as session:
        rows = [await session.scalar(text(f"SELECT count(*) FROM matches_{n}")) for n in range(8)]

    assert rows == [0] * 8


@pytest.mark.own_database
async def test_the_owner_is_held_too_unless_a_superuser(database: Database) -> None:
    await fill(database)
    async with database.sessions.begin() as session:
        await session.execute(text(f"ALTER TABLE postings OWNER TO {WORKER_ROLE}"))

    async with acting(database, WORKER_ROLE) as sessions, sessions() as session:
        assert await counted(session) == 0


async def test_libpq_understands_the_address(database: Database) -> None:
    async with await psycopg.AsyncConnection.connect(acting_as(database.url, WORKER_ROLE)) as connection:
        found = await (await connection.execute("SELECT current_user")).fetchone()

    assert found == (WORKER_ROLE,)


def test_the_address_keeps_the_options_it_had() -> None:
    url = acting_as("postgresql://u@h/d?options=-c%20work_mem%3D5MB", APP_ROLE)

    assert url.endswith("options=-c%20work_mem%3D5MB%20-c%20role%3Dcandidacy_app")
