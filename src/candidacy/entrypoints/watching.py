"""Who counts in this process: metrics where a port is set for them, nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncEngine

from candidacy import __version__
from candidacy.ai_agents.interface import CallRecord
from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.observability.tracing import trace_statements
from candidacy.kernel.tracing import is_traced


class Counting(Protocol):
    """What ``Metrics`` is to who tells it; importing that takes a fifth of a second."""

    def request_began(self) -> None: ...

    def request_ended(self, method: str, route: str, status: int, seconds: float) -> None: ...

    def job_ran(self, kind: str, outcome: str, seconds: float) -> None: ...

    def model_called(
        self, provider: str, outcome: str, seconds: float, tokens: Mapping[str, int]
    ) -> None: ...

    def cache_looked(self, cache: str, *, hit: bool) -> None: ...


@dataclass(frozen=True, slots=True)
class Watched:
    """The metrics of a process, if it has any."""

    metrics: Counting | None = None

    def job_ran(self, kind: str, outcome: str, seconds: float) -> None:
        if self.metrics is not None:
            self.metrics.job_ran(kind, outcome, seconds)

    def cache_looked(self, cache: str, hit: bool) -> None:
        if self.metrics is not None:
            self.metrics.cache_looked(cache, hit=hit)

    def model_called(self, record: CallRecord) -> None:
        if self.metrics is not None:
            tokens = {"input": record.usage.tokens_in, "output": record.usage.tokens_out}
            seconds = record.latency_ms / 1000
            self.metrics.model_called(record.provider.value, record.outcome.value, seconds, tokens)


def watch(settings: Settings, engine: AsyncEngine) -> Watched:
    """Begin to count and to trace what is set to be."""
    if is_traced():
        trace_statements(engine)
    if settings.metrics.port is None:
        return Watched()
    from candidacy.infrastructure.observability.metrics import Metrics

    metrics = Metrics(__version__)
    metrics.watch_pool(engine)
    return Watched(metrics)
