"""Reviews of CV versions."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped


class ReviewRow(Keyed, Owned, Timestamped, Base):
    """A review of one CV version under one rubric version; never changed."""

    __tablename__ = "reviews"
    __table_args__ = (
        Index(None, "workspace_id", "cv_id", "id"),
        UniqueConstraint("cv_version_id", "rubric", "industry"),
    )

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"))
    cv_version_id: Mapped[UUID] = mapped_column(ForeignKey("cv_versions.id", ondelete="CASCADE"), index=True)
    rubric: Mapped[str]
    industry: Mapped[str]
    overall_score: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    review: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A ``domain.review`` Review as JSON."""


class ReviewNotes(Keyed, Owned, Timestamped, Base):
    """What a model noted of a CV beside a review: observations with quotations that stand in the CV."""

    __tablename__ = "review_notes"
    __table_args__ = (
        Index(None, "workspace_id", "basis"),
        UniqueConstraint("review_id", "basis"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("reviews.id", ondelete="CASCADE"))
    basis: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the CV, its document, the rubric, the industry, the model and versions of its prompts."""
    model: Mapped[str] = mapped_column(String(200))
    notes: Mapped[dict[str, Any]]
    """Observations of ``ai_agents.interface`` as JSON."""
