"""The file of a backup: a tar archive whose last member lists the size and SHA-256 of every other one."""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from candidacy.kernel.errors import Conflict, Invalid

FORMAT = 1
MANIFEST = "manifest.json"
_NAME = re.compile(r"database\.dump|home/[a-z]+(?:\.json)?|files/[0-9a-f]{2}/[0-9a-f]{62}")
_PIECE = 1 << 20
_LARGEST_MANIFEST = 1 << 30


class NotABackup(Invalid):
    """This file is no backup of Candidacy."""

    code = "not_a_backup"


class BackupDamaged(Invalid):
    """This backup is damaged or was cut off. Nothing was changed."""

    code = "backup_damaged"


class BackupNewer(Invalid):
    """This backup was made by a newer release. Install that release, then restore it."""

    code = "backup_newer"


class TargetExists(Conflict):
    """There is a file of this name already. Choose another."""

    code = "target_exists"


@dataclass(slots=True)
class Contents:
    """What a backup says of itself."""

    made_at: str
    release: str
    revision: str
    entries: dict[str, tuple[int, str]] = field(default_factory=dict)
    """Of each member its size in bytes and its SHA-256."""

    def to_json(self) -> bytes:
        value = {
            "format": FORMAT,
            "made_at": self.made_at,
            "release": self.release,
            "revision": self.revision,
        }
        return json.dumps(value | {"entries": self.entries}).encode()

    @classmethod
    def of_json(cls, data: bytes) -> "Contents":
        """Raises NotABackup, BackupNewer."""
        try:
            value: dict[str, Any] = json.loads(data)
            if int(value["format"]) > FORMAT:
                raise BackupNewer
            entries = {
                str(name): (int(size), str(digest)) for name, (size, digest) in value["entries"].items()
            }
            return cls(str(value["made_at"]), str(value["release"]), str(value["revision"]), entries)
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise NotABackup from exc


class ArchiveWriter:
    """Writes a backup under another name and renames it at the end: a file of that name is whole.

    Only its owner can read it, for it holds all there is.
    """

    def __init__(self, target: Path, contents: Contents) -> None:
        """Raises TargetExists."""
        if target.exists():
            raise TargetExists(f"{target} is there already. Choose another name.")
        self._target, self._contents = target, contents
        self._part = target.with_name(f".{target.name}.part")
        target.parent.mkdir(parents=True, exist_ok=True)
        self._part.unlink(missing_ok=True)
        self._file = os.fdopen(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - Closed on exit.

    def __enter__(self) -> "ArchiveWriter":
        return self

    def add(self, name: str, content: IO[bytes]) -> None:
        """Add a member; ``content`` is read from where it stands to its end and has to be seekable."""
        begin = content.tell()
        size = content.seek(0, os.SEEK_END) - begin
        content.seek(begin)
        hashing = _Hashing(content)
        self._tar.addfile(_member(name, size), hashing)
        self._contents.entries[name] = (size, hashing.sha256)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                manifest = self._contents.to_json()
                self._tar.addfile(_member(MANIFEST, len(manifest)), io.BytesIO(manifest))
                self._tar.close()
                self._file.flush()
                os.fsync(self._file.fileno())
                self._part.replace(self._target)
        finally:
            self._file.close()
            self._part.unlink(missing_ok=True)


class ArchiveReader:
    """Reads a backup. Nothing in it names a place on the disk: members are known by their form."""

    def __init__(self, source: Path) -> None:
        self._source = source

    def contents(self) -> Contents:
        """What is in it, after every byte was held against its digest.

        Raises NotABackup, BackupNewer, BackupDamaged.
        """
        found: dict[str, tuple[int, str]] = {}
        contents: Contents | None = None
        for name, content in self._members():
            if name == MANIFEST:
                contents = Contents.of_json(content.read(_LARGEST_MANIFEST))
                continue
            while content.read(_PIECE):
                pass
            found[name] = (content.size, content.sha256)
        if contents is None:
            raise BackupDamaged
        if contents.entries != found:
            raise BackupDamaged
        return contents

    def members(self) -> "Iterator[tuple[str, _Hashing]]":
        """Each member with its content, which is to be read before the next."""
        return ((name, content) for name, content in self._members() if name != MANIFEST)

    def _members(self) -> "Iterator[tuple[str, _Hashing]]":
        try:
            with tarfile.open(self._source, mode="r|") as archive:
                for member in archive:
                    if not member.isreg() or not (member.name == MANIFEST or _NAME.fullmatch(member.name)):
                        raise NotABackup
                    content = archive.extractfile(member)
                    if content is not None:
                        yield member.name, _Hashing(content)
        except tarfile.ReadError as exc:
            raise (NotABackup if not _is_tar(self._source) else BackupDamaged) from exc
        except (tarfile.TarError, EOFError) as exc:
            raise BackupDamaged from exc


class _Hashing(io.RawIOBase):
    """A file that hashes what is read from it. Raises BackupDamaged where an archive is cut off."""

    def __init__(self, content: IO[bytes]) -> None:
        self._content, self._hash, self.size = content, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._content.read(size)
        except tarfile.TarError as exc:
            raise BackupDamaged from exc
        self._hash.update(piece)
        self.size += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o600
    return member


def _is_tar(source: Path) -> bool:
    with suppress(OSError), source.open("rb") as file:
        return file.read(262)[257:] == b"ustar"
    return False
