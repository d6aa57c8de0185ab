"""Databases for tests: a server, a template made once by the migrations, and clones of it.

The template's name holds the hash of the migrations, so it is made anew when any of them changes. Making
and cloning hold an advisory lock of the server, which several test processes and checkouts share.
"""

import os
import secrets
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import URL

from candidacy.infrastructure.postgres import (
    Database,
    PostgresSettings,
    connected,
    create_engine,
    libpq_url,
    migrations,
)
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.engine import sqlalchemy_url

_LOCK = 7_316_209_484_005
_TEMPLATE, _CLONE = "candidacy_template_", "candidacy_test_"
_FORGOTTEN_AFTER = 6 * 3600
_TEMPLATES_KEPT = 8
# A test database may be lost with the machine, so it need not wait for the disk.
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "64MB"}


@contextmanager
def running_server(url: str | None) -> Iterator[str]:
    """The address of a server with the right to create databases: the one given, or an embedded one."""
    if url is not None:
        yield libpq_url(url)
        return
    root = Path(tempfile.gettempdir()) / f"candidacy-test-{os.geteuid()}"
    with EmbeddedPostgres(root, options=_CARELESS) as address:
        yield libpq_url(address)


def _address(server: str, name: str) -> str:
    return libpq_url(sqlalchemy_url(server).set(database=name))


@asynccontextmanager
async def _exclusive(server: str) -> AsyncIterator[psycopg.AsyncConnection]:
    url: URL = sqlalchemy_url(server)
    maintenance = url.set(database="postgres")
    async with await psycopg.AsyncConnection.connect(libpq_url(maintenance), autocommit=True) as connection:
        await connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        yield connection


async def _names(connection: psycopg.AsyncConnection) -> list[str]:
    """The databases of tests, oldest first."""
    found = await connection.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'candidacy\\_te%' ORDER BY oid"
    )
    return [name for (name,) in await found.fetchall()]


async def _template(connection: psycopg.AsyncConnection, server: str) -> str:
    """The name of the template of the present migrations, made now if need be; old ones are dropped."""
    template = _TEMPLATE + migrations.digest()
    names = await _names(connection)
    if template in names:
        return template
    unfinished = f"{_TEMPLATE}new"
    # Checkouts with other migrations share the server, so theirs stay for a while.
    old = [name for name in names if name.startswith(_TEMPLATE) and name != unfinished][:-_TEMPLATES_KEPT]
    for name in [unfinished, *old, *filter(_is_forgotten, names)]:
        await _drop(connection, name)
    await connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
    engine = create_engine(_address(server, unfinished), PostgresSettings(pool_size=1))
    try:
        await migrations.upgrade(engine)
    finally:
        await engine.dispose()
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    await connection.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(template)))
    return template


def _is_forgotten(name: str) -> bool:
    """Whether a clone is so old that the process that made it must have been killed."""
    stamp = name.removeprefix(_CLONE).split("_")[0]
    return name.startswith(_CLONE) and stamp.isdigit() and time.time() - int(stamp) > _FORGOTTEN_AFTER


async def _drop(connection: psycopg.AsyncConnection, name: str) -> None:
    await connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@asynccontextmanager
async def clone(server: str, *, migrated: bool = True) -> AsyncIterator[str]:
    """The address of a fresh database, dropped at the end; empty when it is not to be migrated."""
    name = f"{_CLONE}{int(time.time())}_{secrets.token_hex(4)}"
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    async with _exclusive(server) as connection:
        template = await _template(connection, server) if migrated else "template1"
        await connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    try:
        yield _address(server, name)
    finally:
        async with _exclusive(server) as connection:
            await _drop(connection, name)


def working_on(url: str) -> AbstractAsyncContextManager[Database]:
    """A database whose sessions really commit."""
    return connected(url, PostgresSettings(pool_size=5, max_overflow=5))
