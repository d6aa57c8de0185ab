"""What the API takes and says of the board, its stages, and what applications add up to."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from candidacy.domain.applications.stages import Category
from candidacy.features.applications.schemas.tracking import ApplicationOut
from candidacy.features.applications.schemas.values import Given, Row, line_of


class StageIn(Given):
    """A stage; its category says what it means and never changes."""

    name: Annotated[str, line_of(60, 1)]
    category: Category


class StagePatch(Given):
    """A new name, or out of use, or in use again."""

    name: Annotated[str, line_of(60, 1)] | None = None
    archived: bool | None = None


class StageOrder(Given):
    """All stages by id, in the order of the board."""

    stage_ids: list[UUID] = Field(min_length=1, max_length=60)


class StageOut(Row):
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


class ActionOut(Row):
    """Something to do now, or soon."""

    kind: Literal["task", "interview", "follow_up"]
    application_id: UUID
    title: str
    organization: str
    what: str
    at: datetime
    zone: str
    is_late: bool
