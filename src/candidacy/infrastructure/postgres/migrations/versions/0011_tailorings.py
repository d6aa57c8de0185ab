"""Tailorings: what was proposed for a CV and a posting, and what a person made of it."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LEADS = {"cv_id": "cvs", "cv_version_id": "cv_versions", "posting_id": "postings"}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "tailorings",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("cv_version_id", sa.Uuid(), nullable=False),
        sa.Column("cv_number", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("posting_version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("accepted", postgresql.JSONB(), nullable=True),
        sa.Column("applied_number", sa.Integer(), nullable=True),
        sa.Column("undone_number", sa.Integer(), nullable=True),
        sa.Column("tailoring", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{table}.id"], name=f"fk_tailorings_{column}_{table}", ondelete="CASCADE"
            )
            for column, table in LEADS.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_tailorings"),
    )
    for column in LEADS:
        op.create_index(f"ix_tailorings_{column}", "tailorings", [column])
    op.create_index("ix_tailorings_workspace_id_cv_id_id", "tailorings", ["workspace_id", "cv_id", "id"])
    connection: Any = op.get_bind().connection.dbapi_connection
    for statement in protect("tailorings"):
        connection.run_async(lambda driver, script=statement: driver.execute(script))


def downgrade() -> None:
    op.drop_table("tailorings")
