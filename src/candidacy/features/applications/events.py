"""Notices that others act on, in the same transaction."""

from dataclasses import dataclass
from uuid import UUID

from candidacy.kernel.events import Event
from candidacy.kernel.ids import UserId, WorkspaceId


@dataclass(frozen=True, slots=True)
class ApplicationSaved(Event):
    """An application, or what belongs to it, says something else; it is read from its row."""

    workspace: WorkspaceId
    application: UUID


@dataclass(frozen=True, slots=True)
class ReminderDue(Event):
    """Somebody wanted to be reminded of something now; ``path`` leads to it, ``when`` says when it is due."""

    workspace: WorkspaceId
    user: UserId
    what: str
    about: str
    when: str
    path: str
