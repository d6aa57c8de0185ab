"""/api/v1/admin: the installation at a glance, its workspaces and its jobs."""

from dataclasses import asdict
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request

from candidacy.features.admin.errors import NotSuspended, SuspendedAlready
from candidacy.features.admin.schemas import (
    FailedJob,
    JobIn,
    JobsOverview,
    Overview,
    RunningJob,
    SuspensionIn,
    WaitingJob,
    WorkspaceUse,
)
from candidacy.features.admin.service import looking as service
from candidacy.features.admin.service.acting import Acting
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import superusers, superusers_detached
from candidacy.infrastructure.http.idempotency import ApiRoute
from candidacy.infrastructure.http.problems import problems
from candidacy.infrastructure.queue import JobFinished, JobNotFailed, JobNotFound
from candidacy.infrastructure.queue.overview import Work
from candidacy.kernel.errors import NotFound
from candidacy.kernel.ids import JobId, WorkspaceId
from candidacy.kernel.pagination import DEFAULT_LIMIT, MAX_LIMIT, Page

router = APIRouter(prefix="/api/v1/admin", tags=["admin"], route_class=ApiRoute)
SUPER, SUPER_DETACHED = superusers(), superusers_detached()
MOST = 100


async def get_acting(session: Session, services: Services, actor: CurrentActor) -> Acting:
    return Acting(session, services.queue, services.events, services.clock, actor.user)


Act = Annotated[Acting, Depends(get_acting)]


@router.get("/overview", dependencies=[SUPER_DETACHED])
async def overview(request: Request, services: Services) -> Overview:
    """What works, what waits, and when it was last backed up."""
    return await service.overview(request.state.installation, services.sessionmaker)


@router.get("/jobs", dependencies=[SUPER])
async def jobs(session: Session) -> JobsOverview:
    """What runs, what waits and what failed, of all workspaces."""
    found = await service.jobs(session, most=MOST)
    return JobsOverview(
        waiting=found.waiting,
        later=found.later,
        running=[
            RunningJob(**_named(one), worker=one.worker, worker_heard_of=one.heard_of, stopping=one.stopping)
            for one in found.running
        ],
        next=[WaitingJob(**_named(one)) for one in found.next],
        failed=[
            FailedJob(id=one.job, workspace_id=one.workspace, **_rest(asdict(one))) for one in found.failed
        ],
    )


@router.post(
    "/jobs/{job_id}/cancel",
    status_code=204,
    dependencies=[SUPER],
    responses=problems(JobNotFound, JobFinished),
)
async def cancel_job(job_id: UUID, given: JobIn, act: Act) -> None:
    """Cancel a job of any workspace: at once while it waits, as soon as it can stop while it runs."""
    await act.cancel(WorkspaceId(given.workspace_id), JobId(job_id))


@router.post(
    "/jobs/{job_id}/retry",
    status_code=204,
    dependencies=[SUPER],
    responses=problems(JobNotFound, JobNotFailed),
)
async def retry_job(job_id: UUID, given: JobIn, act: Act) -> None:
    """Have a job of any workspace that failed done again."""
    await act.retry(WorkspaceId(given.workspace_id), JobId(job_id))


@router.get("/workspaces", dependencies=[SUPER])
async def list_workspaces(
    session: Session,
    cursor: str | None = None,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = DEFAULT_LIMIT,
) -> Page[WorkspaceUse]:
    """All workspaces, newest first, with what each stores and whether it is suspended."""
    page = await workspaces.list_all(session, cursor, limit)
    return Page(items=await service.uses(session, page.items), next_cursor=page.next_cursor)


@router.post(
    "/workspaces/{workspace_id}/suspend",
    status_code=204,
    dependencies=[SUPER],
    responses=problems(NotFound, SuspendedAlready),
)
async def suspend_workspace(workspace_id: UUID, given: SuspensionIn, act: Act) -> None:
    """Let nobody work in a workspace, and have its jobs wait. Nothing in it is lost."""
    await act.suspend(WorkspaceId(workspace_id), given.because)


@router.post(
    "/workspaces/{workspace_id}/resume",
    status_code=204,
    dependencies=[SUPER],
    responses=problems(NotFound, NotSuspended),
)
async def resume_workspace(workspace_id: UUID, act: Act) -> None:
    """Let the members of a suspended workspace work again."""
    await act.resume(WorkspaceId(workspace_id))


def _named(one: Work) -> dict[str, object]:
    return {
        "id": one.job,
        "workspace_id": one.workspace,
        "kind": one.kind,
        "queue": one.queue,
        "since": one.since,
    }


def _rest(failed: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in failed.items() if name not in {"job", "workspace"}}
