"""The audit log: entries that are added and read, and changed or deleted by two functions alone."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import CONFINE_AUDIT, TENANT

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SEEN = f"(workspace_id = {TENANT} OR workspace_id IS NULL)"
PROTECT = f"CREATE POLICY tenant ON audit_entries USING {SEEN} WITH CHECK {SEEN}"
UPKEEP = """
ALTER TABLE audit_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entries FORCE ROW LEVEL SECURITY;
CREATE POLICY upkeep ON audit_entries USING (
    current_setting('candidacy.audit_upkeep', true) IN ('forget', 'prune')
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'audit_entries'::regclass)
);
"""
"""``upkeep`` is for the two functions, which work as the owner over all workspaces and set that setting."""

FUNCTIONS = """
DO $$
DECLARE
    place text := quote_ident(current_schema());
BEGIN
    EXECUTE format($body$
        CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql
            SET search_path = %1$s, pg_temp AS $code$
        DECLARE
            upkeep text := current_setting('candidacy.audit_upkeep', true);
        BEGIN
            IF TG_OP = 'UPDATE' AND upkeep = 'forget' THEN
                IF to_jsonb(NEW) - 'detail' = to_jsonb(OLD) - 'detail' THEN
                    RETURN NEW;
                END IF;
            ELSIF TG_OP = 'DELETE' AND upkeep = 'prune' THEN
                IF OLD.at < now() - interval '6 months' THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'entries of the audit log are neither changed nor deleted'
                USING ERRCODE = 'insufficient_privilege';
        END;
        $code$
    $body$, place);
    EXECUTE format($body$
        CREATE FUNCTION audit_forget(person uuid) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.audit_upkeep = 'forget' AS $code$
        DECLARE
            personal text[] := ARRAY['ip', 'device', 'email', 'name', 'display_name'];
            changed bigint;
        BEGIN
            UPDATE audit_entries SET detail = detail - personal
                WHERE (actor = person OR subject = person::text) AND detail ?| personal;
            GET DIAGNOSTICS changed = ROW_COUNT;
            RETURN changed;
        END;
        $code$
    $body$, place);
    EXECUTE format($body$
        CREATE FUNCTION audit_prune(before timestamptz) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.audit_upkeep = 'prune' AS $code$
        DECLARE
            deleted bigint;
        BEGIN
            IF before IS NULL OR before > now() - interval '6 months' THEN
                RAISE EXCEPTION 'entries of the audit log are kept for at least six months'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            DELETE FROM audit_entries WHERE at < before;
            GET DIAGNOSTICS deleted = ROW_COUNT;
            RETURN deleted;
        END;
        $code$
    $body$, place);
END;
$$;
REVOKE ALL ON FUNCTION audit_refuse(), audit_forget(uuid), audit_prune(timestamptz) FROM PUBLIC;
CREATE TRIGGER refuse_changes BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
"""
"""Six months is what the AI Act asks deployers to keep logs for at least (article 26, paragraph 6)."""


def run_script(script: str) -> None:
    """Run several statements in the migration's transaction."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("category", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("subject", sa.String(200), nullable=True),
        sa.Column("detail", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb"), nullable=False),
        sa.Column("request_id", sa.String(64), nullable=True),
        sa.CheckConstraint("category in ('security', 'decision')", name="ck_audit_entries_category"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_entries"),
    )
    op.create_index("ix_audit_entries_workspace_id_id", "audit_entries", ["workspace_id", "id"])
    op.create_index("ix_audit_entries_actor_id", "audit_entries", ["actor", "id"])
    op.create_index("ix_audit_entries_subject_id", "audit_entries", ["subject", "id"])
    op.create_index("ix_audit_entries_at", "audit_entries", ["at"])
    run_script(PROTECT)
    run_script(UPKEEP)
    run_script(FUNCTIONS)
    run_script(CONFINE_AUDIT)


def downgrade() -> None:
    op.drop_table("audit_entries")
    run_script("DROP FUNCTION audit_prune(timestamptz), audit_forget(uuid), audit_refuse()")
