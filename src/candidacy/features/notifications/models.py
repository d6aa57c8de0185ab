"""The table of notifications."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned
from candidacy.infrastructure.postgres.marks import forgotten_after


class Notification(Keyed, Owned, Base):
    """Something that happened while its person looked elsewhere, and whether they have seen it."""

    __tablename__ = "notifications"
    __table_args__ = (
        CheckConstraint("kind in ('done', 'failed', 'reminder')", "kind"),
        UniqueConstraint("workspace_id", "user_id", "subject_id"),
        Index(None, "workspace_id", "user_id", "id"),
        Index(
            "ix_notifications_unread",
            "workspace_id",
            "user_id",
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(None, "user_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    detail: Mapped[str] = mapped_column(String(400))
    path: Mapped[str] = mapped_column(String(200))
    subject_id: Mapped[UUID]
    """What it is about, so that it is told once: a job, or a reminder's own id."""
    read_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), info=forgotten_after(days=60))
