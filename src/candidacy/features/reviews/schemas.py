"""What the API takes and says of reviews."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class ReviewIn(BaseModel):
    """Which industry to judge as."""

    model_config = ConfigDict(extra="forbid")

    industry: str = Field(default="general", max_length=60, description="See /api/v1/reviews/industries")


class ReviewSummary(BaseModel):
    """A review in the history of a CV."""

    id: UUID
    cv_id: UUID
    cv_version_id: UUID
    rubric: str
    industry: str
    overall_score: float
    created_at: datetime


class ReviewOut(ReviewSummary):
    """A review with its findings."""

    review: dict[str, Any] = Field(
        description="rubric, overall_score, scores, findings, strengths, weaknesses, recommendations"
    )


class NotesOut(BaseModel):
    """What a model noted beside a review. No number is in it: the score stays the rubric's."""

    review_id: UUID
    model: str
    observations: list[dict[str, Any]] = Field(description="Each with quotations that stand in the CV")
    quotes_verified: int
    quotes_dropped: int = Field(description="Quotations that are not in the CV; what rested on them is gone")
    dropped: int
    degraded: list[dict[str, Any]] = Field(description="Parts whose call failed")
    made: list[dict[str, Any]] = Field(description="Prompts, versions and models")
    created_at: datetime


class ReadingOut(BaseModel):
    """Work to be followed at ``/api/v1/jobs/{job_id}``."""

    job_id: UUID


class IndustryOut(BaseModel):
    """An industry that a CV can be judged for."""

    id: str
    title: str
