"""What the API takes and says of contacts, tasks, interviews and what was sent."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import ConfigDict, Field

from candidacy.features.applications.schemas.values import (
    Address,
    Given,
    Line,
    Link,
    Named,
    Row,
    Said,
    Zone,
    line_of,
)


class ContactIn(Given):
    """Somebody at the employer."""

    name: Annotated[str, line_of(200, 1)]
    role: Annotated[str, line_of(200)] = ""
    email: Address = ""
    phone: Annotated[str, line_of(60)] = ""
    note: Said = ""


class ContactOut(ContactIn, Row):
    """A contact."""

    model_config = ConfigDict(from_attributes=True, extra="ignore")

    id: UUID


class TaskIn(Given):
    """Something to do. Times without an offset are meant on the clocks of ``zone``."""

    title: Named
    zone: Zone = "UTC"
    due_at: datetime | None = None
    remind_at: datetime | None = Field(default=None, description="When to be reminded, once")


class TaskPatch(Given):
    """What changes of a task; a new time to be reminded at reminds again."""

    title: Named | None = None
    zone: Zone | None = None
    due_at: datetime | None = None
    remind_at: datetime | None = None
    done: bool | None = None


class TaskOut(Row):
    """A task; its times are instants, its zone says how they were meant."""

    id: UUID
    title: str
    zone: str
    due_at: datetime | None
    remind_at: datetime | None
    reminded_at: datetime | None
    done_at: datetime | None


class InterviewIn(Given):
    """A talk. Times without an offset are meant on the clocks of ``zone``."""

    title: Annotated[str, line_of(200, 1)] = "Interview"
    zone: Zone = "UTC"
    starts_at: datetime
    ends_at: datetime | None = Field(default=None, description="Else an hour later")
    place: Line = ""
    url: Link = ""
    note: Said = ""


class InterviewOut(Row):
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


class DocumentOut(Row):
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
