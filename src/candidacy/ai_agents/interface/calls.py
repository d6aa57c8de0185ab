"""What a call costs and leaves behind, and who keeps it: ledger, budget, choice of prompts."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from candidacy.ai_agents.interface.settings import Prices, ProviderKind


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one request; ``estimated`` where the provider did not say."""

    tokens_in: int = 0
    tokens_out: int = 0
    estimated: bool = False

    def cost(self, prices: Prices) -> Decimal:
        """In millionths of the currency's unit: tokens times the price of a million."""
        return self.tokens_in * prices.input + self.tokens_out * prices.output


class CallOutcome(StrEnum):
    """How one request ended."""

    OK = "ok"
    UNUSABLE = "unusable"
    CUT = "cut"
    TOO_LARGE = "too_large"
    REFUSED = "refused"
    """By the model or by the provider: declined, key, name, request."""
    RATE_LIMITED = "rate_limited"
    UNAVAILABLE = "unavailable"
    TIMEOUT = "timeout"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One request to a model as the ledger keeps it; a call of three tries leaves three.

    No text of anybody is in it: prompt and answer are there as digests alone.
    """

    call_id: UUID
    """The same for all tries of a call."""
    number: int
    """Which try of its call, from 1."""
    prompt_id: str
    """``review.structure``."""
    prompt_version: int
    prompt_digest: str
    provider: ProviderKind
    model: str
    outcome: CallOutcome
    usage: Usage
    cost_micros: Decimal
    """Millionths of the currency's unit."""
    started_at: datetime
    latency_ms: int
    input_sha256: str
    output_sha256: str | None
    experiment: str | None = None
    """``name:arm`` of the experiment that chose the version."""


class Ledger(Protocol):
    """Keeps each request to a model; implemented by a feature for one workspace."""

    async def record(self, record: CallRecord) -> None:
        """Keep it in a transaction of its own: a failed workflow has cost what it has cost."""
        ...


@dataclass(frozen=True, slots=True)
class Estimate:
    """The most that the next request may take."""

    prompt_id: str
    tokens: int
    cost_micros: Decimal


class BudgetGate(Protocol):
    """What a workspace may spend: reserved before each request, settled after it."""

    async def reserve(self, estimate: Estimate) -> UUID:
        """Take it from the budget, at once for all processes. Raises BudgetExceeded."""
        ...

    async def settle(self, reservation: UUID, usage: Usage, cost_micros: Decimal) -> None:
        """Put what it was in the place of what it could have been. Is called once, whatever happened."""
        ...


@dataclass(frozen=True, slots=True)
class ChosenVersion:
    """A version of a prompt, and the experiment (``name:arm``) that chose it."""

    version: int
    experiment: str | None = None


class PromptChooser(Protocol):
    """Says which version of a prompt is used; from what a feature has read before."""

    def choose(self, prompt_id: str) -> ChosenVersion | None:
        """None: the newest one that ships."""
        ...
