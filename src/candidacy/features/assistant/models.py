"""Passages of what a workspace owns, and where its index stands."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, SmallInteger, Text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Owned, Timestamped
from candidacy.infrastructure.postgres.marks import NOT_EXPORTED
from candidacy.infrastructure.postgres.types import Halfvec
from candidacy.kernel.ids import WorkspaceId, uuid7

_MADE_OF_THE_REST = {"info": {NOT_EXPORTED: "It is made of what is exported, and made again from it."}}


class SearchIndex(Owned, Timestamped, Base):
    """By which model a workspace is searched, and by which one it will be once all of it is embedded."""

    __tablename__ = "search_indexes"
    __table_args__ = (Index(None, "workspace_id", "target"), _MADE_OF_THE_REST)

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    model: Mapped[str]
    dimension: Mapped[int]
    """0: there are no vectors."""
    target: Mapped[str | None]
    target_dimension: Mapped[int | None]
    job_id: Mapped[UUID | None]
    """The job that embeds for ``target``."""
    switched_at: Mapped[datetime | None]
    """When ``target`` became ``model``. What the model before made stays until no search can be under way."""
    passages: Mapped[int] = mapped_column(default=0)
    """About how many there are of ``model``."""
    common: Mapped[dict[str, int] | None] = mapped_column(JSONB(none_as_null=True), deferred=True)
    """Of a large workspace: in how many passages its common words stand, counted now and then."""


class SourceRow(Owned, Timestamped, Base):
    """A thing that was cut into passages for one model, as it was at ``stamp``."""

    __tablename__ = "passage_sources"
    __table_args__ = (Index(None, "workspace_id", "model", "stamp"), _MADE_OF_THE_REST)

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    kind: Mapped[str] = mapped_column(primary_key=True)
    source_id: Mapped[UUID] = mapped_column(primary_key=True)
    model: Mapped[str] = mapped_column(primary_key=True)
    stamp: Mapped[str]
    title: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    dated: Mapped[datetime]
    published: Mapped[bool]
    passages: Mapped[int]


class PassageRow(Owned, Base):
    """A passage with its words and its vector, made for one model.

    One of the two tables that grow fastest: partitioned by the hash of its workspace from the first day.
    """

    __tablename__ = "passages"
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "kind", "source_id", "model"],
            [
                "passage_sources.workspace_id",
                "passage_sources.kind",
                "passage_sources.source_id",
                "passage_sources.model",
            ],
            ondelete="CASCADE",
        ),
        Index(None, "workspace_id", "model", "kind", "source_id"),
        Index(None, "workspace_id", "model", "dated"),
        {"postgresql_partition_by": "HASH (workspace_id)", **_MADE_OF_THE_REST},
    )

    workspace_id: Mapped[WorkspaceId] = mapped_column(primary_key=True, sort_order=-90)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-80)
    kind: Mapped[str]
    source_id: Mapped[UUID]
    model: Mapped[str]
    dimension: Mapped[int] = mapped_column(SmallInteger)
    number: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(Text)
    spans: Mapped[list[Any]]
    dated: Mapped[datetime]
    published: Mapped[bool]
    words: Mapped[str] = mapped_column(TSVECTOR, deferred=True)
    """Folded words and stems, made by ``domain.search``: heading A, title B, text D."""
    embedding: Mapped[str | None] = mapped_column(Halfvec, deferred=True)
