"""/admin: for who runs the installation."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.admin.errors import NotYourself
from candidacy.features.admin.service import looking as service
from candidacy.features.auth import public as auth
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import superusers, superusers_detached
from candidacy.infrastructure.postgres import visiting
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.ids import JobId, UserId, WorkspaceId

router = APIRouter()
SUPER, SUPER_DETACHED = superusers(), superusers_detached()
SHOWN = 50


async def get_auth(request: Request) -> auth.AuthContext:
    context: auth.AuthContext = request.state.auth
    return context


Auth = Annotated[auth.AuthContext, Depends(get_auth)]


def size(count: int) -> str:
    """Bytes as a person reads them."""
    amount = float(count)
    for unit in ("bytes", "KB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def duration(seconds: float) -> str:
    """Seconds as a person reads them."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


@router.get("/admin", dependencies=[SUPER_DETACHED])
async def home(request: Request, services: Services) -> HTMLResponse:
    found = await service.overview(request.state.installation, services.sessionmaker)
    return services.pages.respond("admin/home.html", request, found=found, size=size, duration=duration)


@router.get("/admin/jobs", dependencies=[SUPER_DETACHED])
async def jobs(request: Request, services: Services) -> HTMLResponse:
    failed = await service.failed_jobs(services.sessionmaker, limit=SHOWN)
    async with services.sessionmaker() as session:
        waiting = await service.waiting(session)
    return services.pages.respond(
        "admin/jobs.html",
        request,
        failed=failed,
        waiting=waiting,
        looked_through=service.LOOKED_THROUGH,
        duration=duration,
        done=request.query_params.get("done"),
    )


@router.post("/admin/jobs/{job_id}/retry", dependencies=[SUPER])
async def retry(
    job_id: UUID,
    session: Session,
    services: Services,
    actor: CurrentActor,
    workspace: Annotated[UUID, Form()],
) -> RedirectResponse:
    """Have a job that failed done again, as if it had just been asked for."""
    place = WorkspaceId(workspace)
    async with visiting(session, place):
        await services.queue.retry(session, place, JobId(job_id))
        await services.events.publish(
            SecurityEvent("job.retried", actor.user, str(job_id), workspace=place), session
        )
    return RedirectResponse("/admin/jobs?done=retried", status_code=303)


@router.get("/admin/people", dependencies=[SUPER])
async def people(
    request: Request, session: Session, services: Services, actor: CurrentActor, cursor: str | None = None
) -> HTMLResponse:
    return services.pages.respond(
        "admin/people.html",
        request,
        page=await auth.list_people(session, cursor, SHOWN),
        me=actor.user,
        done=request.query_params.get("done"),
    )


@router.post("/admin/people/{user_id}/suspend", dependencies=[SUPER])
async def suspend(user_id: UUID, session: Session, context: Auth, actor: CurrentActor) -> RedirectResponse:
    if user_id == actor.user:
        raise NotYourself
    await auth.suspend(session, context, UserId(user_id), by=actor.user)
    return RedirectResponse("/admin/people?done=suspended", status_code=303)


@router.post("/admin/people/{user_id}/restore", dependencies=[SUPER])
async def restore(user_id: UUID, session: Session, context: Auth, actor: CurrentActor) -> RedirectResponse:
    await auth.restore(session, context, UserId(user_id), by=actor.user)
    return RedirectResponse("/admin/people?done=restored", status_code=303)


@router.get("/admin/workspaces", dependencies=[SUPER_DETACHED])
async def list_workspaces(request: Request, services: Services, cursor: str | None = None) -> HTMLResponse:
    async with services.sessionmaker() as session:
        page = await workspaces.list_all(session, cursor, SHOWN)
    found = await service.uses(services.sessionmaker, page.items)
    return services.pages.respond(
        "admin/workspaces.html", request, found=found, next_cursor=page.next_cursor, size=size
    )
