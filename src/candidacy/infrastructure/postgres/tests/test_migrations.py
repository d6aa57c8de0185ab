import asyncio
from importlib import resources

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import (
    Database,
    DatabaseBusy,
    PostgresSettings,
    create_engine,
    migrations,
)
from candidacy.infrastructure.postgres.migrations.runner import LOCK_KEY

OBJECTS = """
SELECT 'table ' || relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'i', 'S')
UNION ALL
SELECT 'function ' || p.oid::regprocedure FROM pg_proc p
WHERE pronamespace = 'public'::regnamespace
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
UNION ALL
SELECT 'type ' || typname FROM pg_type t
WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd')
  AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
"""


OWN_LOCKS = """
SELECT count(*) FROM pg_locks JOIN pg_database ON database = pg_database.oid
WHERE locktype = 'advisory' AND datname = current_database()
"""


async def objects(database: Database) -> set[str]:
    async with database.engine.connect() as connection:
        return set(await connection.scalars(text(OBJECTS)))


async def test_an_empty_database_is_migrated_to_the_head(empty_database: Database) -> None:
    await migrations.upgrade(empty_database.engine)

    assert await migrations.current(empty_database.engine) == migrations.head()


async def test_a_migrated_database_is_left_as_it_is(empty_database: Database) -> None:
    await migrations.upgrade(empty_database.engine)
    await migrations.upgrade(empty_database.engine)

    assert await migrations.current(empty_database.engine) == migrations.head()


async def test_up_down_and_up_again_comes_to_the_same(empty_database: Database) -> None:
    await migrations.upgrade(empty_database.engine)
    before = await objects(empty_database)

    await migrations.downgrade(empty_database.engine, "base")
    bare = await objects(empty_database)
    await migrations.upgrade(empty_database.engine)

    assert bare == {"table alembic_version", "table alembic_version_pkc"}
    assert await objects(empty_database) == before


async def test_several_that_migrate_at_once_migrate_once(empty_database: Database) -> None:
    engines = [create_engine(empty_database.url) for _ in range(4)]

    await asyncio.gather(*(migrations.upgrade(engine) for engine in engines))

    assert await migrations.current(empty_database.engine) == migrations.head()
    await asyncio.gather(*(engine.dispose() for engine in engines))


async def test_who_waits_too_long_for_another_is_told_so(empty_database: Database) -> None:
    async with empty_database.engine.connect() as other:
        await other.execute(text("SELECT pg_advisory_lock(:key)"), {"key": LOCK_KEY})

        with pytest.raises(DatabaseBusy, match="still migrating"):
            await migrations.upgrade(empty_database.engine, patience=0.1)


async def test_migrations_outlast_the_timeout_of_queries(empty_database: Database) -> None:
    engine = create_engine(empty_database.url, PostgresSettings(statement_timeout_ms=100))
    with pytest.raises(DatabaseBusy):
        async with engine.connect() as connection:
            await connection.execute(text("SELECT pg_sleep(1)"))

    await migrations.upgrade(engine, "0001")

    assert await migrations.current(empty_database.engine) == "0001"
    await engine.dispose()


async def test_the_lock_and_the_timeouts_do_not_stay_with_the_pool(empty_database: Database) -> None:
    await migrations.upgrade(empty_database.engine)

    async with empty_database.engine.connect() as connection:
        held = await connection.scalar(text(OWN_LOCKS))
        assert (held, await connection.scalar(text("SHOW statement_timeout"))) == (0, "10s")


@pytest.mark.own_database
async def test_a_database_of_a_newer_release_is_refused(database: Database) -> None:
    async with database.sessions.begin() as session:
        await session.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(migrations.Downgrade):
        await migrations.upgrade(database.engine)


async def test_a_failing_migration_leaves_nothing_behind(empty_database: Database) -> None:
    async with empty_database.sessions.begin() as session:
        await session.execute(text("CREATE TABLE jobs (id int)"))
    before = await objects(empty_database)

    with pytest.raises(migrations.MigrationFailed, match="jobs"):
        await migrations.upgrade(empty_database.engine)

    assert await objects(empty_database) - before <= {"table alembic_version", "table alembic_version_pkc"}


def test_the_schema_of_procrastinate_is_that_of_the_installed_release() -> None:
    """When this fails, fold what the new release changes into a migration and note its schema there."""
    frozen = (
        resources.files("candidacy.infrastructure.postgres.migrations") / "sql" / "procrastinate_3_10_0.sql"
    )
    installed = resources.files("procrastinate.sql") / "schema.sql"

    assert frozen.read_text(encoding="utf-8") == installed.read_text(encoding="utf-8")


def test_the_digest_is_the_same_twice() -> None:
    assert migrations.digest() == migrations.digest()


@pytest.mark.own_database
async def test_ops_210_a_migration_waits_for_a_busy_table_without_holding_up_who_comes_after(
    database: Database,
) -> None:
    revision = await migrations.current(database.engine)
    assert revision is not None
    async with database.engine.connect() as reader:
        await reader.execute(text("SELECT count(*) FROM chores"))
        going_back = asyncio.create_task(migrations.downgrade(database.engine, "0020"))
        async with database.engine.connect() as watching:
            while not await watching.scalar(
                text(
                    "SELECT count(*) FROM pg_stat_activity"
                    " WHERE wait_event_type = 'Lock' AND datname = current_database()"
                )
            ):
                await watching.rollback()
        async with database.engine.connect() as late:
            seen = await late.scalar(text("SELECT count(*) FROM chores"))
    await going_back
    await migrations.upgrade(database.engine)

    assert seen == 0
    assert await migrations.current(database.engine) == revision
