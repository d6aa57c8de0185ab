"""What a model prepared for interviews, so that it is paid for once."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0026"
down_revision: str | None = "0025"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "interview_hints"
LEADS = {"cv_id": "cvs", "cv_version_id": "cv_versions", "posting_id": "postings"}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("cv_version_id", sa.Uuid(), nullable=False),
        sa.Column("cv_number", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("posting_version", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("hints", postgresql.JSONB(), nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=f"fk_{TABLE}_{column}_{other}", ondelete="CASCADE"
            )
            for column, other in LEADS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.UniqueConstraint("cv_id", "posting_id", "basis", name=f"uq_{TABLE}_cv_id_posting_id_basis"),
    )
    for column in ("cv_version_id", "posting_id"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    found_by = ["workspace_id", "cv_id", "posting_id", "language"]
    op.create_index(f"ix_{TABLE}_{'_'.join(found_by)}", TABLE, found_by)
    connection: Any = op.get_bind().connection.dbapi_connection
    for statement in protect(TABLE):
        connection.run_async(lambda driver, script=statement: driver.execute(script))


def downgrade() -> None:
    op.drop_table(TABLE)
