"""Extensions, the schema of Procrastinate, and the table of jobs.

Procrastinate's SQL is a frozen copy of the schema that release 3.10.0 ships (MIT licence). It stands in the
schema of the application, where its functions find each other without a search_path; a later release's own
migrations are folded into revisions of ours.
"""

from collections.abc import Sequence
from importlib import resources
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

REQUIRED = ("vector",)
USEFUL = ("pg_trgm", "unaccent")

NOTIFY = """
CREATE FUNCTION candidacy_notify_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('candidacy_jobs', NEW.id::text);
    RETURN NULL;
END;
$$;
CREATE TRIGGER candidacy_jobs_notify AFTER UPDATE ON jobs
    FOR EACH ROW EXECUTE FUNCTION candidacy_notify_job();
"""

REMOVE_PROCRASTINATE = """
DROP TABLE procrastinate_events, procrastinate_periodic_defers CASCADE;
DROP TABLE procrastinate_jobs, procrastinate_workers CASCADE;
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT p.oid::regprocedure AS signature FROM pg_proc p
        WHERE p.pronamespace = current_schema()::regnamespace AND p.proname LIKE 'procrastinate\\_%'
    LOOP
        EXECUTE 'DROP FUNCTION ' || found.signature || ' CASCADE';
    END LOOP;
END;
$$;
DROP TYPE procrastinate_job_to_defer_v1;
DROP TYPE procrastinate_job_event_type;
DROP TYPE procrastinate_job_status;
"""


def run_script(script: str) -> None:
    """Run several statements in the migration's transaction, percent signs and all."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    create_extensions()
    schema = (
        resources.files("candidacy.infrastructure.postgres.migrations") / "sql" / "procrastinate_3_10_0.sql"
    )
    run_script(schema.read_text(encoding="utf-8"))
    create_jobs()
    run_script(NOTIFY)


def create_extensions() -> None:
    available = set(op.get_bind().scalars(sa.text("SELECT name FROM pg_available_extensions")))
    for name in REQUIRED:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
    for name in USEFUL:
        if name in available:
            op.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")


def create_jobs() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(128), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=True),
        sa.Column("payload", postgresql.JSONB(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("progress", sa.Double(), nullable=False, server_default="0"),
        sa.Column("message", sa.String(300), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("error_code", sa.String(64), nullable=True),
        sa.Column("error_message", sa.Text(), nullable=True),
        sa.Column("result", postgresql.JSONB(), nullable=True),
        sa.Column("queue_id", sa.BigInteger(), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("created_at", moment, nullable=False, server_default=sa.func.now()),
        sa.Column("started_at", moment, nullable=True),
        sa.Column("finished_at", moment, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
        sa.CheckConstraint(
            "status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="ck_jobs_status"
        ),
        sa.CheckConstraint("progress BETWEEN 0 AND 1", name="ck_jobs_progress"),
    )
    op.create_index("ix_jobs_workspace_id_id", "jobs", ["workspace_id", "id"])
    op.create_index("ix_jobs_workspace_id_subject_id", "jobs", ["workspace_id", "subject_id"])
    op.create_index(
        "ix_jobs_queue_id",
        "jobs",
        ["queue_id"],
        postgresql_where=sa.text("status IN ('queued', 'running')"),
    )


def downgrade() -> None:
    """Remove the tables; the extensions stay, for they may have been there before."""
    op.drop_table("jobs")
    run_script("DROP FUNCTION candidacy_notify_job()")
    run_script(REMOVE_PROCRASTINATE)
