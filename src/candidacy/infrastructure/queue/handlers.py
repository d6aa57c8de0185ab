"""What is done for each kind of job, and how often it is tried."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import ConfigDict, validate_call
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.queue.ended import Told, told_to_nobody
from candidacy.infrastructure.queue.errors import UnknownJobKind
from candidacy.kernel.ids import WorkspaceId

Handler = Callable[..., Awaitable[dict[str, Any] | None]]


Held = Callable[[AsyncSession, WorkspaceId], Awaitable[bool]]
"""Whether the jobs of a workspace wait for now."""


async def held_by_nobody(_: AsyncSession, __: WorkspaceId) -> bool:
    """Where nothing ever waits."""
    return False


@dataclass(frozen=True, slots=True)
class Retries:
    """How often a job is tried and how long it waits in between: doubling, shortened by up to a half."""

    attempts: int = 5
    first_delay: float = 2.0
    longest_delay: float = 300.0

    def delay(self, attempt: int) -> float:
        """Seconds to wait after the given attempt (1 is the first)."""
        full: float = min(self.longest_delay, self.first_delay * 2 ** min(attempt - 1, 30))
        return full * random.uniform(0.5, 1.0)  # noqa: S311 - Spreads load, hides nothing.


@dataclass(frozen=True, slots=True)
class JobHandler:
    """A kind of job. ``call`` takes a JobContext and the payload, read into the types it names."""

    kind: str
    call: Handler
    queue: str = "default"
    retries: Retries = field(default_factory=Retries)


class JobHandlers:
    """All kinds of jobs of one application; written in ``entrypoints.wiring``."""

    def __init__(self) -> None:
        self._handlers: dict[str, JobHandler] = {}
        self.told: Told = told_to_nobody
        self.held: Held = held_by_nobody

    def register(
        self, kind: str, call: Handler, *, queue: str = "default", retries: Retries | None = None
    ) -> None:
        """Add a kind. A handler may run again after any kill, so its effects must be the same twice.

        Args:
            kind: its stable name, such as ``cvs.read``.
            call: ``async (JobContext, **payload) -> result``; ids come as the types it is annotated with.
            queue: workers may be told to take some queues only.
            retries: how often errors that may pass are tried again.
        """
        if kind in self._handlers:
            raise ValueError(f"A handler for {kind} is registered already.")
        # Built at the first run: a process that only serves pages runs none.
        checked = validate_call(config=ConfigDict(arbitrary_types_allowed=True, defer_build=True))(call)
        self._handlers[kind] = JobHandler(kind, checked, queue, retries or Retries())

    def tell(self, told: Told) -> None:
        """Who is told of each job that has succeeded or failed for good, in the transaction that says so."""
        self.told = told

    def hold(self, held: Held) -> None:
        """Who says that the jobs of a workspace wait, asked before each run."""
        self.held = held

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset(self._handlers)

    def __getitem__(self, kind: str) -> JobHandler:
        try:
            return self._handlers[kind]
        except KeyError as exc:
            raise UnknownJobKind(f"No handler is registered for jobs of the kind {kind}.") from exc

    def __contains__(self, kind: object) -> bool:
        return kind in self._handlers
