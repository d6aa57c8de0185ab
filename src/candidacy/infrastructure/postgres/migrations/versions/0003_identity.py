"""Accounts, sessions, refresh tokens, letters, API keys, accounts elsewhere."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

MOMENT = sa.DateTime(timezone=True)


def moment(name: str, *, required: bool = False) -> sa.Column[object]:
    return sa.Column(name, MOMENT, nullable=not required)


def stamps() -> list[sa.Column[object]]:
    now = sa.text("now()")
    return [sa.Column(n, MOMENT, server_default=now, nullable=False) for n in ("created_at", "updated_at")]


def of_user(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_user_id_users"
    return sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=name, ondelete="CASCADE")


def of_workspace(table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_acts_in_workspaces"
    return sa.ForeignKeyConstraint(["acts_in"], ["workspaces.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    extend_users()
    create_recovery_codes()
    create_sessions()
    create_refresh_tokens()
    create_mail_tokens()
    create_api_keys()
    create_identities()


def extend_users() -> None:
    op.add_column("users", sa.Column("email", sa.String(254), nullable=True))
    op.add_column("users", sa.Column("password_hash", sa.String(255), nullable=True))
    op.add_column("users", moment("verified_at"))
    op.add_column("users", sa.Column("totp_secret", sa.LargeBinary(), nullable=True))
    op.add_column("users", moment("totp_since"))
    op.add_column("users", sa.Column("totp_step", sa.Integer(), nullable=True))
    op.add_column(
        "users", sa.Column("is_superuser", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    )
    op.add_column("users", moment("deactivated_at"))
    op.create_unique_constraint("uq_users_email", "users", ["email"])
    op.create_check_constraint("ck_users_email_lower", "users", "email = lower(email)")


def create_recovery_codes() -> None:
    op.create_table(
        "recovery_codes",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        moment("used_at"),
        of_user("recovery_codes"),
        sa.PrimaryKeyConstraint("user_id", "code_hash", name="pk_recovery_codes"),
    )


def create_sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("acts_in", sa.Uuid(), nullable=True),
        sa.Column("device", sa.String(200), nullable=False),
        sa.Column("ip", sa.String(45), nullable=False),
        moment("started_at", required=True),
        moment("last_used_at", required=True),
        moment("confirmed_at", required=True),
        moment("expires_at", required=True),
        moment("revoked_at"),
        sa.Column("revoked_because", sa.String(40), nullable=True),
        *stamps(),
        of_user("sessions"),
        of_workspace("sessions", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
    )
    op.create_index("ix_sessions_user_id", "sessions", ["user_id"])
    op.create_index("ix_sessions_acts_in", "sessions", ["acts_in"])


def create_refresh_tokens() -> None:
    op.create_table(
        "refresh_tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        moment("expires_at", required=True),
        moment("used_at"),
        sa.Column("successor_hash", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name="fk_refresh_tokens_session_id_sessions", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_refresh_tokens"),
    )
    op.create_index("ix_refresh_tokens_session_id", "refresh_tokens", ["session_id"])


def create_mail_tokens() -> None:
    op.create_table(
        "mail_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("topic", sa.String(40), nullable=True),
        sa.Column("display_name", sa.String(100), nullable=True),
        sa.Column("password_hash", sa.String(255), nullable=True),
        sa.Column("token_hash", sa.String(64), nullable=False),
        moment("expires_at", required=True),
        moment("used_at"),
        moment("sent_at"),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        moment("next_try", required=True),
        *stamps(),
        sa.CheckConstraint("kind in ('register', 'reset', 'notice')", name="ck_mail_tokens_kind"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_mail_tokens_token_hash"),
    )
    op.create_index(
        "ix_mail_tokens_due", "mail_tokens", ["next_try"], postgresql_where=sa.text("sent_at is null")
    )
    op.create_index("ix_mail_tokens_email_kind", "mail_tokens", ["email", "kind"])


def create_api_keys() -> None:
    op.create_table(
        "api_keys",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("acts_in", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("prefix", sa.String(16), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("scopes", postgresql.JSONB(), nullable=False),
        moment("expires_at", required=True),
        moment("last_used_at"),
        moment("revoked_at"),
        *stamps(),
        of_user("api_keys"),
        of_workspace("api_keys", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_api_keys"),
        sa.UniqueConstraint("secret_hash", name="uq_api_keys_secret_hash"),
    )
    op.create_index("ix_api_keys_user_id", "api_keys", ["user_id"])
    op.create_index("ix_api_keys_acts_in", "api_keys", ["acts_in"])


def create_identities() -> None:
    op.create_table(
        "identities",
        sa.Column("issuer", sa.String(500), nullable=False),
        sa.Column("subject", sa.String(255), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        *stamps(),
        of_user("identities"),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identities"),
    )
    op.create_index("ix_identities_user_id", "identities", ["user_id"])


def downgrade() -> None:
    for table in ("identities", "api_keys", "mail_tokens", "refresh_tokens", "sessions", "recovery_codes"):
        op.drop_table(table)
    op.drop_constraint("ck_users_email_lower", "users", type_="check")
    op.drop_constraint("uq_users_email", "users", type_="unique")
    for column in (
        "deactivated_at",
        "is_superuser",
        "totp_step",
        "totp_since",
        "totp_secret",
        "verified_at",
        "password_hash",
        "email",
    ):
        op.drop_column("users", column)
