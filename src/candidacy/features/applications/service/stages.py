"""The stages of a board: eight to begin with, and whatever a workspace makes of them."""

from collections.abc import Sequence
from uuid import UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.stages import DEFAULT_STAGES, Category, unique_name
from candidacy.features.applications.errors import (
    StageInUse,
    StageNameTaken,
    StageNeeded,
    StageNotFound,
    TooManyStages,
)
from candidacy.features.applications.models import Stage
from candidacy.features.applications.repository import ApplicationRepository, StageRepository
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId, uuid7

MOST_STAGES = 30
NEEDED = (Category.SAVED, Category.APPLIED)


def default_stages(workspace: WorkspaceId) -> list[Stage]:
    """The stages of a workspace that has none yet; their ids are known before they are stored."""
    return [
        Stage(
            id=uuid5(workspace, f"stage/{one.category}"),
            workspace_id=workspace,
            name=one.name,
            category=one.category.value,
            position=position,
            archived_at=None,
        )
        for position, one in enumerate(DEFAULT_STAGES)
    ]


class StageService:
    """The stages of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId, clock: Clock) -> None:
        self._session, self._workspace, self._clock = session, workspace, clock
        self._stages = StageRepository(session, workspace)
        self._known: list[Stage] = []

    async def list_all(self) -> list[Stage]:
        """In the order of the board, archived ones too; a board that nobody touched has the defaults."""
        self._known = self._known or await self._stages.list_all()
        return self._known or default_stages(self._workspace)

    async def list_used(self) -> list[Stage]:
        return [stage for stage in await self.list_all() if stage.archived_at is None]

    async def ready(self) -> list[Stage]:
        """The stages as rows, made now where a board is new: for what refers to them."""
        self._known = self._known or await self._stages.list_all()
        if self._known:
            return self._known
        defaults = [
            {
                "id": s.id,
                "workspace_id": s.workspace_id,
                "name": s.name,
                "category": s.category,
                "position": n,
            }
            for n, s in enumerate(default_stages(self._workspace))
        ]
        await self._stages.put_defaults(defaults)
        self._known = await self._stages.list_all()
        return self._known

    async def get(self, stage: UUID) -> Stage:
        """Raises StageNotFound."""
        return await self._stages.get(stage)

    async def require(self, stage: UUID) -> None:
        """Raises StageNotFound."""
        if all(one.id != stage for one in await self.list_all()):
            raise StageNotFound

    async def usable(self, stage: UUID) -> Stage:
        """A stage that an application can come to. Raises StageNotFound."""
        found = next((one for one in await self.ready() if one.id == stage), None)
        if found is None or found.archived_at is not None:
            raise StageNotFound
        return found

    async def first_of(self, category: Category) -> Stage | None:
        """The first stage that means this, where there is one in use."""
        used = (one for one in await self.ready() if one.archived_at is None)
        return next((one for one in used if one.category == category), None)

    async def add(self, name: str, category: Category) -> Stage:
        """A new stage after the last one of its category. Raises StageNameTaken or TooManyStages."""
        rows = await self._locked()
        if sum(1 for row in rows if row.archived_at is None) >= MOST_STAGES or len(rows) >= 2 * MOST_STAGES:
            raise TooManyStages
        self._require_free(name, rows)
        order = list(Category)
        place = sum(1 for row in rows if order.index(Category(row.category)) <= order.index(category))
        row = Stage(
            id=uuid7(), workspace_id=self._workspace, name=name, category=category.value, position=place
        )
        rows.insert(place, row)
        self._stages.add(row)
        self._number(rows)
        await self._session.flush()
        return row

    async def change(self, stage: UUID, *, name: str | None, archived: bool | None) -> Stage:
        """Rename a stage, take it out of use or back. Raises StageNameTaken, StageInUse, StageNeeded."""
        rows = await self._locked()
        row = next((one for one in rows if one.id == stage), None)
        if row is None:
            raise StageNotFound
        if name is not None and name != row.name:
            self._require_free(name, [one for one in rows if one is not row])
            row.name = name
        if archived is True and row.archived_at is None:
            await self._require_unused(row, rows)
            row.archived_at = self._clock.now()
        elif archived is False:
            row.archived_at = None
        await self._session.flush()
        return row

    async def reorder(self, ids: Sequence[UUID]) -> list[Stage]:
        """Put the stages in this order; those that are not named come after. Raises StageNotFound."""
        rows = {row.id: row for row in await self._locked()}
        wanted = list(dict.fromkeys(ids))
        if any(one not in rows for one in wanted):
            raise StageNotFound
        ordered = [rows.pop(one) for one in wanted] + list(rows.values())
        self._number(ordered)
        await self._session.flush()
        return ordered

    async def move(self, stage: UUID, by: int) -> None:
        """A place to the left (-1) or to the right (1)."""
        used = [one.id for one in await self.ready() if one.archived_at is None]
        if stage not in used:
            raise StageNotFound
        place = used.index(stage)
        target = min(max(place + by, 0), len(used) - 1)
        used.insert(target, used.pop(place))
        await self.reorder(used)

    async def _locked(self) -> list[Stage]:
        """All stages, which nobody else changes meanwhile; read again afterwards."""
        await self.ready()
        self._known = []
        return await self._stages.lock_all()

    def _number(self, rows: Sequence[Stage]) -> None:
        for position, row in enumerate(rows):
            row.position = position

    def _require_free(self, name: str, rows: Sequence[Stage]) -> None:
        if not unique_name(name, (row.name for row in rows)):
            raise StageNameTaken

    async def _require_unused(self, row: Stage, rows: Sequence[Stage]) -> None:
        others = [one for one in rows if one is not row and one.archived_at is None]
        if Category(row.category) in NEEDED and all(one.category != row.category for one in others):
            raise StageNeeded
        if await ApplicationRepository(self._session, self._workspace).count_in(row.id):
            raise StageInUse
