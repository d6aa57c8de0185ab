"""What portfolios tell the slices that can write letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from candidacy.kernel.events import Event
from candidacy.kernel.ids import UserId


@dataclass(frozen=True, slots=True)
class PortfolioNotice(Event):
    """Somebody is to be told something about their portfolio; ``topic`` names the letter."""

    person: UserId
    topic: str
    details: Mapping[str, str] = field(default_factory=dict)
