"""The result of a review. The same Resume, Document and rubric give the same Review, to the digit."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.resume import Span


class FindingStatus(StrEnum):
    """How a criterion came out. ``unknown`` keeps its place in the denominator."""

    MET = "met"
    PARTIAL = "partial"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Quote(BaseModel):
    """Words of the CV that a finding is about."""

    model_config = ConfigDict(frozen=True)

    quote: str
    path: str | None = Field(default=None, description="JSON pointer into the Resume")
    spans: tuple[Span, ...] = ()


class Finding(BaseModel):
    """One criterion's result; ``gain`` is what the overall score (0..100) would rise by if it were met."""

    model_config = ConfigDict(frozen=True)

    criterion: str = Field(description="Stable id of the criterion, spelling, no_metrics ...")
    group: str
    title: str
    status: FindingStatus
    points: float = Field(ge=0)
    max: float = Field(ge=0)
    evidence: tuple[Quote, ...] = ()
    fix: str | None = None
    gain: float = Field(default=0, ge=0)


class Recommendation(BaseModel):
    """What to change first."""

    model_config = ConfigDict(frozen=True)

    criterion: str
    text: str
    gain: float
    evidence: tuple[Quote, ...] = ()


class Review(BaseModel):
    """The whole review; ``scores`` has 0..100 for each group of criteria."""

    model_config = ConfigDict(frozen=True)

    rubric: str = Field(description="Name and version: general-1")
    industry: str = "general"
    overall_score: float = Field(ge=0, le=100)
    scores: dict[str, float]
    findings: tuple[Finding, ...]
    strengths: tuple[str, ...] = ()
    weaknesses: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
