"""The door of workspaces: which one somebody acts in, and as what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth import public as auth
from candidacy.features.auth.events import UserRegistered
from candidacy.features.workspaces.models import Membership, Workspace
from candidacy.features.workspaces.repository import (
    AllWorkspaces,
    Listed,
    MembershipRepository,
    MyWorkspace,
    Retention,
    WorkspaceRepository,
    each_workspace,
    list_ids,
)
from candidacy.features.workspaces.service import discard_workspace, is_suspended, make_workspace, set_use
from candidacy.infrastructure.postgres import entered, visiting
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId
from candidacy.kernel.pagination import Rows
from candidacy.kernel.permissions import Role

__all__ = [
    "Listed",
    "MyWorkspace",
    "Retention",
    "Standing",
    "belongs",
    "discard_workspace",
    "each_workspace",
    "ensure_local_workspace",
    "forget_invitations",
    "hides_names",
    "is_personal",
    "is_suspended",
    "list_all",
    "list_ids",
    "list_of",
    "local_actor",
    "lock_standing",
    "names_of",
    "on_user_registered",
    "personal_of",
    "set_use",
    "standing_of",
]

_LOCAL_ACTOR = text(
    "select s.*, set_config('app.workspace', s.workspace_id::text, true) from ("
    "select u.id as user_id, m.workspace_id, m.role from users u join memberships m on m.user_id = u.id "
    "where u.is_local and m.state = 'active' order by m.created_at limit 1) s"
)
"""The tenant rides along: the transaction works in the workspace without a query of its own for that."""


class _Standing(NamedTuple):
    user_id: UUID
    workspace_id: UUID
    role: str


async def ensure_local_workspace(session: AsyncSession) -> WorkspaceId:
    """The local user's personal workspace, made at the first start."""
    user = await auth.ensure_local_user(session)
    await session.execute(text("select pg_advisory_xact_lock(hashtext('candidacy.local_workspace'))"))
    found = await session.scalar(select(Membership.workspace_id).where(Membership.user_id == user).limit(1))
    if found is not None:
        return WorkspaceId(found)
    return WorkspaceId((await make_workspace(session, user, "My workspace", "personal")).id)


async def on_user_registered(event: UserRegistered, session: AsyncSession) -> None:
    """A new person gets a workspace of their own."""
    await make_workspace(session, event.user, f"{event.display_name}'s workspace"[:100], "personal")


async def list_of(session: AsyncSession, user: UserId) -> list[MyWorkspace]:
    """The workspaces that somebody belongs to, their personal one first."""
    return await MembershipRepository(session, user).list_mine()


async def hides_names(session: AsyncSession, workspace: WorkspaceId) -> bool:
    """Whether names and contacts are hidden where people are compared."""
    return bool(await session.scalar(select(Workspace.mask_candidates).where(Workspace.id == workspace)))


async def local_actor(session: AsyncSession) -> Actor:
    """The local user acting in their workspace: one query. Raises Unauthenticated before the set-up ran."""
    row = (await session.execute(_LOCAL_ACTOR)).first()
    if row is None:
        raise Unauthenticated("This installation has no local user yet. Start it with `candidacy serve`.")
    standing = _Standing(*row[:3])
    entered(session, WorkspaceId(standing.workspace_id))
    return Actor(UserId(standing.user_id), WorkspaceId(standing.workspace_id), Role(standing.role))


async def belongs(session: AsyncSession, user: UserId, workspace: WorkspaceId) -> bool:
    """Whether somebody is an active member of a workspace that is in use."""
    mine = await MembershipRepository(session, user).list_mine()
    is_member = any(one.id == workspace and one.state == "active" for one in mine)
    return is_member and not await is_suspended(session, workspace)


@dataclass(frozen=True, slots=True)
class Standing:
    """Somebody's place in a workspace, and who is there besides."""

    id: WorkspaceId
    name: str
    kind: str
    is_owner: bool
    others: int
    other_owners: int

    @property
    def is_theirs(self) -> bool:
        """Whether nobody else belongs to it, so that all that is in it is theirs."""
        return self.others == 0

    @property
    def needs_them(self) -> bool:
        """Whether others would be left without an owner."""
        return self.is_owner and self.others > 0 and self.other_owners == 0


async def standing_of(session: AsyncSession, user: UserId) -> list[Standing]:
    """Where somebody belongs, personal first."""
    rows = MembershipRepository(session, user)
    return [await _standing(rows, mine) for mine in await rows.list_mine()]


async def lock_standing(session: AsyncSession, user: UserId) -> list[Standing]:
    """The same, and nobody joins or leaves these workspaces until this transaction ends."""
    for mine in sorted(await MembershipRepository(session, user).list_mine()):
        async with visiting(session, WorkspaceId(mine.id)):
            await WorkspaceRepository(session, WorkspaceId(mine.id)).get(lock=True)
    return await standing_of(session, user)


async def _standing(rows: MembershipRepository, mine: MyWorkspace) -> Standing:
    others, owners = await rows.count_others(WorkspaceId(mine.id))
    is_owner = mine.role == Role.OWNER
    return Standing(WorkspaceId(mine.id), mine.name, mine.kind, is_owner, others, owners)


async def is_personal(session: AsyncSession, workspace: WorkspaceId) -> bool:
    """Whether a workspace is one person's own. Raises WorkspaceNotFound."""
    return (await WorkspaceRepository(session, workspace).get()).kind == "personal"


async def personal_of(session: AsyncSession, user: UserId) -> WorkspaceId:
    """Somebody's personal workspace, which everybody has."""
    return WorkspaceId((await MembershipRepository(session, user).list_mine())[0].id)


async def forget_invitations(session: AsyncSession, user: UserId, email: str) -> None:
    """Delete the invitations that an address of somebody has not answered yet."""
    await MembershipRepository(session, user).forget_invitations(email)


async def names_of(session: AsyncSession, workspaces: Sequence[WorkspaceId]) -> dict[WorkspaceId, str]:
    """What these workspaces are called; of one that is gone nothing."""
    return await AllWorkspaces(session).names(workspaces)


async def list_all(session: AsyncSession, cursor: str | None, limit: int) -> Rows[Listed]:
    """All workspaces of the installation, newest first; for who runs it."""
    return await AllWorkspaces(session).list_page(cursor, limit)
