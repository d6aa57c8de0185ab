"""Where the work at hand comes from: the request that it is done for.

It stands in a context variable because what is noted of a request, in whichever slice, carries it, and no
service is to hand it down for that. It is no part of the log: an address is personal.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """A request's id and the network address it came from, where that is known."""

    request_id: str
    ip: str | None


_origin: ContextVar[Origin | None] = ContextVar("origin", default=None)


@contextmanager
def working_for(origin: Origin) -> Iterator[None]:
    """Note where the work of a block comes from."""
    before = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(before)


def current_origin() -> Origin | None:
    """The request that is worked for; None in a job or on the command line."""
    return _origin.get()
