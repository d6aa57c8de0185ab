"""The audit log is held by the database: against the roles, against its owner, and for six months."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from psycopg import errors as pg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from candidacy.features.audit.policies import TITLES
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.tests.people import add_user
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    WORKER_ROLE,
    Database,
    PostgresSettings,
    Sessions,
    acting_as,
    connected,
    migrations,
    within,
)
from candidacy.kernel.ids import WorkspaceId, uuid7

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from candidacy.testing.application import Client

SOURCE = Path(__file__).parents[2] / "src" / "candidacy"
OURS, THEIRS = WorkspaceId(uuid7()), WorkspaceId(uuid7())
ADD = text(
    "INSERT INTO audit_entries (id, at, category, kind, workspace_id, actor, subject, detail)"
    " VALUES (gen_random_uuid(), now() - make_interval(days => :age), 'security', 'password.changed',"
    " :workspace, :actor, :subject, CAST(:detail AS jsonb))"
)
PERSONAL = '{"ip": "192.0.2.1", "device": "Firefox", "because": "revoked"}'
CHANGES = [
    "UPDATE audit_entries SET kind = 'nothing.happened'",
    "UPDATE audit_entries SET detail = '{}'",
    "DELETE FROM audit_entries",
    "TRUNCATE audit_entries",
]
COUNT = text("SELECT count(*) FROM audit_entries")

pytestmark = [pytest.mark.own_database, pytest.mark.deep]


@asynccontextmanager
async def acting(database: Database, role: str) -> AsyncIterator[Sessions]:
    async with connected(acting_as(database.url, role), PostgresSettings(pool_size=1)) as opened:
        yield opened.sessions


async def add(
    sessions: Sessions, workspace: UUID | None, *, age: int = 0, actor: UUID | None = None, subject: str = "x"
) -> None:
    values = {"workspace": workspace, "age": age, "actor": actor, "subject": subject, "detail": PERSONAL}
    async with sessions.begin() as session:
        await session.execute(ADD, values)


async def refused(sessions: Sessions, statement: str, **values: Any) -> BaseException | None:
    """What the database says to a statement, which is taken back in any case."""
    async with sessions() as session:
        try:
            await session.execute(text(statement), values)
        except DBAPIError as error:
            return error.orig
        finally:
            await session.rollback()
    return None


@pytest.mark.parametrize("role", [APP_ROLE, WORKER_ROLE])
@pytest.mark.parametrize("change", CHANGES)
async def test_audit_007_no_role_of_the_application_changes_an_entry(
    database: Database, role: str, change: str
) -> None:
    await add(database.sessions, None)

    async with acting(database, role) as sessions:
        assert isinstance(await refused(sessions, change), pg.InsufficientPrivilege)


@pytest.mark.parametrize("change", CHANGES)
async def test_audit_007_neither_does_the_owner(database: Database, change: str) -> None:
    await add(database.sessions, None)

    error = await refused(database.sessions, change)

    assert isinstance(error, pg.InsufficientPrivilege)
    assert "neither changed nor deleted" in str(error)


@pytest.mark.parametrize("setting", ["forget", "prune"])
async def test_audit_007_the_setting_of_the_functions_opens_nothing_else(
    database: Database, setting: str
) -> None:
    await add(database.sessions, None)
    async with database.sessions() as session:
        await session.execute(text(f"SELECT set_config('candidacy.audit_upkeep', '{setting}', true)"))

        with pytest.raises(DBAPIError, match="neither changed nor deleted"):
            await session.execute(text(CHANGES[0] if setting == "forget" else CHANGES[2]))


async def test_audit_007_roles_that_come_later_change_nothing_either(database: Database) -> None:
    async with database.sessions.begin() as session:
        for role in (APP_ROLE, WORKER_ROLE):
            await session.execute(text(f"DROP OWNED BY {role}"))
    await migrations.prepare_roles(database.engine)
    await add(database.sessions, None)

    async with acting(database, APP_ROLE) as sessions:
        assert isinstance(await refused(sessions, CHANGES[2]), pg.InsufficientPrivilege)
        assert await refused(sessions, "SELECT audit_prune(now() - interval '2 years')") is None


@pytest.mark.parametrize("role", [APP_ROLE, WORKER_ROLE])
async def test_audit_004_a_transaction_sees_its_workspace_and_what_belongs_to_none(
    database: Database, role: str
) -> None:
    for workspace in (None, OURS, THEIRS, THEIRS):
        await add(database.sessions, workspace)

    async with acting(database, role) as sessions:
        async with sessions() as session:
            without = await session.scalar(COUNT)
        async with within(sessions, OURS)() as session:
            ours = await session.scalar(COUNT)

    assert (without, ours) == (1, 2)


async def test_audit_004_no_entry_is_added_to_another_workspace(database: Database) -> None:
    async with acting(database, APP_ROLE) as sessions:
        with pytest.raises(DBAPIError, match="row-level security"):
            await add(within(sessions, OURS), THEIRS)


async def test_audit_006_forgetting_reaches_every_workspace_and_leaves_the_bare_id(
    database: Database,
) -> None:
    ada, grace = uuid7(), uuid7()
    await add(database.sessions, OURS, actor=ada)
    await add(database.sessions, THEIRS, subject=str(ada))
    await add(database.sessions, None, actor=grace)

    async with acting(database, APP_ROLE) as sessions, within(sessions, OURS).begin() as session:
        changed = await session.scalar(text("SELECT audit_forget(:person)"), {"person": ada})

    found = "SELECT actor, subject, detail FROM audit_entries ORDER BY actor NULLS LAST"
    async with database.sessions() as session:
        rows = [tuple(row) for row in await session.execute(text(found))]
    assert changed == 2
    assert rows == [
        (ada, "x", {"because": "revoked"}),
        (grace, "x", {"ip": "192.0.2.1", "device": "Firefox", "because": "revoked"}),
        (None, str(ada), {"because": "revoked"}),
    ]


async def test_audit_007_what_is_old_enough_is_deleted_in_every_workspace(database: Database) -> None:
    for workspace, age in ((OURS, 400), (THEIRS, 400), (None, 400), (OURS, 200), (OURS, 0)):
        await add(database.sessions, workspace, age=age)

    async with acting(database, WORKER_ROLE) as sessions, sessions.begin() as session:
        deleted = await session.scalar(text("SELECT audit_prune(now() - interval '300 days')"))

    async with database.sessions() as session:
        assert (deleted, await session.scalar(COUNT)) == (3, 2)


@pytest.mark.parametrize("before", ["now()", "now() - interval '5 months'", "NULL", "'infinity'"])
async def test_audit_007_nothing_under_six_months_is_deleted(database: Database, before: str) -> None:
    await add(database.sessions, None, age=100)

    async with acting(database, WORKER_ROLE) as sessions:
        error = await refused(sessions, f"SELECT audit_prune(CAST({before} AS timestamptz))")

    assert "at least six months" in str(error)


async def test_audit_007_the_functions_work_for_an_owner_who_is_no_superuser(database: Database) -> None:
    async with database.sessions.begin() as session:
        for statement in (
            "ALTER TABLE audit_entries OWNER TO candidacy_worker",
            "ALTER FUNCTION audit_forget(uuid) OWNER TO candidacy_worker",
            "ALTER FUNCTION audit_prune(timestamptz) OWNER TO candidacy_worker",
        ):
            await session.execute(text(statement))
    person = uuid7()
    await add(database.sessions, OURS, age=400, actor=person)

    async with acting(database, APP_ROLE) as sessions, sessions.begin() as session:
        forgotten = await session.scalar(text("SELECT audit_forget(:person)"), {"person": person})
        pruned = await session.scalar(text("SELECT audit_prune(now() - interval '300 days')"))

    assert (forgotten, pruned) == (1, 1)


async def test_audit_002_an_operator_who_shuts_an_account_is_not_taken_for_its_person(client: Client) -> None:
    user = await add_user(client)
    async with client.application.sessions.begin() as session:
        await AccountService(session, client.application.auth).deactivate(user)

    async with client.application.sessions() as session:
        shut = text("select actor, subject from audit_entries where kind = 'user.deactivated'")
        assert tuple((await session.execute(shut)).one()) == (None, str(user))


def test_audit_005_every_kind_that_is_published_has_its_words() -> None:
    published = re.compile(
        r'(?:_note\w*|SecurityEvent|_set_password)\(\s*(?:\w+, \w+, )?"([a-z_]+\.[a-z_]+)"'
    )
    decided = re.compile(r'(?:kind=|Decision\(\s*)"([a-z_]+\.[a-z_]+)"')
    shipped = (path for path in SOURCE.rglob("*.py") if "tests" not in path.parts)
    source = "\n".join(path.read_text(encoding="utf-8") for path in shipped)

    kinds = {*published.findall(source), *decided.findall(source), *re.findall(r'"(password\.\w+)"', source)}
    kinds |= {"second_factor.on", "second_factor.off"}

    assert kinds == set(TITLES)
