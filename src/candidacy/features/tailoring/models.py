"""Tailorings of CV versions."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned


class TailoringRow(Keyed, Owned, Versioned, Timestamped, Base):
    """What was proposed for one CV version and one posting, and what a person made of it."""

    __tablename__ = "tailorings"
    __table_args__ = (Index(None, "workspace_id", "cv_id", "id"),)

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"), index=True)
    cv_version_id: Mapped[UUID] = mapped_column(ForeignKey("cv_versions.id", ondelete="CASCADE"), index=True)
    cv_number: Mapped[int]
    """The number of the version that it was proposed for."""
    posting_id: Mapped[UUID] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    posting_version: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    accepted: Mapped[list[Any] | None]
    """The places of the changes that a person accepted; None until somebody decided."""
    applied_number: Mapped[int | None]
    """The number of the version that it became."""
    undone_number: Mapped[int | None]
    """The number of the version that took it back."""
    tailoring: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A ``domain.tailoring`` Tailoring as JSON."""
