"""What was made when a sample was loaded, and notifications."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0020"
down_revision: str | None = "0019"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


TABLES = ("sample_parts", "notifications")


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sample_parts",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('seeker', 'recruiter')", name="ck_sample_parts_kind"),
        sa.CheckConstraint("what in ('file', 'posting', 'application', 'item')", name="ck_sample_parts_what"),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "name", name="pk_sample_parts"),
    )
    op.create_index("ix_sample_parts_workspace_id_kind", "sample_parts", ["workspace_id", "kind"])
    op.create_table(
        "notifications",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("detail", sa.String(400), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("read_at", moment, nullable=True),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("kind in ('done', 'failed', 'reminder')", name="ck_notifications_kind"),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_notifications_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_notifications"),
        sa.UniqueConstraint(
            "workspace_id", "user_id", "subject_id", name="uq_notifications_workspace_id_user_id_subject_id"
        ),
    )
    op.create_index(
        "ix_notifications_workspace_id_user_id_id", "notifications", ["workspace_id", "user_id", "id"]
    )
    op.create_index(
        "ix_notifications_unread",
        "notifications",
        ["workspace_id", "user_id"],
        postgresql_where=sa.text("read_at IS NULL"),
    )
    op.create_index("ix_notifications_user_id", "notifications", ["user_id"])
    for table in TABLES:
        for statement in protect(table):
            run_script(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
