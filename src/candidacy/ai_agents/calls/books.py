"""One request's money and entry: reserved before, settled and recorded after, whatever happened between."""

import asyncio
import hashlib
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from candidacy.ai_agents.calls.answers import tokens_of
from candidacy.ai_agents.errors import (
    ModelAnswerCut,
    ModelAnswerTooLarge,
    ModelAnswerUnusable,
    ModelRateLimited,
    ModelTimeout,
    ModelUnavailable,
)
from candidacy.ai_agents.interface import (
    BudgetGate,
    CallOutcome,
    CallRecord,
    Estimate,
    Ledger,
    Made,
    ModelSettings,
    Usage,
)
from candidacy.ai_agents.prompts import Rendered
from candidacy.ai_agents.providers import ModelRequest
from candidacy.kernel import tracing
from candidacy.kernel.clock import Clock

_OUTCOMES: tuple[tuple[type[BaseException], CallOutcome], ...] = (
    (ModelAnswerCut, CallOutcome.CUT),
    (ModelAnswerTooLarge, CallOutcome.TOO_LARGE),
    (ModelAnswerUnusable, CallOutcome.UNUSABLE),
    (ModelRateLimited, CallOutcome.RATE_LIMITED),
    (ModelTimeout, CallOutcome.TIMEOUT),
    (ModelUnavailable, CallOutcome.UNAVAILABLE),
    (asyncio.CancelledError, CallOutcome.CANCELLED),
    (GeneratorExit, CallOutcome.CANCELLED),
)
_UNPAID = frozenset({CallOutcome.RATE_LIMITED, CallOutcome.REFUSED, CallOutcome.UNAVAILABLE})
"""Ends for which providers charge nothing."""


def outcome_of(error: BaseException | None) -> CallOutcome:
    if error is None:
        return CallOutcome.OK
    return next((name for kind, name in _OUTCOMES if isinstance(error, kind)), CallOutcome.REFUSED)


@dataclass(frozen=True, slots=True)
class Books:
    """Ledger and budget of one workspace, the clocks, and who hears of each request besides."""

    ledger: Ledger
    budget: BudgetGate
    clock: Clock
    now: Callable[[], float]
    observe: Callable[[CallRecord], None] | None = None

    async def open(
        self, made: Made, number: int, rendered: Rendered, to: ModelSettings, asked: ModelRequest
    ) -> "Entry":
        """Reserve what the request may cost. Raises BudgetExceeded."""
        texts = (asked.system, *(m.text for m in asked.messages))
        most = Usage(tokens_of(*texts), asked.max_tokens, estimated=True)
        estimate = Estimate(made.prompt_id, most.tokens_in + most.tokens_out, most.cost(to.prices))
        reservation = await self.budget.reserve(estimate)
        digest = hashlib.sha256("\0".join(texts).encode()).hexdigest()
        told = {
            "gen_ai.provider.name": to.provider.value,
            "gen_ai.request.model": to.model,
            "candidacy.prompt": f"{rendered.template.id} v{rendered.template.version}",
            "candidacy.try": number,
        }
        span = tracing.begin(f"model {rendered.template.id}", told, kind="client")
        return Entry(
            self,
            made,
            number,
            rendered,
            to,
            reservation,
            digest,
            most.tokens_in,
            self.clock.now(),
            self.now(),
            span,
        )


@dataclass(slots=True)
class Entry:
    """One request while it runs; ``answered`` and ``usage`` are told as they come."""

    books: Books
    made: Made
    number: int
    rendered: Rendered
    settings: ModelSettings
    reservation: UUID
    input_sha256: str
    tokens_in: int
    started_at: datetime
    started: float
    span: tracing.Span
    usage: Usage | None = None
    answered: str = ""

    async def close(self, error: BaseException | None) -> None:
        """Settle and record; a cancellation waits until both are done."""
        try:
            await surely(self._close(outcome_of(error)))
        finally:
            self.span.end(None if error is None else type(error).__name__)

    async def _close(self, outcome: CallOutcome) -> None:
        usage = self._used(outcome)
        cost = usage.cost(self.settings.prices)
        await self.books.budget.settle(self.reservation, usage, cost)
        record = self._record(outcome, usage, cost)
        self._tell(record)
        await self.books.ledger.record(record)

    def _record(self, outcome: CallOutcome, usage: Usage, cost: Decimal) -> CallRecord:
        template = self.rendered.template
        return CallRecord(
            call_id=self.made.call_id,
            number=self.number,
            prompt_id=template.id,
            prompt_version=template.version,
            prompt_digest=template.digest,
            provider=self.settings.provider,
            model=self.settings.model,
            outcome=outcome,
            usage=usage,
            cost_micros=cost,
            started_at=self.started_at,
            latency_ms=max(0, round(1000 * (self.books.now() - self.started))),
            input_sha256=self.input_sha256,
            output_sha256=hashlib.sha256(self.answered.encode()).hexdigest() if self.answered else None,
            experiment=self.made.experiment,
        )

    def _tell(self, record: CallRecord) -> None:
        """To who counts and who traces: how it ended and what it took, and nothing that was said."""
        self.span.tell(
            {
                "candidacy.outcome": record.outcome.value,
                "gen_ai.usage.input_tokens": record.usage.tokens_in,
                "gen_ai.usage.output_tokens": record.usage.tokens_out,
            }
        )
        if self.books.observe is not None:
            self.books.observe(record)

    def _used(self, outcome: CallOutcome) -> Usage:
        """What the provider counted; else what it may have: the prompt, and what came of the answer."""
        if self.usage is not None and self.usage.tokens_in:
            return self.usage
        if self.usage is not None:
            return Usage(self.tokens_in, self.usage.tokens_out, estimated=True)
        if outcome in _UNPAID and not self.answered:
            return Usage()
        return Usage(self.tokens_in, tokens_of(self.answered) if self.answered else 0, estimated=True)


async def surely(work: Coroutine[Any, Any, None]) -> None:
    """Finish the work even where the task is cancelled meanwhile; the cancellation goes on after it."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        await asyncio.wait([task])
        raise cancelled from (None if task.cancelled() else task.exception())
