"""A ledger and a budget in memory, and clients that use them."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from uuid import UUID, uuid4

from candidacy.ai_agents.client import ModelClient, Models
from candidacy.ai_agents.errors import BudgetExceeded
from candidacy.ai_agents.interface import (
    CallOutcome,
    CallRecord,
    Estimate,
    ModelSettings,
    Prices,
    ProviderKind,
    Usage,
)
from candidacy.ai_agents.providers import AddressGuard
from candidacy.kernel.clock import FixedClock

WIRES = [ProviderKind.OPENAI, ProviderKind.ANTHROPIC]
PRICES = Prices(input=Decimal("0.15"), output=Decimal("0.6"))


@dataclass
class MemoryLedger:
    """Keeps what it is told."""

    records: list[CallRecord] = field(default_factory=list)

    async def record(self, record: CallRecord) -> None:
        self.records.append(record)

    @property
    def outcomes(self) -> list[CallOutcome]:
        return [record.outcome for record in self.records]


@dataclass
class MemoryBudget:
    """Gives until nothing is left."""

    left: int = 10**9
    open: dict[UUID, Estimate] = field(default_factory=dict)
    spent: Decimal = Decimal(0)

    async def reserve(self, estimate: Estimate) -> UUID:
        if estimate.tokens > self.left:
            raise BudgetExceeded
        self.left -= estimate.tokens
        reservation = uuid4()
        self.open[reservation] = estimate
        return reservation

    async def settle(self, reservation: UUID, usage: Usage, cost_micros: Decimal) -> None:
        estimate = self.open.pop(reservation)
        self.left += estimate.tokens - usage.tokens_in - usage.tokens_out
        self.spent += cost_micros


@dataclass
class Bench:
    """Everything around one client, with waits that are noted and not waited."""

    settings: ModelSettings
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    budget: MemoryBudget = field(default_factory=MemoryBudget)
    waits: list[float] = field(default_factory=list)
    moment: float = 0.0
    guard: AddressGuard | None = None

    def __post_init__(self) -> None:
        self.models = Models(
            clock=FixedClock(datetime(2026, 1, 15, 12, tzinfo=UTC)),
            production=True,
            guard=self.guard,
            pause=self._pause,
            dice=Random(1),
            now=lambda: self.moment,
        )

    async def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)

    @property
    def client(self) -> ModelClient:
        return self.models.client(self.settings, ledger=self.ledger, budget=self.budget)
