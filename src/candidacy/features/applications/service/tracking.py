"""Applications: made, moved by the rules with a dated history, taken back, archived."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.cells import Salary
from candidacy.domain.applications.spreadsheet import likeness
from candidacy.domain.applications.stages import Category, require_move
from candidacy.domain.postings import Posting
from candidacy.features.applications.errors import (
    ApplicationArchived,
    ApplicationChanged,
    BoardFull,
    NothingNamed,
    NothingToUndo,
    StageNotFound,
)
from candidacy.features.applications.events import ApplicationSaved
from candidacy.features.applications.models import Application, ApplicationEvent, Stage
from candidacy.features.applications.repository import ApplicationRepository, PartRepository
from candidacy.features.applications.service.stages import StageService
from candidacy.features.postings import public as postings
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7

MOST_APPLICATIONS = 20_000
MOST_EVENTS = 200
_NOT_SENT = (Category.SAVED, Category.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Draft:
    """An application that is to be made; ``since`` are the days of its steps, as far as they are known."""

    title: str = ""
    organization: str = ""
    stage: UUID | None = None
    url: str = ""
    location: str = ""
    source: str = ""
    tags: tuple[str, ...] = ()
    notes: str = ""
    salary: Salary | None = None
    posting: postings.PostingText | None = None
    since: Mapping[Category, datetime] = field(default_factory=dict)
    import_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """An application and its stage."""

    row: Application
    stage: Stage


class TrackingService:
    """The applications of one workspace, changed by one person."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        clock: Clock,
        author: UserId | None,
        events: Events | None = None,
    ) -> None:
        """Without ``events`` nobody is told at once of what is saved: the search finds it by looking."""
        self.session, self.workspace, self.clock, self.author = session, workspace, clock, author
        self._events = events
        self.stages = StageService(session, workspace, clock)
        self.applications = ApplicationRepository(session, workspace)
        self.parts = PartRepository(session, workspace)
        self._pending: list[ApplicationEvent] = []

    async def create(self, draft: Draft) -> Whole:
        """Begin to follow a job. Raises NothingNamed, StageNotFound or BoardFull."""
        await self.require_room(1)
        whole = await self.add(draft, await self._stage_for(draft))
        await self.flush()
        return await self._saved(whole)

    async def _saved(self, whole: Whole) -> Whole:
        if self._events is not None:
            await self._events.publish(ApplicationSaved(self.workspace, whole.row.id), self.session)
        return whole

    async def flush(self) -> None:
        """Write what was changed; events come after the applications that they are about."""
        await self.session.flush()
        for event in self._pending:
            self.applications.add(event)
        self._pending.clear()
        await self.session.flush()

    async def require_room(self, more: int) -> None:
        """Raises BoardFull where so many more are too many."""
        if await self.applications.count() + more > MOST_APPLICATIONS:
            raise BoardFull

    async def add(self, draft: Draft, stage: Stage) -> Whole:
        """The rows of a new application; the caller calls ``flush``. Raises NothingNamed."""
        posting = draft.posting
        title = draft.title or (posting.title if posting else "")
        organization = draft.organization or ((posting.organization or "") if posting else "")
        if not title and not organization:
            raise NothingNamed
        now = self.clock.now()
        row = Application(
            id=uuid7(),
            workspace_id=self.workspace,
            title=title[:300],
            organization=organization[:300],
            stage_id=stage.id,
            moved_at=now,
            url=draft.url,
            location=(draft.location or ((posting.posting.location or "") if posting else ""))[:300],
            source=draft.source,
            tags=list(draft.tags),
            notes=draft.notes,
            likeness=likeness(title[:300], organization[:300], draft.url),
            posting_id=posting.id if posting else None,
            posting_version=posting.version if posting else None,
            posting=to_json(Posting, posting.posting) if posting else None,
            import_id=draft.import_id,
        )
        set_salary(row, draft.salary)
        self.applications.add(row)
        await self._begin(row, stage, draft.since)
        return Whole(row, stage)

    async def _begin(self, row: Application, stage: Stage, since: Mapping[Category, datetime]) -> None:
        """The first step, and before it those whose days are known."""
        now, last, before = self.clock.now(), _EARLIEST, None
        for category in (Category.SAVED, Category.APPLIED):
            earlier = await self.stages.first_of(category)
            at = since.get(category)
            if earlier is None or category == stage.category or at is None or not last <= at <= now:
                continue
            self._note(row, "moved" if before else "created", before, earlier, at=at)
            before, last = earlier, at
        at = min(now, max(since.get(Category(stage.category), now), last))
        self._note(row, "moved" if before else "created", before, stage, at=at)
        row.moved_at = at
        if stage.category not in _NOT_SENT:
            row.applied_at = since.get(Category.APPLIED, at)

    async def _stage_for(self, draft: Draft) -> Stage:
        if draft.stage is not None:
            return await self.stages.usable(draft.stage)
        first = await self.stages.first_of(Category.SAVED)
        if first is None:
            raise StageNotFound
        return first

    async def get(self, application: UUID, *, posting: bool = False) -> Whole:
        """Raises ApplicationNotFound."""
        row = await self.applications.get(application, posting=posting)
        return Whole(row, await self._stage_of(row))

    async def locked(self, application: UUID, based_on: int | None) -> Whole:
        """An application that nobody else changes meanwhile.

        Raises ApplicationNotFound, and ApplicationChanged where it is not the version that was looked at.
        """
        row = await self.applications.get(application, lock=True)
        stage = await self._stage_of(row)
        if based_on is not None and based_on != row.version:
            where = stage.name
            raise ApplicationChanged(
                f"Somebody changed this application in the meantime. It is in {where} now, archived. "
                "Repeat your change if it fits."
                if row.archived_at
                else f"Somebody changed this application in the meantime. It is in {where} now. "
                "Repeat your change if it fits."
            )
        return Whole(row, stage)

    async def change(self, application: UUID, values: Mapping[str, Any], *, based_on: int | None) -> Whole:
        """Set values right. Raises like ``locked``, and NothingNamed."""
        whole = await self.locked(application, based_on)
        row = whole.row
        for name, value in values.items():
            if name == "salary":
                set_salary(row, value)
            else:
                setattr(row, name, value)
        if not row.title and not row.organization:
            raise NothingNamed
        row.likeness = likeness(row.title, row.organization, row.url)
        await self.flush()
        return await self._saved(whole)

    async def move(self, application: UUID, stage: UUID, *, based_on: int | None, note: str = "") -> Whole:
        """Put it into another stage.

        Raises like ``locked``, and MoveNotAllowed, StageNotFound or ApplicationArchived.
        """
        whole = await self.locked(application, based_on)
        if whole.row.archived_at is not None:
            raise ApplicationArchived
        target = await self.stages.usable(stage)
        if target.id == whole.stage.id:
            return whole
        require_move(Category(whole.stage.category), Category(target.category))
        self.put(whole, target, note=note)
        await self.flush()
        return Whole(whole.row, target)

    def put(self, whole: Whole, target: Stage, *, note: str = "") -> None:
        """The move itself, of an application that is locked."""
        row, now = whole.row, self.clock.now()
        self._note(row, "moved", whole.stage, target, at=now, note=note)
        row.stage_id, row.moved_at = target.id, now
        if row.applied_at is None and target.category not in _NOT_SENT:
            row.applied_at = now

    async def undo(self, application: UUID, *, based_on: int | None) -> Whole:
        """Take the last move back. Raises like ``locked``, and NothingToUndo."""
        whole = await self.locked(application, based_on)
        if whole.row.archived_at is not None:
            raise ApplicationArchived
        steps = await self.applications.last_steps(application)
        if len(steps) < 2 or steps[0].kind != "moved" or steps[0].after_stage != whole.row.stage_id:
            raise NothingToUndo
        last, before = steps
        if last.before_stage is None or last.before_stage != before.after_stage:
            raise NothingToUndo
        back = next((one for one in await self.stages.ready() if one.id == last.before_stage), None)
        if back is None:
            raise NothingToUndo
        row, now = whole.row, self.clock.now()
        last.undone_at = now
        self._note(row, "undone", whole.stage, back, at=now)
        row.stage_id, row.moved_at = back.id, before.at
        if row.applied_at == last.at:
            row.applied_at = None
        await self.flush()
        return Whole(row, back)

    async def set_archived(self, application: UUID, *, archived: bool, based_on: int | None) -> Whole:
        """Put it away, or take it out again. Raises like ``locked``."""
        whole = await self.locked(application, based_on)
        row = whole.row
        if archived != (row.archived_at is not None):
            row.archived_at = self.clock.now() if archived else None
            kind = "archived" if archived else "restored"
            self._note(row, kind, whole.stage, whole.stage, at=self.clock.now())
            await self.flush()
        return whole

    async def delete(self, application: UUID) -> list[str]:
        """Delete it with all that belongs to it; gives the keys of its files, which the caller deletes."""
        row = await self.applications.get(application, lock=True)
        keys = await self.parts.keys_of([row.id])
        await self.session.delete(row)
        await self.session.flush()
        return keys

    async def history(self, application: UUID) -> list[ApplicationEvent]:
        """What happened, newest first. Raises ApplicationNotFound."""
        await self.applications.get(application)
        return await self.applications.events(application, MOST_EVENTS)

    def remark(self, row: Application, stage: Stage, kind: str, note: str) -> None:
        """Something that happened and was no move."""
        self._note(row, kind, stage, stage, at=self.clock.now(), note=note)

    async def _stage_of(self, row: Application) -> Stage:
        return await self.stages.get(row.stage_id)

    def _note(
        self,
        row: Application,
        kind: str,
        before: Stage | None,
        after: Stage,
        *,
        at: datetime,
        note: str = "",
    ) -> None:
        event = ApplicationEvent(
            id=uuid7(),
            workspace_id=self.workspace,
            application_id=row.id,
            kind=kind,
            at=at,
            before_stage=before.id if before else None,
            after_stage=after.id,
            before=before.category if before else None,
            after=after.category,
            note=note[:400],
            author_id=self.author,
        )
        self._pending.append(event)


_EARLIEST = datetime.min.replace(tzinfo=UTC)


def set_salary(row: Application, salary: Salary | None) -> None:
    row.salary_amount = salary.amount if salary else None
    row.salary_currency = salary.currency if salary else None
    row.salary_period = salary.period.value if salary else None


def noon(day: Any) -> datetime:
    """A day as a moment: its noon in UTC, which is that day nearly everywhere."""
    return datetime.combine(day, time(12), UTC)
