"""The budget of a workspace as its calls meet it: reserved before each, settled after it."""

import asyncio
import random
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from candidacy.ai_agents.interface import Estimate, Usage
from candidacy.features.agents.errors import TooManyModelCalls
from candidacy.features.agents.policies.budget import Limits, month_of, require_room, require_slot
from candidacy.features.agents.repository import BudgetRepository
from candidacy.features.agents.schemas import Amount
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import WorkspaceId

_POLL = 0.2


class WorkspaceBudget:
    """A ``BudgetGate``. Each step is a short transaction of its own; none is open while a model works.

    Args:
        sessions: sessions that work in the workspace.
        lifetime: how long a reservation stands when nobody settles it; longer than any call.
        patience: seconds to wait for a free place among the calls under way.
    """

    def __init__(
        self,
        sessions: Sessions,
        workspace: WorkspaceId,
        limits: Limits,
        clock: Clock,
        *,
        lifetime: timedelta = timedelta(minutes=16),
        patience: float = 20.0,
    ) -> None:
        self._sessions, self._workspace, self._limits, self._clock = sessions, workspace, limits, clock
        self._lifetime, self._patience = lifetime, patience

    async def reserve(self, estimate: Estimate) -> UUID:
        """Raises BudgetExceeded at once, TooManyModelCalls after some patience."""
        wanted = Amount(estimate.tokens, estimate.cost_micros)
        ends = asyncio.get_running_loop().time() + self._patience
        while True:
            try:
                return await self._reserve(wanted)
            except TooManyModelCalls:
                if asyncio.get_running_loop().time() >= ends:
                    raise
            await asyncio.sleep(_POLL * random.uniform(0.5, 1.5))  # noqa: S311 - Spreads those who wait.

    async def settle(self, reservation: UUID, usage: Usage, cost_micros: Decimal) -> None:
        """Count what it was, also where the reservation has expired meanwhile."""
        used = Amount(usage.tokens_in + usage.tokens_out, cost_micros)
        async with self._sessions.begin() as session:
            budget = BudgetRepository(session, self._workspace)
            # The month is locked first, as by who reserves, so that neither waits for the other for ever.
            await budget.add_use(month_of(self._clock.now()), used)
            await budget.give_back(reservation)

    async def _reserve(self, wanted: Amount) -> UUID:
        now = self._clock.now()
        async with self._sessions.begin() as session:
            budget = BudgetRepository(session, self._workspace)
            used = await budget.lock_month(month_of(now))
            await budget.forget_expired(now)
            calls, reserved = await budget.under_way()
            require_room(self._limits, used + reserved, wanted, now)
            require_slot(self._limits, calls)
            return await budget.reserve(wanted, now + self._lifetime)
