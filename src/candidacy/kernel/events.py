"""Notices from a lower slice to higher ones, handled in the same transaction.

A lower slice publishes a frozen value; who listens is written in ``entrypoints.wiring`` alone, so that
no slice imports a higher one. A handler that raises makes the whole transaction fail.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from candidacy.kernel.ids import UserId, WorkspaceId


class Event:
    """Base of all events: frozen dataclasses that carry ids, never rows."""


@dataclass(frozen=True, slots=True)
class SecurityEvent(Event):
    """Something that a log of security has to remember.

    Args:
        kind: what happened, as ``subject.happened``: ``session.refresh_replayed``.
        actor: who did it; None where nobody is known, as at a failed sign-in.
        subject: the id of what it happened to, as text.
        detail: more about it: ids, addresses of the network, names of fields; never secrets or documents.
        workspace: where it happened; None for what happened to an account, which belongs to no workspace.
    """

    kind: str
    actor: UserId | None
    subject: str | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    workspace: WorkspaceId | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One judgement about somebody, with all that is needed to make it again.

    Args:
        kind: what was decided, as ``subject.happened``: ``match.scored``.
        subject: the id of the CV it is about, as text.
        by: the version of the formula or rubric that decided: ``match-1``.
        inputs: ids and versions of what it was decided from, and SHA-256 digests of their content.
        outcome: what came of it: score, band.
        decider: whether a formula or a person decided.
    """

    kind: str
    subject: str
    by: str
    inputs: Mapping[str, Any]
    outcome: Mapping[str, Any]
    decider: Literal["machine", "human"] = "machine"


@dataclass(frozen=True, slots=True)
class Decided(Event):
    """Decisions of one piece of work: all of a ranking's step come in one event.

    Args:
        workspace: whose they are.
        actor: who decided, or asked for what a machine decided; None where nobody is known.
        decisions: each of them.
    """

    workspace: WorkspaceId
    actor: UserId | None
    decisions: Sequence[Decision]


E = TypeVar("E", bound=Event)


class Events:
    """The subscriptions of one application. The context is what handlers work with: a session."""

    def __init__(self) -> None:
        self._handlers: dict[type[Event], list[Callable[[Any, Any], Awaitable[None]]]] = defaultdict(list)

    def subscribe(self, kind: type[E], handler: Callable[[E, Any], Awaitable[None]]) -> None:
        self._handlers[kind].append(handler)

    async def publish(self, event: Event, context: object) -> None:
        """Call the handlers of the event's exact class, in the order of subscription."""
        for handler in self._handlers.get(type(event), ()):
            await handler(event, context)


@dataclass(frozen=True, slots=True)
class Judging:
    """For whom something is judged, and who hears of what was decided."""

    events: Events
    actor: UserId | None

    async def decided(self, workspace: WorkspaceId, decisions: Sequence[Decision], context: object) -> None:
        """Publish decisions of ``workspace`` in the transaction in which they are kept."""
        await self.events.publish(Decided(workspace, self.actor, decisions), context)
