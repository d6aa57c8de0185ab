"""Who made a version of a CV, and which version it restored."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.add_column("cv_versions", sa.Column("author_id", sa.Uuid(), nullable=True))
    op.add_column("cv_versions", sa.Column("restored_from", sa.Integer(), nullable=True))
    op.create_foreign_key(
        "fk_cv_versions_author_id_users", "cv_versions", "users", ["author_id"], ["id"], ondelete="SET NULL"
    )
    op.create_index("ix_cv_versions_author_id", "cv_versions", ["author_id"])


def downgrade() -> None:
    op.drop_index("ix_cv_versions_author_id", "cv_versions")
    op.drop_constraint("fk_cv_versions_author_id_users", "cv_versions", type_="foreignkey")
    op.drop_column("cv_versions", "restored_from")
    op.drop_column("cv_versions", "author_id")
