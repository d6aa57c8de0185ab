"""The pages of a workspace: its settings, its members, and an invitation."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import EmailStr
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.workspaces.errors import (
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationNotFound,
)
from candidacy.features.workspaces.schemas import (
    InvitationIn,
    InvitedRole,
    MemberPatch,
    MembershipState,
    Name,
    WorkspacePatch,
)
from candidacy.features.workspaces.service import (
    Answer,
    Found,
    MyWorkspaces,
    WorkspaceService,
    count_invitation,
    find_invitation,
)
from candidacy.infrastructure.http.dependencies import (
    CurrentActor,
    Services,
    Session,
    public_route,
    requires,
)
from candidacy.infrastructure.http.services import SharedServices
from candidacy.kernel.errors import AppError, Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import InvitationId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role

router = APIRouter()
READ, WRITE = requires(Permission.WORKSPACE_READ), requires(Permission.WORKSPACE_WRITE)
WAY_OUT = requires(Permission.WORKSPACE_READ, even_suspended=True)
MEMBERS, MANAGE = requires(Permission.MEMBERS_READ), requires(Permission.MEMBERS_WRITE)
DELETE = requires(Permission.WORKSPACE_DELETE)
GIVEN_ROLES = (Role.VIEWER, Role.EDITOR, Role.ADMIN)


async def get_mine(session: Session, actor: CurrentActor, services: Services) -> MyWorkspaces:
    return MyWorkspaces(session, actor, services.clock, services.events)


async def get_service(session: Session, actor: CurrentActor, services: Services) -> WorkspaceService:
    return WorkspaceService(session, actor, services.clock, services.events)


Mine = Annotated[MyWorkspaces, Depends(get_mine)]
Current = Annotated[WorkspaceService, Depends(get_service)]


@router.get("/workspace/settings", dependencies=[READ])
async def settings(
    request: Request, service: Current, mine: Mine, actor: CurrentActor, services: Services
) -> HTMLResponse:
    return services.pages.respond(
        "workspaces/settings.html",
        request,
        workspace=await service.get(),
        mine=await mine.list_mine(),
        may_change=actor.may(Permission.WORKSPACE_WRITE),
        may_delete=actor.may(Permission.WORKSPACE_DELETE),
        may_audit=actor.may(Permission.AUDIT_READ),
    )


@router.post("/workspace/settings", dependencies=[WRITE])
async def change_settings(
    service: Current,
    name: Annotated[Name, Form()],
    version: Annotated[int, Form()],
    retention_days: Annotated[int | None, Form(ge=1, le=3650)] = None,
    mask_candidates: Annotated[bool, Form()] = False,
) -> RedirectResponse:
    patch = WorkspacePatch(name=name, mask_candidates=mask_candidates, retention_days=retention_days)
    await service.change(patch, based_on=version)
    return RedirectResponse("/workspace/settings", status_code=303)


@router.post("/workspaces", dependencies=[READ])
async def create(mine: Mine, actor: CurrentActor, name: Annotated[Name, Form()]) -> RedirectResponse:
    row = await mine.create(name)
    if actor.session is not None:
        await mine.switch(WorkspaceId(row.id))
    return RedirectResponse("/workspace/settings", status_code=303)


@router.post("/workspace/switch", dependencies=[WAY_OUT])
async def switch(mine: Mine, workspace: Annotated[UUID, Form()]) -> RedirectResponse:
    await mine.switch(WorkspaceId(workspace))
    return RedirectResponse("/", status_code=303)


@router.post("/workspace/leave", dependencies=[READ])
async def leave(service: Current) -> RedirectResponse:
    await service.leave()
    return RedirectResponse("/", status_code=303)


@router.post("/workspace/delete", dependencies=[DELETE])
async def delete(service: Current) -> RedirectResponse:
    await service.delete()
    return RedirectResponse("/", status_code=303)


@router.get("/workspace/members", dependencies=[MEMBERS])
async def members(
    request: Request, service: Current, actor: CurrentActor, services: Services
) -> HTMLResponse:
    return await show_members(request, service, actor, services)


async def show_members(
    request: Request, service: WorkspaceService, actor: Actor, services: Services, link: str | None = None
) -> HTMLResponse:
    may_manage = actor.may(Permission.MEMBERS_WRITE)
    return services.pages.respond(
        "workspaces/members.html",
        request,
        workspace=await service.get(),
        members=await service.list_members(),
        invitations=await service.list_invitations() if may_manage else [],
        may_manage=may_manage,
        me=actor,
        roles=GIVEN_ROLES if actor.role is not Role.OWNER else (*GIVEN_ROLES, Role.OWNER),
        given_roles=GIVEN_ROLES,
        link=link,
    )


@router.post("/workspace/members", dependencies=[MANAGE])
async def change_member(
    service: Current,
    user: Annotated[UUID, Form()],
    role: Annotated[Role | None, Form()] = None,
    state: Annotated[MembershipState | None, Form()] = None,
) -> RedirectResponse:
    await service.change_member(UserId(user), MemberPatch(role=role, state=state))
    return RedirectResponse("/workspace/members", status_code=303)


@router.post("/workspace/members/remove", dependencies=[MANAGE])
async def remove_member(service: Current, user: Annotated[UUID, Form()]) -> RedirectResponse:
    await service.remove([UserId(user)])
    return RedirectResponse("/workspace/members", status_code=303)


@router.post("/workspace/invitations", dependencies=[MANAGE])
async def invite(
    request: Request,
    service: Current,
    actor: CurrentActor,
    services: Services,
    email: Annotated[EmailStr, Form(max_length=254)],
    role: Annotated[InvitedRole, Form()] = Role.VIEWER,
) -> HTMLResponse:
    """The link is in the letter, and shown this once, for whoever has no mail server."""
    await count_invitation(services.shared.limiter, actor.user, email)
    _, token = await service.invite(InvitationIn(email=email, role=role))
    link = f"{request.base_url}invitations/{token}"
    return await show_members(request, service, actor, services, link)


@router.post("/workspace/invitations/withdraw", dependencies=[MANAGE])
async def withdraw(service: Current, invitation: Annotated[UUID, Form()]) -> RedirectResponse:
    await service.withdraw(InvitationId(invitation))
    return RedirectResponse("/workspace/members", status_code=303)


async def find_actor(request: Request, session: Session, services: Services) -> Actor | None:
    """Who asks, where they are signed in."""
    try:
        return await services.authenticate(session, dict(request.headers))
    except Unauthenticated:
        if request.headers.get("sec-fetch-site") == "cross-site":
            # From a letter in a web mailer the lasting cookie is not sent along: the page is asked for again.
            raise
        return None


Visitor = Annotated[Actor | None, Depends(find_actor, scope="function")]


@router.get("/invitations/{token}", dependencies=[public_route()])
async def invitation(
    token: str, request: Request, session: Session, actor: Visitor, services: Services
) -> HTMLResponse:
    return await show_invitation(token, request, session, actor, services)


async def show_invitation(
    token: str,
    request: Request,
    session: AsyncSession,
    actor: Actor | None,
    services: SharedServices,
    error: AppError | None = None,
) -> HTMLResponse:
    """Who invites whom where; and for everybody who comes here, what they can do next."""
    found, answer = await find_invitation(session, services.clock, token), None
    if actor is not None and found is not None:
        mine = MyWorkspaces(session, actor, services.clock, services.events)
        answer = await mine.answer_to(found.row)
    return services.pages.respond(
        "workspaces/invitation.html",
        request,
        status=error.status if error else status_of(found, answer),
        found=found,
        answer=answer,
        actor=actor,
        token=token,
    )


def status_of(found: Found | None, answer: Answer | None) -> int:
    if found is None:
        return InvitationNotFound.status
    if found.is_over and answer is not Answer.BELONGS:
        return InvitationExpired.status
    return InvitationForSomebodyElse.status if answer is Answer.SOMEBODY_ELSE else 200


@router.post("/invitations/{token}/accept", dependencies=[WAY_OUT])
async def accept(
    token: str, request: Request, mine: Mine, actor: CurrentActor, session: Session, services: Services
) -> Response:
    """Join; or the page of the invitation, which says how it stands and what to do."""
    try:
        async with session.begin_nested():
            workspace = await mine.accept(token)
    except AppError as error:
        if error.status >= 500:
            raise
        return await show_invitation(token, request, session, actor, services, error)
    if actor.session is not None:
        await mine.switch(workspace)
    return RedirectResponse("/", status_code=303)
