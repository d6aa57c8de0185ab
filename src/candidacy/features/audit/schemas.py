"""What the API says of the audit log, and what it can be asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

Category = Literal["security", "decision"]

KIND = r"^[a-z_]{1,40}(\.[a-z_]{0,39})?$"
SUBJECT = r"^[\x21-\x7e]{1,200}$"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are wanted; what is None does not matter. ``kind`` is a beginning, ``until`` excluded."""

    category: Category | None = None
    kind: str | None = None
    actor: UUID | None = None
    subject: str | None = None
    since: datetime | None = None
    until: datetime | None = None


class AuditEntryOut(BaseModel):
    """Something that happened, or was decided."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    at: datetime
    category: Category
    kind: str = Field(description="As `subject.happened`: `password.changed`, `match.scored`")
    title: str = Field(description="The kind in words")
    actor: UUID | None = Field(description="Who did it; the bare id stays when the person is erased")
    actor_name: str | None = Field(default=None, description="What they are called today; null when erased")
    subject: str | None = Field(description="The id of what it happened to")
    detail: dict[str, Any] = Field(
        description="Of a decision: decider, by (formula or rubric), inputs with SHA-256, outcome"
    )
    workspace_id: UUID | None = Field(description="null for what happened to an account")
    request_id: str | None
