"""Passages of everything that can be searched, with their words and vectors."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from candidacy.infrastructure.postgres.migrations.passages import forget_with, keep_with
from candidacy.infrastructure.postgres.migrations.roles import protect
from candidacy.infrastructure.postgres.types import Halfvec

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PARTITIONS = 16
TABLES = ("search_indexes", "passage_sources", "passages")
SOURCES = {"cvs": "cv", "postings": "posting"}
FORGET = """
CREATE FUNCTION candidacy_forget_passages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM passage_sources
    WHERE workspace_id = OLD.workspace_id AND kind = TG_ARGV[0] AND source_id = OLD.id;
    RETURN NULL;
END;
$$;
"""
STORE = """
ALTER TABLE passages ALTER COLUMN embedding SET STORAGE MAIN;
"""
"""A vector that lay apart from its row would be fetched for each comparison."""
LEAKPROOF = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'btree_gin') THEN
        CREATE EXTENSION IF NOT EXISTS btree_gin;
        CREATE INDEX gin_passages_words ON passages USING gin (workspace_id, words);
    END IF;
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        ALTER FUNCTION ts_match_vq(tsvector, tsquery) LEAKPROOF;
    END IF;
END;
$$;
"""
"""Under row-level security an index serves a condition only if its function is known to tell nothing of the
rows that are not to be seen. That of @@ compares words and never fails, but PostgreSQL does not say so; where
we may not say it either, words of very large workspaces are compared row by row."""


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    create_indexes()
    create_sources()
    create_passages()
    run_script(STORE)
    for number in range(PARTITIONS):
        op.execute(
            f"CREATE TABLE passages_{number} PARTITION OF passages "
            f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {number})"
        )
    run_script(LEAKPROOF)
    run_script(FORGET)
    for table, kind in SOURCES.items():
        run_script(forget_with(table, kind))
    for table in (*TABLES, *(f"passages_{number}" for number in range(PARTITIONS))):
        for statement in protect(table):
            run_script(statement)


def moments() -> list[sa.Column[Any]]:
    moment = sa.DateTime(timezone=True)
    return [
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
    ]


def create_indexes() -> None:
    op.create_table(
        "search_indexes",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("dimension", sa.Integer(), nullable=False),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("target_dimension", sa.Integer(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("switched_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passages", sa.Integer(), nullable=False),
        *moments(),
        sa.PrimaryKeyConstraint("workspace_id", name="pk_search_indexes"),
    )
    op.create_index("ix_search_indexes_workspace_id_target", "search_indexes", ["workspace_id", "target"])


def create_sources() -> None:
    op.create_table(
        "passage_sources",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("dated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("passages", sa.Integer(), nullable=False),
        *moments(),
        sa.PrimaryKeyConstraint("workspace_id", "kind", "source_id", "model", name="pk_passage_sources"),
    )
    op.create_index(
        "ix_passage_sources_workspace_id_model_stamp", "passage_sources", ["workspace_id", "model", "stamp"]
    )


def create_passages() -> None:
    key = ["workspace_id", "kind", "source_id", "model"]
    op.create_table(
        "passages",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("dimension", sa.SmallInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("spans", postgresql.JSONB(), nullable=False),
        sa.Column("dated", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published", sa.Boolean(), nullable=False),
        sa.Column("words", postgresql.TSVECTOR(), nullable=False),
        sa.Column("embedding", Halfvec(), nullable=True),
        sa.ForeignKeyConstraint(
            key,
            [f"passage_sources.{column}" for column in key],
            name="fk_passages_workspace_id_passage_sources",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name="pk_passages"),
        postgresql_partition_by="HASH (workspace_id)",
    )
    op.create_index(
        "ix_passages_workspace_id_model_kind_source_id",
        "passages",
        ["workspace_id", "model", "kind", "source_id"],
    )


def downgrade() -> None:
    for table in SOURCES:
        run_script(keep_with(table))
    op.execute("DROP FUNCTION candidacy_forget_passages()")
    for table in reversed(TABLES):
        op.drop_table(table)
