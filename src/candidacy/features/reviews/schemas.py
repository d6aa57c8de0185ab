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


class IndustryOut(BaseModel):
    """An industry that a CV can be judged for."""

    id: str
    title: str
