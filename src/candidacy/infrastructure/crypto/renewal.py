"""What came of sealing values anew, for those who go through all there are, batch by batch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from candidacy.infrastructure.crypto.sealing import Sealer, Unsealable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Batch:
    """One step through a table: how many values it held, how many were sealed anew, and of how many the
    secrets are gone. ``last`` is where the next step goes on; None after the last one.
    """

    seen: int = 0
    renewed: int = 0
    unreadable: int = 0
    last: UUID | None = None


@dataclass(frozen=True, slots=True)
class Renewed(Generic[T]):
    """A value that was sealed with an older secret, and the same sealed with the newest."""

    of: T
    before: bytes
    after: bytes


def renew_all(sealer: Sealer, values: Iterable[tuple[T, bytes, bytes]]) -> tuple[list[Renewed[T]], int]:
    """What of these values, each with its owner and context, is to be written; how many none opens."""
    found: list[Renewed[T]] = []
    unreadable = 0
    for whose, sealed, context in values:
        try:
            after = sealer.renew(sealed, context)
        except Unsealable:
            unreadable += 1
            continue
        if after is not None:
            found.append(Renewed(whose, sealed, after))
    return found, unreadable
