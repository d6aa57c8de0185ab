"""The language in which a portfolio speaks to its visitors."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column(
        "portfolios", sa.Column("language", sa.String(2), server_default=sa.text("'en'"), nullable=False)
    )
    op.create_check_constraint(
        op.f("ck_portfolios_language"), "portfolios", "language in ('en', 'de', 'es', 'fr')"
    )


def downgrade() -> None:
    op.drop_column("portfolios", "language")
