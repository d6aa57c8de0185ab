"""What the API takes and says of postings."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from candidacy.domain.postings import Importance, Requirement

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200_000)]
Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2_000)]
Short = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class PostingIn(BaseModel):
    """A posting: its text (plain or HTML), a schema.org JobPosting, or the address of its web page."""

    model_config = ConfigDict(extra="forbid")

    text: Text | None = None
    job_posting: dict[str, Any] | None = Field(default=None, description="schema.org JobPosting (JSON-LD)")
    url: Url | None = Field(default=None, description="Address of a public web page; it is fetched once")
    title: Short | None = Field(default=None, description="Wins over the title that is read")
    organization: Short | None = None


class PostingPatch(BaseModel):
    """What a person sets right."""

    model_config = ConfigDict(extra="forbid")

    title: Short | None = None
    organization: Short | None = None


class RequirementPatch(BaseModel):
    """How much one requirement matters. A weight of 0 leaves it out of the score."""

    model_config = ConfigDict(extra="forbid")

    importance: Importance | None = None
    weight: float | None = Field(default=None, ge=0, le=10, allow_inf_nan=False)


class PostingOut(BaseModel):
    """A posting in a list."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    title: str
    organization: str | None
    version: int = Field(description="Counts up with each change; the ETag of the posting")
    file_id: UUID | None
    created_at: datetime
    updated_at: datetime


class PostingDetail(PostingOut):
    """A posting with what was read from it."""

    text: str
    location: str | None
    remote: bool | None
    employment_type: str | None
    language: str | None
    requirements: list[Requirement]
