"""Models that are set up, what calls to them cost, and which versions of prompts are in use."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.roles import CONFINE_CALLS, protect

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

UPKEEP = """
CREATE POLICY upkeep ON model_calls USING (
    current_setting('candidacy.calls_upkeep', true) IN ('totals', 'prune')
    AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = 'model_calls'::regclass)
);
"""
"""``upkeep`` is for the two functions, which work as the owner over all workspaces and set that setting."""

FUNCTIONS = """
DO $$
DECLARE
    place text := quote_ident(current_schema());
BEGIN
    EXECUTE format($body$
        CREATE FUNCTION model_calls_refuse() RETURNS trigger LANGUAGE plpgsql
            SET search_path = %1$s, pg_temp AS $code$
        BEGIN
            IF TG_OP = 'DELETE' AND current_setting('candidacy.calls_upkeep', true) = 'prune' THEN
                IF OLD.at < now() - interval '6 months' THEN
                    RETURN OLD;
                END IF;
            END IF;
            RAISE EXCEPTION 'entries of the ledger of calls are neither changed nor deleted'
                USING ERRCODE = 'insufficient_privilege';
        END;
        $code$
    $body$, place);
    EXECUTE format($body$
        CREATE FUNCTION model_calls_totals(since date, until date)
            RETURNS TABLE (day date, purpose text, model text, prompt text, prompt_version integer,
                calls bigint, failed bigint, input_tokens bigint, output_tokens bigint,
                cost_micros numeric, latency_ms bigint)
            LANGUAGE plpgsql STABLE SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.calls_upkeep = 'totals' AS $code$
        BEGIN
            RETURN QUERY SELECT (c.at AT TIME ZONE 'UTC')::date, c.purpose::text, c.model::text,
                c.prompt::text, c.prompt_version, count(*),
                count(*) FILTER (WHERE c.outcome <> 'ok'), sum(c.input_tokens)::bigint,
                sum(c.output_tokens)::bigint, sum(c.cost_micros), sum(c.latency_ms)::bigint
            FROM model_calls c
            WHERE c.at >= since::timestamp AT TIME ZONE 'UTC'
                AND c.at < (until + 1)::timestamp AT TIME ZONE 'UTC'
            GROUP BY 1, 2, 3, 4, 5;
        END;
        $code$
    $body$, place);
    EXECUTE format($body$
        CREATE FUNCTION model_calls_prune(before timestamptz) RETURNS bigint LANGUAGE plpgsql
            SECURITY DEFINER
            SET search_path = %1$s, pg_temp SET candidacy.calls_upkeep = 'prune' AS $code$
        DECLARE
            deleted bigint;
        BEGIN
            IF before IS NULL OR before > now() - interval '6 months' THEN
                RAISE EXCEPTION 'entries of the ledger of calls are kept for at least six months'
                    USING ERRCODE = 'insufficient_privilege';
            END IF;
            DELETE FROM model_calls WHERE at < before;
            GET DIAGNOSTICS deleted = ROW_COUNT;
            RETURN deleted;
        END;
        $code$
    $body$, place);
END;
$$;
REVOKE ALL ON FUNCTION model_calls_refuse(), model_calls_totals(date, date),
    model_calls_prune(timestamptz) FROM PUBLIC;
CREATE TRIGGER refuse_changes BEFORE UPDATE OR DELETE ON model_calls
    FOR EACH ROW EXECUTE FUNCTION model_calls_refuse();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON model_calls
    FOR EACH STATEMENT EXECUTE FUNCTION model_calls_refuse();
"""
"""The totals say nothing of workspaces, people or documents: what the installation spends, and on what."""

MOMENT = sa.DateTime(timezone=True)
NOW = sa.text("now()")
MICROS = sa.Numeric(20, 6)
OWNED = ("model_settings", "model_months", "model_reservations", "model_calls")


def run_script(script: str) -> None:
    """Run several statements in the migration's transaction."""
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    _settings()
    _budget()
    _calls()
    _prompts()
    for table in OWNED:
        for statement in protect(table):
            run_script(statement)
    run_script(UPKEEP)
    run_script(FUNCTIONS)
    run_script(CONFINE_CALLS)


def _settings() -> None:
    price = sa.Numeric(12, 6)
    op.create_table(
        "model_settings",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(24), nullable=False),
        sa.Column("base_url", sa.String(500), nullable=True),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("key_hint", sa.String(4), nullable=True),
        sa.Column("monthly_tokens", sa.BigInteger(), nullable=True),
        sa.Column("monthly_cost", price, nullable=True),
        sa.Column("concurrency", sa.Integer(), nullable=False),
        sa.Column("input_price", price, nullable=False),
        sa.Column("output_price", price, nullable=False),
        sa.Column("tested_at", MOMENT, nullable=True),
        sa.Column("tested", sa.String(40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("updated_at", MOMENT, server_default=NOW, nullable=False),
        sa.CheckConstraint("concurrency between 1 and 100", name="ck_model_settings_concurrency"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name="fk_model_settings_workspace_id_workspaces",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_model_settings"),
    )


def _budget() -> None:
    op.create_table(
        "model_months",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_micros", MICROS, nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "month", name="pk_model_months"),
    )
    op.create_table(
        "model_reservations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("tokens", sa.BigInteger(), nullable=False),
        sa.Column("cost_micros", MICROS, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_model_reservations"),
    )
    op.create_index("ix_model_reservations_workspace_id_id", "model_reservations", ["workspace_id", "id"])


def _calls() -> None:
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("actor", sa.Uuid(), nullable=True),
        sa.Column("call_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(80), nullable=False),
        sa.Column("prompt", sa.String(120), nullable=False),
        sa.Column("prompt_version", sa.Integer(), nullable=False),
        sa.Column("prompt_digest", sa.String(64), nullable=False),
        sa.Column("provider", sa.String(24), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("subject_kind", sa.String(40), nullable=True),
        sa.Column("subject_id", sa.String(64), nullable=True),
        sa.Column("input_sha256", sa.String(64), nullable=False),
        sa.Column("output_sha256", sa.String(64), nullable=True),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cost_micros", MICROS, nullable=False),
        sa.Column("latency_ms", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("experiment", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_model_calls"),
    )
    op.create_index("ix_model_calls_workspace_id_at", "model_calls", ["workspace_id", "at"])
    op.create_index("ix_model_calls_at", "model_calls", ["at"])


def _prompts() -> None:
    op.create_table(
        "prompt_choices",
        sa.Column("prompt", sa.String(120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("prompt", name="pk_prompt_choices"),
    )
    op.create_table(
        "prompt_experiments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prompt", sa.String(120), nullable=False),
        sa.Column("arms", postgresql.JSONB(), nullable=False),
        sa.Column("rule", postgresql.JSONB(), nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("ended_because", sa.String(200), nullable=True),
        sa.Column("created_at", MOMENT, server_default=NOW, nullable=False),
        sa.Column("updated_at", MOMENT, server_default=NOW, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prompt_experiments"),
    )
    op.create_index(
        "uq_prompt_experiments_running",
        "prompt_experiments",
        ["prompt"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "prompt_results",
        sa.Column("experiment_id", sa.Uuid(), nullable=False),
        sa.Column("arm", sa.String(40), nullable=False),
        sa.Column("measure", sa.String(40), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.Double(), nullable=False),
        sa.Column("squares", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["experiment_id"],
            ["prompt_experiments.id"],
            name="fk_prompt_results_experiment_id_prompt_experiments",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("experiment_id", "arm", "measure", name="pk_prompt_results"),
    )


def downgrade() -> None:
    for table in ("prompt_results", "prompt_experiments", "prompt_choices", *reversed(OWNED)):
        op.drop_table(table)
    run_script(
        "DROP FUNCTION model_calls_prune(timestamptz), model_calls_totals(date, date), model_calls_refuse()"
    )
