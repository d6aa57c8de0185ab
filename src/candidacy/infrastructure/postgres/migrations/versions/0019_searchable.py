"""Portfolios and applications can be searched, and visitors may ask of what is published."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from candidacy.infrastructure.postgres.migrations.passages import forget_with, keep_with

revision: str = "0019"
down_revision: str | None = "0018"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

SOURCES = {"portfolio_items": "portfolio", "portfolios": "profile", "applications": "application"}
ALSO = """
CREATE TRIGGER candidacy_applications_forget_notes AFTER DELETE ON applications
    FOR EACH ROW EXECUTE FUNCTION candidacy_forget_passages('note');
CREATE TRIGGER candidacy_portfolio_items_forget_deleted AFTER UPDATE OF deleted_at ON portfolio_items
    FOR EACH ROW WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION candidacy_forget_passages('portfolio');
"""
"""Notes are a kind of their own. An item that is deleted can be brought back for a while, and nobody finds it
until then."""


def run_script(script: str) -> None:
    connection: Any = op.get_bind().connection.dbapi_connection
    connection.run_async(lambda driver: driver.execute(script))


def upgrade() -> None:
    op.add_column(
        "portfolios", sa.Column("answers", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    for table, kind in SOURCES.items():
        run_script(forget_with(table, kind))
    run_script(ALSO)


def downgrade() -> None:
    run_script("DROP TRIGGER candidacy_portfolio_items_forget_deleted ON portfolio_items")
    run_script("DROP TRIGGER candidacy_applications_forget_notes ON applications")
    for table in SOURCES:
        run_script(keep_with(table))
    op.drop_column("portfolios", "answers")
