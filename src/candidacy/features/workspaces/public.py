"""The door of workspaces: which one somebody acts in, and as what."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth import public as auth
from candidacy.features.auth.events import UserRegistered
from candidacy.features.workspaces.models import Membership
from candidacy.features.workspaces.repository import MembershipRepository, MyWorkspace
from candidacy.features.workspaces.service import make_workspace
from candidacy.infrastructure.postgres import entered
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId
from candidacy.kernel.permissions import Role

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


async def local_actor(session: AsyncSession) -> Actor:
    """The local user acting in their workspace: one query. Raises Unauthenticated before the set-up ran."""
    row = (await session.execute(_LOCAL_ACTOR)).first()
    if row is None:
        raise Unauthenticated("This installation has no local user yet. Start it with `candidacy serve`.")
    standing = _Standing(*row[:3])
    entered(session, WorkspaceId(standing.workspace_id))
    return Actor(UserId(standing.user_id), WorkspaceId(standing.workspace_id), Role(standing.role))
