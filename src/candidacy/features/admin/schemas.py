"""What who runs an installation is told of it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

State = Literal["ok", "off", "failing"]


class Part(BaseModel):
    """Something that the application stands on, and whether it works just now."""

    name: str
    state: State
    said: str


class WaitingKind(BaseModel):
    """Jobs of one kind that wait, and for how many seconds the oldest has."""

    kind: str
    depth: int
    oldest_seconds: float


class BackupState(BaseModel):
    """The last backup that this home knows of."""

    made_at: datetime
    file: str
    bytes: int
    checked_at: datetime | None


class Overview(BaseModel):
    """The installation at a glance."""

    version: str
    parts: list[Part]
    waiting: list[WaitingKind]
    database_bytes: int
    backup: BackupState | None


class WorkspaceUse(BaseModel):
    """A workspace, how many belong to it, and what it stores."""

    id: UUID
    name: str
    kind: str
    members: int
    created_at: datetime
    files: int
    bytes: int
