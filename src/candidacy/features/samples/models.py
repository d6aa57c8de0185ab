"""What was made when a sample was loaded."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, func
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Owned
from candidacy.kernel.ids import WorkspaceId


class SamplePart(Owned, Base):
    """One thing of a sample that was loaded, by the name that it has in the sample."""

    __tablename__ = "sample_parts"
    __table_args__ = (
        CheckConstraint("kind in ('seeker', 'recruiter')", "kind"),
        CheckConstraint("what in ('file', 'posting', 'application', 'item')", "what"),
        Index(None, "workspace_id", "kind"),
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    what: Mapped[str] = mapped_column(String(16))
    subject_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
