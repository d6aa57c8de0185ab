"""What the API takes and says of notifications."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class NotificationOut(BaseModel):
    """Something that happened; ``path`` is the page that shows it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: Literal["done", "failed", "reminder"]
    title: str
    detail: str
    path: str
    read_at: datetime | None
    created_at: datetime


class MarkIn(BaseModel):
    """Whether a notification counts as read."""

    model_config = ConfigDict(extra="forbid")

    read: bool = True


class UnreadOut(BaseModel):
    """How many nobody has looked at yet."""

    unread: int = Field(ge=0)
