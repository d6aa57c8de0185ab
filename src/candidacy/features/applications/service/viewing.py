"""What is shown of many applications: the board, the list, what they add up to, what is to be done."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.figures import (
    Funnel,
    Journey,
    Rate,
    Stay,
    Step,
    funnel_of,
    rates_by,
    stays_of,
)
from candidacy.domain.applications.stages import Category
from candidacy.domain.applications.times import wall_time
from candidacy.features.applications.models import Application, Stage
from candidacy.features.applications.repository import ApplicationRepository, Due, PartRepository, Sought
from candidacy.features.applications.service.stages import StageService
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.language import sentence
from candidacy.kernel.pagination import Rows, encode_cursor

IN_A_COLUMN = 20
"""Cards of a column that come with the board; the rest comes when it is asked for."""
MOST_ACTIONS = 50
QUIET = timedelta(days=14)
"""After so long without an answer it is time to ask."""
_AHEAD = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Column:
    """A stage, how many are in it, and the first of them; ``more`` leads to the rest."""

    stage: Stage
    count: int
    cards: list[Application]
    more: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """The columns of a board, and for its cards what is to be done next."""

    columns: list[Column]
    due: dict[UUID, Due]

    @property
    def count(self) -> int:
        return sum(column.count for column in self.columns)


@dataclass(frozen=True, slots=True)
class Insights:
    """What applications add up to."""

    funnel: Funnel
    stays: tuple[Stay, ...]
    by_source: tuple[Rate, ...]
    by_cv: tuple[Rate, ...]
    by_band: tuple[Rate, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do now or soon: a task, an interview, or to ask after one that is quiet."""

    kind: str
    application_id: UUID
    title: str
    organization: str
    what: str
    at: datetime
    zone: str
    is_late: bool

    @property
    def wall(self) -> datetime:
        return wall_time(self.at, self.zone)


class ViewService:
    """Views of the applications of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, clock: Clock) -> None:
        self._clock = clock
        self.stages = StageService(session, workspace, clock)
        self._applications = ApplicationRepository(session, workspace)
        self._parts = PartRepository(session, workspace)

    async def board(self, sought: Sought) -> Board:
        """Every stage in use, and each other one that what is sought is in."""
        counts = await self._applications.counts(sought)
        found: dict[UUID, list[Application]] = defaultdict(list)
        for row in await self._applications.tops(sought, IN_A_COLUMN):
            found[row.stage_id].append(row)
        columns = [
            _column(stage, counts.get(stage.id, 0), found[stage.id])
            for stage in await self.stages.list_all()
            if stage.archived_at is None or stage.id in counts
        ]
        shown = [card.id for column in columns for card in column.cards]
        return Board(columns, await self._parts.next_tasks(shown))

    async def more_of(
        self, sought: Sought, stage: UUID, cursor: str
    ) -> tuple[Rows[Application], dict[UUID, Due]]:
        """A column from a place in it on. Raises BadCursor."""
        page = await self._applications.list_column(sought, stage, cursor, IN_A_COLUMN)
        return page, await self._parts.next_tasks([row.id for row in page.items])

    async def listed(self, sought: Sought, cursor: str | None, limit: int) -> Rows[Application]:
        return await self._applications.list_page(sought, cursor, limit)

    async def next_of(self, rows: list[Application]) -> dict[UUID, Due]:
        return await self._parts.next_tasks([row.id for row in rows])

    async def sources(self) -> list[str]:
        return await self._applications.sources()

    async def insights(self, sought: Sought) -> Insights:
        journeys = await self._journeys(sought)
        return Insights(
            funnel_of(journeys),
            stays_of(journeys),
            rates_by(journeys, lambda one: one.source),
            rates_by([one for one in journeys if one.cv], lambda one: one.cv),
            rates_by([one for one in journeys if one.band], lambda one: one.band),
        )

    async def _journeys(self, sought: Sought) -> list[Journey]:
        steps: dict[UUID, list[Step]] = defaultdict(list)
        for application, category, at in await self._applications.steps(sought):
            steps[application].append(Step(Category(category), at))
        return [
            Journey(
                tuple(steps[application]),
                source or None,
                sentence(f"{cv}, version {number}") if cv else None,
                band,
            )
            for application, source, cv, number, band in await self._applications.traits(sought)
            if application in steps
        ]

    async def today(self) -> list[Action]:
        """What is due today or before, who is met within two days, and whom to ask after two weeks."""
        now = self._clock.now()
        tasks = [
            Action("task", task.application_id, title, organization, task.title, at, task.zone, at < now)
            for task, title, organization in await self._parts.due_tasks(now + _AHEAD, MOST_ACTIONS)
            if (at := task.due_at or task.remind_at) is not None
            and _is_today(task.reminded_at, at, now, task.zone)
        ]
        talks = [
            Action(
                "interview",
                one.application_id,
                title,
                organization,
                one.title,
                one.starts_at,
                one.zone,
                False,
            )
            for one, title, organization in await self._parts.interviews_between(
                now, now + _AHEAD, MOST_ACTIONS
            )
        ]
        return sorted(
            [*tasks, *talks], key=lambda one: (one.at, str(one.application_id))
        ) + await self._quiet(now)

    async def _quiet(self, now: datetime) -> list[Action]:
        waiting = (Category.APPLIED, Category.SCREENING)
        stages = [one.id for one in await self.stages.list_all() if Category(one.category) in waiting]
        rows = await self._applications.waiting(stages, now - QUIET, 5)
        what = sentence("No answer for two weeks: ask how it stands")
        return [
            Action("follow_up", row.id, row.title, row.organization, what, row.moved_at, "UTC", False)
            for row in rows
        ]


def _is_today(reminded: datetime | None, at: datetime, now: datetime, zone: str) -> bool:
    """Whether it is due today on the clocks that it was meant on, or somebody was reminded of it."""
    return reminded is not None or wall_time(at, zone).date() <= wall_time(now, zone).date()


def _column(stage: Stage, count: int, cards: list[Application]) -> Column:
    shown = cards[:IN_A_COLUMN]
    last = shown[-1] if len(cards) > IN_A_COLUMN else None
    more = encode_cursor(last.moved_at.isoformat(), last.id) if last else None
    return Column(stage, count, shown, more)
