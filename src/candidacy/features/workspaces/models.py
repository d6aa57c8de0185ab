"""Workspaces and who belongs to them."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped
from candidacy.infrastructure.postgres.marks import ADDRESS, SECRET, forgotten_after
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.permissions import Role


class Workspace(Keyed, Timestamped, Base):
    """A tenant: everything a person or a team owns hangs on one."""

    __tablename__ = "workspaces"
    __table_args__ = (
        CheckConstraint("kind in ('personal', 'team')", name="kind"),
        CheckConstraint("retention_days between 1 and 3650", name="retention_days"),
    )

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="personal")
    version: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=800)
    mask_candidates: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    """Whether names and contacts of candidates are hidden where people are compared."""
    retention_days: Mapped[int | None]
    """After how many days what was uploaded is deleted; None keeps it."""
    suspended_at: Mapped[datetime | None]
    """Since when nobody works in it, by the word of who runs the installation."""
    suspended_because: Mapped[str | None] = mapped_column(String(300))
    """What its members are told of that."""


class Membership(Timestamped, Base):
    """A user's standing in a workspace. Who is invited has none yet; who is removed has none any more."""

    __tablename__ = "memberships"
    __table_args__ = (
        CheckConstraint("role in ('owner', 'admin', 'editor', 'viewer')", name="role"),
        CheckConstraint("state in ('active', 'suspended')", name="state"),
    )

    workspace_id: Mapped[UUID] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(default=Role.VIEWER.value)
    state: Mapped[str] = mapped_column(default="active", server_default="active")


class Invitation(Keyed, Owned, Timestamped, Base):
    """An invitation by e-mail: whoever has that address and the token may join, once, until it expires.

    Of the token only a SHA-256 is kept. Nobody is invited as an owner: ownership is handed over by one.
    """

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint("role in ('admin', 'editor', 'viewer')", name="role"),
        UniqueConstraint("workspace_id", "email"),
        Index(None, "workspace_id", "id"),
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), sort_order=-90
    )
    email: Mapped[str] = mapped_column(String(254), index=True, info=ADDRESS)
    role: Mapped[str]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True, info=SECRET)
    invited_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    expires_at: Mapped[datetime] = mapped_column(info=forgotten_after(days=30))
