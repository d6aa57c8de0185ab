"""ZIP archives of CVs: what is in them, one bounded file at a time."""

import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from candidacy.features.matching.errors import (
    ItemTooLarge,
    ItemUnreadable,
    NotAnArchive,
    NothingInArchive,
    TooManyFiles,
)

MOST_FILES = 2_000


class Entry(NamedTuple):
    """A file of an archive; ``number`` counts from 0 in the archive's order."""

    number: int
    name: str


class Archive:
    """An open archive. Raises NotAnArchive, NothingInArchive or TooManyFiles when it is opened."""

    def __init__(self, source: BinaryIO, limit: int) -> None:
        try:
            self._zip = zipfile.ZipFile(source)
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as exc:
            raise NotAnArchive from exc
        self._limit = limit
        self._members = [m for m in self._zip.infolist() if _is_document(m)]
        if not self._members:
            raise NothingInArchive
        if len(self._members) > MOST_FILES:
            raise TooManyFiles

    @property
    def entries(self) -> list[Entry]:
        return [Entry(n, PurePosixPath(m.filename).name) for n, m in enumerate(self._members)]

    def read(self, number: int) -> bytes:
        """The bytes of a file. Raises ItemTooLarge before they fill the memory, and ItemUnreadable."""
        try:
            with self._zip.open(self._members[number]) as member:
                data = member.read(self._limit + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as exc:
            raise ItemUnreadable from exc
        if len(data) > self._limit:
            raise ItemTooLarge
        return data


def _is_document(member: zipfile.ZipInfo) -> bool:
    """Whether this is a file that somebody put in, and no folder or leavings of a system."""
    parts = PurePosixPath(member.filename).parts
    return (
        not member.is_dir()
        and bool(parts)
        and "__MACOSX" not in parts
        and not parts[-1].startswith((".", "~$"))
    )
