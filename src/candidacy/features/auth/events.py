"""What auth tells the slices above it."""

from dataclasses import dataclass

from candidacy.kernel.events import Event
from candidacy.kernel.ids import UserId


@dataclass(frozen=True, slots=True)
class UserRegistered(Event):
    """An account came to be. Whoever listens gives it a workspace of its own."""

    user: UserId
    display_name: str
