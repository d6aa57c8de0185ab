"""Answers kept by Idempotency-Key, and what people have used of their quotas."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect, unprotect

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    create_idempotency_keys()
    create_quota_uses()


def create_idempotency_keys() -> None:
    op.create_table(
        "idempotency_keys",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("request", sa.LargeBinary(), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_idempotency_keys_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "user_id", "request", name="pk_idempotency_keys"),
    )
    op.create_index(
        "ix_idempotency_keys_workspace_id_expires_at", "idempotency_keys", ["workspace_id", "expires_at"]
    )
    op.create_index("ix_idempotency_keys_user_id", "idempotency_keys", ["user_id"])
    for statement in protect("idempotency_keys"):
        op.execute(statement)


def create_quota_uses() -> None:
    op.create_table(
        "quota_uses",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_quota_uses_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "kind", "day", name="pk_quota_uses"),
    )


def downgrade() -> None:
    op.drop_table("quota_uses")
    for statement in unprotect("idempotency_keys"):
        op.execute(statement)
    op.drop_table("idempotency_keys")
