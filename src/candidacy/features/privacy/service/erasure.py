"""Erasing a person, and deleting what a workspace has stored."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.audit import public as audit
from candidacy.features.auth import public as auth
from candidacy.features.privacy.errors import NotConfirmed, TeamNeedsOwner
from candidacy.features.privacy.repository import delete_rows, stored_keys
from candidacy.features.privacy.service.discarding import discard
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Base
from candidacy.infrastructure.postgres.belonging import belongings
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.ids import UserId, WorkspaceId

WORD = "delete"
"""What is typed where there is no address to repeat."""


class ErasureService:
    """Takes a person out of the installation, in one transaction."""

    def __init__(self, session: AsyncSession, queue: Queue, events: Events) -> None:
        self._session, self._queue, self._events = session, queue, events

    async def erase(self, user: UserId, confirm: str) -> None:
        """Delete somebody with all that is theirs alone; teams of others lose a member.

        Raises:
            NotConfirmed: when ``confirm`` is neither their address nor, without one, the word.
            TeamNeedsOwner: while a team of others has no other owner.
        """
        person = await auth.get_person(self._session, user, lock=True)
        if confirm.strip().lower() != (person.email or WORD):
            raise NotConfirmed
        standing = await workspaces.lock_standing(self._session, user)
        require_no_team_left_alone(standing)
        await self._events.publish(SecurityEvent("user.erased", user, str(user)), self._session)
        for each in standing:
            if each.is_theirs:
                await workspaces.discard_workspace(self._session, each.id, self._events)
        if person.email is not None:
            await workspaces.forget_invitations(self._session, user, person.email)
        await self._delete_rows(user, person.email)
        await audit.forget(self._session, user)
        if person.is_local:
            await workspaces.ensure_local_workspace(self._session)

    async def _delete_rows(self, user: UserId, email: str | None) -> None:
        """Delete what belongs to no workspace; what is left in those of others hangs on the person's row."""
        objects: list[str] = []
        for whose in reversed(belongings(Base.metadata).values()):
            if whose.workspace is None and not whose.append_only:
                _, keys = await delete_rows(self._session, whose, whose.of_person(user, email))
                objects += keys
        await discard(self._session, self._queue, objects)


def require_no_team_left_alone(standing: Sequence[workspaces.Standing]) -> None:
    """Raise TeamNeedsOwner that names each team which would be left without an owner."""
    teams = [f"“{each.name}”" for each in standing if each.needs_them]
    if teams:
        raise TeamNeedsOwner(
            f"You are the last owner of {', '.join(teams)}, where others belong too. "
            "Make one of them an owner, or delete the team; then delete your account."
        )


async def empty_workspace(session: AsyncSession, workspace: WorkspaceId, queue: Queue) -> None:
    """Stop the work of a workspace that is about to be deleted, and have its stored objects go too."""
    await queue.forget(session, workspace)
    objects: list[str] = []
    for whose in belongings(Base.metadata).values():
        objects += await stored_keys(session, whose, whose.of_workspace(workspace))
    await discard(session, queue, objects)
