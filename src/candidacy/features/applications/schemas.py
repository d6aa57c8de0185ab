"""What the API takes and says of applications."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from candidacy.domain.applications.cells import BadCell, Period, web_link
from candidacy.domain.applications.spreadsheet import Field as Column
from candidacy.domain.applications.stages import Category
from candidacy.domain.rendering import DEFAULT_THEME, Paper
from candidacy.kernel.pagination import MAX_NUMBER

MAX_NOTES = 50_000
MAX_LETTER = 20_000
MAX_PAGE = 800_000


def _link(value: str) -> str:
    try:
        return web_link(value)
    except BadCell as exc:
        raise ValueError("This is not an address of the web: https://...") from exc


def _upper(value: str) -> str:
    return value.upper()


def _line(limit: int, least: int = 0) -> Any:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=limit)


Line = Annotated[str, _line(300)]
Named = Annotated[str, _line(300, 1)]
Short = Annotated[str, _line(100)]
Tag = Annotated[str, _line(40, 1)]
Link = Annotated[str, _line(2_000), AfterValidator(_link)]
Zone = Annotated[str, _line(64, 1)]
Notes = Annotated[str, StringConstraints(max_length=MAX_NOTES)]
Said = Annotated[str, _line(2_000)]
Address = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=254, pattern=r"^$|^[^@\s]+@[^@\s]+$")
]
Currency = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern="^[A-Za-z]{3}$"), AfterValidator(_upper)
]


class _Given(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Row(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class SalaryIn(_Given):
    """What is paid: an amount in a currency (ISO 4217) for a period."""

    amount: Decimal = Field(gt=0, max_digits=14, decimal_places=2)
    currency: Currency = "EUR"
    period: Period = Period.YEAR


class PostingSource(_Given):
    """A posting to read in: its text, the HTML of its page, schema.org JobPosting, or its address."""

    text: Annotated[str, _line(200_000)] = ""
    html: Annotated[str, StringConstraints(max_length=MAX_PAGE)] = ""
    job_posting: dict[str, Any] | None = None
    url: Link = ""


class ApplicationIn(_Given):
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


class ApplicationPatch(_Given):
    """What is set right; what is left out stays, and a salary of null is taken away."""

    title: Line | None = None
    organization: Line | None = None
    url: Link | None = None
    location: Line | None = None
    source: Short | None = None
    tags: list[Tag] | None = Field(default=None, max_length=20)
    notes: Notes | None = None
    salary: SalaryIn | None = None


class MoveIn(_Given):
    """Where an application goes."""

    stage_id: UUID
    note: Annotated[str, _line(400)] = ""


class SendIn(_Given):
    """What was sent: a CV in its version and theme, and a letter. Both are kept as files, as they are now."""

    cv_id: UUID
    number: int | None = Field(
        default=None, ge=1, le=MAX_NUMBER, description="Of the version; else the newest"
    )
    theme: Annotated[str, _line(30)] = DEFAULT_THEME.name
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


class ContactIn(_Given):
    """Somebody at the employer."""

    name: Annotated[str, _line(200, 1)]
    role: Annotated[str, _line(200)] = ""
    email: Address = ""
    phone: Annotated[str, _line(60)] = ""
    note: Said = ""


class ContactOut(ContactIn, _Row):
    """A contact."""

    model_config = ConfigDict(from_attributes=True, extra="ignore")

    id: UUID


class TaskIn(_Given):
    """Something to do. Times without an offset are meant on the clocks of ``zone``."""

    title: Named
    zone: Zone = "UTC"
    due_at: datetime | None = None
    remind_at: datetime | None = Field(default=None, description="When to be reminded, once")


class TaskPatch(_Given):
    """What changes of a task; a new time to be reminded at reminds again."""

    title: Named | None = None
    zone: Zone | None = None
    due_at: datetime | None = None
    remind_at: datetime | None = None
    done: bool | None = None


class TaskOut(_Row):
    """A task; its times are instants, its zone says how they were meant."""

    id: UUID
    title: str
    zone: str
    due_at: datetime | None
    remind_at: datetime | None
    reminded_at: datetime | None
    done_at: datetime | None


class InterviewIn(_Given):
    """A talk. Times without an offset are meant on the clocks of ``zone``."""

    title: Annotated[str, _line(200, 1)] = "Interview"
    zone: Zone = "UTC"
    starts_at: datetime
    ends_at: datetime | None = Field(default=None, description="Else an hour later")
    place: Line = ""
    url: Link = ""
    note: Said = ""


class InterviewOut(_Row):
    """A talk; its times are instants."""

    id: UUID
    title: str
    zone: str
    starts_at: datetime
    ends_at: datetime
    place: str
    url: str
    note: str
    version: int


class DocumentOut(_Row):
    """A file as it was sent."""

    id: UUID
    kind: Literal["cv", "letter"]
    name: str
    media_type: str
    size: int
    sha256: str
    cv_title: str | None
    cv_number: int | None
    theme: str | None
    sent_at: datetime


class EventOut(_Row):
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


class StageIn(_Given):
    """A stage; its category says what it means and never changes."""

    name: Annotated[str, _line(60, 1)]
    category: Category


class StagePatch(_Given):
    """A new name, or out of use, or in use again."""

    name: Annotated[str, _line(60, 1)] | None = None
    archived: bool | None = None


class StageOrder(_Given):
    """All stages by id, in the order of the board."""

    stage_ids: list[UUID] = Field(min_length=1, max_length=60)


class StageOut(_Row):
    """A column of the board."""

    id: UUID
    name: str
    category: Category
    position: int
    archived_at: datetime | None


class BoardColumn(BaseModel):
    """A stage, how many applications are in it, and the latest of them."""

    stage: StageOut
    count: int
    items: list[ApplicationOut]


class BoardOut(BaseModel):
    """The board; more of a column is in the list with its ``stage_id``."""

    columns: list[BoardColumn]


class FlowOut(BaseModel):
    """How many went from one category to another."""

    source: Category
    target: Category
    count: int


class NodeOut(BaseModel):
    """How many came to a category, and how many of them went no further yet."""

    category: Category
    count: int
    there: int


class StayOut(BaseModel):
    """The median of days in a category; null below five."""

    category: Category
    n: int
    days: float | None


class RateOut(BaseModel):
    """Answers and interviews of what was sent; the rates, 0 to 1, are null below five."""

    name: str
    n: int
    answered: int
    interviewed: int
    answer_rate: float | None
    interview_rate: float | None


class InsightsOut(BaseModel):
    """What the applications add up to."""

    total: int
    nodes: list[NodeOut]
    flows: list[FlowOut]
    stays: list[StayOut]
    by_source: list[RateOut]
    by_cv: list[RateOut]
    by_band: list[RateOut]


class ActionOut(_Row):
    """Something to do now, or soon."""

    kind: Literal["task", "interview", "follow_up"]
    application_id: UUID
    title: str
    organization: str
    what: str
    at: datetime
    zone: str
    is_late: bool


class MappingIn(_Given):
    """Which column, from 0, each field is in; and whether in 3/4/2026 the day comes first."""

    mapping: dict[Column, Annotated[int, Field(ge=0, le=100)]]
    day_first: bool | None = None


class ApplyIn(_Given):
    """The rows to import by their number; null is every row without an error that is no duplicate."""

    rows: list[Annotated[int, Field(ge=1, le=MAX_NUMBER)]] | None = Field(default=None, max_length=2_000)


class CellProblemOut(_Row):
    """What is wrong with a cell."""

    column: str
    message: str


class RowOut(BaseModel):
    """A row as it would be imported. One with errors cannot be."""

    number: int
    title: str
    organization: str
    stage: str
    category: Category
    url: str
    saved_on: str | None
    applied_on: str | None
    duplicate: str | None = Field(description="Of an application, or of an earlier row, in words")
    errors: list[CellProblemOut]
    warnings: list[CellProblemOut]


class ImportOut(BaseModel):
    """A table on its way in: nothing is made before it is applied."""

    id: UUID
    name: str
    status: Literal["draft", "done", "undone"]
    layout: str | None = Field(description="The program that seems to have written it: Teal, Huntr or plain")
    encoding: str | None
    delimiter: str | None
    columns: list[str]
    mapping: dict[Column, int]
    day_first: bool | None
    rows: list[RowOut]
    ready: int = Field(description="Rows without an error that are no duplicates")
    made: int | None
    kept: int | None = Field(default=None, description="Of an undone import: those that were changed since")


class MailIn(_Given):
    """A mail as it was pasted, with its first lines where possible."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=400_000)]


class MailOut(BaseModel):
    """What a mail seems to mean, and what became of it.

    ``moved``: it was sure (0.95 or more), or a person agreed; ``open``: a person is asked, with a suggestion
    from 0.5 on; ``noted``: it says nothing new; ``dismissed``: a person said that it means nothing.
    """

    id: UUID
    status: Literal["open", "moved", "noted", "dismissed"]
    subject: str
    sender: str
    sent_at: datetime | None
    excerpt: str
    application_id: UUID | None
    move_to: UUID | None = Field(description="The stage that is suggested")
    meaning: Category | None
    confidence: float
    because: str


class AnswerIn(_Given):
    """What a person says of a mail; what is left out is as it was suggested."""

    application_id: UUID | None = None
    stage_id: UUID | None = None


class FeedOut(BaseModel):
    """The address of a calendar; it is shown once."""

    url: str


class FeedState(BaseModel):
    """Whether somebody has a calendar address."""

    active: bool
    since: datetime | None
