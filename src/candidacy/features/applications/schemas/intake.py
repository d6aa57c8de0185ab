"""What the API takes and says of imports, mails and calendar addresses."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from candidacy.domain.applications.spreadsheet import Field as Column
from candidacy.domain.applications.stages import Category
from candidacy.features.applications.schemas.values import Given, Row
from candidacy.kernel.pagination import MAX_NUMBER


class MappingIn(Given):
    """Which column, from 0, each field is in; and whether in 3/4/2026 the day comes first."""

    mapping: dict[Column, Annotated[int, Field(ge=0, le=100)]]
    day_first: bool | None = None


class ApplyIn(Given):
    """The rows to import by their number; null is every row without an error that is no duplicate."""

    rows: list[Annotated[int, Field(ge=1, le=MAX_NUMBER)]] | None = Field(default=None, max_length=2_000)


class CellProblemOut(Row):
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


class MailIn(Given):
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


class AnswerIn(Given):
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
