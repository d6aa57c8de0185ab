"""Uploaded files and what was read from them."""

from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped
from candidacy.infrastructure.postgres.marks import STORED


class File(Keyed, Owned, Timestamped, Base):
    """A file as it was uploaded. Its bytes lie in storage under a random key, never under its name."""

    __tablename__ = "files"
    __table_args__ = (
        CheckConstraint("purpose in ('cv', 'posting')", name="purpose"),
        CheckConstraint("status in ('waiting', 'read', 'failed')", name="status"),
    )

    name: Mapped[str]
    purpose: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    storage_key: Mapped[str] = mapped_column(unique=True, info=STORED)
    status: Mapped[str] = mapped_column(default="waiting")
    kind: Mapped[str | None]
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
    job_id: Mapped[UUID | None]


class ReadDocument(Owned, Timestamped, Base):
    """What was read from a file: the Document with its layout, as JSON."""

    __tablename__ = "documents"

    file_id: Mapped[UUID] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"), primary_key=True)
    document: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
