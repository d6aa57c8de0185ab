"""Applications and what belongs to them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned
from candidacy.infrastructure.postgres.marks import SECRET, STORED

_OF_APPLICATION = "applications.id"
_PERSON = "users.id"
_CATEGORIES = "('saved', 'applied', 'screening', 'interview', 'offer', 'accepted', 'rejected', 'withdrawn')"


class Stage(Keyed, Owned, Timestamped, Base):
    """A column of a workspace's board; its category says what it means, and never changes."""

    __tablename__ = "application_stages"
    __table_args__ = (
        CheckConstraint(f"category in {_CATEGORIES}", name="category"),
        Index("uq_application_stages_name", "workspace_id", text("lower(name)"), unique=True),
    )

    name: Mapped[str] = mapped_column(String(60))
    category: Mapped[str] = mapped_column(String(16))
    position: Mapped[int]
    archived_at: Mapped[datetime | None]


class ApplicationImport(Keyed, Owned, Timestamped, Base):
    """A table of applications that was uploaded: waiting for its mapping, done, or undone."""

    __tablename__ = "application_imports"
    __table_args__ = (
        CheckConstraint("status in ('draft', 'done', 'undone')", name="status"),
        Index(None, "workspace_id", "id"),
    )

    name: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(8))
    mapping: Mapped[dict[str, Any]]
    """Which column, from 0, each field is in."""
    day_first: Mapped[bool | None]
    made: Mapped[int | None]
    """How many applications were made of it."""
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    """The file itself while it is a draft."""
    imported_by: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)


class Application(Keyed, Owned, Versioned, Timestamped, Base):
    """A job that somebody pursues, with the posting as it was."""

    __tablename__ = "applications"
    __table_args__ = (
        Index(None, "workspace_id", "stage_id", "moved_at", "id"),
        Index(None, "workspace_id", "likeness"),
        Index(None, "workspace_id", "id"),
        CheckConstraint("salary_period in ('year', 'month', 'week', 'day', 'hour')", name="salary_period"),
    )

    title: Mapped[str] = mapped_column(String(300))
    organization: Mapped[str] = mapped_column(String(300))
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("application_stages.id"), index=True)
    moved_at: Mapped[datetime]
    """Since when it is in its stage."""
    applied_at: Mapped[datetime | None]
    """When it was sent, or first came to a stage that says so."""
    archived_at: Mapped[datetime | None]
    url: Mapped[str] = mapped_column(String(2_000), default="")
    location: Mapped[str] = mapped_column(String(300), default="")
    source: Mapped[str] = mapped_column(String(100), default="")
    tags: Mapped[list[Any]] = mapped_column(default=list)
    notes: Mapped[str] = mapped_column(Text, default="")
    """Markdown."""
    salary_amount: Mapped[Decimal | None] = mapped_column(Numeric(14, 2))
    salary_currency: Mapped[str | None] = mapped_column(String(3))
    salary_period: Mapped[str | None] = mapped_column(String(8))
    likeness: Mapped[str] = mapped_column(String(500))
    """What another application has too that is about the same job."""
    posting_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("postings.id", ondelete="SET NULL"), index=True
    )
    posting_version: Mapped[int | None]
    posting: Mapped[dict[str, Any] | None] = mapped_column(deferred=True, deferred_raiseload=True)
    """The posting as it was when it was saved: a ``domain.postings`` Posting as JSON."""
    cv_id: Mapped[UUID | None] = mapped_column(ForeignKey("cvs.id", ondelete="SET NULL"), index=True)
    cv_title: Mapped[str | None] = mapped_column(String(300))
    cv_number: Mapped[int | None]
    """The number of the version that was sent."""
    match_score: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    match_band: Mapped[str | None] = mapped_column(String(16))
    match_formula: Mapped[str | None] = mapped_column(String(60))
    """Score, band and formula as they were when it was sent."""
    import_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("application_imports.id", ondelete="SET NULL"), index=True
    )


class ApplicationEvent(Keyed, Owned, Timestamped, Base):
    """What happened to an application, and when; a move that was taken back says so and stays."""

    __tablename__ = "application_events"
    __table_args__ = (
        CheckConstraint(
            "kind in ('created', 'moved', 'undone', 'archived', 'restored', 'sent', 'mail')", name="kind"
        ),
        Index(None, "workspace_id", "application_id", "id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    at: Mapped[datetime]
    """When it happened, which may be before it was written down."""
    before_stage: Mapped[UUID | None]
    after_stage: Mapped[UUID | None]
    before: Mapped[str | None] = mapped_column(String(16))
    after: Mapped[str | None] = mapped_column(String(16))
    """The categories of both stages."""
    undone_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(String(400), default="")
    author_id: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)


class Contact(Keyed, Owned, Timestamped, Base):
    """Somebody at an employer."""

    __tablename__ = "application_contacts"
    __table_args__ = (Index(None, "workspace_id", "application_id", "id"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(String(2_000), default="")


class Task(Keyed, Owned, Timestamped, Base):
    """Something to do for an application, with the moment at which somebody is reminded of it, once."""

    __tablename__ = "application_tasks"
    __table_args__ = (
        Index(None, "workspace_id", "application_id", "id"),
        Index(
            "ix_application_tasks_to_remind",
            "workspace_id",
            "remind_at",
            postgresql_where=text("remind_at is not null and reminded_at is null and done_at is null"),
        ),
        Index(
            "ix_application_tasks_open", "workspace_id", "due_at", postgresql_where=text("done_at is null")
        ),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    zone: Mapped[str] = mapped_column(String(64))
    """The IANA name of the time zone that its times were meant in."""
    due_at: Mapped[datetime | None]
    remind_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    assignee_id: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)


class Interview(Keyed, Owned, Versioned, Timestamped, Base):
    """A talk with an employer; its version is what calendars call sequence."""

    __tablename__ = "application_interviews"
    __table_args__ = (
        Index(None, "workspace_id", "application_id", "id"),
        Index(None, "workspace_id", "starts_at"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    zone: Mapped[str] = mapped_column(String(64))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(300), default="")
    url: Mapped[str] = mapped_column(String(2_000), default="")
    note: Mapped[str] = mapped_column(String(2_000), default="")


class SentDocument(Keyed, Owned, Timestamped, Base):
    """A file exactly as it was sent: a CV in its version and theme, or a letter."""

    __tablename__ = "application_documents"
    __table_args__ = (
        CheckConstraint("kind in ('cv', 'letter')", name="kind"),
        Index(None, "workspace_id", "application_id", "id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    storage_key: Mapped[str] = mapped_column(info=STORED)
    cv_title: Mapped[str | None] = mapped_column(String(300))
    cv_number: Mapped[int | None]
    theme: Mapped[str | None] = mapped_column(String(30))
    sent_at: Mapped[datetime]


class ReceivedMail(Keyed, Owned, Timestamped, Base):
    """A mail that was read in: what it seems to mean and what became of that, not the mail itself."""

    __tablename__ = "application_mails"
    __table_args__ = (
        CheckConstraint("status in ('open', 'moved', 'noted', 'dismissed')", name="status"),
        UniqueConstraint("workspace_id", "fingerprint"),
        Index(None, "workspace_id", "status", "id"),
    )

    application_id: Mapped[UUID | None] = mapped_column(
        ForeignKey(_OF_APPLICATION, ondelete="CASCADE"), index=True
    )
    """The application that it is about, or is thought to be."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16))
    subject: Mapped[str] = mapped_column(String(300))
    sender: Mapped[str] = mapped_column(String(460))
    sent_at: Mapped[datetime | None]
    excerpt: Mapped[str] = mapped_column(String(600))
    meaning: Mapped[str | None] = mapped_column(String(16))
    """The category of the stage that it speaks of."""
    confidence: Mapped[Decimal] = mapped_column(Numeric(5, 4))
    because: Mapped[str] = mapped_column(String(600), default="")
    read_by: Mapped[UUID | None] = mapped_column(ForeignKey(_PERSON, ondelete="SET NULL"), index=True)


class CalendarFeed(Keyed, Owned, Timestamped, Base):
    """An address under which somebody's calendar program reads interviews and due tasks."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id"), Index(None, "workspace_id", "id"))

    user_id: Mapped[UUID] = mapped_column(ForeignKey(_PERSON, ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), info=SECRET)
