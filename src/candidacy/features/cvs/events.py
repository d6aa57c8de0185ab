"""Notices that other slices may act on, in the same transaction."""

from dataclasses import dataclass

from candidacy.kernel.events import Event
from candidacy.kernel.ids import CvId, WorkspaceId


@dataclass(frozen=True, slots=True)
class CvSaved(Event):
    """A CV has a new version or another title; it is read from its row."""

    workspace: WorkspaceId
    cv: CvId
