"""What who runs an installation is told of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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


class SecretsState(BaseModel):
    """The installation's secrets, and how far what older ones sealed is sealed anew."""

    model_config = ConfigDict(from_attributes=True)

    secrets: int
    total: int = Field(default=0, description="How much there is to look through")
    seen: int = Field(default=0, description="How much of it was looked through")
    renewed: int = 0
    unreadable: int = Field(default=0, description="Values that none of the secrets opens")
    removable_at: datetime | None = Field(
        default=None, description="From when on the older secrets can be taken away"
    )


class Overview(BaseModel):
    """The installation at a glance."""

    version: str
    parts: list[Part]
    waiting: list[WaitingKind]
    database_bytes: int
    files: int
    file_bytes: int
    backup: BackupState | None
    secrets: SecretsState


class WorkspaceUse(BaseModel):
    """A workspace, how many belong to it, and what it stores."""

    id: UUID
    name: str
    kind: str
    members: int
    created_at: datetime
    suspended_at: datetime | None
    suspended_because: str | None
    files: int
    bytes: int


class RunningJob(BaseModel):
    """A job that a worker is at."""

    id: UUID
    workspace_id: UUID
    kind: str
    queue: str
    since: datetime | None
    worker: int | None
    worker_heard_of: datetime | None
    stopping: bool


class WaitingJob(BaseModel):
    """A job that no worker has taken yet."""

    id: UUID
    workspace_id: UUID
    kind: str
    queue: str
    since: datetime | None


class FailedJob(BaseModel):
    """A job that failed for good, and why."""

    id: UUID
    workspace_id: UUID
    kind: str
    code: str | None
    message: str | None
    attempts: int
    at: datetime | None


class JobsOverview(BaseModel):
    """The work of all workspaces: the queue by kind, then the jobs themselves, a hundred of each at most."""

    waiting: list[WaitingKind]
    later: int = Field(description="Jobs that wait for a moment, as to be tried again")
    running: list[RunningJob]
    next: list[WaitingJob]
    failed: list[FailedJob]


class JobIn(BaseModel):
    """Whose the job is."""

    model_config = ConfigDict(extra="forbid")

    workspace_id: UUID


Because = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class SuspensionIn(BaseModel):
    """Why, in words that the members of the workspace are shown."""

    model_config = ConfigDict(extra="forbid")

    because: Because = ""
