"""Workspaces and who belongs to them."""

from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Timestamped
from candidacy.kernel.permissions import Role


class Workspace(Keyed, Timestamped, Base):
    """A tenant: everything a person or a team owns hangs on one."""

    __tablename__ = "workspaces"
    __table_args__ = (CheckConstraint("kind in ('personal', 'team')", name="kind"),)

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="personal")


class Membership(Timestamped, Base):
    """A user's standing in a workspace."""

    __tablename__ = "memberships"
    __table_args__ = (CheckConstraint("role in ('owner', 'admin', 'editor', 'viewer')", name="role"),)

    workspace_id: Mapped[UUID] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True
    )
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(default=Role.VIEWER.value)
