"""The table of jobs: what people see of them. Procrastinate's own tables say when they run."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, String, Text, func, text
from sqlalchemy.orm import Mapped, mapped_column

from candidacy.infrastructure.postgres.base import Base, Keyed, Owned
from candidacy.infrastructure.postgres.marks import OF_NOBODY, forgotten_after


class JobStatus(StrEnum):
    """Where a job stands. From the last three nothing leads on."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self in {JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED}


class Job(Keyed, Owned, Base):
    """A piece of work that somebody asked for. ``attempts`` also numbers the run that may write to it."""

    __tablename__ = "jobs"
    __table_args__ = (
        CheckConstraint("status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled')", "status"),
        CheckConstraint("progress BETWEEN 0 AND 1", "progress"),
        Index(None, "workspace_id", "id"),
        Index(None, "workspace_id", "subject_id"),
        Index("ix_jobs_failed", "id", postgresql_where=text("status = 'failed'")),
        Index(None, "queue_id", postgresql_where=text("status IN ('queued', 'running')")),
    )

    kind: Mapped[str] = mapped_column(String(128))
    subject_id: Mapped[UUID | None]
    payload: Mapped[dict[str, Any]]
    status: Mapped[str] = mapped_column(String(16), default=JobStatus.QUEUED)
    progress: Mapped[float] = mapped_column(default=0.0, server_default="0")
    message: Mapped[str | None] = mapped_column(String(300))
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_message: Mapped[str | None] = mapped_column(Text)
    result: Mapped[dict[str, Any] | None]
    queue_id: Mapped[int | None] = mapped_column(BigInteger)
    cancel_requested: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None] = mapped_column(info=forgotten_after(days=30))


class ChoreDue(Base):
    """When a chore is to be done next, by whichever worker sees it first."""

    __tablename__ = "chores"
    __table_args__ = ({"info": {OF_NOBODY: "when the installation next keeps house"}},)

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    due_at: Mapped[datetime]
