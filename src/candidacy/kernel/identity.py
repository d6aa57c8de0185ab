"""Who acts, and in which workspace."""

from dataclasses import dataclass

from candidacy.kernel.errors import Forbidden
from candidacy.kernel.ids import SessionId, UserId, WorkspaceId
from candidacy.kernel.permissions import Permission, Role, permissions_of


@dataclass(frozen=True, slots=True)
class Actor:
    """A person acting within one workspace with one role; every service call knows theirs.

    ``session`` is the signed-in session, if there is one; ``scopes`` are what an API key is confined to, and
    None for a person who is there themselves.
    """

    user: UserId
    workspace: WorkspaceId
    role: Role
    session: SessionId | None = None
    scopes: frozenset[Permission] | None = None
    superuser: bool = False

    @property
    def is_person(self) -> bool:
        """Whether a person is there themselves, and not a program with an API key of theirs."""
        return self.scopes is None

    def may(self, permission: Permission) -> bool:
        allowed = permission in permissions_of(self.role)
        return allowed and (self.scopes is None or permission in self.scopes)

    def require(self, permission: Permission) -> None:
        """Raise Forbidden unless this actor may do ``permission``."""
        if not self.may(permission):
            raise Forbidden
