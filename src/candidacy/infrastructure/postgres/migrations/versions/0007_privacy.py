"""Exports, and invitations that the invited address may have forgotten."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0007"
down_revision: str | None = "0006"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INVITEE = "email = nullif(current_setting('app.invitee', true), '')"


def upgrade() -> None:
    create_exports()
    op.create_index("ix_invitations_email", "invitations", ["email"])
    # Whoever is erased is taken out of the invitations of all workspaces; a DELETE has to see its rows.
    op.execute(f"CREATE POLICY invitee_sees ON invitations FOR SELECT USING ({INVITEE})")
    op.execute(f"CREATE POLICY invitee_forgets ON invitations FOR DELETE USING ({INVITEE})")


def create_exports() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "exports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("storage_key", sa.String(length=65), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("ready_at", moment, nullable=True),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("created_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", moment, server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name="fk_exports_user_id_users", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exports"),
        sa.UniqueConstraint("storage_key", name="uq_exports_storage_key"),
    )
    op.create_index("ix_exports_user_id", "exports", ["user_id"])


def downgrade() -> None:
    op.execute("DROP POLICY invitee_forgets ON invitations")
    op.execute("DROP POLICY invitee_sees ON invitations")
    op.drop_index("ix_invitations_email", "invitations")
    op.drop_table("exports")
