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
    author_id: UUID | None = Field(description="Who made it, where that is known")
    restored_from: int | None = Field(description="The version that it brought back")
    confirmed: list[dict[str, Any]] | None = Field(
        description="What somebody said is true beyond the version before: path, line, text, words, by, at"
    )
    candidate_name: str
    skills: list[str]
    experience_years: float
    created_at: datetime


class ValueIn(BaseModel):
    """A change to one value or entry."""

    model_config = ConfigDict(extra="forbid")

    path: str = Field(max_length=500, description="JSON pointer; /work/- is a new entry at the end of work")
    value: dict[str, Any] | list[Any] | str | None = Field(
        description="What is to stand there; the same value confirms it, null removes it"
    )


class ChangesIn(BaseModel):
    """Changes that make one version together; every pointer means the CV before the first of them."""

    model_config = ConfigDict(extra="forbid")

    changes: list[ValueIn] = Field(min_length=1, max_length=500)


class LostOut(BaseModel):
    """A value that the other side has no place for."""

    model_config = ConfigDict(from_attributes=True)

    path: str
    value: str


class CvImported(CvOut):
    """The CV that was made of another program's file."""

    format: str = Field(description="json_resume, linkedin, rendercv, reactive_resume or europass")
    lost: list[LostOut] = Field(description="What of the file was not taken over, with its place there")


class ExportOut(BaseModel):
    """A format that the CV can be had in, and what it cannot hold."""

    format: str
    label: str
    media_type: str
    lost: list[LostOut] = Field(description="Values of the CV that this format has no place for")


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
