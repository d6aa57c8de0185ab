"""Looks at every part of an installation; whichever fails is told, and keeps nobody from the others."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.admin.schemas import (
    BackupState,
    Overview,
    Part,
    SecretsState,
    WaitingKind,
    WorkspaceUse,
)
from candidacy.features.files import public as files
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.antivirus import Antivirus, NoAntivirus
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue import waiting_jobs
from candidacy.infrastructure.queue.overview import (
    Failure,
    Work,
    failed_jobs,
    later_jobs,
    next_jobs,
    running_jobs,
)
from candidacy.infrastructure.redis import Limit, Shared
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.language import sentence

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Seconds that one part has to answer."""
_PROBE = Limit("admin-probe", 1_000_000, 1)
_SIZE = text("SELECT pg_database_size(current_database())")


NAMES = (
    sentence("Database"),
    sentence("Files"),
    sentence("Redis"),
    sentence("Virus scanner"),
    sentence("Embeddings"),
    sentence("Language model"),
)
"""The parts of an installation, as pages call them."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one part is looked at: its name, and what says how it is. Raises when it does not work."""

    name: str
    call: Callable[[], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Installation:
    """What the entry points know of the installation: its parts, its release and the last backup."""

    release: str
    looks: list[Look]
    last_backup: Callable[[], BackupState | None]
    sealed: Callable[[], Awaitable[SecretsState]]
    """How many secrets there are, and how far what is sealed is with the newest."""


async def overview(installed: Installation, sessions: Sessions) -> Overview:
    """The installation at a glance; no transaction is open while its parts are asked."""
    parts = await look_at(installed.looks)
    async with sessions() as session:
        found, size = await waiting(session), await database_size(session)
        stored = (await files.stored_of(session)).values()
    sealed = await installed.sealed()
    return Overview(
        version=installed.release,
        parts=parts,
        waiting=found,
        database_bytes=size,
        files=sum(one.files for one in stored),
        file_bytes=sum(one.bytes for one in stored),
        backup=installed.last_backup(),
        secrets=sealed,
    )


async def look_at(looks: list[Look]) -> list[Part]:
    """Look at all parts at the same time."""
    return list(await asyncio.gather(*(_look(each) for each in looks)))


async def _look(at: Look) -> Part:
    try:
        async with asyncio.timeout(PATIENCE):
            said = await at.call()
    except TimeoutError:
        return Part(name=at.name, state="failing", said=sentence(f"No answer within {PATIENCE:.0f} seconds."))
    except AppError as exc:
        return Part(name=at.name, state="failing", said=exc.message)
    except Exception as exc:  # noqa: BLE001 - Whatever is the matter with one part is told, and logged.
        log.warning("part_failing", part=at.name, error=type(exc).__name__)
        return Part(
            name=at.name,
            state="failing",
            said=sentence(f"It fails: {type(exc).__name__}. The log says where."),
        )
    return Part(name=at.name, state="off" if said.startswith("None") else "ok", said=said)


async def database(sessions: Sessions) -> str:
    async with sessions() as session:
        version = await session.scalar(text("SHOW server_version"))
    return sentence(f"PostgreSQL {version} answers.")


async def storage(store: Storage) -> str:
    async for _ in store.list():
        return sentence("It answers, and holds files.")
    return sentence("It answers, and holds nothing yet.")


async def shared(store: Shared, *, is_set: bool) -> str:
    """A hit of a limit goes to Redis where there is one; without it this process counts for itself."""
    if not is_set:
        return sentence("None is set: each process counts for itself.")
    await store.limiter.hit(_PROBE, "probe")
    return sentence("It answers.")


async def antivirus(scanner: Antivirus) -> str:
    if isinstance(scanner, NoAntivirus):
        return sentence("None is set: uploads are not scanned.")

    async def nothing() -> AsyncIterator[bytes]:
        yield b"nothing"

    await scanner.check(nothing())
    return sentence("It answers.")


def embeddings(model: str | None) -> str:
    if model is None:
        return sentence("None is set: search goes by words alone.")
    return sentence(f"{model} is set.")


async def waiting(session: AsyncSession) -> list[WaitingKind]:
    rows = await waiting_jobs(session)
    return [WaitingKind(kind=kind, depth=depth, oldest_seconds=age) for kind, depth, age in rows]


async def database_size(session: AsyncSession) -> int:
    return int(await session.scalar(_SIZE) or 0)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The work of all workspaces, and what these are called."""

    waiting: list[WaitingKind]
    running: list[Work]
    next: list[Work]
    later: int
    failed: list[Failure]
    names: dict[WorkspaceId, str]


async def jobs(session: AsyncSession, *, most: int) -> Jobs:
    """What runs, waits and failed, in six statements however much there is."""
    kinds = await waiting(session)
    running, coming = await running_jobs(session, most), await next_jobs(session, most)
    later, failed = await later_jobs(session), await failed_jobs(session, most)
    places = {one.workspace for one in (*running, *coming)} | {one.workspace for one in failed}
    names = await workspaces.names_of(session, sorted(places))
    return Jobs(kinds, running, coming, later, failed, names)


async def uses(session: AsyncSession, places: list[workspaces.Listed]) -> list[WorkspaceUse]:
    """What each of these workspaces stores."""
    stored = await files.stored_of(session, [WorkspaceId(place.id) for place in places])
    nothing = files.Stored(0, 0)
    return [
        WorkspaceUse(**place._asdict(), **stored.get(WorkspaceId(place.id), nothing)._asdict())
        for place in places
    ]
