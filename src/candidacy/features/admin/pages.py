"""/admin: for who runs the installation."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from candidacy.features.admin.errors import NotYourself
from candidacy.features.admin.schemas import Because
from candidacy.features.admin.service import looking as service
from candidacy.features.admin.service.acting import Acting
from candidacy.features.auth import public as auth
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session
from candidacy.infrastructure.http.guards import superusers, superusers_detached
from candidacy.kernel.ids import JobId, UserId, WorkspaceId

router = APIRouter()
SUPER, SUPER_DETACHED = superusers(), superusers_detached()
SHOWN = 50


async def get_auth(request: Request) -> auth.AuthContext:
    context: auth.AuthContext = request.state.auth
    return context


Auth = Annotated[auth.AuthContext, Depends(get_auth)]


async def get_acting(session: Session, services: Services, actor: CurrentActor) -> Acting:
    return Acting(session, services.queue, services.events, services.clock, actor.user)


Act = Annotated[Acting, Depends(get_acting)]


@router.get("/admin", dependencies=[SUPER_DETACHED])
async def home(request: Request, services: Services) -> HTMLResponse:
    found = await service.overview(request.state.installation, services.sessionmaker)
    return services.pages.respond("admin/home.html", request, found=found, now=datetime.now(UTC))


@router.get("/admin/jobs", dependencies=[SUPER])
async def jobs(request: Request, session: Session, services: Services) -> HTMLResponse:
    return services.pages.respond(
        "admin/jobs.html",
        request,
        found=await service.jobs(session, most=SHOWN),
        shown=SHOWN,
        now=datetime.now(UTC),
        done=request.query_params.get("done"),
    )


@router.post("/admin/jobs/{job_id}/retry", dependencies=[SUPER])
async def retry(job_id: UUID, act: Act, workspace: Annotated[UUID, Form()]) -> RedirectResponse:
    """Have a job that failed done again, as if it had just been asked for."""
    await act.retry(WorkspaceId(workspace), JobId(job_id))
    return RedirectResponse("/admin/jobs?done=retried", status_code=303)


@router.post("/admin/jobs/{job_id}/cancel", dependencies=[SUPER])
async def cancel(job_id: UUID, act: Act, workspace: Annotated[UUID, Form()]) -> RedirectResponse:
    """Cancel a job that waits or runs."""
    await act.cancel(WorkspaceId(workspace), JobId(job_id))
    return RedirectResponse("/admin/jobs?done=cancelled", status_code=303)


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


@router.get("/admin/workspaces", dependencies=[SUPER])
async def list_workspaces(
    request: Request, session: Session, services: Services, cursor: str | None = None
) -> HTMLResponse:
    page = await workspaces.list_all(session, cursor, SHOWN)
    return services.pages.respond(
        "admin/workspaces.html",
        request,
        found=await service.uses(session, page.items),
        next_cursor=page.next_cursor,
        done=request.query_params.get("done"),
    )


@router.post("/admin/workspaces/{workspace_id}/suspend", dependencies=[SUPER])
async def suspend_workspace(
    workspace_id: UUID, act: Act, because: Annotated[Because, Form()] = ""
) -> RedirectResponse:
    """Let nobody work in a workspace, and have its jobs wait."""
    await act.suspend(WorkspaceId(workspace_id), because)
    return RedirectResponse("/admin/workspaces?done=suspended", status_code=303)


@router.post("/admin/workspaces/{workspace_id}/resume", dependencies=[SUPER])
async def resume_workspace(workspace_id: UUID, act: Act) -> RedirectResponse:
    """Let the members of a suspended workspace work again."""
    await act.resume(WorkspaceId(workspace_id))
    return RedirectResponse("/admin/workspaces?done=resumed", status_code=303)
