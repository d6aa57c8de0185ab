"""What the API says of exports, and takes for an erasure."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ExportOut(BaseModel):
    """A copy of everything you own, and how far it is."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    status: str = Field(description="waiting, ready or failed")
    progress: float = Field(ge=0, le=1)
    message: str | None
    job_id: UUID | None = Field(description="The job in your personal workspace that makes it")
    size: int | None = Field(description="Bytes, once it is ready")
    requested_at: datetime
    expires_at: datetime = Field(description="When it is deleted")


class EraseIn(BaseModel):
    """Proof that an erasure is meant."""

    model_config = ConfigDict(extra="forbid")

    confirm: str = Field(
        max_length=254, description="Your e-mail address once more; the word delete where you have none"
    )
