"""Stages and applications of one workspace, with their history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, delete, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.applications.errors import (
    ApplicationNotFound,
    StageNotFound,
)
from candidacy.features.applications.models import (
    Application,
    ApplicationEvent,
    Stage,
    Task,
)
from candidacy.kernel.ids import WorkspaceId
from candidacy.kernel.pagination import BadCursor, Rows, cursor_id, decode_cursor, page_of

STEPS = ("created", "moved")
"""Kinds of events that say where an application is."""


@dataclass(frozen=True, slots=True)
class Sought:
    """The filter that every view shares."""

    q: str = ""
    tag: str = ""
    source: str = ""
    stage: UUID | None = None
    cv: UUID | None = None
    archived: bool = False

    @property
    def is_set(self) -> bool:
        return bool(self.q or self.tag or self.source or self.stage or self.cv or self.archived)


class StageRepository:
    """Stages of one workspace, in the order of the board."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(Stage).where(Stage.workspace_id == workspace)

    async def list_all(self) -> list[Stage]:
        return list(await self._session.scalars(self._owned.order_by(Stage.position, Stage.id)))

    async def lock_all(self) -> list[Stage]:
        ordered = self._owned.order_by(Stage.position, Stage.id).with_for_update()
        return list(await self._session.scalars(ordered.execution_options(populate_existing=True)))

    async def get(self, stage: UUID) -> Stage:
        row = await self._session.scalar(self._owned.where(Stage.id == stage))
        if row is None:
            raise StageNotFound
        return row

    async def put_defaults(self, rows: Sequence[dict[str, Any]]) -> None:
        """Add the stages that every board begins with; several at once do no harm."""
        await self._session.execute(insert(Stage).values(list(rows)).on_conflict_do_nothing())

    def add(self, row: Stage) -> None:
        self._session.add(row)


class ApplicationRepository:
    """Applications of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(Application).where(Application.workspace_id == workspace)
        self._events = select(ApplicationEvent).where(ApplicationEvent.workspace_id == workspace)

    async def get(self, application: UUID, *, lock: bool = False, posting: bool = False) -> Application:
        """Raises ApplicationNotFound."""
        statement = self._owned.where(Application.id == application)
        if posting:
            statement = statement.options(undefer(Application.posting))
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = await self._session.scalar(statement)
        if row is None:
            raise ApplicationNotFound
        return row

    async def list_page(self, sought: Sought, cursor: str | None, limit: int) -> Rows[Application]:
        """Newest first."""
        statement = self._sought(sought).order_by(Application.id.desc()).limit(limit + 1)
        if cursor is not None:
            statement = statement.where(Application.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(statement)), limit, lambda row: (row.id,))

    async def list_column(self, sought: Sought, stage: UUID, cursor: str, limit: int) -> Rows[Application]:
        """A column from a place in it on, the latest move first."""
        moved, last = _moved(cursor)
        key = tuple_(Application.moved_at, Application.id)
        statement = self._sought(sought).where(Application.stage_id == stage, key < (moved, last))
        ordered = statement.order_by(Application.moved_at.desc(), Application.id.desc()).limit(limit + 1)
        rows = list(await self._session.scalars(ordered))
        return page_of(rows, limit, lambda row: (row.moved_at.isoformat(), row.id))

    async def tops(self, sought: Sought, limit: int) -> list[Application]:
        """The latest of every stage, ``limit`` and one more of each, the latest move first."""
        newest = (Application.moved_at.desc(), Application.id.desc())
        place = func.row_number().over(partition_by=Application.stage_id, order_by=newest).label("place")
        ranked = self._sought(sought).with_only_columns(Application.id, place).subquery()
        wanted = self._owned.join(ranked, ranked.c.id == Application.id).where(ranked.c.place <= limit + 1)
        return list(await self._session.scalars(wanted.order_by(*newest)))

    async def counts(self, sought: Sought) -> dict[UUID, int]:
        """How many are in each stage."""
        counted = self._sought(sought).with_only_columns(Application.stage_id, func.count())
        rows = await self._session.execute(counted.group_by(Application.stage_id))
        return {stage: int(count) for stage, count in rows}

    async def count(self) -> int:
        counted = self._owned.with_only_columns(func.count())
        return int(await self._session.scalar(counted) or 0)

    async def count_in(self, stage: UUID) -> int:
        """All in a stage, archived ones too."""
        counted = self._owned.with_only_columns(func.count()).where(Application.stage_id == stage)
        return int(await self._session.scalar(counted) or 0)

    async def sources(self) -> list[str]:
        """What the filter can be set to: every source that is stated."""
        stated = self._owned.with_only_columns(Application.source).where(Application.source != "")
        return list(await self._session.scalars(stated.distinct().order_by(Application.source).limit(100)))

    async def open_ones(self, limit: int) -> list[Application]:
        """Those that are not archived, newest first."""
        newest = self._owned.where(Application.archived_at.is_(None)).order_by(Application.id.desc())
        return list(await self._session.scalars(newest.limit(limit)))

    async def named(self, ids: Sequence[UUID]) -> list[Application]:
        """These, whether or not they are archived."""
        return list(await self._session.scalars(self._owned.where(Application.id.in_(ids)))) if ids else []

    async def alike(self, keys: Iterable[str]) -> dict[str, Application]:
        """By what makes them the same, applications that are there already."""
        found = await self._session.scalars(self._owned.where(Application.likeness.in_(list(keys))))
        return {row.likeness: row for row in found}

    async def in_stages(self, stages: Sequence[UUID], limit: int) -> list[Application]:
        """Those that are in these stages and not archived, the latest move first."""
        there = self._owned.where(Application.archived_at.is_(None), Application.stage_id.in_(stages))
        newest = there.order_by(Application.moved_at.desc(), Application.id.desc())
        return list(await self._session.scalars(newest.limit(limit)))

    async def waiting(self, categories: Sequence[UUID], before: datetime, limit: int) -> list[Application]:
        """Of these stages those that nothing happened to since, and for which nothing is to be done."""
        planned = exists().where(
            Task.workspace_id == self._workspace,
            Task.application_id == Application.id,
            Task.done_at.is_(None),
        )
        quiet = self._owned.where(
            Application.archived_at.is_(None),
            Application.stage_id.in_(categories),
            Application.moved_at < before,
            ~planned,
        )
        return list(await self._session.scalars(quiet.order_by(Application.moved_at).limit(limit)))

    async def steps(self, sought: Sought) -> list[tuple[UUID, str, datetime]]:
        """Every step of those that are sought, in order: the application, the category, and when."""
        ids = self._sought(sought).with_only_columns(Application.id)
        columns = (ApplicationEvent.application_id, ApplicationEvent.after, ApplicationEvent.at)
        steps = self._events.with_only_columns(*columns).where(
            ApplicationEvent.kind.in_(STEPS),
            ApplicationEvent.undone_at.is_(None),
            ApplicationEvent.application_id.in_(ids),
        )
        found = await self._session.execute(steps.order_by(ApplicationEvent.at, ApplicationEvent.id))
        return [(row[0], str(row[1]), row[2]) for row in found]

    async def traits(self, sought: Sought) -> list[tuple[UUID, str, str | None, int | None, str | None]]:
        """Of those that are sought: source, CV, its version, and the band of the match."""
        columns = (
            Application.id,
            Application.source,
            Application.cv_title,
            Application.cv_number,
            Application.match_band,
        )
        found = await self._session.execute(self._sought(sought).with_only_columns(*columns))
        return [tuple(row) for row in found]  # type: ignore[misc] # The columns above.

    async def of_import(self, made_by: UUID) -> list[Application]:
        return list(await self._session.scalars(self._owned.where(Application.import_id == made_by)))

    async def events(self, application: UUID, limit: int) -> list[ApplicationEvent]:
        """What happened, newest first."""
        mine = self._events.where(ApplicationEvent.application_id == application)
        return list(await self._session.scalars(mine.order_by(ApplicationEvent.id.desc()).limit(limit)))

    async def events_of(self, applications: Sequence[UUID]) -> list[ApplicationEvent]:
        """What happened to these, oldest first."""
        mine = self._events.where(ApplicationEvent.application_id.in_(applications))
        return list(await self._session.scalars(mine.order_by(ApplicationEvent.id)))

    async def last_steps(self, application: UUID) -> list[ApplicationEvent]:
        """The last two steps that count, the later first."""
        mine = self._events.where(
            ApplicationEvent.application_id == application,
            ApplicationEvent.kind.in_(STEPS),
            ApplicationEvent.undone_at.is_(None),
        )
        ordered = mine.order_by(ApplicationEvent.id.desc()).limit(2)
        return list(await self._session.scalars(ordered))

    async def delete_all(self, ids: Sequence[UUID]) -> None:
        mine = (Application.workspace_id == self._workspace, Application.id.in_(ids))
        await self._session.execute(delete(Application).where(*mine))

    def add(self, row: Application | ApplicationEvent) -> None:
        self._session.add(row)

    def _sought(self, sought: Sought) -> Select[Any]:
        archived = (
            Application.archived_at.is_not(None) if sought.archived else Application.archived_at.is_(None)
        )
        statement: Select[Any] = self._owned.where(archived)
        if sought.q:
            texts = (Application.title, Application.organization, Application.location, Application.notes)
            statement = statement.where(or_(*(text.icontains(sought.q, autoescape=True) for text in texts)))
        if sought.tag:
            statement = statement.where(Application.tags.contains([sought.tag]))
        if sought.source:
            statement = statement.where(Application.source == sought.source)
        if sought.stage is not None:
            statement = statement.where(Application.stage_id == sought.stage)
        if sought.cv is not None:
            statement = statement.where(Application.cv_id == sought.cv)
        return statement


def _moved(cursor: str) -> tuple[datetime, UUID]:
    """The place in a column that a cursor names. Raises BadCursor."""
    match decode_cursor(cursor):
        case [str(moved), str(last)]:
            try:
                moment = datetime.fromisoformat(moved)
                if moment.tzinfo is not None:
                    return moment, UUID(last)
            except ValueError as exc:
                raise BadCursor from exc
    raise BadCursor
