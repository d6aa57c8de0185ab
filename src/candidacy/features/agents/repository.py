"""Settings, budget and ledger of one workspace; prompts and experiments of the installation."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Date, cast, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.agents.errors import ExperimentNotFound
from candidacy.features.agents.models import (
    ModelCall,
    ModelMonth,
    ModelReservation,
    ModelRow,
    PromptChoice,
    PromptExperiment,
    PromptResult,
)
from candidacy.features.agents.schemas import Amount
from candidacy.kernel.ids import WorkspaceId, uuid7

NOTHING = Amount(0, Decimal(0))


class SettingsRepository:
    """The model settings of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._own = select(ModelRow).where(ModelRow.workspace_id == workspace)

    async def find(self, *, lock: bool = False) -> ModelRow | None:
        found = self._own.with_for_update() if lock else self._own
        row: ModelRow | None = await self._session.scalar(found.execution_options(populate_existing=True))
        return row

    async def put(self, values: dict[str, Any]) -> ModelRow:
        """Write all columns; the version counts up."""
        putting = insert(ModelRow).values(workspace_id=self._workspace, version=1, **values)
        changed = {**values, "version": ModelRow.version + 1, "updated_at": func.now()}
        await self._session.execute(
            putting.on_conflict_do_update(index_elements=(ModelRow.workspace_id,), set_=changed)
        )
        fresh = self._own.execution_options(populate_existing=True)
        return (await self._session.scalars(fresh)).one()

    async def delete(self) -> bool:
        """Whether there were any."""
        gone = delete(ModelRow).where(ModelRow.workspace_id == self._workspace).returning(ModelRow.version)
        return await self._session.scalar(gone) is not None


class BudgetRepository:
    """What a workspace uses in a month and what its calls under way may use; locked while it is counted."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._months = select(ModelMonth).where(ModelMonth.workspace_id == workspace)
        self._under_way = select(
            func.count(), func.sum(ModelReservation.tokens), func.sum(ModelReservation.cost_micros)
        ).where(ModelReservation.workspace_id == workspace)

    async def lock_month(self, month: date) -> Amount:
        """What is used; who asks at the same time waits until this transaction ends."""
        row = {"workspace_id": self._workspace, "month": month, "tokens": 0, "cost_micros": Decimal(0)}
        await self._session.execute(insert(ModelMonth).values(row).on_conflict_do_nothing())
        found = self._months.where(ModelMonth.month == month).with_for_update()
        used = (await self._session.scalars(found.execution_options(populate_existing=True))).one()
        return Amount(used.tokens, used.cost_micros)

    async def used(self, month: date) -> Amount:
        found = await self._session.scalar(self._months.where(ModelMonth.month == month))
        return NOTHING if found is None else Amount(found.tokens, found.cost_micros)

    async def forget_expired(self, now: datetime) -> None:
        """Give back what processes that died had reserved."""
        mine = (ModelReservation.workspace_id == self._workspace, ModelReservation.expires_at <= now)
        await self._session.execute(delete(ModelReservation).where(*mine))

    async def under_way(self) -> tuple[int, Amount]:
        """How many calls, and what they may use together."""
        calls, tokens, cost = (await self._session.execute(self._under_way)).one()
        return calls, Amount(tokens or 0, cost or Decimal(0))

    async def reserve(self, wanted: Amount, expires_at: datetime) -> UUID:
        row = ModelReservation(
            id=uuid7(),
            workspace_id=self._workspace,
            tokens=wanted.tokens,
            cost_micros=wanted.cost_micros,
            expires_at=expires_at,
        )
        self._session.add(row)
        await self._session.flush()
        return row.id

    async def give_back(self, reservation: UUID) -> bool:
        """Whether it was there still."""
        mine = (ModelReservation.workspace_id == self._workspace, ModelReservation.id == reservation)
        gone = delete(ModelReservation).where(*mine).returning(ModelReservation.id)
        return await self._session.scalar(gone) is not None

    async def add_use(self, month: date, used: Amount) -> None:
        row = {
            "workspace_id": self._workspace,
            "month": month,
            "tokens": used.tokens,
            "cost_micros": used.cost_micros,
        }
        adding = insert(ModelMonth).values(row)
        sums = {
            "tokens": ModelMonth.tokens + adding.excluded.tokens,
            "cost_micros": ModelMonth.cost_micros + adding.excluded.cost_micros,
        }
        key = (ModelMonth.workspace_id, ModelMonth.month)
        await self._session.execute(adding.on_conflict_do_update(index_elements=key, set_=sums))


class Use(NamedTuple):
    """What one purpose has used on one day with one version of a prompt and one model."""

    day: date
    purpose: str
    model: str
    prompt: str
    prompt_version: int
    calls: int
    failed: int
    input_tokens: int
    output_tokens: int
    cost_micros: Decimal
    latency_ms: int


_GROUP: tuple[Any, ...] = (
    cast(func.timezone("UTC", ModelCall.at), Date),
    ModelCall.purpose,
    ModelCall.model,
    ModelCall.prompt,
    ModelCall.prompt_version,
)
_SUMS: tuple[Any, ...] = (
    func.count(),
    func.count().filter(ModelCall.outcome != "ok"),
    func.sum(ModelCall.input_tokens),
    func.sum(ModelCall.output_tokens),
    func.sum(ModelCall.cost_micros),
    func.sum(ModelCall.latency_ms),
)
_TOTALS = text("SELECT * FROM model_calls_totals(:since, :until) ORDER BY 1 DESC, 2, 3, 4, 5")


class CallsRepository:
    """The ledger of one workspace: entries are added and summed up."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._summed = select(*_GROUP, *_SUMS).where(ModelCall.workspace_id == workspace)
        self._ids = select(ModelCall.id).where(ModelCall.workspace_id == workspace)

    async def add(self, values: dict[str, Any]) -> None:
        await self._session.execute(insert(ModelCall).values(workspace_id=self._workspace, **values))

    async def has(self, call: UUID) -> bool:
        """Whether there is a try of this call."""
        return await self._session.scalar(self._ids.where(ModelCall.call_id == call).limit(1)) is not None

    async def used_between(self, since: date, until: date) -> list[Use]:
        """By day, newest first, and within it by purpose, model and prompt; ``until`` included."""
        period = (ModelCall.at >= _midnight(since), ModelCall.at < _midnight(until + timedelta(days=1)))
        summed = self._summed.where(*period).group_by(*_GROUP).order_by(_GROUP[0].desc(), *_GROUP[1:])
        return [Use(*row) for row in await self._session.execute(summed)]


async def used_by_all(session: AsyncSession, since: date, until: date) -> list[Use]:
    """The same for the whole installation, where no workspace is told from another."""
    found = await session.execute(_TOTALS, {"since": since, "until": until})
    return [Use(*row) for row in found]


async def prune_calls(session: AsyncSession, before: datetime) -> int:
    """Delete the entries before a moment, which the database refuses within six months; how many."""
    return await session.scalar(select(func.model_calls_prune(before))) or 0


@dataclass(frozen=True, slots=True)
class Amounts:
    """How many were measured, their sum, and the sum of their squares."""

    count: int
    total: float
    squares: float


class PromptRepository:
    """Versions of prompts that are in use, and experiments; for everybody on the installation."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def choices(self) -> dict[str, int]:
        found = await self._session.execute(select(PromptChoice.prompt, PromptChoice.version))
        return {row.prompt: row.version for row in found}

    async def choose(self, prompt: str, version: int) -> None:
        row = {"prompt": prompt, "version": version}
        putting = insert(PromptChoice).values(row)
        changed = {"version": version, "updated_at": func.now()}
        await self._session.execute(
            putting.on_conflict_do_update(index_elements=(PromptChoice.prompt,), set_=changed)
        )

    async def running(self) -> Sequence[PromptExperiment]:
        found = select(PromptExperiment).where(PromptExperiment.ended_at.is_(None))
        return (await self._session.scalars(found.order_by(PromptExperiment.id))).all()

    async def of_prompt(self, prompt: str) -> Sequence[PromptExperiment]:
        """Newest first."""
        found = select(PromptExperiment).where(PromptExperiment.prompt == prompt)
        return (await self._session.scalars(found.order_by(PromptExperiment.id.desc()).limit(50))).all()

    async def get(self, experiment: UUID, *, lock: bool = False) -> PromptExperiment:
        """Raises ExperimentNotFound."""
        row = await self._session.get(PromptExperiment, experiment, with_for_update=lock)
        if row is None:
            raise ExperimentNotFound
        return row

    async def add(self, row: PromptExperiment) -> None:
        self._session.add(row)
        await self._session.flush()

    async def results(self, experiment: UUID) -> Sequence[PromptResult]:
        found = select(PromptResult).where(PromptResult.experiment_id == experiment)
        return (await self._session.scalars(found.execution_options(populate_existing=True))).all()

    async def add_result(self, experiment: UUID, arm: str, measure: str, amount: Amounts) -> None:
        """Add to what was measured of an arm, in one statement."""
        row = {"experiment_id": experiment, "arm": arm, "measure": measure, **asdict(amount)}
        adding = insert(PromptResult).values(row)
        sums = {
            "count": PromptResult.count + adding.excluded["count"],
            "total": PromptResult.total + adding.excluded.total,
            "squares": PromptResult.squares + adding.excluded.squares,
        }
        key = (PromptResult.experiment_id, PromptResult.arm, PromptResult.measure)
        await self._session.execute(adding.on_conflict_do_update(index_elements=key, set_=sums))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
