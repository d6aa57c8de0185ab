"""What who runs an installation needs: workspaces out of use, sealing anew, and what all workspaces hold.

Row-level security shows nobody the rows of all workspaces. The functions here do, as the owner and to say one
thing each: which jobs failed and why, and how much is stored. Neither tells what a job or a file is about.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import CONFINE_OVERVIEW

revision: str = "0022"
down_revision: str | None = "0021"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)

UPKEEP = """
CREATE POLICY upkeep ON {table} FOR SELECT USING (
    current_setting('candidacy.overview', true) = 'on'
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = '{table}'::regclass)
)
"""
"""For the two functions alone, which work as the owner of the tables and set that setting."""

FUNCTIONS = """
DO $$
DECLARE
    place text := quote_ident(current_schema());
BEGIN
    EXECUTE format($body$
        CREATE FUNCTION jobs_failed(most integer)
            RETURNS TABLE (id uuid, workspace_id uuid, kind text, error_code text, error_message text,
                attempts integer, finished_at timestamptz)
            LANGUAGE plpgsql STABLE SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.overview = 'on' AS $code$
        BEGIN
            RETURN QUERY SELECT j.id, j.workspace_id, j.kind::text, j.error_code::text, j.error_message,
                j.attempts, j.finished_at
            FROM jobs j WHERE j.status = 'failed' ORDER BY j.id DESC LIMIT most;
        END;
        $code$
    $body$, place);
    EXECUTE format($body$
        CREATE FUNCTION files_stored(of uuid[])
            RETURNS TABLE (workspace_id uuid, files bigint, bytes bigint)
            LANGUAGE plpgsql STABLE SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.overview = 'on' AS $code$
        BEGIN
            RETURN QUERY SELECT f.workspace_id, count(*), coalesce(sum(f.size), 0)::bigint
            FROM files f WHERE of IS NULL OR f.workspace_id = ANY (of) GROUP BY f.workspace_id;
        END;
        $code$
    $body$, place);
END;
$$;
REVOKE ALL ON FUNCTION jobs_failed(integer), files_stored(uuid[]) FROM PUBLIC;
"""


def run_script(script: str) -> None:
    """Run several statements in the migration's transaction."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    op.add_column("workspaces", sa.Column("suspended_at", MOMENT, nullable=True))
    op.add_column("workspaces", sa.Column("suspended_because", sa.String(300), nullable=True))
    op.create_table(
        "resealings",
        sa.Column("key_name", sa.String(12), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.BigInteger(), nullable=False),
        sa.Column("renewed", sa.BigInteger(), nullable=False),
        sa.Column("renewed_now", sa.BigInteger(), nullable=False),
        sa.Column("unreadable", sa.BigInteger(), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.CheckConstraint("stage in ('seeds', 'letters', 'models')", name="ck_resealings_stage"),
        sa.PrimaryKeyConstraint("key_name", name="pk_resealings"),
    )
    op.create_index("ix_jobs_failed", "jobs", ["id"], postgresql_where=sa.text("status = 'failed'"))
    for table in ("jobs", "files"):
        run_script(UPKEEP.format(table=table))
    run_script(FUNCTIONS)
    run_script(CONFINE_OVERVIEW)


def downgrade() -> None:
    run_script("DROP FUNCTION jobs_failed(integer), files_stored(uuid[])")
    for table in ("jobs", "files"):
        run_script(f"DROP POLICY upkeep ON {table}")
    op.drop_index("ix_jobs_failed", table_name="jobs")
    op.drop_table("resealings")
    op.drop_column("workspaces", "suspended_because")
    op.drop_column("workspaces", "suspended_at")
