"""What two databases hold is told by sums over their rows."""

import pytest
from sqlalchemy import text

from candidacy.infrastructure.backup import held
from candidacy.infrastructure.postgres import Database, libpq_url

pytestmark = pytest.mark.own_database


async def test_ops_207_a_change_of_one_row_shows_in_its_table_alone(database: Database) -> None:
    url = libpq_url(database.url)
    async with database.sessions.begin() as session:
        await session.execute(
            text("INSERT INTO chores VALUES ('a', '2026-01-01 12:00Z'), ('b', '2026-01-02')")
        )
    before = await held(url)
    async with database.sessions.begin() as session:
        await session.execute(
            text("UPDATE chores SET due_at = due_at + interval '1 microsecond' WHERE name = 'a'")
        )

    after = await held(url)

    assert {name for name in before if before[name] != after[name]} == {"chores"}
    assert (before["chores"].rows, after["chores"].rows) == (2, 2)


async def test_ops_207_the_order_of_rows_makes_no_difference(database: Database) -> None:
    url = libpq_url(database.url)
    add, remove = (
        "INSERT INTO chores SELECT 'n' || n, 'epoch' FROM generate_series({}) n",
        "DELETE FROM chores",
    )
    found = []
    for numbers in ("1, 9", "9, 1, -1"):
        async with database.sessions.begin() as session:
            await session.execute(text(remove))
            await session.execute(text(add.format(numbers)))
        found.append((await held(url))["chores"])

    assert found[0] == found[1]


async def test_looking_changes_nothing(database: Database) -> None:
    forced = text("SELECT count(*) FROM pg_class WHERE relforcerowsecurity")
    async with database.engine.connect() as connection:
        before = await connection.scalar(forced)

    await held(libpq_url(database.url))

    async with database.engine.connect() as connection:
        assert await connection.scalar(forced) == before
