"""What workspaces tell the slices above them."""

from dataclasses import dataclass
from datetime import datetime

from candidacy.kernel.events import Event
from candidacy.kernel.ids import InvitationId, UserId, WorkspaceId
from candidacy.kernel.permissions import Role


@dataclass(frozen=True, slots=True)
class PersonInvited(Event):
    """Somebody was invited. Whoever listens writes to them; the token is kept nowhere else."""

    invitation: InvitationId
    email: str
    role: Role
    inviter: UserId
    workspace_name: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class WorkspaceDeleting(Event):
    """A workspace with all that is in it is about to be deleted, in this transaction."""

    workspace: WorkspaceId
