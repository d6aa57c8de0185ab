"""Checkpoints of workflows: the tables of langgraph-checkpoint-postgres 3, held to a workspace."""

from collections.abc import Sequence
from typing import Any

from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

OWNED = """
    workspace_id UUID NOT NULL DEFAULT nullif(current_setting('app.workspace', true), '')::uuid
        CONSTRAINT fk_{table}_workspace_id_workspaces REFERENCES workspaces (id) ON DELETE CASCADE,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
"""
TABLES = {
    "checkpoints": """
    thread_id TEXT NOT NULL,
    checkpoint_ns TEXT NOT NULL DEFAULT '',
    checkpoint_id TEXT NOT NULL,
    parent_checkpoint_id TEXT,
    type TEXT,
    checkpoint JSONB NOT NULL,
    metadata JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT pk_checkpoints PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id)
""",
    "checkpoint_blobs": """
    thread_id TEXT NOT NULL,
    checkpoint_ns TEXT NOT NULL DEFAULT '',
    channel TEXT NOT NULL,
    version TEXT NOT NULL,
    type TEXT NOT NULL,
    blob BYTEA,
    CONSTRAINT pk_checkpoint_blobs PRIMARY KEY (thread_id, checkpoint_ns, channel, version)
""",
    "checkpoint_writes": """
    thread_id TEXT NOT NULL,
    checkpoint_ns TEXT NOT NULL DEFAULT '',
    checkpoint_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    idx INTEGER NOT NULL,
    channel TEXT NOT NULL,
    type TEXT,
    blob BYTEA NOT NULL,
    task_path TEXT NOT NULL DEFAULT '',
    CONSTRAINT pk_checkpoint_writes PRIMARY KEY (thread_id, checkpoint_ns, checkpoint_id, task_id, idx)
""",
}


def upgrade() -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    for table, columns in TABLES.items():
        statements = (
            f"CREATE TABLE {table} ({OWNED.format(table=table)}{columns})",
            f"CREATE INDEX ix_{table}_workspace_id_thread_id ON {table} (workspace_id, thread_id)",
            *protect(table),
        )
        for statement in statements:
            connection.run_async(lambda driver, script=statement: driver.execute(script))


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
