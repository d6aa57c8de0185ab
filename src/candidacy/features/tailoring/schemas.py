"""What the API takes and says of tailorings."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

MAX_CHANGES = 200


class ChangeIn(BaseModel):
    """A change that somebody proposes; it is held against the CV like any other."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=200, description="JSON pointer into the CV: /work/0/highlights/2")
    after: str = Field(max_length=5000, description="The new text")
    reason: str = Field(default="", max_length=500)


class TailoringIn(BaseModel):
    """The pair to tailor; with ``changes`` these are held against the CV in place of those of the rules."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID
    posting_id: UUID
    changes: list[ChangeIn] | None = Field(default=None, min_length=1, max_length=MAX_CHANGES)


class Decisions(BaseModel):
    """Which changes a person accepts, by their place in ``changes``; all others are refused."""

    model_config = ConfigDict(extra="forbid")

    digest: str = Field(min_length=64, max_length=64, description="That of the proposal as it was shown")
    accepted: list[Annotated[int, Field(ge=0, lt=10_000)]] = Field(min_length=1, max_length=10_000)


class TailoringOut(BaseModel):
    """A tailoring: what is offered, what was refused and why, and what became of it."""

    id: UUID
    cv_id: UUID
    cv_version_id: UUID
    cv_number: int
    posting_id: UUID
    posting_version: int
    digest: str
    match_before: float
    match_after: float
    changes: list[dict[str, Any]]
    refused: list[dict[str, Any]]
    accepted: list[int] | None
    applied_number: int | None = Field(description="The number of the CV version that it became")
    undone_number: int | None = Field(description="The number of the CV version that took it back")
    created_at: datetime
    updated_at: datetime
