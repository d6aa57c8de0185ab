"""Letters, what a model noted of a CV beside its review, and who proposed a tailoring."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0014"
down_revision: str | None = "0013"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

LEADS = {"cv_id": "cvs", "cv_version_id": "cv_versions", "posting_id": "postings"}


def upgrade() -> None:
    op.add_column("tailorings", sa.Column("most_pages", sa.Integer(), nullable=True))
    op.add_column("tailorings", sa.Column("made", postgresql.JSONB(), nullable=True))
    op.add_column("tailorings", sa.Column("problem", sa.String(length=500), nullable=True))
    op.add_column("tailorings", sa.Column("job_id", sa.Uuid(), nullable=True))
    op.create_unique_constraint("uq_tailorings_job_id", "tailorings", ["job_id"])
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("cv_version_id", sa.Uuid(), nullable=False),
        sa.Column("cv_number", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("posting_version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("tone", sa.String(length=10), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("draft", postgresql.JSONB(), nullable=False),
        sa.Column("made", postgresql.JSONB(), nullable=True),
        sa.Column("problem", sa.String(length=500), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        *_moments(),
        *_leads("letters", LEADS),
        sa.PrimaryKeyConstraint("id", name="pk_letters"),
        sa.UniqueConstraint("job_id", name="uq_letters_job_id"),
    )
    for column in LEADS:
        op.create_index(f"ix_letters_{column}", "letters", [column])
    op.create_index("ix_letters_workspace_id_id", "letters", ["workspace_id", "id"])
    op.create_table(
        "review_notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("notes", postgresql.JSONB(), nullable=False),
        *_moments(),
        *_leads("review_notes", {"review_id": "reviews"}),
        sa.PrimaryKeyConstraint("id", name="pk_review_notes"),
        sa.UniqueConstraint("review_id", "basis", name="uq_review_notes_review_id_basis"),
    )
    op.create_index("ix_review_notes_workspace_id_basis", "review_notes", ["workspace_id", "basis"])
    connection: Any = op.get_bind().connection.dbapi_connection
    for table in ("letters", "review_notes"):
        for statement in protect(table):
            connection.run_async(lambda driver, script=statement: driver.execute(script))


def _moments() -> list[sa.Column[Any]]:
    moment = sa.DateTime(timezone=True)
    return [
        sa.Column(name, moment, server_default=sa.text("now()"), nullable=False)
        for name in ("created_at", "updated_at")
    ]


def _leads(table: str, to: dict[str, str]) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [column], [f"{other}.id"], name=f"fk_{table}_{column}_{other}", ondelete="CASCADE"
        )
        for column, other in to.items()
    ]


def downgrade() -> None:
    op.drop_table("review_notes")
    op.drop_table("letters")
    op.drop_constraint("uq_tailorings_job_id", "tailorings")
    for column in ("job_id", "problem", "made", "most_pages"):
        op.drop_column("tailorings", column)
