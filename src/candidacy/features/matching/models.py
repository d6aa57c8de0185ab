"""Matches of CV versions and postings."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Owned, Timestamped
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
