"""What ranking reads: the traits of each CV, judgements of people, and batches of CVs for a posting."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.roles import protect

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

TABLES = ("cv_traits", "feedback", "batches", "batch_items")
TRIGGER = """
CREATE FUNCTION candidacy_outdate_traits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO cv_traits (workspace_id, cv_id) VALUES (NEW.workspace_id, NEW.cv_id)
    ON CONFLICT (workspace_id, cv_id) DO UPDATE SET recipe = NULL;
    RETURN NULL;
END;
$$;
CREATE TRIGGER candidacy_cv_versions_outdate AFTER INSERT ON cv_versions
    FOR EACH ROW EXECUTE FUNCTION candidacy_outdate_traits();
ALTER TABLE cv_traits ALTER COLUMN keys SET STORAGE EXTERNAL;
ALTER TABLE cv_traits ALTER COLUMN amounts SET STORAGE EXTERNAL;
ALTER TABLE cv_traits ALTER COLUMN kept SET STORAGE EXTERNAL;
"""
"""A version that is added makes the row, or says that it has to be made again: in the same transaction, and
whoever adds it. The bytes are hashes, or compressed already."""
ADD_THOSE_THERE = """
ALTER TABLE cvs NO FORCE ROW LEVEL SECURITY;
INSERT INTO cv_traits (workspace_id, cv_id) SELECT workspace_id, id FROM cvs;
ALTER TABLE cvs FORCE ROW LEVEL SECURITY;
"""


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    create_traits()
    create_feedback()
    create_batches()
    create_batch_items()
    run_script(TRIGGER)
    run_script(ADD_THOSE_THERE)
    for table in TABLES:
        for statement in protect(table):
            run_script(statement)


def moments() -> list[sa.Column[Any]]:
    moment = sa.DateTime(timezone=True)
    return [
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
    ]


def create_traits() -> None:
    op.create_table(
        "cv_traits",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("recipe", sa.String(), nullable=True),
        sa.Column("month", sa.Integer(), nullable=True),
        sa.Column("keys", sa.LargeBinary(), nullable=True),
        sa.Column("amounts", sa.LargeBinary(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.Column("years", sa.Float(), nullable=True),
        sa.Column("seniority", sa.SmallInteger(), nullable=True),
        sa.Column("degree", sa.SmallInteger(), nullable=True),
        sa.Column("kept", sa.LargeBinary(), nullable=True),
        sa.Column("changed", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_cv_traits_cv_id_cvs", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "cv_id", name="pk_cv_traits"),
    )
    op.create_index("ix_cv_traits_cv_id", "cv_traits", ["cv_id"])
    op.create_index("ix_cv_traits_workspace_id_changed", "cv_traits", ["workspace_id", "changed"])
    op.create_index(
        "ix_cv_traits_workspace_id_recipe_month", "cv_traits", ["workspace_id", "recipe", "month"]
    )


def create_feedback() -> None:
    op.create_table(
        "feedback",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("cv_id", sa.Uuid(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=True),
        *moments(),
        sa.ForeignKeyConstraint(["cv_id"], ["cvs.id"], name="fk_feedback_cv_id_cvs", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name="fk_feedback_posting_id_postings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["users.id"], name="fk_feedback_given_by_users", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "posting_id", "cv_id", name="pk_feedback"),
    )
    for column in ("cv_id", "posting_id", "given_by"):
        op.create_index(f"ix_feedback_{column}", "feedback", [column])
    op.create_index("ix_feedback_workspace_id_posting_id", "feedback", ["workspace_id", "posting_id"])


def create_batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("posting_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("asked_by", sa.Uuid(), nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        *moments(),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["users.id"], name="fk_batches_asked_by_users", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"], ["postings.id"], name="fk_batches_posting_id_postings", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
    )
    op.create_index("ix_batches_asked_by", "batches", ["asked_by"])
    op.create_index("ix_batches_posting_id", "batches", ["posting_id"])
    op.create_index("ix_batches_workspace_id_id", "batches", ["workspace_id", "id"])


def create_batch_items() -> None:
    op.create_table(
        "batch_items",
        sa.Column("workspace_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("error_code", sa.String(), nullable=True),
        sa.Column("error_message", sa.String(), nullable=True),
        *moments(),
        sa.CheckConstraint("status in ('taken', 'done', 'failed')", name="ck_batch_items_status"),
        sa.ForeignKeyConstraint(
            ["file_id"], ["files.id"], name="fk_batch_items_file_id_files", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["batches.id"], name="fk_batch_items_batch_id_batches", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "batch_id", "number", name="pk_batch_items"),
    )
    for column in ("batch_id", "file_id"):
        op.create_index(f"ix_batch_items_{column}", "batch_items", [column])
    op.create_index(
        "ix_batch_items_workspace_id_batch_id_status", "batch_items", ["workspace_id", "batch_id", "status"]
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER candidacy_cv_versions_outdate ON cv_versions")
    op.execute("DROP FUNCTION candidacy_outdate_traits()")
    for table in reversed(TABLES):
        op.drop_table(table)
