"""What portfolios tell the slices that can write letters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from candidacy.kernel.events import Event
from candidacy.kernel.ids import UserId, WorkspaceId


@dataclass(frozen=True, slots=True)
class WorkSaved(Event):
    """An item says something else, or is seen by others than before; it is read from its row."""

    workspace: WorkspaceId
    item: UUID


@dataclass(frozen=True, slots=True)
class ProfileSaved(Event):
    """The same of the portfolio itself."""

    workspace: WorkspaceId
    portfolio: UUID


@dataclass(frozen=True, slots=True)
class PortfolioNotice(Event):
    """Somebody is to be told something about their portfolio; ``topic`` names the letter."""

    person: UserId
    topic: str
    details: Mapping[str, str] = field(default_factory=dict)
