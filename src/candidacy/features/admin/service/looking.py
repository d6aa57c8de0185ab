"""Looks at every part of an installation; whichever fails is told, and keeps nobody from the others."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.admin.schemas import BackupState, Overview, Part, WaitingKind, WorkspaceUse
from candidacy.features.files import public as files
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.antivirus import Antivirus, NoAntivirus
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import JobState, waiting_jobs
from candidacy.infrastructure.queue.status import list_failed
from candidacy.infrastructure.redis import Limit, Shared
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import WorkspaceId

log = structlog.get_logger(__name__)

PATIENCE = 5.0
"""Seconds that one part has to answer."""
LOOKED_THROUGH = 300
"""Workspaces that are looked through for failed jobs: each one is a look of its own."""
_PROBE = Limit("admin-probe", 1_000_000, 1)
_SIZE = text("SELECT pg_database_size(current_database())")


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


async def overview(installed: Installation, sessions: Sessions) -> Overview:
    """The installation at a glance; no transaction is open while its parts are asked."""
    parts = await look_at(installed.looks)
    async with sessions() as session:
        found, size = await waiting(session), await database_size(session)
    return Overview(
        version=installed.release,
        parts=parts,
        waiting=found,
        database_bytes=size,
        backup=installed.last_backup(),
    )


async def look_at(looks: list[Look]) -> list[Part]:
    """Look at all parts at the same time."""
    return list(await asyncio.gather(*(_look(each) for each in looks)))


async def _look(at: Look) -> Part:
    try:
        async with asyncio.timeout(PATIENCE):
            said = await at.call()
    except TimeoutError:
        return Part(name=at.name, state="failing", said=f"No answer within {PATIENCE:.0f} seconds.")
    except AppError as exc:
        return Part(name=at.name, state="failing", said=exc.message)
    except Exception as exc:  # noqa: BLE001 - Whatever is the matter with one part is told, and logged.
        log.warning("part_failing", part=at.name, error=type(exc).__name__)
        return Part(
            name=at.name, state="failing", said=f"It fails: {type(exc).__name__}. The log says where."
        )
    return Part(name=at.name, state="off" if said.startswith("None") else "ok", said=said)


async def database(sessions: Sessions) -> str:
    async with sessions() as session:
        version = await session.scalar(text("SHOW server_version"))
    return f"PostgreSQL {version} answers."


async def storage(store: Storage) -> str:
    async for _ in store.list():
        return "It answers, and holds files."
    return "It answers, and holds nothing yet."


async def shared(store: Shared, *, is_set: bool) -> str:
    """A hit of a limit goes to Redis where there is one; without it this process counts for itself."""
    if not is_set:
        return "None is set: each process counts for itself."
    await store.limiter.hit(_PROBE, "probe")
    return "It answers."


async def antivirus(scanner: Antivirus) -> str:
    if isinstance(scanner, NoAntivirus):
        return "None is set: uploads are not scanned."

    async def nothing() -> AsyncIterator[bytes]:
        yield b"nothing"

    await scanner.check(nothing())
    return "It answers."


async def waiting(session: AsyncSession) -> list[WaitingKind]:
    rows = await waiting_jobs(session)
    return [WaitingKind(kind=kind, depth=depth, oldest_seconds=age) for kind, depth, age in rows]


async def database_size(session: AsyncSession) -> int:
    return int(await session.scalar(_SIZE) or 0)


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that failed, and whose it is."""

    workspace: workspaces.Listed
    job: JobState


async def failed_jobs(sessions: Sessions, *, limit: int) -> list[Failed]:
    """What failed last, newest first. Each workspace is visited: nothing shows the rows of all at once."""
    async with sessions() as session:
        places = await workspaces.list_newest(session, LOOKED_THROUGH)
    found: list[Failed] = []
    for place in places:
        async with within(sessions, WorkspaceId(place.id))() as session:
            jobs = await list_failed(session, WorkspaceId(place.id), limit=limit)
        found += [Failed(place, job) for job in jobs]
    return sorted(found, key=lambda each: each.job.id, reverse=True)[:limit]


async def uses(sessions: Sessions, places: list[workspaces.Listed]) -> list[WorkspaceUse]:
    """What each of these workspaces stores."""
    found = []
    for place in places:
        async with within(sessions, WorkspaceId(place.id))() as session:
            count, size = await files.stored(session, WorkspaceId(place.id))
        found.append(WorkspaceUse(**place._asdict(), files=count, bytes=size))
    return found
