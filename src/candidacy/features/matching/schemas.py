"""What the API takes and says of matches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from candidacy.domain.retrieval import Filters
from candidacy.kernel.language import sentence

Verdict = Literal["advance", "hold", "decline"]
VERDICTS: Mapping[Verdict, str] = {
    "advance": sentence("Goes on"),
    "hold": sentence("On hold"),
    "decline": sentence("Not taken further"),
}
Shown = Literal["all", "undecided", "advance", "hold", "decline"]


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


class Gap(BaseModel):
    """The requirement whose lack costs most, and what the score would gain by it."""

    text: str
    gain: float


class RankedCv(BaseModel):
    """A CV in a ranking: sorted by ``rank_score``, which is ``score`` plus ``feedback``."""

    place: int
    cv_id: UUID
    cv_title: str
    candidate_name: str
    rank_score: float
    score: float
    feedback: float = Field(description="Points that feedback adds or takes away, 5 at most")
    relevant: bool | None = Field(description="What somebody said of this CV for this posting")
    band: str
    must_haves: int
    must_haves_met: int
    main_gap: Gap | None
    match_id: UUID | None = Field(description="The match with its reasons, where it was computed")
    verdict: Verdict | None = Field(description="What a person decided, which counts before the score")


class RankedPosting(BaseModel):
    """A posting in a ranking for a CV."""

    place: int
    posting_id: UUID
    title: str
    organization: str | None
    score: float
    band: str
    must_haves: int
    must_haves_met: int
    main_gap: Gap | None


class RankedCvs(BaseModel):
    """The best CVs for a posting, of ``considered`` in all."""

    items: list[RankedCv]
    next_cursor: str | None
    considered: int
    waiting: int = Field(description="CVs that are not ready yet; a job makes them so")
    formula: str
    masked: bool = Field(description="Whether names are hidden, as the workspace has set it")
    decided: dict[Verdict, int] = Field(description="How many CVs people decided so for this posting")


class RankedPostings(BaseModel):
    """The best postings for a CV."""

    items: list[RankedPosting]
    next_cursor: str | None
    considered: int
    formula: str


class FeedbackIn(BaseModel):
    """What somebody says of a CV for a posting; null takes it back."""

    model_config = ConfigDict(extra="forbid")

    relevant: bool | None


class FactsIn(BaseModel):
    """Hard facts to hold CVs to before any is left out; ``unknown`` keeps those that do not say."""

    years: float | None = Field(default=None, ge=0, le=60)
    degree: Literal["secondary", "vocational", "associate", "bachelor", "master", "doctorate"] | None = None
    language: str | None = Field(default=None, pattern="^[a-z]{2}$")
    skill: str | None = Field(default=None, max_length=500, description="URI of a skill that must be shown")
    unknown: bool = True

    def filters(self) -> Filters | None:
        given = Filters(
            self.years, self.degree, self.language, (self.skill,) if self.skill else (), self.unknown
        )
        return given or None


class BatchFailure(BaseModel):
    """A file of a batch that came to nothing, and why."""

    name: str
    code: str | None
    message: str | None


class BatchOut(BaseModel):
    """A batch and how far it is; follow its job for progress, and read the posting's ranking meanwhile."""

    id: UUID
    posting_id: UUID
    name: str
    job_id: UUID | None
    total: int | None = Field(description="Files in the archive; null until it was opened")
    done: int
    failed: int
    failures: list[BatchFailure]
    created_at: datetime


class VerdictIn(BaseModel):
    """A person's decision about a CV for a job, which counts instead of what the formula gave."""

    model_config = ConfigDict(extra="forbid")

    verdict: Verdict
    reason: str = Field(min_length=3, max_length=2_000, description="Why; the applicant may ask for it")


class StandingOut(BaseModel):
    """What stands for a CV and a job: a person's decision where there is one, else the formula's score."""

    cv_id: UUID
    posting_id: UUID
    decider: Literal["human", "machine"]
    verdict: Verdict | None = Field(description="null while no person has decided")
    reason: str | None
    decided_by: UUID | None
    decided_by_name: str | None
    decided_at: datetime | None
    score: float | None = Field(description="What the formula gave last")
    band: str | None
    formula: str | None


class MaskedCv(BaseModel):
    """A CV without the person."""

    cv_id: UUID
    called: str = Field(description="What the candidate is called instead of by name")
    resume: dict[str, Any] = Field(description="JSON Resume without name, photo, contact, place and schools")
