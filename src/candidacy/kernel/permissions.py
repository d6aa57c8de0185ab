"""What may be done, as ``resource:action``, and which role may do it.

The table reads like one: a role has what stands in its own row and what the rows above it have. What is
not listed is refused.
"""

from enum import StrEnum


class Role(StrEnum):
    """A person's standing in a workspace, least first."""

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"
    OWNER = "owner"


class Permission(StrEnum):
    """Everything a route can require."""

    FILES_READ = "files:read"
    FILES_WRITE = "files:write"
    CVS_READ = "cvs:read"
    CVS_WRITE = "cvs:write"
    POSTINGS_READ = "postings:read"
    POSTINGS_WRITE = "postings:write"
    REVIEWS_READ = "reviews:read"
    REVIEWS_WRITE = "reviews:write"
    MATCHES_READ = "matches:read"
    MATCHES_WRITE = "matches:write"
    PORTFOLIO_READ = "portfolio:read"
    PORTFOLIO_WRITE = "portfolio:write"
    APPLICATIONS_READ = "applications:read"
    APPLICATIONS_WRITE = "applications:write"
    JOBS_READ = "jobs:read"
    JOBS_WRITE = "jobs:write"
    WORKSPACE_READ = "workspace:read"
    WORKSPACE_WRITE = "workspace:write"
    WORKSPACE_EXPORT = "workspace:export"
    WORKSPACE_TRANSFER = "workspace:transfer"
    WORKSPACE_DELETE = "workspace:delete"
    MEMBERS_READ = "members:read"
    MEMBERS_WRITE = "members:write"
    AUDIT_READ = "audit:read"
    SEARCH_READ = "search:read"
    MODELS_READ = "models:read"
    MODELS_WRITE = "models:write"


_ADDED: dict[Role, frozenset[Permission]] = {
    Role.VIEWER: frozenset(
        {
            Permission.FILES_READ,
            Permission.CVS_READ,
            Permission.POSTINGS_READ,
            Permission.REVIEWS_READ,
            Permission.MATCHES_READ,
            Permission.PORTFOLIO_READ,
            Permission.APPLICATIONS_READ,
            Permission.JOBS_READ,
            Permission.SEARCH_READ,
            Permission.WORKSPACE_READ,
            Permission.MEMBERS_READ,
        }
    ),
    Role.EDITOR: frozenset(
        {
            Permission.FILES_WRITE,
            Permission.CVS_WRITE,
            Permission.POSTINGS_WRITE,
            Permission.REVIEWS_WRITE,
            Permission.MATCHES_WRITE,
            Permission.PORTFOLIO_WRITE,
            Permission.APPLICATIONS_WRITE,
            Permission.JOBS_WRITE,
        }
    ),
    Role.ADMIN: frozenset(
        {
            Permission.WORKSPACE_WRITE,
            Permission.WORKSPACE_EXPORT,
            Permission.MEMBERS_WRITE,
            Permission.AUDIT_READ,
            Permission.MODELS_READ,
            Permission.MODELS_WRITE,
        }
    ),
    Role.OWNER: frozenset({Permission.WORKSPACE_TRANSFER, Permission.WORKSPACE_DELETE}),
}


def permissions_of(role: Role) -> frozenset[Permission]:
    """All that ``role`` may do: its own row and those of the lesser roles."""
    ranks = list(Role)
    return frozenset().union(*(_ADDED[r] for r in ranks[: ranks.index(role) + 1]))
