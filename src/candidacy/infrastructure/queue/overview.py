"""The work of all workspaces, for who runs the installation: what runs where, what is next, what failed.

What runs and waits is in Procrastinate's tables, which hold ids and kinds. What failed, and why, is told by a
function of the database, as row-level security shows nobody the rows of all workspaces.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.kernel.ids import JobId, WorkspaceId

_COLUMNS = """
    SELECT CAST(p.args ->> 'job_id' AS uuid), CAST(p.args ->> 'workspace_id' AS uuid),
        coalesce(p.args ->> 'kind', 'unknown'), p.queue_name, e.at, p.worker_id, w.last_heartbeat,
        p.abort_requested
    FROM procrastinate_jobs p
    LEFT JOIN procrastinate_workers w ON w.id = p.worker_id
    LEFT JOIN LATERAL (
        SELECT at FROM procrastinate_events WHERE job_id = p.id AND type = '{event}' ORDER BY id DESC LIMIT 1
    ) e ON true
"""
_RUNNING = text(
    _COLUMNS.format(event="started") + " WHERE p.status = 'doing' ORDER BY e.at NULLS LAST, p.id LIMIT :most"
)
_NEXT = text(
    _COLUMNS.format(event="deferred")
    + " WHERE p.status = 'todo' AND (p.scheduled_at IS NULL OR p.scheduled_at <= now())"
    " ORDER BY p.priority DESC, p.id LIMIT :most"
)
_LATER = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND scheduled_at > now()")
_FAILED = text("SELECT * FROM jobs_failed(:most)")


@dataclass(frozen=True, slots=True)
class Work:
    """A job that runs or waits. ``since`` is when it began to; what no worker has taken has none."""

    job: JobId
    workspace: WorkspaceId
    kind: str
    queue: str
    since: datetime | None
    worker: int | None
    heard_of: datetime | None
    """When its worker last gave a sign of life."""
    stopping: bool


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that failed for good, and why."""

    job: JobId
    workspace: WorkspaceId
    kind: str
    code: str | None
    message: str | None
    attempts: int
    at: datetime | None


async def running_jobs(session: AsyncSession, most: int) -> list[Work]:
    """What runs, the longest first."""
    return await _works(session, _RUNNING, most)


async def next_jobs(session: AsyncSession, most: int) -> list[Work]:
    """What waits and could run, in the order in which it will."""
    return await _works(session, _NEXT, most)


async def later_jobs(session: AsyncSession) -> int:
    """How many jobs wait for a moment: to be tried again, or for a workspace to be back in use."""
    return int(await session.scalar(_LATER) or 0)


async def failed_jobs(session: AsyncSession, most: int) -> list[Failure]:
    """What failed, the newest first."""
    rows = await session.execute(_FAILED, {"most": most})
    return [Failure(JobId(row[0]), WorkspaceId(row[1]), *row[2:]) for row in rows]


async def _works(session: AsyncSession, query: TextClause, most: int) -> list[Work]:
    found: list[Work] = []
    for job, workspace, *rest in await session.execute(query, {"most": most}):
        if isinstance(job, UUID) and isinstance(workspace, UUID):
            found.append(Work(JobId(job), WorkspaceId(workspace), *rest))
    return found
