"""Notices that other slices may act on, in the same transaction."""

from dataclasses import dataclass

from candidacy.domain.reading import Reading
from candidacy.kernel.events import Event
from candidacy.kernel.ids import FileId, PostingId, WorkspaceId


@dataclass(frozen=True, slots=True)
class FileRead(Event):
    """A file was read; what it says is in ``reading``. Published once per file."""

    workspace: WorkspaceId
    file: FileId
    name: str
    purpose: str
    reading: Reading
    match_with: PostingId | None = None
    """The posting that whoever uploaded it wants it held against."""
