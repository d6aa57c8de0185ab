"""Matches of CV versions and postings."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Float,
    ForeignKey,
    Index,
    Numeric,
    SmallInteger,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned, Timestamped
from candidacy.infrastructure.postgres.marks import NOT_EXPORTED, STORED
from candidacy.kernel.ids import WorkspaceId, uuid7


class MatchRow(Owned, Timestamped, Base):
    """A CV version held against a posting at one of its versions, by one formula.

    One of the two tables that grow with the square of what a workspace holds: it is partitioned by the hash
    of its workspace from the first day, which is why the workspace is part of its key.
    """

    __tablename__ = "matches"
    __table_args__ = (
        UniqueConstraint("workspace_id", "posting_id", "cv_version_id"),
        Index(None, "workspace_id", "posting_id", "score", "id"),
        Index(None, "workspace_id", "cv_id", "score", "id"),
        {"postgresql_partition_by": "HASH (workspace_id)"},
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-80)
    cv_id: Mapped[UUID] = mapped_column(ForeignKey("cvs.id", ondelete="CASCADE"), index=True)
    cv_version_id: Mapped[UUID] = mapped_column(ForeignKey("cv_versions.id", ondelete="CASCADE"), index=True)
    posting_id: Mapped[UUID] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    posting_version: Mapped[int]
    score: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    band: Mapped[str]
    formula: Mapped[str]
    match: Mapped[dict[str, Any]] = mapped_column(deferred=True, deferred_raiseload=True)
    """A ``domain.matching`` Match as JSON."""


class CvTraits(Owned, Base):
    """A CV as ranking sees it, made of its newest version by ``recipe``; None: it has to be made again.

    A trigger adds the row with the first version of a CV and outdates it with each further one.
    """

    __tablename__ = "cv_traits"
    __table_args__ = (
        Index(None, "workspace_id", "changed"),
        Index(None, "workspace_id", "recipe", "month"),
        {"info": {NOT_EXPORTED: "It is made of the CV alone, which is exported."}},
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    cv_id: Mapped[UUID] = mapped_column(
        ForeignKey("cvs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    recipe: Mapped[str | None]
    """Formula, layout and names of skills that the rest was made with."""
    month: Mapped[int | None]
    """Of a CV in which something goes on: the month it was made in, after which it says more."""
    keys: Mapped[bytes | None]
    amounts: Mapped[bytes | None]
    length: Mapped[int | None]
    years: Mapped[float | None] = mapped_column(Float)
    seniority: Mapped[int | None] = mapped_column(SmallInteger)
    degree: Mapped[int | None] = mapped_column(SmallInteger)
    kept: Mapped[bytes | None]
    """The profile without its texts."""
    changed: Mapped[int | None] = mapped_column(BigInteger)
    """The transaction that wrote the rest; readers take what came since they last looked."""


class Feedback(Owned, Timestamped, Base):
    """What a person said of a CV in a ranking: relevant for this posting, or not."""

    __tablename__ = "feedback"
    __table_args__ = (Index(None, "workspace_id", "posting_id"),)

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    posting_id: Mapped[UUID] = mapped_column(
        ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    cv_id: Mapped[UUID] = mapped_column(
        ForeignKey("cvs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    relevant: Mapped[bool]
    given_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)


class HumanDecision(Owned, Timestamped, Base):
    """What a person decided about a CV for a posting, which counts instead of every score.

    The log keeps each decision with what it set aside; this is the one that stands.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint("verdict in ('advance', 'hold', 'decline')", name="verdict"),
        Index(None, "workspace_id", "posting_id"),
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    posting_id: Mapped[UUID] = mapped_column(
        ForeignKey("postings.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    cv_id: Mapped[UUID] = mapped_column(
        ForeignKey("cvs.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    verdict: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)


class Batch(Keyed, Owned, Timestamped, Base):
    """An archive of CVs that was dropped on a posting; its bytes are there until all of it is read."""

    __tablename__ = "batches"

    posting_id: Mapped[UUID] = mapped_column(ForeignKey("postings.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    storage_key: Mapped[str | None] = mapped_column(info=STORED)
    job_id: Mapped[UUID | None]
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    total: Mapped[int | None]
    """How many files it holds; None until it was opened."""


class BatchItem(Owned, Timestamped, Base):
    """A file of a batch: taken in, done (read and scored), or failed and why."""

    __tablename__ = "batch_items"
    __table_args__ = (
        CheckConstraint("status in ('taken', 'done', 'failed')", name="status"),
        Index(None, "workspace_id", "batch_id", "status"),
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    batch_id: Mapped[UUID] = mapped_column(
        ForeignKey("batches.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    status: Mapped[str]
    file_id: Mapped[UUID | None] = mapped_column(ForeignKey("files.id", ondelete="SET NULL"), index=True)
    error_code: Mapped[str | None]
    error_message: Mapped[str | None]
