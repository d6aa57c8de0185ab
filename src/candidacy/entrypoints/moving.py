"""From the embedded database to another one: dumped, loaded, compared row by row, and only then left."""

import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from candidacy.entrypoints.backups import InUse, NotEmpty, make_room, require_alone
from candidacy.entrypoints.databases import MOVED, embedded_folder, open_database
from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.backup import dump_database, held, load_database
from candidacy.infrastructure.postgres import PostgresSettings, create_engine, libpq_url
from candidacy.infrastructure.postgres.migrations import prepare_roles, upgrade
from candidacy.kernel.errors import Conflict, Invalid

__all__ = ["InUse", "MoveDiffers", "Moved", "NotEmpty", "NothingToMove", "NowhereToMove", "move"]

_ONE_CONNECTION = PostgresSettings(pool_size=1, statement_timeout_ms=0, idle_in_transaction_timeout_ms=0)
_TABLES = text("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")


class NowhereToMove(Invalid):
    """Set DATABASE_URL to the empty PostgreSQL database to move to."""

    code = "nowhere_to_move"


class NothingToMove(Conflict):
    """There is no embedded database in this CANDIDACY_HOME."""

    code = "nothing_to_move"


class MoveDiffers(Conflict):
    """The copy is not the same as the original. It was removed, and nothing else was changed."""

    code = "move_differs"


@dataclass(frozen=True, slots=True)
class Moved:
    """What was moved: tables, their rows, and the sum over all digests, which both databases have."""

    tables: int
    rows: int
    digest: str


async def move(settings: Settings, tell: Callable[[str], None]) -> Moved:
    """Copy the embedded database to DATABASE_URL, and have this home use no other from then on.

    Files and secrets stay where they are. The embedded data stay too, marked as left.

    Raises NowhereToMove, NothingToMove, NotEmpty, InUse, DumpFailed, MoveDiffers.
    """
    if settings.database_url is None:
        raise NowhereToMove
    if not embedded_folder(settings).exists():
        raise NothingToMove
    target = settings.database_url.get_secret_value()
    embedded = settings.model_copy(update={"database_url": None})
    await _require_empty(target)
    async with open_database(embedded) as source:
        await require_alone(source)
        moved = await _copy(source, target, tell)
    (embedded_folder(settings) / MOVED).write_text("The database of this home is elsewhere.\n", "utf-8")
    return moved


async def _require_empty(target: str) -> None:
    engine = create_engine(target, _ONE_CONNECTION)
    try:
        async with engine.connect() as connection:
            if await connection.scalar(_TABLES):
                raise NotEmpty(
                    "There is something in this database already. Set DATABASE_URL to an empty one."
                )
    finally:
        await engine.dispose()


async def _copy(source: str, target: str, tell: Callable[[str], None]) -> Moved:
    with tempfile.TemporaryDirectory(prefix="candidacy-move-") as place:
        dump = Path(place) / "database.dump"
        tell("Writing the database")
        await asyncio.to_thread(dump_database, source, dump)
        tell("Reading it into the other")
        # What is in an empty database is its schema, which the dump brings itself.
        await make_room(target)
        await asyncio.to_thread(load_database, target, dump)
    tell("Comparing every row")
    here, there = await held(libpq_url(source)), await held(libpq_url(target))
    if here != there:
        differing = sorted(name for name in {*here, *there} if here.get(name) != there.get(name))
        await make_room(target)
        raise MoveDiffers(
            f"The copy differs in {', '.join(differing)}. It was removed, and nothing else was changed."
        )
    tell("Bringing the schema to the newest")
    engine = create_engine(target, _ONE_CONNECTION)
    try:
        await upgrade(engine)
        await prepare_roles(engine)
    finally:
        await engine.dispose()
    tables = {name: found for name, found in here.items() if found.digest}
    total = sum(int(found.digest) for found in tables.values()) % 2**64
    return Moved(len(tables), sum(found.rows for found in tables.values()), f"{total:016x}")
