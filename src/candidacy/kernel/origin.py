"""Where the work at hand comes from: the request that it is done for.

It stands in a context variable because what is noted of a request, in whichever slice, carries it, and no
service is to hand it down for that. It is no part of the log: an address is personal.
"""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A request's id and the network address it came from, where that is known."""

    request_id: str
    ip: str | None


_origin: ContextVar[Origin | None] = ContextVar("origin", default=None)


def arrived(origin: Origin) -> None:
    """Note where the work of this task comes from. Each request has a task of its own."""
    _origin.set(origin)


def current_origin() -> Origin | None:
    """The request that is worked for; None in a job or on the command line."""
    return _origin.get()
