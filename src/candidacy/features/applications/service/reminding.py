"""Reminders: each is marked in the transaction that asks for its letter, so that it is sent once."""

from dataclasses import dataclass
from datetime import datetime

from candidacy.domain.applications.times import wall_time
from candidacy.features.applications.events import ReminderDue
from candidacy.features.applications.repository import PartRepository
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import UserId, WorkspaceId

STEP = 50
"""Reminders of one transaction."""


def _said(due_at: datetime | None, zone: str) -> str:
    """When it is due, on the clocks that it was meant on."""
    return f"{wall_time(due_at, zone):%Y-%m-%d at %H:%M} ({zone})" if due_at else ""


@dataclass(frozen=True, slots=True)
class Reminders:
    """Reminds of what is due in every workspace.

    Several processes share the work: a task that one has locked the others pass over. One that is killed
    has reminded of nothing, as mark and letter are committed together.
    """

    sessions: Sessions
    events: Events
    clock: Clock

    async def round(self) -> int:
        """How many were reminded of."""
        reminded = 0
        async for workspace, _ in workspaces.each_workspace(self.sessions):
            while step := await self._some(workspace):
                reminded += step
        return reminded

    async def _some(self, workspace: WorkspaceId) -> int:
        async with within(self.sessions, workspace).begin() as session:
            due = await PartRepository(session, workspace).lock_to_remind(self.clock.now(), STEP)
            for task, title, organization in due:
                task.reminded_at = self.clock.now()
                user = UserId(task.assignee_id) if task.assignee_id else None
                if user is None or not await workspaces.belongs(session, user, workspace):
                    # Whoever left the workspace hears of it no more; its page shows the task all the same.
                    continue
                notice = ReminderDue(
                    workspace=workspace,
                    user=user,
                    what=task.title,
                    about=" at ".join(part for part in (title, organization) if part),
                    when=_said(task.due_at, task.zone),
                    path=f"/tracker/{task.application_id}",
                )
                await session.flush()
                await self.events.publish(notice, session)
            return len(due)
