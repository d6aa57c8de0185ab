"""What was made when a sample was loaded."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0021"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


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
    for statement in protect("sample_parts"):
        run_script(statement)


def downgrade() -> None:
    op.drop_table("sample_parts")
