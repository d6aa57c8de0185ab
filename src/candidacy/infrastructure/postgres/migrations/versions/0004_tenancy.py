"""Tenancy: forced row-level security, the application's roles, states of memberships, invitations."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import (
    GRANT_ROLES,
    REVOKE_ROLES,
    protect,
    protect_changes,
    unprotect,
)

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PARTITIONS = 8
OWNED = (
    "files",
    "documents",
    "cvs",
    "cv_versions",
    "postings",
    "reviews",
    "jobs",
    "matches",
    *(f"matches_{number}" for number in range(PARTITIONS)),
)
IDENTITY = {"workspaces": "id", "memberships": "workspace_id"}
INVITED = "token_hash = nullif(current_setting('app.invitation', true), '')"
JOBS_NAME_THEIR_WORKSPACE = """
UPDATE procrastinate_jobs p SET args = p.args || jsonb_build_object('workspace_id', j.workspace_id)
FROM jobs j WHERE j.id::text = p.args ->> 'job_id'
"""


def run_script(script: str) -> None:
    """Run a script with percent signs in the migration's transaction."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    add_columns()
    create_invitations()
    op.execute(JOBS_NAME_THEIR_WORKSPACE)
    for table in OWNED:
        run_all(protect(table))
    for table, column in IDENTITY.items():
        run_all(protect_changes(table, column=column))
    run_all(protect_changes("invitations", seen=INVITED))
    run_script(GRANT_ROLES)


def run_all(statements: list[str]) -> None:
    for statement in statements:
        run_script(statement)


def add_columns() -> None:
    op.add_column("memberships", sa.Column("state", sa.String(), server_default="active", nullable=False))
    op.create_check_constraint("ck_memberships_state", "memberships", "state in ('active', 'suspended')")
    op.add_column("workspaces", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column(
        "workspaces",
        sa.Column("mask_candidates", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("workspaces", sa.Column("retention_days", sa.Integer(), nullable=True))
    op.create_check_constraint(
        "ck_workspaces_retention_days", "workspaces", "retention_days between 1 and 3650"
    )


def create_invitations() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("role in ('admin', 'editor', 'viewer')", name="ck_invitations_role"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name="fk_invitations_workspace_id_workspaces",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["users.id"], name="fk_invitations_invited_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_invitations"),
        sa.UniqueConstraint("token_hash", name="uq_invitations_token_hash"),
        sa.UniqueConstraint("workspace_id", "email", name="uq_invitations_workspace_id_email"),
    )
    op.create_index("ix_invitations_invited_by", "invitations", ["invited_by"])
    op.create_index("ix_invitations_workspace_id_id", "invitations", ["workspace_id", "id"])


def downgrade() -> None:
    run_script(REVOKE_ROLES)
    op.drop_table("invitations")
    for table in (*OWNED, *IDENTITY):
        run_all(unprotect(table))
    for column in ("retention_days", "mask_candidates", "version"):
        op.drop_column("workspaces", column)
    op.drop_column("memberships", "state")
