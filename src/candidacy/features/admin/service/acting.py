"""What who runs an installation does to workspaces and their jobs, kept in the log of security."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.admin.errors import NotSuspended, SuspendedAlready
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import visiting
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.ids import JobId, UserId, WorkspaceId


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: a superuser, or None at the command line."""

    session: AsyncSession
    queue: Queue
    events: Events
    clock: Clock
    by: UserId | None

    async def suspend(self, workspace: WorkspaceId, because: str) -> None:
        """Let nobody work in a workspace and have its jobs wait; all that is in it stays.

        Raises WorkspaceNotFound, or SuspendedAlready.
        """
        if not await workspaces.set_use(self.session, workspace, self.clock.now(), because or None):
            raise SuspendedAlready
        await self._note_use("workspace.suspended", workspace)

    async def resume(self, workspace: WorkspaceId) -> None:
        """Let its members work again, and its jobs go on. Raises WorkspaceNotFound, or NotSuspended."""
        if not await workspaces.set_use(self.session, workspace, None, None):
            raise NotSuspended
        await self.queue.release(self.session, workspace)
        await self._note_use("workspace.resumed", workspace)

    async def retry(self, workspace: WorkspaceId, job: JobId) -> None:
        """Have a job that failed done again. Raises JobNotFound or JobNotFailed."""
        async with visiting(self.session, workspace):
            await self.queue.retry(self.session, workspace, job)
        await self._note("job.retried", workspace, job)

    async def cancel(self, workspace: WorkspaceId, job: JobId) -> None:
        """Cancel a job that waits or runs. Raises JobNotFound or JobFinished."""
        async with visiting(self.session, workspace):
            await self.queue.cancel(self.session, workspace, job)
        await self._note("job.cancelled", workspace, job)

    async def _note_use(self, kind: str, workspace: WorkspaceId) -> None:
        """For the people of the workspace, and for who runs the installation: each read their own log."""
        await self._note(kind, workspace, workspace)
        await self.events.publish(SecurityEvent(kind, self.by, str(workspace)), self.session)

    async def _note(self, kind: str, workspace: WorkspaceId, subject: object) -> None:
        event = SecurityEvent(kind, self.by, str(subject), workspace=workspace)
        async with visiting(self.session, workspace):
            await self.events.publish(event, self.session)
