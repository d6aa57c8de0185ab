"""The tables of langgraph-checkpoint-postgres, with whose they are. They are written by its own SQL."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base
from candidacy.infrastructure.postgres.marks import NOT_EXPORTED, forgotten_after

_WHY = "steps of work under way, kept for some days; what came of it is exported"


class _OfAThread:
    """Rows of one thread, ``<workspace>/<id>``; the workspace is that of the transaction."""

    thread_id: Mapped[str] = mapped_column(primary_key=True)
    checkpoint_ns: Mapped[str] = mapped_column(primary_key=True, server_default="")
    workspace_id: Mapped[UUID] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), info=forgotten_after(days=7))


class CheckpointRow(_OfAThread, Base):
    """The state between two steps."""

    __tablename__ = "checkpoints"
    __table_args__ = (Index(None, "workspace_id", "thread_id"), {"info": {NOT_EXPORTED: _WHY}})

    checkpoint_id: Mapped[str] = mapped_column(primary_key=True)
    parent_checkpoint_id: Mapped[str | None]
    type: Mapped[str | None]
    checkpoint: Mapped[Any] = mapped_column(JSONB)
    metadata_: Mapped[Any] = mapped_column("metadata", JSONB)


class CheckpointBlobRow(_OfAThread, Base):
    """A value of the state."""

    __tablename__ = "checkpoint_blobs"
    __table_args__ = (Index(None, "workspace_id", "thread_id"), {"info": {NOT_EXPORTED: _WHY}})

    channel: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    blob: Mapped[bytes | None]


class CheckpointWriteRow(_OfAThread, Base):
    """What a step has given, before the next state is made of it."""

    __tablename__ = "checkpoint_writes"
    __table_args__ = (Index(None, "workspace_id", "thread_id"), {"info": {NOT_EXPORTED: _WHY}})

    checkpoint_id: Mapped[str] = mapped_column(primary_key=True)
    task_id: Mapped[str] = mapped_column(primary_key=True)
    idx: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str]
    type: Mapped[str | None]
    blob: Mapped[bytes]
    task_path: Mapped[str] = mapped_column(server_default="")
