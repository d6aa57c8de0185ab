"""What the API says of a job."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from candidacy.infrastructure.queue import JobStatus


class JobOut(BaseModel):
    """A piece of work: where it stands, and how it ended."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str
    subject_id: UUID | None = Field(description="What the work is about: a file, a posting")
    status: JobStatus
    progress: float = Field(ge=0, le=1)
    message: str | None
    error_code: str | None
    error_message: str | None
    result: dict[str, Any] | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
