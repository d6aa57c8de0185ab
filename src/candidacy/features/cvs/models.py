"""CVs and their versions."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned


class Cv(Keyed, Owned, Versioned, Timestamped, Base):
    """A named CV in a workspace; what it says stands in its versions, the newest of which counts."""

    __tablename__ = "cvs"

    title: Mapped[str] = mapped_column(String(200))
    candidate_name: Mapped[str] = mapped_column(String(100))
    latest: Mapped[int] = mapped_column(default=1)
    """The number of the newest version."""


class CvVersion(Keyed, Owned, Timestamped, Base):
    """A CV as it was at one moment. Never changed once made; ``number`` counts from 1 within its CV."""

    __tablename__ = "cv_versions"
    __table_args__ = (
        UniqueConstraint("cv_id", "number"),
        CheckConstraint("origin in ('upload', 'edit', 'import', 'tailored')", name="origin"),
        CheckConstraint("experience_years between 0 and 50", name="experience_years"),
    )

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"))
    number: Mapped[int]
    origin: Mapped[str]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id", ondelete="SET NULL"), index=True)
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    """Who made it; None for one that was made before this was noted, or by somebody who is gone."""
    restored_from: Mapped[int | None]
    """The number of the version that it brought back."""
    confirmed: Mapped[list[Any] | None]
    """What somebody said is true beyond what the version before says: words, line, who, when."""
    candidate_name: Mapped[str] = mapped_column(String(100))
    skills: Mapped[list[Any]]
    """The labels of the skills, in the order of the CV."""
    experience_years: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    resume: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A SourcedResume as JSON: the JSON Resume and the fields with their spans."""
