"""Notices that other slices may act on, in the same transaction."""

from dataclasses import dataclass

from candidacy.kernel.events import Event
from candidacy.kernel.ids import PostingId, WorkspaceId


@dataclass(frozen=True, slots=True)
class PostingSaved(Event):
    """A posting is new or was changed; it is read from its row."""

    workspace: WorkspaceId
    posting: PostingId
