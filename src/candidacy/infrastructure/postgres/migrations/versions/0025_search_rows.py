"""What a search reads of a passage lies in its row; which words a large workspace holds in how many."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0025"
down_revision: str | None = "0024"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

PARTITIONS = 16
ROW = 4_080
"""Bytes of a row from which on something of it is put elsewhere, first what is only shown: two fit a page."""


def upgrade() -> None:
    # Words that lay apart would be fetched and unpacked for each term of each row that is scored. Rows that
    # are there already stay as they are until they are written anew.
    op.execute("ALTER TABLE passages ALTER COLUMN words SET STORAGE MAIN")
    for number in range(PARTITIONS):
        op.execute(f"ALTER TABLE passages_{number} SET (toast_tuple_target = {ROW})")
    op.add_column("search_indexes", sa.Column("common", postgresql.JSONB(), nullable=True))
    op.create_index(
        "ix_passages_workspace_id_model_dated", "passages", ["workspace_id", "model", "dated"], unique=False
    )


def downgrade() -> None:
    op.drop_index("ix_passages_workspace_id_model_dated", table_name="passages")
    op.drop_column("search_indexes", "common")
    for number in range(PARTITIONS):
        op.execute(f"ALTER TABLE passages_{number} RESET (toast_tuple_target)")
    op.execute("ALTER TABLE passages ALTER COLUMN words SET STORAGE EXTENDED")
