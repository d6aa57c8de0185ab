"""What the API takes and says of applications."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from candidacy.domain.applications.cells import Period
from candidacy.domain.applications.stages import Category
from candidacy.domain.rendering import DEFAULT_THEME, Paper
from candidacy.features.applications.schemas.belongings import ContactOut, DocumentOut, InterviewOut, TaskOut
from candidacy.features.applications.schemas.values import (
    MAX_LETTER,
    MAX_PAGE,
    Currency,
    Given,
    Line,
    Link,
    Notes,
    Row,
    Short,
    Tag,
    line_of,
)
from candidacy.kernel.pagination import MAX_NUMBER


class SalaryIn(Given):
    """What is paid: an amount in a currency (ISO 4217) for a period."""

    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2)
    currency: Currency = "EUR"
    period: Period = Period.YEAR


class PostingSource(Given):
    """A posting to read in: its text, the HTML of its page, schema.org JobPosting, or its address."""

    text: Annotated[str, line_of(200_000)] = ""
    html: Annotated[str, StringConstraints(max_length=MAX_PAGE)] = ""
    job_posting: dict[str, Any] | None = None
    url: Link = ""


class ApplicationIn(Given):
    """A job to follow. One of title, organization, posting_id and posting says which it is."""

    title: Line = ""
    organization: Line = ""
    stage_id: UUID | None = Field(default=None, description="Where it begins; else the first that is saved")
    posting_id: UUID | None = None
    posting: PostingSource | None = None
    url: Link = ""
    location: Line = ""
    source: Short = ""
    tags: list[Tag] = Field(default_factory=list, max_length=20)
    notes: Notes = ""
    salary: SalaryIn | None = None


class ApplicationPatch(Given):
    """What is set right; what is left out stays, and a salary of null is taken away."""

    title: Line | None = None
    organization: Line | None = None
    url: Link | None = None
    location: Line | None = None
    source: Short | None = None
    tags: list[Tag] | None = Field(default=None, max_length=20)
    notes: Notes | None = None
    salary: SalaryIn | None = None


class MoveIn(Given):
    """Where an application goes."""

    stage_id: UUID
    note: Annotated[str, line_of(400)] = ""


class SendIn(Given):
    """What was sent: a CV in its version and theme, and a letter. Both are kept as files, as they are now."""

    cv_id: UUID
    number: int | None = Field(
        default=None, ge=1, le=MAX_NUMBER, description="Of the version; else the newest"
    )
    theme: Annotated[str, line_of(30)] = DEFAULT_THEME.name
    paper: Paper = Paper.A4
    letter: Annotated[str, StringConstraints(max_length=MAX_LETTER)] = ""


class SalaryOut(BaseModel):
    """What is paid."""

    amount: Decimal
    currency: str
    period: str


class MatchThen(BaseModel):
    """The match of what was sent with the posting as it was, computed when it was sent."""

    score: float
    band: str
    formula: str


class ApplicationOut(BaseModel):
    """An application in a list; its ETag is its version."""

    id: UUID
    title: str
    organization: str
    stage_id: UUID
    stage: str
    category: Category
    moved_at: datetime
    applied_at: datetime | None
    archived_at: datetime | None
    url: str
    location: str
    source: str
    tags: list[str]
    salary: SalaryOut | None
    posting_id: UUID | None
    cv_id: UUID | None
    cv_title: str | None
    cv_number: int | None
    match: MatchThen | None
    version: int
    created_at: datetime
    updated_at: datetime


class EventOut(Row):
    """What happened, newest first; ``undone_at`` says that a move was taken back."""

    id: UUID
    kind: str
    at: datetime
    before_stage: UUID | None
    after_stage: UUID | None
    before: str | None
    after: str | None
    undone_at: datetime | None
    note: str
    author_id: UUID | None


class ApplicationDetail(ApplicationOut):
    """An application with all that belongs to it."""

    notes: str
    posting: dict[str, Any] | None = Field(description="The posting as it was when it was saved")
    contacts: list[ContactOut]
    tasks: list[TaskOut]
    interviews: list[InterviewOut]
    documents: list[DocumentOut]
