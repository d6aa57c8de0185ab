"""What people decide about CVs for a posting, which so far stood in the audit log alone."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

READ = ("audit_entries", "cvs", "postings")
TAKE_OVER = """
INSERT INTO decisions (workspace_id, posting_id, cv_id, verdict, reason, decided_by, created_at, updated_at)
SELECT DISTINCT ON (e.workspace_id, p.id, c.id) e.workspace_id, p.id, c.id,
    e.detail->'outcome'->>'verdict', e.detail->'outcome'->>'reason', u.id, e.at, e.at
FROM audit_entries e
JOIN cvs c ON c.workspace_id = e.workspace_id AND c.id::text = e.subject
JOIN postings p ON p.workspace_id = e.workspace_id AND p.id::text = e.detail->'inputs'->>'posting_id'
LEFT JOIN users u ON u.id = e.actor
WHERE e.kind = 'match.decided'
ORDER BY e.workspace_id, p.id, c.id, e.id DESC
"""


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "decisions",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("verdict in ('advance', 'hold', 'decline')", name="ck_decisions_verdict"),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_decisions_cv_id_cvs", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name="fk_decisions_posting_id_postings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["users.id"], name="fk_decisions_decided_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "posting_id", "cv_id", name="pk_decisions"),
    )
    for column in ("cv_id", "posting_id", "decided_by"):
        op.create_index(f"ix_decisions_{column}", "decisions", [column])
    op.create_index("ix_decisions_workspace_id_posting_id", "decisions", ["workspace_id", "posting_id"])
    take_over()
    for statement in protect("decisions"):
        run_script(statement)


def take_over() -> None:
    """The owner of the tables is held by their policies too, so these are lifted for the one statement."""
    for table in READ:
        run_script(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    run_script(TAKE_OVER)
    for table in READ:
        run_script(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def downgrade() -> None:
    op.drop_table("decisions")
