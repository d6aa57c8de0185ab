import socket

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


@pytest.mark.own_database
async def test_a_role_that_may_create_nothing_is_told_so(database: Database) -> None:
    async with database.sessions.begin() as session:
        await session.execute(text("DROP ROLE IF EXISTS candidacy_test_reader"))
        await session.execute(text("CREATE ROLE candidacy_test_reader LOGIN PASSWORD 'reader'"))
        await session.execute(text("GRANT SELECT ON alembic_version TO candidacy_test_reader"))
    reader = sqlalchemy_url(database.url).set(username="candidacy_test_reader", password="reader")

    checks = await check(reader.render_as_string(hide_password=False))

    async with database.sessions.begin() as session:
        await session.execute(text("DROP OWNED BY candidacy_test_reader"))
        await session.execute(text("DROP ROLE candidacy_test_reader"))
    assert failing(checks) == ["privileges"]
    assert "may not create tables and extensions" in checks[-2].found


async def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(BadDatabaseUrl):
        await check("nonsense")
