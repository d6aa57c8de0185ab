"""Tailorings of CV versions, and the letters and interviews that go with them."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
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
    most_pages: Mapped[int | None]
    """How many pages it was asked to fit."""
    accepted: Mapped[list[Any] | None]
    """The places of the changes that a person accepted; None until somebody decided."""
    applied_number: Mapped[int | None]
    """The number of the version that it became."""
    undone_number: Mapped[int | None]
    """The number of the version that took it back."""
    made: Mapped[list[Any] | None]
    """Prompts, versions and models that proposed beside the rules; None where rules alone did."""
    problem: Mapped[str | None] = mapped_column(String(500))
    """Why a model that was asked has added nothing."""
    job_id: Mapped[UUID | None] = mapped_column(unique=True)
    """The work that made it, which makes it once."""
    tailoring: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A ``domain.tailoring`` Tailoring as JSON."""


class LetterRow(Keyed, Owned, Versioned, Timestamped, Base):
    """A letter or a note for one posting, drafted from one CV version and edited by its person."""

    __tablename__ = "letters"
    __table_args__ = (Index(None, "workspace_id", "id"),)

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"), index=True)
    cv_version_id: Mapped[UUID] = mapped_column(ForeignKey("cv_versions.id", ondelete="CASCADE"), index=True)
    cv_number: Mapped[int]
    posting_id: Mapped[UUID] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    posting_version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(2))
    tone: Mapped[str] = mapped_column(String(10))
    subject: Mapped[str] = mapped_column(String(300))
    text: Mapped[str]
    """As it is sent."""
    edited: Mapped[bool]
    """Whether its person changed the text since it was drafted."""
    draft: Mapped[dict[str, Any]]
    """A ``domain.tailoring.letters`` Draft as JSON: each sentence with its sources, and what was refused."""
    made: Mapped[list[Any] | None]
    """Prompts, versions and models that wrote; None where no model did."""
    problem: Mapped[str | None] = mapped_column(String(500))
    job_id: Mapped[UUID | None] = mapped_column(unique=True)


class HintsRow(Keyed, Owned, Timestamped, Base):
    """What a model prepared for an interview: questions, and answers that the CV supports."""

    __tablename__ = "interview_hints"
    __table_args__ = (
        Index(None, "workspace_id", "cv_id", "posting_id", "language"),
        UniqueConstraint("cv_id", "posting_id", "basis"),
    )

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"))
    cv_version_id: Mapped[UUID] = mapped_column(ForeignKey("cv_versions.id", ondelete="CASCADE"), index=True)
    cv_number: Mapped[int]
    posting_id: Mapped[UUID] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    posting_version: Mapped[int]
    language: Mapped[str] = mapped_column(String(2))
    basis: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the CV, the posting, the language, the model and the version of its prompt."""
    model: Mapped[str] = mapped_column(String(200))
    hints: Mapped[dict[str, Any]]
    """An InterviewPreparation of ``ai_agents.interface`` as JSON."""


class AnswerRow(Keyed, Owned, Timestamped, Base):
    """What somebody answered where a change had words that no line of their CV shows."""

    __tablename__ = "tailoring_answers"
    __table_args__ = (Index(None, "workspace_id", "cv_id", "key"),)

    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"), index=True)
    tailoring_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("tailorings.id", ondelete="SET NULL"), index=True
    )
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    """Who answered; None for somebody who is gone."""
    key: Mapped[str] = mapped_column(String(32))
    """That of the question: of its place, its line and its new text."""
    confirmed: Mapped[bool]
    words: Mapped[list[Any]]
    path: Mapped[str] = mapped_column(String(200))
    line: Mapped[str]
    """What stood there."""
    text: Mapped[str]
    """What was asked about."""
