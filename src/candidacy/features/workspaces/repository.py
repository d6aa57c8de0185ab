"""Workspaces, their people and their invitations."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import and_, bindparam, column, delete, func, select, table, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.workspaces.errors import InvitationNotFound, MemberNotFound, WorkspaceNotFound
from candidacy.features.workspaces.models import Invitation, Membership, Workspace
from candidacy.features.workspaces.schemas import MembershipState
from candidacy.infrastructure.postgres import Base, Sessions
from candidacy.kernel.ids import InvitationId, SessionId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows, cursor_id, page_of
from candidacy.kernel.permissions import Role

_PAGE = 500
_USERS = table("users", *map(column, ("id", "display_name", "email", "verified_at")))
_SHOW_INVITATION = text("SELECT set_config('app.invitation', :token_hash, true)")
_SHOW_INVITEE = text("SELECT set_config('app.invitee', :email, true)")
_SWITCH = text("UPDATE sessions SET acts_in = :workspace WHERE id = :session AND user_id = :user")


class Member(NamedTuple):
    """A person of a workspace, as a list shows them."""

    user_id: UUID
    display_name: str
    email: str | None
    role: str
    state: str
    created_at: datetime


class MyWorkspace(NamedTuple):
    """A workspace that a person belongs to."""

    id: UUID
    name: str
    kind: str
    role: str
    state: str


class Company(NamedTuple):
    """Who else belongs to a workspace of somebody."""

    others: int
    other_owners: int


class Retention(NamedTuple):
    """After how many days a workspace deletes what came in; None keeps it."""

    workspace: WorkspaceId
    days: int | None


class Listed(NamedTuple):
    """A workspace as who runs the installation sees it."""

    id: UUID
    name: str
    kind: str
    created_at: datetime
    members: int
    suspended_at: datetime | None
    suspended_because: str | None


class AllWorkspaces:
    """Every workspace of the installation, newest first."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        members = (
            select(func.count())
            .select_from(Membership)
            .where(Membership.workspace_id == Workspace.id)
            .scalar_subquery()
        )
        self._all = select(
            Workspace.id,
            Workspace.name,
            Workspace.kind,
            Workspace.created_at,
            members,
            Workspace.suspended_at,
            Workspace.suspended_because,
        ).order_by(Workspace.id.desc())

    async def names(self, workspaces: Sequence[WorkspaceId]) -> dict[WorkspaceId, str]:
        """What these are called; of one that is gone nothing."""
        named = select(Workspace.id, Workspace.name).where(Workspace.id.in_(workspaces))
        return {WorkspaceId(row[0]): row[1] for row in await self._session.execute(named)}

    async def list_page(self, cursor: str | None, limit: int) -> Rows[Listed]:
        rest = self._all if cursor is None else self._all.where(Workspace.id < cursor_id(cursor))
        found = [Listed(*row) for row in await self._session.execute(rest.limit(limit + 1))]
        return page_of(found, limit, lambda one: (one.id,))


async def each_workspace(sessions: Sessions) -> AsyncIterator[Retention]:
    """All workspaces of the installation by id; no transaction is open while one is worked on."""
    found = select(Workspace.id, Workspace.retention_days).order_by(Workspace.id).limit(_PAGE)
    after: WorkspaceId | None = None
    while True:
        async with sessions() as session:
            rest = found if after is None else found.where(Workspace.id > after)
            page = [Retention(WorkspaceId(row[0]), row[1]) for row in await session.execute(rest)]
        for each in page:
            yield each
        if len(page) < _PAGE:
            return
        after = page[-1].workspace


async def list_ids(session: AsyncSession, after: UUID | None, limit: int) -> list[WorkspaceId]:
    """The next workspaces of the installation by id."""
    found = select(Workspace.id).order_by(Workspace.id).limit(limit)
    rest = found if after is None else found.where(Workspace.id > after)
    return [WorkspaceId(one) for one in await session.scalars(rest)]


class MembershipRepository:
    """What one person belongs to, in all workspaces."""

    def __init__(self, session: AsyncSession, user: UserId) -> None:
        self._session, self._user = session, user

    async def list_mine(self) -> list[MyWorkspace]:
        """Personal first, then in the order they were joined."""
        mine = (
            select(Workspace.id, Workspace.name, Workspace.kind, Membership.role, Membership.state)
            .join(Membership, Membership.workspace_id == Workspace.id)
            .where(Membership.user_id == self._user)
            .order_by(Workspace.kind, Membership.created_at, Workspace.id)
        )
        return [MyWorkspace(*row) for row in await self._session.execute(mine)]

    async def count_others(self, workspace: WorkspaceId) -> Company:
        """How many others belong to ``workspace``, and how many are owners whose membership counts."""
        owns = and_(Membership.role == Role.OWNER, Membership.state == MembershipState.ACTIVE)
        others = (Membership.workspace_id == workspace, Membership.user_id != self._user)
        counted = select(func.count(), func.count().filter(owns)).select_from(Membership).where(*others)
        return Company(*(await self._session.execute(counted)).one())

    async def forget_invitations(self, email: str) -> None:
        """Delete the invitations of an address, in whichever workspaces."""
        await self._session.execute(_SHOW_INVITEE, {"email": email})
        await self._session.execute(delete(Invitation).where(Invitation.email == email))
        await self._session.execute(_SHOW_INVITEE, {"email": ""})

    async def is_active_in(self, workspace: WorkspaceId) -> bool:
        active = select(Membership.user_id).where(
            Membership.workspace_id == workspace,
            Membership.user_id == self._user,
            Membership.state == MembershipState.ACTIVE,
        )
        return await self._session.scalar(active) is not None

    async def switch(self, to: WorkspaceId, session: SessionId) -> None:
        """Make a signed-in session act in another workspace from its next request on."""
        await self._session.execute(_SWITCH, {"workspace": to, "session": session, "user": self._user})

    async def find_verified_email(self) -> str | None:
        """The address that is proved to be theirs."""
        proved = (_USERS.c.id == self._user, _USERS.c.verified_at.is_not(None))
        found: str | None = await self._session.scalar(select(_USERS.c.email).where(*proved))
        return found

    async def find_state_in(self, workspace: WorkspaceId) -> str | None:
        """How their membership of ``workspace`` stands, where they have one."""
        mine = (Membership.workspace_id == workspace, Membership.user_id == self._user)
        found: str | None = await self._session.scalar(select(Membership.state).where(*mine))
        return found


class InvitationRepository:
    """Invitations in whichever workspace, for who has their token."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def find(self, token_hash: str) -> Invitation | None:
        """The invitation with this token: only who has the token sees it."""
        await self._session.execute(_SHOW_INVITATION, {"token_hash": token_hash})
        by_token = select(Invitation).where(Invitation.token_hash == token_hash)  # rule: every-workspace
        return await self._session.scalar(by_token)

    async def name_of(self, inviter: UUID | None) -> str | None:
        """Who invites, if they are still here."""
        found: str | None = await self._session.scalar(
            select(_USERS.c.display_name).where(_USERS.c.id == inviter)
        )
        return found


class WorkspaceRepository:
    """One workspace with its people."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._members = select(Membership).where(Membership.workspace_id == workspace)
        self._invitations = select(Invitation).where(Invitation.workspace_id == workspace)

    async def add(self, name: str, kind: str, owner: UserId) -> Workspace:
        row = Workspace(id=self._workspace, name=name, kind=kind)
        self._session.add(row)
        await self._session.flush()
        await self.add_member(owner, Role.OWNER)
        return row

    async def get(self, *, lock: bool = False) -> Workspace:
        found = await self._session.get(
            Workspace, self._workspace, with_for_update=lock, populate_existing=lock
        )
        if found is None:
            raise WorkspaceNotFound
        return found

    async def add_member(self, user: UserId, role: Role) -> bool:
        """Add a person; False when they belong to it already."""
        adding = insert(Membership).values(workspace_id=self._workspace, user_id=user, role=role.value)
        added = adding.on_conflict_do_nothing().returning(Membership.user_id)
        return await self._session.scalar(added) is not None

    async def get_member(self, user: UserId) -> Membership:
        fresh = self._members.where(Membership.user_id == user).execution_options(populate_existing=True)
        row = await self._session.scalar(fresh)
        if row is None:
            raise MemberNotFound
        return row

    async def get_members(self, users: Sequence[UserId]) -> list[Membership]:
        """All of them, or MemberNotFound when one is not there."""
        wanted = set(users)
        fresh = self._members.where(Membership.user_id.in_(wanted))
        rows = list(await self._session.scalars(fresh.execution_options(populate_existing=True)))
        if len(rows) != len(wanted):
            raise MemberNotFound
        return rows

    async def list_members(self) -> list[Member]:
        """Everybody, in the order they joined."""
        found = (
            select(
                Membership.user_id,
                _USERS.c.display_name,
                _USERS.c.email,
                Membership.role,
                Membership.state,
                Membership.created_at,
            )
            .join(_USERS, _USERS.c.id == Membership.user_id)
            .where(Membership.workspace_id == self._workspace)
            .order_by(Membership.created_at, Membership.user_id)
        )
        return [Member(*row) for row in await self._session.execute(found)]

    async def exists_member_with(self, email: str) -> bool:
        return any(member.email == email for member in await self.list_members())

    async def count_owners(self) -> int:
        """Owners whose membership counts."""
        owners = select(func.count()).where(
            Membership.workspace_id == self._workspace,
            Membership.role == Role.OWNER,
            Membership.state == MembershipState.ACTIVE,
        )
        return await self._session.scalar(owners) or 0

    async def remove(self, users: Sequence[UserId]) -> None:
        """Remove people; their sessions stop acting here."""
        mine = (Membership.workspace_id == self._workspace, Membership.user_id.in_(users))
        await self._session.execute(delete(Membership).where(*mine))

    async def replace_invitation(self, invitation: Invitation) -> None:
        """Keep an invitation in place of the one that the same address may have had."""
        same = (Invitation.workspace_id == self._workspace, Invitation.email == invitation.email)
        await self._session.execute(delete(Invitation).where(*same))
        self._session.add(invitation)
        await self._session.flush()

    async def list_invitations(self) -> list[Invitation]:
        return list(await self._session.scalars(self._invitations.order_by(Invitation.id.desc())))

    async def use_invitation(self, token_hash: str) -> Invitation:
        """Use an invitation up, which only one caller of many at once can. Raises InvitationNotFound."""
        mine = (Invitation.workspace_id == self._workspace, Invitation.token_hash == token_hash)
        using = delete(Invitation).where(*mine).returning(Invitation)
        used: Invitation | None = await self._session.scalar(using)
        if used is None:
            raise InvitationNotFound
        return used

    async def delete_invitation(self, invitation: InvitationId) -> None:
        mine = (Invitation.workspace_id == self._workspace, Invitation.id == invitation)
        gone = delete(Invitation).where(*mine).returning(Invitation.id)
        if await self._session.scalar(gone) is None:
            raise InvitationNotFound

    async def delete_all(self) -> None:
        """Delete everything that carries the workspace's id, then the workspace; the audit log stays."""
        for owned in reversed(Base.metadata.sorted_tables):
            if "workspace_id" in owned.c and not owned.info.get("append_only"):
                mine = owned.c.workspace_id == bindparam("workspace", self._workspace)
                await self._session.execute(delete(owned).where(mine))
        await self._session.execute(delete(Workspace).where(Workspace.id == self._workspace))

    async def set_use(self, since: datetime | None, because: str | None) -> bool:
        """Take it out of use since a moment, or back with None; False when it stands so already."""
        stands = Workspace.suspended_at.is_(None) if since else Workspace.suspended_at.is_not(None)
        setting = update(Workspace).where(Workspace.id == self._workspace, stands)
        done = setting.values(suspended_at=since, suspended_because=because).returning(Workspace.id)
        return await self._session.scalar(done) is not None

    async def change(self, row: Workspace, values: dict[str, object]) -> Workspace:
        """Write columns of the locked row, and count its version up."""
        changing = update(Workspace).where(Workspace.id == row.id)
        await self._session.execute(changing.values(**values, version=row.version + 1))
        return await self.get(lock=True)


def new_workspace_id() -> WorkspaceId:
    return WorkspaceId(uuid7())
