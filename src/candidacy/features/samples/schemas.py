"""What the API takes and says of samples."""

from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field


class SampleKind(StrEnum):
    """For whom a sample is."""

    SEEKER = "seeker"
    RECRUITER = "recruiter"


class SampleIn(BaseModel):
    """The sample to load."""

    model_config = ConfigDict(extra="forbid")

    kind: SampleKind


class PartOut(BaseModel):
    """Something that was made: ``what`` is file, posting, application or item."""

    name: str
    what: str
    id: UUID
    path: str = Field(description="The page that shows it")


class SampleOut(BaseModel):
    """A sample, and what was made of it where it is loaded."""

    kind: SampleKind
    loaded: bool
    parts: list[PartOut]
