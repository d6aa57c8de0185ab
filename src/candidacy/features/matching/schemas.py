"""What the API takes and says of matches."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class MatchIn(BaseModel):
    """The pair to hold against each other."""

    model_config = ConfigDict(extra="forbid")

    cv_id: UUID
    posting_id: UUID


class RankIn(BaseModel):
    """One side; the other is everything of the workspace."""

    model_config = ConfigDict(extra="forbid")

    posting_id: UUID | None = None
    cv_id: UUID | None = None


class MatchSummary(BaseModel):
    """A match in a ranking."""

    id: UUID
    cv_id: UUID
    cv_title: str
    candidate_name: str
    posting_id: UUID
    posting_title: str
    score: float
    band: str
    formula: str
    updated_at: datetime


class MatchOut(BaseModel):
    """A match with its reasons."""

    id: UUID
    cv_id: UUID
    cv_version_id: UUID
    posting_id: UUID
    posting_version: int
    score: float = Field(ge=0, le=100)
    band: str
    match: dict[str, Any] = Field(description="score, band, components, requirements with evidence, formula")
    updated_at: datetime


class RankingStarted(BaseModel):
    """The job that ranks; follow /api/v1/jobs/{job_id}, then read the ranking."""

    job_id: UUID
    ranking: str = Field(description="Where the ranking will be")
