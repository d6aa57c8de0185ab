"""Who acts, and in which workspace."""

from dataclasses import dataclass
from typing import Final

from candidacy.kernel.errors import Forbidden
from candidacy.kernel.ids import SessionId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role, permissions_of

NO_REASON: Final = ""
"""Of a workspace that was suspended without a word of why."""


class WorkspaceSuspended(Forbidden):
    """This workspace is suspended by who runs this installation. Nothing in it is lost; ask them about it."""

    code = "workspace_suspended"

    @staticmethod
    def because(reason: str) -> "WorkspaceSuspended":
        """The error with the reason that was given, if any."""
        if reason == NO_REASON:
            return WorkspaceSuspended()
        return WorkspaceSuspended(
            "This workspace is suspended by who runs this installation."
            f" Nothing in it is lost; ask them about it. They say: {reason}"
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting within one workspace with one role; every service call knows theirs.

    ``session`` is the signed-in session, if there is one; ``scopes`` are what an API key is confined to, and
    None for a person who is there themselves. ``suspended`` is why nobody works in the workspace at present,
    and None while it is in use.
    """

    user: UserId
    workspace: WorkspaceId
    role: Role
    session: SessionId | None = None
    scopes: frozenset[Permission] | None = None
    superuser: bool = False
    suspended: str | None = None

    @property
    def is_person(self) -> bool:
        """Whether a person is there themselves, and not a program with an API key of theirs."""
        return self.scopes is None

    def may(self, permission: Permission) -> bool:
        allowed = permission in permissions_of(self.role)
        return allowed and (self.scopes is None or permission in self.scopes)

    def require(self, permission: Permission, *, even_suspended: bool = False) -> None:
        """Raise Forbidden unless this actor may do ``permission``, and WorkspaceSuspended while nobody may.

        ``even_suspended`` is for what leads out of a suspended workspace.
        """
        if self.suspended is not None and not even_suspended:
            raise WorkspaceSuspended.because(self.suspended)
        if not self.may(permission):
            raise Forbidden
