"""What the API takes and says of CVs."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from candidacy.domain.resume import Span

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
SkillName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class CvContent(BaseModel):
    """What a version of a CV says."""

    model_config = ConfigDict(extra="forbid")

    candidate_name: Name = Field(description="At most 100 characters")
    skills: list[SkillName] = Field(min_length=1, max_length=500, description="At least one")
    experience_years: float = Field(
        ge=0, le=50, description="Years of experience, 0 to 50", allow_inf_nan=False
    )
    resume: dict[str, Any] | None = Field(
        default=None, description="The whole CV as JSON Resume; made from the other members when left out"
    )


class CvIn(CvContent):
    """A CV as it is typed in or imported."""

    title: Title | None = Field(default=None, description="The candidate's name when left out")


class CvPatch(BaseModel):
    """Another title for a CV."""

    model_config = ConfigDict(extra="forbid")

    title: Title


class CvOut(BaseModel):
    """A CV as its newest version has it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    candidate_name: str
    skills: list[str]
    experience_years: float
    version: int = Field(description="Number of the newest version, from 1; the ETag of the CV")
    version_id: UUID
    origin: str = Field(description="upload, edit, import or tailored")
    file_id: UUID | None = Field(description="The file it was read from")
    created_at: datetime
    updated_at: datetime


class CvDetail(CvOut):
    """The same with what the CV says."""

    resume: dict[str, Any] = Field(description="JSON Resume")
    fields: list[dict[str, Any]] = Field(
        description="For each value that was read: path, value, confidence, spans"
    )


class VersionOut(BaseModel):
    """A version of a CV."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    number: int
    origin: str
    candidate_name: str
    skills: list[str]
    experience_years: float
    created_at: datetime


class ChangeOut(BaseModel):
    """What is different at one place: null where there was or is nothing."""

    path: str
    before: str | None
    after: str | None


class SkillOut(BaseModel):
    """A skill of the CV and the place that shows it best."""

    uri: str
    label: str
    text: str = Field(description="The CV's own wording")
    quote: str = Field(description="The value it stands in")
    path: str = Field(description="JSON pointer to that value")
    spans: list[Span]
    months: int = Field(description="In how many months of dated roles it is shown, overlaps once")
