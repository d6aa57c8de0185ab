"""The pages of a workspace: its settings, its members, and an invitation."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import EmailStr

from candidacy.features.workspaces.schemas import (
    InvitationIn,
    InvitedRole,
    MemberPatch,
    MembershipState,
    Name,
    WorkspacePatch,
)
from candidacy.features.workspaces.service import MyWorkspaces, WorkspaceService
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import InvitationId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role

router = APIRouter()
READ, WRITE = requires(Permission.WORKSPACE_READ), requires(Permission.WORKSPACE_WRITE)
MEMBERS, MANAGE = requires(Permission.MEMBERS_READ), requires(Permission.MEMBERS_WRITE)
DELETE = requires(Permission.WORKSPACE_DELETE)
GIVEN_ROLES = (Role.VIEWER, Role.EDITOR, Role.ADMIN)


def get_mine(session: Session, actor: CurrentActor, services: Services) -> MyWorkspaces:
    return MyWorkspaces(session, actor, services.clock, services.events)


def get_service(session: Session, actor: CurrentActor, services: Services) -> WorkspaceService:
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


@router.post("/workspace/switch", dependencies=[READ])
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
    """The link is shown this once, for whoever has no mail server."""
    _, token = await service.invite(InvitationIn(email=email, role=role))
    link = f"{request.base_url}invitations/{token}"
    return await show_members(request, service, actor, services, link)


@router.post("/workspace/invitations/withdraw", dependencies=[MANAGE])
async def withdraw(service: Current, invitation: Annotated[UUID, Form()]) -> RedirectResponse:
    await service.withdraw(InvitationId(invitation))
    return RedirectResponse("/workspace/members", status_code=303)


@router.get("/invitations/{token}", dependencies=[READ])
async def invitation(token: str, request: Request, mine: Mine, services: Services) -> HTMLResponse:
    found, name = await mine.look_at(token)
    return services.pages.respond(
        "workspaces/invitation.html", request, invitation=found, workspace_name=name, token=token
    )


@router.post("/invitations/{token}", dependencies=[READ])
async def accept(token: str, mine: Mine, actor: CurrentActor) -> RedirectResponse:
    workspace = await mine.accept(token)
    if actor.session is not None:
        await mine.switch(workspace)
    return RedirectResponse("/", status_code=303)
