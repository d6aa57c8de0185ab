"""The use of models: a workspace's own, and the installation's without telling one from another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.agents.policies.usage import period
from candidacy.features.agents.repository import CallsRepository, Use, used_by_all
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class Period:
    """What was used from one day to another, both included."""

    since: date
    until: date
    rows: Sequence[Use]


class UsageService:
    """Sums of the ledger."""

    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session, self._clock = session, clock

    async def of_workspace(self, workspace: WorkspaceId, since: date | None, until: date | None) -> Period:
        days = period(since, until, self._clock.today())
        return Period(*days, await CallsRepository(self._session, workspace).used_between(*days))

    async def of_installation(self, since: date | None, until: date | None) -> Period:
        days = period(since, until, self._clock.today())
        return Period(*days, await used_by_all(self._session, *days))
