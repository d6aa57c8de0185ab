"""Letters that invite somebody, and letters that prove a new address, with what they need to know."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

NAME, TABLE = "ck_mail_tokens_kind", "mail_tokens"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("details", sa.LargeBinary(), nullable=True))
    op.drop_constraint(NAME, TABLE)
    op.create_check_constraint(NAME, TABLE, "kind in ('register', 'reset', 'notice', 'invitation', 'email')")


def downgrade() -> None:
    op.execute("delete from mail_tokens where kind in ('invitation', 'email')")
    op.drop_constraint(NAME, TABLE)
    op.create_check_constraint(NAME, TABLE, "kind in ('register', 'reset', 'notice')")
    op.drop_column(TABLE, "details")
