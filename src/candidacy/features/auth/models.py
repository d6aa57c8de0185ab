"""The people of an installation and what they prove with who they are.

Of every token only a SHA-256 is kept. What a row acts in is called ``acts_in`` and not ``workspace_id``:
these rows belong to a person and are read before any workspace is known.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Timestamped
from candidacy.infrastructure.postgres.marks import ADDRESS, SECRET, forgotten_after

_OF_USER = "users.id"


class User(Keyed, Timestamped, Base):
    """A person. The local user of a laptop has neither address nor password until they set them."""

    __tablename__ = "users"
    __table_args__ = (
        Index("uq_users_is_local", "is_local", unique=True, postgresql_where=text("is_local")),
        UniqueConstraint("email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
    )

    display_name: Mapped[str]
    is_local: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str | None] = mapped_column(String(255), info=SECRET)
    verified_at: Mapped[datetime | None]
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    """Sealed; in force once ``totp_since`` is set."""
    totp_since: Mapped[datetime | None]
    totp_step: Mapped[int | None]
    """The last 30-second step whose code was used; an earlier one is not taken again."""
    is_superuser: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    deactivated_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code that stands in for the second factor, once."""

    __tablename__ = "recovery_codes"

    user_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_USER, ondelete="CASCADE"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=SECRET)
    used_at: Mapped[datetime | None]


class UserSession(Keyed, Timestamped, Base):
    """A sign-in on one device: the family of its refresh tokens. Each request looks it up."""

    __tablename__ = "sessions"

    user_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_USER, ondelete="CASCADE"), index=True)
    acts_in: Mapped[UUID | None] = mapped_column(ForeignKey("workspaces.id", ondelete="SET NULL"), index=True)
    device: Mapped[str] = mapped_column(String(200))
    ip: Mapped[str] = mapped_column(String(45))
    started_at: Mapped[datetime]
    last_used_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    """When the person last proved who they are, by password or code."""
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=30))
    revoked_at: Mapped[datetime | None] = mapped_column(info=forgotten_after(days=30))
    revoked_because: Mapped[str | None] = mapped_column(String(40))


class RefreshToken(Base):
    """One link of a session's chain of refresh tokens."""

    __tablename__ = "refresh_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True, info=SECRET)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("sessions.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=1))
    used_at: Mapped[datetime | None]
    successor_hash: Mapped[str | None] = mapped_column(String(64), info=SECRET)


class MailToken(Keyed, Timestamped, Base):
    """A letter that is to be written, and the single-use token in it.

    It is written down whether or not the address is known, and only the sender, who nobody can watch, finds
    that out: so the answer to the request tells nothing, by what it says or by how long it takes.
    """

    __tablename__ = "mail_tokens"
    __table_args__ = (
        CheckConstraint("kind in ('register', 'reset', 'notice', 'invitation', 'email')", name="kind"),
        Index("ix_mail_tokens_due", "next_try", postgresql_where=text("sent_at is null")),
        Index(None, "email", "kind"),
    )

    kind: Mapped[str] = mapped_column(String(16))
    email: Mapped[str] = mapped_column(String(254), info=ADDRESS)
    topic: Mapped[str | None] = mapped_column(String(40))
    """Which notice it is."""
    display_name: Mapped[str | None] = mapped_column(String(100))
    password_hash: Mapped[str | None] = mapped_column(String(255), info=SECRET)
    """The password of an account that begins to exist when the token comes back."""
    details: Mapped[bytes | None] = mapped_column(LargeBinary, info=SECRET)
    """What the letter is to say, or what is to be done when its token comes back. Sealed."""
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=0))
    """Until then a used one stays too: it is what makes an older one of the same address void."""
    used_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    next_try: Mapped[datetime]


class ApiKey(Keyed, Timestamped, Base):
    """A key for a program, which acts as its person in one workspace, within ``scopes``."""

    __tablename__ = "api_keys"

    user_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_USER, ondelete="CASCADE"), index=True)
    acts_in: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    prefix: Mapped[str] = mapped_column(String(16))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    scopes: Mapped[list[Any]]
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=30))
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None] = mapped_column(info=forgotten_after(days=30))


class Identity(Timestamped, Base):
    """An account elsewhere that signs a person in: always (issuer, subject), never an e-mail address."""

    __tablename__ = "identities"

    issuer: Mapped[str] = mapped_column(String(500), primary_key=True)
    subject: Mapped[str] = mapped_column(String(255), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_USER, ondelete="CASCADE"), index=True)
