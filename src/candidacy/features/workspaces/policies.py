"""Who may do what to whom in a workspace: pure functions that let pass or raise.

Which permission an action needs is the route's matter and stands in ``kernel.permissions``; these say what
depends on whom it is done to.
"""

from candidacy.features.workspaces.errors import LastOwner, OwnersOnly, PersonalWorkspace
from candidacy.kernel.permissions import Role


def require_team(kind: str) -> None:
    """Raise PersonalWorkspace unless others may belong to a workspace of this kind."""
    if kind != "team":
        raise PersonalWorkspace


def require_rank(doer: Role, *roles: Role) -> None:
    """Raise OwnersOnly when one of ``roles``, held or to be given, is owner and the doer is not."""
    if Role.OWNER in roles and doer is not Role.OWNER:
        raise OwnersOnly


def require_an_owner_left(held: Role, *, owners: int, becomes: Role | None) -> None:
    """Raise LastOwner when the only active owner would stop being one; ``becomes`` None is leaving."""
    if held is Role.OWNER and becomes is not Role.OWNER and owners <= 1:
        raise LastOwner
