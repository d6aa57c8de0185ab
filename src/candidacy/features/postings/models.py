"""Job postings."""

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped, Versioned


class PostingRow(Keyed, Owned, Versioned, Timestamped, Base):
    """A job posting with its requirements as they were read and then edited by a person."""

    __tablename__ = "postings"

    title: Mapped[str] = mapped_column(String(300))
    organization: Mapped[str | None] = mapped_column(String(300))
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id", ondelete="SET NULL"), index=True)
    posting: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A ``domain.postings`` Posting as JSON."""
