"""Who acts, and in which workspace."""

from dataclasses import dataclass

from candidacy.kernel.errors import Forbidden
from candidacy.kernel.ids import UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role, permissions_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting within one workspace with one role; every service call knows theirs."""

    user: UserId
    workspace: WorkspaceId
    role: Role

    def may(self, permission: Permission) -> bool:
        return permission in permissions_of(self.role)

    def require(self, permission: Permission) -> None:
        """Raise Forbidden unless this actor may do ``permission``."""
        if not self.may(permission):
            raise Forbidden
