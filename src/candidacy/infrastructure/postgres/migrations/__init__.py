"""Alembic run from code: several processes that start at once migrate once."""

from candidacy.infrastructure.postgres.migrations.roles import prepare_roles, roles_are_ready
from candidacy.infrastructure.postgres.migrations.runner import (
    Downgrade,
    MigrationFailed,
    current,
    differences,
    digest,
    downgrade,
    head,
    knows,
    revision_of,
    upgrade,
)

__all__ = [
    "Downgrade",
    "MigrationFailed",
    "current",
    "differences",
    "digest",
    "downgrade",
    "head",
    "knows",
    "prepare_roles",
    "revision_of",
    "roles_are_ready",
    "upgrade",
]
