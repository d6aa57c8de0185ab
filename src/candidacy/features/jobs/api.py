"""/api/v1/jobs: follow and cancel work in progress."""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent

from candidacy.features.jobs.schemas import JobOut
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    DetachedActor,
    Services,
    Session,
    SessionMaker,
    requires,
    requires_detached,
)
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.http.sse import for_at_most
from candidacy.infrastructure.queue import JobFinished, JobNotFound, JobState, get_job, list_jobs
from candidacy.kernel.ids import JobId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page, cursor_id, encode_cursor
from candidacy.kernel.permissions import Permission

RECONNECT_MS = 1_000
"""After which a browser follows on at another process, when this one stops."""

router = APIRouter(prefix="/api/v1/jobs", tags=["jobs"], route_class=ApiRoute)


@router.get("", dependencies=[requires(Permission.JOBS_READ)])
async def list_all(
    session: Session,
    actor: CurrentActor,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[JobOut]:
    """The work of this workspace, newest first."""
    before = cursor_id(cursor) if cursor else None
    jobs = await list_jobs(session, actor.workspace, before=before, limit=limit + 1)
    more = encode_cursor(jobs[limit - 1].id) if len(jobs) > limit else None
    return Page(items=[JobOut.model_validate(job) for job in jobs[:limit]], next_cursor=more)


@router.get("/{job_id}", dependencies=[requires(Permission.JOBS_READ)], responses=problems(JobNotFound))
async def get_one(job_id: UUID, session: Session, actor: CurrentActor) -> JobOut:
    """Where a piece of work stands."""
    return JobOut.model_validate(await get_job(session, actor.workspace, JobId(job_id)))


@router.post(
    "/{job_id}/cancel",
    status_code=202,
    dependencies=[requires(Permission.JOBS_WRITE)],
    responses=problems(JobNotFound, JobFinished),
)
async def cancel(job_id: UUID, session: Session, actor: CurrentActor, services: Services) -> JobOut:
    """Cancel it: at once while it waits, as soon as it can stop while it runs."""
    await services.queue.cancel(session, actor.workspace, JobId(job_id))
    return JobOut.model_validate(await get_job(session, actor.workspace, JobId(job_id)))


async def existing_job(
    job_id: UUID, sessions: SessionMaker, actor: DetachedActor, services: Services
) -> AsyncGenerator[JobState, None]:
    """The states of a job from now on; refuses before the stream begins."""
    async with sessions() as session:
        await get_job(session, actor.workspace, JobId(job_id))
    return services.notices.follow(JobId(job_id), workspace=actor.workspace)


@router.get(
    "/{job_id}/events",
    response_class=EventSourceResponse,
    dependencies=[requires_detached(Permission.JOBS_READ)],
    responses=problems(JobNotFound),
)
async def events(
    states: Annotated[AsyncGenerator[JobState, None], Depends(existing_job)], services: Services
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named ``progress``, each a whole job; the stream ends when the job does.

    What they say to people is in the language of the request.
    """
    say = services.pages.languages.translate
    async for state in for_at_most(services.http.stream_lifetime, states, services.draining):
        job = JobOut.model_validate(state)
        said = {name: say(text) for name in ("message", "error_message") if (text := getattr(job, name))}
        yield ServerSentEvent(event="progress", data=job.model_copy(update=said), retry=RECONNECT_MS)
