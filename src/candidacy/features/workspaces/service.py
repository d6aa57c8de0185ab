"""Workspaces: made, changed, joined, left and deleted. One always has an owner."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.workspaces import policies
from candidacy.features.workspaces.errors import (
    AlreadyMember,
    InvitationExpired,
    InvitationForSomebodyElse,
    InvitationNotFound,
    SessionNeeded,
    TooManyInvitations,
    WorkspaceChanged,
    WorkspaceNotFound,
)
from candidacy.features.workspaces.events import PersonInvited, WorkspaceDeleting
from candidacy.features.workspaces.models import Invitation, Membership, Workspace
from candidacy.features.workspaces.repository import (
    InvitationRepository,
    Member,
    MembershipRepository,
    MyWorkspace,
    WorkspaceRepository,
    new_workspace_id,
)
from candidacy.features.workspaces.schemas import InvitationIn, MemberPatch, MembershipState, WorkspacePatch
from candidacy.infrastructure.postgres import visiting
from candidacy.infrastructure.redis import Limit, RateLimiter
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import Forbidden
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor, WorkspaceSuspended
from candidacy.kernel.ids import InvitationId, UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Role

INVITATION_LIFETIME = timedelta(days=7)
# Each invitation is a letter to somebody who has not asked for one.
_BY_PERSON, _TO_ADDRESS = Limit("invite-person", 50, 300), Limit("invite-address", 5, 300)


def hash_of(token: str) -> str:
    """What is kept of a token: 256 random bits need no salt."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


async def count_invitation(limiter: RateLimiter, by: UserId, email: str) -> None:
    """Count one that is about to be made. Raises TooManyInvitations."""
    for limit, key in ((_BY_PERSON, str(by)), (_TO_ADDRESS, email.lower())):
        verdict = await limiter.hit(limit, key)
        if not verdict.allowed:
            raise TooManyInvitations(retry_after=verdict.retry_after)


@dataclass(frozen=True, slots=True)
class Found:
    """An invitation, what it leads to, who wants that, where they are still there, and whether it is over."""

    row: Invitation
    workspace_name: str
    inviter: str | None
    is_over: bool


async def find_invitation(session: AsyncSession, clock: Clock, token: str) -> Found | None:
    """The invitation of a token, for anybody who has it."""
    rows = InvitationRepository(session)
    row = await rows.find(hash_of(token))
    if row is None:
        return None
    name = (await WorkspaceRepository(session, WorkspaceId(row.workspace_id)).get()).name
    inviter = await rows.name_of(row.invited_by)
    return Found(row, name, inviter, row.expires_at <= clock.now())


async def make_workspace(session: AsyncSession, owner: UserId, name: str, kind: str) -> Workspace:
    """A new workspace that ``owner`` owns; the transaction goes on in the one it was in."""
    workspace = new_workspace_id()
    async with visiting(session, workspace):
        return await WorkspaceRepository(session, workspace).add(name, kind, owner)


async def discard_workspace(session: AsyncSession, workspace: WorkspaceId, events: Events) -> None:
    """Delete a workspace with all that is in it, of whichever kind; who listens takes care of its files."""
    async with visiting(session, workspace):
        await events.publish(WorkspaceDeleting(workspace), session)
        await WorkspaceRepository(session, workspace).delete_all()


async def is_suspended(session: AsyncSession, workspace: WorkspaceId) -> bool:
    """Whether nobody works in it at present, by the word of who runs the installation."""
    since = select(Workspace.suspended_at).where(Workspace.id == workspace)
    return await session.scalar(since) is not None


async def set_use(
    session: AsyncSession, workspace: WorkspaceId, since: datetime | None, because: str | None
) -> bool:
    """Take a workspace out of use, or back with None; False when it stands so. Raises WorkspaceNotFound."""
    async with visiting(session, workspace):
        rows = WorkspaceRepository(session, workspace)
        await rows.get(lock=True)
        return await rows.set_use(since, because)


class Answer(StrEnum):
    """What somebody who is signed in can do with an invitation."""

    JOIN = "join"
    BELONGS = "belongs"
    SUSPENDED = "suspended"
    SOMEBODY_ELSE = "somebody_else"


class MyWorkspaces:
    """What an actor belongs to."""

    def __init__(self, session: AsyncSession, actor: Actor, clock: Clock, events: Events) -> None:
        self._session, self._actor, self._clock, self._events = session, actor, clock, events
        self._mine = MembershipRepository(session, actor.user)

    async def list_mine(self) -> list[MyWorkspace]:
        return await self._mine.list_mine()

    async def create(self, name: str) -> Workspace:
        """A new team workspace. Raises Forbidden for a program, whose key is for one workspace."""
        self._require_person()
        row = await make_workspace(self._session, self._actor.user, name, "team")
        await self._note("workspace.created", row.id, within=WorkspaceId(row.id))
        return row

    async def switch(self, to: WorkspaceId) -> None:
        """Act in another workspace from the next request on. Raises WorkspaceNotFound or SessionNeeded."""
        if not await self._mine.is_active_in(to):
            raise WorkspaceNotFound
        if self._actor.session is None:
            raise SessionNeeded
        await self._mine.switch(to, self._actor.session)
        await self._note("workspace.switched", to, within=None)

    async def answer_to(self, invitation: Invitation) -> Answer:
        """What this person can do with an invitation."""
        state = await self._mine.find_state_in(WorkspaceId(invitation.workspace_id))
        if state is not None:
            return Answer.SUSPENDED if state == MembershipState.SUSPENDED else Answer.BELONGS
        is_theirs = await self._mine.find_verified_email() == invitation.email
        return Answer.JOIN if is_theirs else Answer.SOMEBODY_ELSE

    async def accept(self, token: str) -> WorkspaceId:
        """Join the workspace of an invitation, once.

        Raises InvitationNotFound, InvitationExpired, InvitationForSomebodyElse, AlreadyMember, or
        WorkspaceSuspended.
        """
        self._require_person()
        found = await find_invitation(self._session, self._clock, token)
        if found is None:
            raise InvitationNotFound
        if found.is_over:
            raise InvitationExpired
        if await self._mine.find_verified_email() != found.row.email:
            raise InvitationForSomebodyElse
        workspace, role = WorkspaceId(found.row.workspace_id), Role(found.row.role)
        if await is_suspended(self._session, workspace):
            raise WorkspaceSuspended
        async with visiting(self._session, workspace):
            rows = WorkspaceRepository(self._session, workspace)
            await rows.use_invitation(hash_of(token))
            if not await rows.add_member(self._actor.user, role):
                raise AlreadyMember
        await self._note("member.joined", self._actor.user, within=workspace, role=role.value)
        return workspace

    def _require_person(self) -> None:
        if not self._actor.is_person:
            raise Forbidden("An API key cannot do this. Sign in yourself.")

    async def _note(self, kind: str, subject: object, *, within: WorkspaceId | None, **detail: str) -> None:
        event = SecurityEvent(kind, self._actor.user, str(subject), detail, within)
        await self._events.publish(event, self._session)


class WorkspaceService:
    """The workspace that an actor works in."""

    def __init__(self, session: AsyncSession, actor: Actor, clock: Clock, events: Events) -> None:
        self._session, self._actor, self._clock, self._events = session, actor, clock, events
        self._rows = WorkspaceRepository(session, actor.workspace)

    async def get(self) -> Workspace:
        return await self._rows.get()

    async def change(self, given: WorkspacePatch, *, based_on: int | None) -> Workspace:
        """Set name and settings. Raises WorkspaceChanged."""
        row = await self._rows.get(lock=True)
        if based_on is not None and based_on != row.version:
            raise WorkspaceChanged
        values = given.model_dump(exclude_unset=True)
        values = {k: v for k, v in values.items() if v is not None or k == "retention_days"}
        row = await self._rows.change(row, values)
        await self._note("workspace.changed", None, fields=sorted(values))
        return row

    async def delete(self) -> None:
        """Delete a team workspace with all that is in it. Raises PersonalWorkspace."""
        policies.require_team((await self._rows.get(lock=True)).kind)
        await discard_workspace(self._session, self._actor.workspace, self._events)
        # What is left of it is no place to look: this belongs to the account of who deleted it.
        gone = SecurityEvent("workspace.deleted", self._actor.user, str(self._actor.workspace))
        await self._events.publish(gone, self._session)

    async def list_members(self) -> list[Member]:
        return await self._rows.list_members()

    async def change_member(self, user: UserId, given: MemberPatch) -> None:
        """Set role or state. Raises MemberNotFound, OwnersOnly or LastOwner."""
        await self._rows.get(lock=True)
        member = await self._rows.get_member(user)
        held, role = Role(member.role), given.role or Role(member.role)
        state = given.state or MembershipState(member.state)
        policies.require_rank(self._actor.role, held, role)
        counts = state is MembershipState.ACTIVE
        await self._require_an_owner_left(member, becomes=role if counts else None)
        member.role, member.state = role.value, state.value
        await self._session.flush()
        await self._note("member.changed", user, role=role.value, state=state.value)

    async def remove(self, users: Sequence[UserId]) -> None:
        """Remove members: all of them or none. Raises MemberNotFound, OwnersOnly or LastOwner."""
        policies.require_team((await self._rows.get(lock=True)).kind)
        members = await self._rows.get_members(users)
        policies.require_rank(self._actor.role, *(Role(m.role) for m in members))
        await self._require_owners_left(members)
        await self._rows.remove(users)
        for user in users:
            await self._note("member.removed", user)

    async def leave(self) -> None:
        """Stop belonging to the workspace. Raises PersonalWorkspace or LastOwner."""
        policies.require_team((await self._rows.get(lock=True)).kind)
        member = await self._rows.get_member(self._actor.user)
        await self._require_an_owner_left(member, becomes=None)
        await self._rows.remove([self._actor.user])
        await self._note("member.left", self._actor.user)

    async def transfer(self, to: UserId) -> None:
        """Make another active member the owner, and oneself an admin. Raises MemberNotFound."""
        policies.require_team((await self._rows.get(lock=True)).kind)
        heir, me = await self._rows.get_member(to), await self._rows.get_member(self._actor.user)
        me.role = Role.ADMIN.value
        heir.role, heir.state = Role.OWNER.value, MembershipState.ACTIVE.value
        await self._session.flush()
        await self._note("workspace.transferred", to)

    async def invite(self, given: InvitationIn) -> tuple[Invitation, str]:
        """Invite an address; the token is told this once. Raises PersonalWorkspace or AlreadyMember."""
        workspace = await self._rows.get(lock=True)
        policies.require_team(workspace.kind)
        email, token = given.email.lower(), secrets.token_urlsafe(32)
        if await self._rows.exists_member_with(email):
            raise AlreadyMember
        row = Invitation(
            id=uuid7(),
            workspace_id=self._actor.workspace,
            email=email,
            role=given.role.value,
            token_hash=hash_of(token),
            invited_by=self._actor.user,
            expires_at=self._clock.now() + INVITATION_LIFETIME,
        )
        await self._rows.replace_invitation(row)
        invited = PersonInvited(
            InvitationId(row.id),
            email,
            given.role,
            self._actor.user,
            workspace.name,
            token,
            row.expires_at,
        )
        await self._events.publish(invited, self._session)
        await self._note("member.invited", row.id, role=given.role.value)
        return row, token

    async def list_invitations(self) -> list[Invitation]:
        return await self._rows.list_invitations()

    async def withdraw(self, invitation: InvitationId) -> None:
        await self._rows.delete_invitation(invitation)
        await self._note("member.uninvited", invitation)

    async def _require_an_owner_left(self, member: Membership, *, becomes: Role | None) -> None:
        if member.state == MembershipState.ACTIVE:
            owners = await self._rows.count_owners()
            policies.require_an_owner_left(Role(member.role), owners=owners, becomes=becomes)

    async def _require_owners_left(self, members: Sequence[Membership]) -> None:
        leaving = [m for m in members if m.role == Role.OWNER and m.state == MembershipState.ACTIVE]
        owners = await self._rows.count_owners()
        if leaving:
            remaining = owners - len(leaving) + 1
            policies.require_an_owner_left(Role.OWNER, owners=remaining, becomes=None)

    async def _note(self, kind: str, subject: object | None, **detail: object) -> None:
        about = str(subject or self._actor.workspace)
        event = SecurityEvent(kind, self._actor.user, about, detail, self._actor.workspace)
        await self._events.publish(event, self._session)
