"""What somebody answered where tailoring asked, and what of that came into a version of a CV."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0024"
down_revision: str | None = "0023"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLE = "tailoring_answers"
LEADS = {
    "cv_id": ("cvs", "CASCADE"),
    "tailoring_id": ("tailorings", "SET NULL"),
    "user_id": ("users", "SET NULL"),
}


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.add_column("cv_versions", sa.Column("confirmed", postgresql.JSONB(), nullable=True))
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("tailoring_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.Column("words", postgresql.JSONB(), nullable=False),
        sa.Column("path", sa.String(length=200), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=f"fk_{TABLE}_{column}_{other}", ondelete=gone
            )
            for column, (other, gone) in LEADS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    for column in LEADS:
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])
    op.create_index(f"ix_{TABLE}_workspace_id_cv_id_key", TABLE, ["workspace_id", "cv_id", "key"])
    connection: Any = op.get_bind().connection.dbapi_connection
    for statement in protect(TABLE):
        connection.run_async(lambda driver, script=statement: driver.execute(script))


def downgrade() -> None:
    op.drop_table(TABLE)
    op.drop_column("cv_versions", "confirmed")
