"""/api/v1/workspaces and /api/v1/invitations: who works where, and as what.

A workspace that is named in an address is the one the request works in; another is not found.
"""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from candidacy.features.workspaces.errors import (
    AlreadyMember,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationNotFound,
    LastOwner,
    MemberNotFound,
    OwnersOnly,
    PersonalWorkspace,
    SessionNeeded,
    TooManyInvitations,
    WorkspaceChanged,
    WorkspaceNotFound,
)
from candidacy.features.workspaces.schemas import (
    AcceptIn,
    InvitationIn,
    InvitationMade,
    InvitationOut,
    MemberOut,
    MemberPatch,
    MembersIn,
    MyWorkspaceOut,
    TransferIn,
    WorkspaceIn,
    WorkspaceOut,
    WorkspacePatch,
)
from candidacy.features.workspaces.service import MyWorkspaces, WorkspaceService, count_invitation
from candidacy.infrastructure.http.dependencies import CurrentActor, Services, Session, requires
from candidacy.infrastructure.http.etags import BadEtag, etag, expected_version
from candidacy.infrastructure.http.idempotency import ApiRoute, ReplyShownOnce, shown_once
from candidacy.infrastructure.http.problems import problems
from candidacy.kernel.ids import InvitationId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission

router = APIRouter(prefix="/api/v1", tags=["workspaces"], route_class=ApiRoute)
Expected = Annotated[int | None, Depends(expected_version)]
SHOWN_ONCE = shown_once()
READ, WRITE = requires(Permission.WORKSPACE_READ), requires(Permission.WORKSPACE_WRITE)
WAY_OUT = requires(Permission.WORKSPACE_READ, even_suspended=True)
MEMBERS, MANAGE = requires(Permission.MEMBERS_READ), requires(Permission.MEMBERS_WRITE)
TRANSFER, DELETE = requires(Permission.WORKSPACE_TRANSFER), requires(Permission.WORKSPACE_DELETE)


async def get_mine(session: Session, actor: CurrentActor, services: Services) -> MyWorkspaces:
    return MyWorkspaces(session, actor, services.clock, services.events)


async def get_named(
    workspace_id: UUID, session: Session, actor: CurrentActor, services: Services
) -> WorkspaceService:
    if workspace_id != actor.workspace:
        raise WorkspaceNotFound
    return WorkspaceService(session, actor, services.clock, services.events)


Mine = Annotated[MyWorkspaces, Depends(get_mine)]
Named = Annotated[WorkspaceService, Depends(get_named)]


@router.get("/workspaces", dependencies=[WAY_OUT])
async def list_mine(mine: Mine, actor: CurrentActor) -> list[MyWorkspaceOut]:
    """The workspaces you belong to, your personal one first."""
    return [
        MyWorkspaceOut.model_validate({**row._asdict(), "current": row.id == actor.workspace})
        for row in await mine.list_mine()
    ]


@router.post("/workspaces", status_code=201, dependencies=[READ])
async def create(given: WorkspaceIn, mine: Mine, response: Response) -> WorkspaceOut:
    """Make a team workspace, which you own."""
    row = await mine.create(given.name)
    response.headers["Location"] = f"/api/v1/workspaces/{row.id}"
    return WorkspaceOut.model_validate(row)


@router.post(
    "/workspaces/{workspace_id}/switch",
    status_code=204,
    dependencies=[WAY_OUT],
    responses=problems(WorkspaceNotFound, SessionNeeded),
)
async def switch(workspace_id: UUID, mine: Mine) -> None:
    """Act in another workspace from the next request of this session on."""
    await mine.switch(WorkspaceId(workspace_id))


@router.get("/workspaces/{workspace_id}", dependencies=[READ], responses=problems(WorkspaceNotFound))
async def get_one(service: Named, response: Response) -> WorkspaceOut:
    """A workspace and its settings."""
    row = await service.get()
    response.headers["ETag"] = etag(row.version)
    return WorkspaceOut.model_validate(row)


@router.patch(
    "/workspaces/{workspace_id}",
    dependencies=[WRITE],
    responses=problems(WorkspaceNotFound, WorkspaceChanged, BadEtag),
)
async def change(
    given: WorkspacePatch, service: Named, response: Response, expected: Expected
) -> WorkspaceOut:
    """Rename it, or set masking and retention."""
    row = await service.change(given, based_on=expected)
    response.headers["ETag"] = etag(row.version)
    return WorkspaceOut.model_validate(row)


@router.delete(
    "/workspaces/{workspace_id}",
    status_code=204,
    dependencies=[DELETE],
    responses=problems(WorkspaceNotFound, PersonalWorkspace),
)
async def delete(service: Named) -> None:
    """Delete a team workspace with everything in it."""
    await service.delete()


@router.post(
    "/workspaces/{workspace_id}/leave",
    status_code=204,
    dependencies=[READ],
    responses=problems(WorkspaceNotFound, PersonalWorkspace, LastOwner),
)
async def leave(service: Named) -> None:
    """Stop belonging to a workspace."""
    await service.leave()


@router.post(
    "/workspaces/{workspace_id}/transfer",
    status_code=204,
    dependencies=[TRANSFER],
    responses=problems(WorkspaceNotFound, MemberNotFound, PersonalWorkspace),
)
async def transfer(given: TransferIn, service: Named) -> None:
    """Hand the workspace over to another member, and become an admin of it."""
    await service.transfer(UserId(given.user_id))


@router.get(
    "/workspaces/{workspace_id}/members", dependencies=[MEMBERS], responses=problems(WorkspaceNotFound)
)
async def list_members(service: Named) -> list[MemberOut]:
    """Everybody who belongs to it, in the order they joined."""
    return [MemberOut.model_validate(member) for member in await service.list_members()]


@router.patch(
    "/workspaces/{workspace_id}/members/{user_id}",
    status_code=204,
    dependencies=[MANAGE],
    responses=problems(WorkspaceNotFound, MemberNotFound, OwnersOnly, LastOwner),
)
async def change_member(user_id: UUID, given: MemberPatch, service: Named) -> None:
    """Change a member's role, or suspend them and let them in again."""
    await service.change_member(UserId(user_id), given)


@router.delete(
    "/workspaces/{workspace_id}/members/{user_id}",
    status_code=204,
    dependencies=[MANAGE],
    responses=problems(WorkspaceNotFound, MemberNotFound, OwnersOnly, LastOwner, PersonalWorkspace),
)
async def remove_member(user_id: UUID, service: Named) -> None:
    """Remove a member; they see nothing of it from their next request on."""
    await service.remove([UserId(user_id)])


@router.post(
    "/workspaces/{workspace_id}/members/remove",
    status_code=204,
    dependencies=[MANAGE],
    responses=problems(WorkspaceNotFound, MemberNotFound, OwnersOnly, LastOwner, PersonalWorkspace),
)
async def remove_members(given: MembersIn, service: Named) -> None:
    """Remove several members: all of them, or none when one of them cannot be removed."""
    await service.remove([UserId(user) for user in dict.fromkeys(given.user_ids)])


@router.get(
    "/workspaces/{workspace_id}/invitations", dependencies=[MANAGE], responses=problems(WorkspaceNotFound)
)
async def list_invitations(service: Named) -> list[InvitationOut]:
    """Invitations that were not accepted yet, newest first."""
    return [InvitationOut.model_validate(row) for row in await service.list_invitations()]


@router.post(
    "/workspaces/{workspace_id}/invitations",
    status_code=201,
    dependencies=[SHOWN_ONCE, MANAGE],
    responses=problems(
        WorkspaceNotFound, PersonalWorkspace, AlreadyMember, ReplyShownOnce, TooManyInvitations
    ),
)
async def invite(
    given: InvitationIn, service: Named, actor: CurrentActor, services: Services
) -> InvitationMade:
    """Invite an address for seven days, by letter. An earlier invitation of the same address ends."""
    await count_invitation(services.shared.limiter, actor.user, given.email)
    row, token = await service.invite(given)
    return InvitationMade(**InvitationOut.model_validate(row).model_dump(), token=token)


@router.delete(
    "/workspaces/{workspace_id}/invitations/{invitation_id}",
    status_code=204,
    dependencies=[MANAGE],
    responses=problems(WorkspaceNotFound, InvitationNotFound),
)
async def withdraw(invitation_id: UUID, service: Named) -> None:
    """Take an invitation back."""
    await service.withdraw(InvitationId(invitation_id))


@router.post(
    "/invitations/accept",
    status_code=200,
    dependencies=[WAY_OUT],
    responses=problems(InvitationNotFound, InvitationExpired, InvitationForSomebodyElse, AlreadyMember),
)
async def accept(given: AcceptIn, mine: Mine) -> dict[str, UUID]:
    """Join a workspace by the token of an invitation, with the account of the address it was sent to."""
    return {"workspace_id": await mine.accept(given.token)}
