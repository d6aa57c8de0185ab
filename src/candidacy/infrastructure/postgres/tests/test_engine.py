import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from candidacy.infrastructure.postgres import (
    BadDatabaseUrl,
    Database,
    DatabaseBusy,
    DatabaseUnavailable,
    PostgresSettings,
    create_engine,
    create_sessionmaker,
    libpq_url,
)
from candidacy.infrastructure.postgres.engine import DeadlineConnection, sqlalchemy_url


@asynccontextmanager
async def engine_with(url: str, **settings: object) -> AsyncIterator[AsyncEngine]:
    engine = create_engine(url, PostgresSettings.model_validate(settings))
    try:
        yield engine
    finally:
        await engine.dispose()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg", "postgresql+asyncpg"])
def test_every_spelling_of_the_scheme_is_taken(scheme: str) -> None:
    url = sqlalchemy_url(f"{scheme}://u:p@db:5432/name")

    assert url.render_as_string(hide_password=False) == "postgresql+psycopg://u:p@db:5432/name"


@pytest.mark.parametrize("url", ["", "mysql://u@h/d", "nonsense", "postgresql://u@h:port/d"])
def test_what_is_no_address_of_postgresql_is_refused(url: str) -> None:
    with pytest.raises(BadDatabaseUrl):
        create_engine(url)


def test_an_address_for_libpq_keeps_the_password() -> None:
    assert libpq_url("postgresql+psycopg://u:p%40@db/name") == "postgresql://u:p%40@db/name"


def test_the_password_of_the_settings_is_not_shown() -> None:
    assert "secret" not in repr(PostgresSettings.model_validate({"url": "postgresql://u:secret@h/d"}))


async def test_the_server_keeps_the_timeouts(database: Database) -> None:
    settings = {"statement_timeout_ms": 1234, "lock_timeout_ms": 567}
    async with engine_with(database.url, **settings) as engine, engine.connect() as connection:
        shown = [await connection.scalar(text(f"SHOW {name}_timeout")) for name in ("statement", "lock")]

    assert shown == ["1234ms", "567ms"]


async def test_options_of_the_address_are_kept(database: Database) -> None:
    url = str(
        sqlalchemy_url(database.url).update_query_dict({"options": "-c work_mem=5MB"}).render_as_string(False)
    )
    async with engine_with(url) as engine, engine.connect() as connection:
        shown = [await connection.scalar(text(f"SHOW {name}")) for name in ("work_mem", "statement_timeout")]

    assert shown == ["5MB", "10s"]


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with engine_with(f"postgresql://u@127.0.0.1:{taken.getsockname()[1]}/d") as engine:
            with pytest.raises(DatabaseUnavailable):
                async with engine.connect():
                    pass


async def test_a_query_that_takes_too_long_is_ended(database: Database) -> None:
    async with engine_with(database.url, statement_timeout_ms=50) as engine, engine.connect() as connection:
        with pytest.raises(DatabaseBusy):
            await connection.execute(text("SELECT pg_sleep(60)"))


async def test_an_empty_pool_is_busy(database: Database) -> None:
    async with engine_with(database.url, pool_size=1, pool_timeout=0.01) as engine, engine.connect():
        with pytest.raises(DatabaseBusy):
            async with engine.connect():
                pass


@pytest.mark.own_database
async def test_a_lock_that_is_not_to_be_had_is_busy(database: Database) -> None:
    impatient = engine_with(database.url, lock_timeout_ms=50)
    async with impatient as engine, engine.connect() as holder, engine.connect() as other:
        await holder.execute(text("LOCK TABLE jobs"))

        with pytest.raises(DatabaseBusy):
            await other.execute(text("SELECT * FROM jobs"))


@pytest.mark.own_database
async def test_a_deadlock_is_busy(database: Database) -> None:
    holding = [asyncio.Event(), asyncio.Event()]

    async def lock(first: int, second: int) -> None:
        async with database.engine.connect() as connection:
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": first})
            holding[first].set()
            await holding[second].wait()
            await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": second})

    ends = await asyncio.gather(lock(0, 1), lock(1, 0), return_exceptions=True)

    assert [type(end) for end in ends if end] == [DatabaseBusy]


async def test_a_connection_that_was_cut_while_idle_is_replaced(database: Database) -> None:
    async with engine_with(database.url, pool_size=1) as engine:
        async with engine.connect() as connection:
            first = await backend(connection)
        async with database.engine.connect() as other:
            await other.execute(text("SELECT pg_terminate_backend(:pid, 10000)"), {"pid": first})

        async with engine.connect() as connection:
            assert await backend(connection) != first


async def test_a_connection_is_asked_only_after_a_while_whether_it_is_there(database: Database) -> None:
    async with engine_with(database.url, pool_size=1) as engine:
        async with engine.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert isinstance(raw, DeadlineConnection)
            await connection.execute(text("SELECT 1"))

        assert raw.is_sound()
        raw.heard -= 3600
        assert not raw.is_sound()
        async with engine.connect() as connection:
            assert raw.is_sound()


async def test_a_connection_that_is_cut_during_a_query_is_unavailable(database: Database) -> None:
    async with engine_with(database.url) as engine, engine.connect() as connection:
        pid = await backend(connection)
        query = asyncio.create_task(connection.execute(text("SELECT pg_sleep(60)")))
        async with database.engine.connect() as other:
            await other.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})

        with pytest.raises(DatabaseUnavailable):
            await query


async def test_a_frozen_server_does_not_hold_a_query_for_ever(database: Database) -> None:
    async with engine_with(database.url) as engine, engine.connect() as connection:
        pid = await backend(connection)
        raw = (await connection.get_raw_connection()).driver_connection
        assert isinstance(raw, DeadlineConnection)
        raw.deadline = 0.2
        os.kill(pid, signal.SIGSTOP)
        try:
            with pytest.raises(DatabaseUnavailable):
                await connection.execute(text("SELECT 1"))
        finally:
            os.kill(pid, signal.SIGCONT)


def test_a_session_maker_makes_sessions_that_do_not_expire(database: Database) -> None:
    assert create_sessionmaker(database.engine).kw["expire_on_commit"] is False


async def backend(connection: AsyncConnection) -> int:
    return int(await connection.scalar(text("SELECT pg_backend_pid()")) or 0)
