"""Notices from a lower slice to higher ones, handled in the same transaction.

A lower slice publishes a frozen value; who listens is written in ``entrypoints.wiring`` alone, so that
no slice imports a higher one. A handler that raises makes the whole transaction fail.
"""

from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar


class Event:
    """Base of all events: frozen dataclasses that carry ids, never rows."""


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
