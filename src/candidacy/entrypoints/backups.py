"""Backup and restore: the database, the files and the secrets of an installation, in one file and back."""

import asyncio
import hashlib
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from candidacy import __version__
from candidacy.entrypoints.backup_log import LastBackup, note_backup
from candidacy.entrypoints.databases import embedded_folder, open_database
from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.backup import (
    ArchiveReader,
    ArchiveWriter,
    BackupNewer,
    Contents,
    dump_database,
    load_database,
)
from candidacy.infrastructure.postgres import PostgresSettings, create_engine
from candidacy.infrastructure.postgres.embedded import set_aside_other_version
from candidacy.infrastructure.postgres.migrations import current, knows, prepare_roles, upgrade
from candidacy.infrastructure.storage import ObjectMissing, Storage, open_storage
from candidacy.kernel.errors import Conflict

HOME_FILES = ("secrets", "taxonomy.json")
"""What else an installation is made of: without its secrets nobody can read what is encrypted."""
DUMP = "database.dump"
_IN_MEMORY = 8 << 20
_PIECE = 1 << 20
_ONE_CONNECTION = PostgresSettings(pool_size=1, statement_timeout_ms=0, idle_in_transaction_timeout_ms=0)

_OTHERS = text(
    "select count(*) from pg_stat_activity where datname = current_database()"
    " and backend_type = 'client backend' and pid <> pg_backend_pid()"
)
_START_ANEW = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


class Readable(Protocol):
    """What a member of a backup holds."""

    def read(self, size: int = -1, /) -> bytes: ...


class NothingToBackUp(Conflict):
    """There is no installation here yet: its database is empty."""

    code = "nothing_to_back_up"


class NotEmpty(Conflict):
    """There is an installation here already. Restore into another CANDIDACY_HOME or an empty database."""

    code = "not_empty"


class InUse(Conflict):
    """The application is running on this database. Stop it first."""

    code = "in_use"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    file: str
    bytes: int
    made_at: str
    release: str
    revision: str
    files: int
    secrets: bool
    """Whether the secrets are in it; where the environment sets them they are not."""


async def back_up(settings: Settings, target: Path, tell: Callable[[str], None]) -> Summary:
    """Write a backup while the application goes on. Files that are deleted meanwhile may be missing in it.

    Raises NothingToBackUp, TargetExists, DumpFailed, StorageUnavailable.
    """
    async with open_database(settings) as url:
        engine = create_engine(url, _ONE_CONNECTION)
        try:
            revision = await current(engine)
        finally:
            await engine.dispose()
        if revision is None:
            raise NothingToBackUp
        contents = Contents(datetime.now(UTC).isoformat(timespec="seconds"), __version__, revision)
        storage = open_storage(settings.storage, settings.home / "files")
        with ArchiveWriter(target, contents) as archive:
            tell("Writing the database")
            await _add_database(archive, url, target.parent)
            # Rows name objects that are there already, so the files come after the rows.
            tell("Writing the files")
            await _add_files(archive, storage)
            _add_home(archive, settings.home)
    summary = summary_of(target, contents)
    note_backup(
        settings.home,
        LastBackup(
            made_at=datetime.fromisoformat(summary.made_at),
            file=summary.file,
            bytes=summary.bytes,
            files=summary.files,
        ),
    )
    return summary


def summary_of(file: Path, contents: Contents) -> Summary:
    names = contents.entries
    return Summary(
        file=str(file),
        bytes=file.stat().st_size,
        made_at=contents.made_at,
        release=contents.release,
        revision=contents.revision,
        files=sum(name.startswith("files/") for name in names),
        secrets="home/secrets" in names,
    )


async def _add_database(archive: ArchiveWriter, url: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as place:
        dump = Path(place) / DUMP
        await asyncio.to_thread(dump_database, url, dump)
        with dump.open("rb") as content:
            archive.add(DUMP, content)


async def _add_files(archive: ArchiveWriter, storage: Storage) -> None:
    async for listed in storage.list():
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
            try:
                async for piece in storage.get(listed.key):
                    content.write(piece)
            except ObjectMissing:
                continue
            content.seek(0)
            archive.add(f"files/{listed.key}", content)


def _add_home(archive: ArchiveWriter, home: Path) -> None:
    for name in HOME_FILES:
        if (home / name).exists():
            with (home / name).open("rb") as content:
                archive.add(f"home/{name}", content)


def check_backup(source: Path) -> Summary:
    """What a backup holds, after every byte of it was checked. Raises what reading it does."""
    return summary_of(source, ArchiveReader(source).contents())


async def restore(
    settings: Settings, source: Path, tell: Callable[[str], None], *, replace: bool = False
) -> Summary:
    """Bring a backup back, into an empty database and home, or in place of what is there.

    Raises NotABackup, BackupDamaged, BackupNewer, NotEmpty, InUse, DumpFailed, StorageUnavailable.
    """
    reader = ArchiveReader(source)
    tell("Checking the backup")
    contents = await asyncio.to_thread(reader.contents)
    if not knows(contents.revision):
        raise BackupNewer
    if replace:
        await asyncio.to_thread(_set_aside, settings, tell)
    async with open_database(settings) as url:
        engine = create_engine(url, _ONE_CONNECTION)
        try:
            inhabited = await current(engine) is not None or _has_other_secrets(settings.home, contents)
            if inhabited and not replace:
                raise NotEmpty
            await _make_room(engine)
            storage = open_storage(settings.storage, settings.home / "files")
            for name, content in reader.members():
                await _bring_back(name, content, url, settings.home, storage, tell)
            tell("Bringing the database to the newest schema")
            await upgrade(engine)
            await prepare_roles(engine)
        finally:
            await engine.dispose()
    return summary_of(source, contents)


def _set_aside(settings: Settings, tell: Callable[[str], None]) -> None:
    """What another major version of PostgreSQL wrote, nothing here can open; its backup takes its place."""
    if settings.database_url is not None or not embedded_folder(settings).exists():
        return
    if (kept := set_aside_other_version(embedded_folder(settings), settings.service_user)) is not None:
        tell(f"The data of the other PostgreSQL are kept in {kept} until you delete them")


def _has_other_secrets(home: Path, contents: Contents) -> bool:
    """Whether the home belongs to another installation than the backup."""
    mine = home / "secrets"
    return mine.exists() and _digest(mine) != contents.entries.get("home/secrets", (0, _digest(mine)))[1]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


async def require_alone(url: str) -> None:
    """Raise InUse when anybody else is connected to a database."""
    engine = create_engine(url, _ONE_CONNECTION)
    try:
        await _require_alone(engine)
    finally:
        await engine.dispose()


async def make_room(url: str) -> None:
    """Remove all that is in a database. Raises InUse."""
    engine = create_engine(url, _ONE_CONNECTION)
    try:
        await _make_room(engine)
    finally:
        await engine.dispose()


async def _require_alone(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        if await connection.scalar(_OTHERS):
            raise InUse


async def _make_room(engine: AsyncEngine) -> None:
    await _require_alone(engine)
    async with engine.begin() as connection:
        for statement in _START_ANEW:
            await connection.execute(text(statement))


async def _bring_back(
    name: str, content: Readable, url: str, home: Path, storage: Storage, tell: Callable[[str], None]
) -> None:
    if name == DUMP:
        tell("Reading the database")
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as place:
            dump = Path(place) / DUMP
            _write(dump, content)
            await asyncio.to_thread(load_database, url, dump)
        tell("Reading the files")
    elif name.startswith("home/"):
        _write(home / name.removeprefix("home/"), content)
    else:
        await storage.put(_pieces(content), limit=1 << 62, key=name.removeprefix("files/"))


async def _pieces(content: Readable) -> AsyncIterator[bytes]:
    while piece := content.read(_PIECE):
        yield piece


def _write(target: Path, content: Readable) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while piece := content.read(_PIECE):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    part.replace(target)
