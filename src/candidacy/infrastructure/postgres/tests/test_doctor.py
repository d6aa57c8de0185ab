import secrets
import socket
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import BadDatabaseUrl, Database, migrations
from candidacy.infrastructure.postgres.doctor import Check, check
from candidacy.infrastructure.postgres.engine import sqlalchemy_url


def failing(checks: list[Check]) -> list[str]:
    return [found.name for found in checks if not found.ok]


async def test_a_migrated_database_is_well(database: Database) -> None:
    checks = await check(database.url)

    assert failing(checks) == []
    assert all(found.advice is None for found in checks)


async def test_an_empty_database_lacks_the_migrations(empty_database: Database) -> None:
    checks = await check(empty_database.url)

    assert failing(checks) == ["migrations"]
    assert checks[-1].advice == "Run `candidacy db upgrade`."


@pytest.mark.own_database
async def test_a_database_of_a_newer_release_is_told_apart(database: Database) -> None:
    async with database.sessions.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    checks = await check(database.url)

    assert checks[-1].found == f"9999 of {migrations.head()}"
    assert "newer release" in (checks[-1].advice or "")


async def test_a_server_that_is_not_there_is_one_finding() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        checks = await check(f"postgresql://u:secret@127.0.0.1:{taken.getsockname()[1]}/d")

    assert failing(checks) == ["connection"]
    assert "secret" not in repr(checks)


async def test_a_wrong_password_is_named(database: Database) -> None:
    wrong = sqlalchemy_url(database.url).set(password="wrong").render_as_string(hide_password=False)

    checks = await check(wrong)

    assert "password" in checks[0].found


@pytest.fixture
async def role(empty_database: Database) -> AsyncIterator[str]:
    """A role that owns nothing; its name is its password. Roles are shared by all databases of a server."""
    name = f"candidacy_test_{secrets.token_hex(4)}"
    async with empty_database.sessions.begin() as session:
        await session.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD '{name}'"))
    yield name
    async with empty_database.sessions.begin() as session:
        await session.execute(text(f"DROP OWNED BY {name}"))
        await session.execute(text(f"DROP ROLE {name}"))


async def check_as(role: str, database: Database) -> dict[str, Check]:
    url = sqlalchemy_url(database.url).set(username=role, password=role)
    return {found.name: found for found in await check(url.render_as_string(hide_password=False))}


async def test_a_role_that_may_create_nothing_is_told_so(empty_database: Database, role: str) -> None:
    checks = await check_as(role, empty_database)

    assert not checks["privileges"].ok
    assert "may not create tables and extensions" in checks["privileges"].found


async def test_an_extension_that_the_role_may_not_create_is_told(empty_database: Database, role: str) -> None:
    query = "SELECT bool_or(trusted) FROM pg_available_extension_versions WHERE name = 'vector'"
    async with empty_database.engine.connect() as connection:
        trusted = await connection.scalar(text(query))

    checks = await check_as(role, empty_database)

    assert checks["pgvector"].ok is bool(trusted)


async def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadDatabaseUrl):
        await check("nonsense")
