"""Where the server lives: the directory handed in, or for root one that the service user can reach.

::

    PLACE/                 the caller's; open (0711) only where another user runs the server
        password  port     what connects us; for the caller alone
        *.lock             who uses the server, who keeps it, whether it runs
        postgresql.conf  pg_hba.conf  log
        runtime-VERSION/   a copy of the binaries, where the service user cannot reach the installed ones
        server/            the server's own, 0700
            data/          the cluster
            socket/

Started by root with a home that others cannot enter (/root), the place is
``/var/lib/candidacy/postgres-HASH``, where HASH is of the directory handed in: the same at each start,
owned by root, and written to the file ``location`` in the directory handed in. No permission of any
directory that was there before is changed.
"""

import errno
import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from candidacy.infrastructure.postgres.embedded.account import Account, server_account
from candidacy.infrastructure.postgres.embedded.keeper import DATA
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

SYSTEM_ROOT = Path("/var/db/candidacy" if sys.platform == "darwin" else "/var/lib/candidacy")
_SOCKET_LIMIT = 103 if sys.platform == "darwin" else 107
_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Place:
    """The server's directory and the user it runs as."""

    path: Path
    account: Account

    @property
    def data(self) -> Path:
        return self.path / DATA

    @property
    def server(self) -> Path:
        return self.path / "server"

    @property
    def log(self) -> Path:
        return self.path / "log"

    @property
    def socket(self) -> Path | None:
        """The directory of the unix socket, or None where its path would be too long for the system."""
        directory = self.server / "socket"
        return directory if len(os.fsencode(directory / ".s.PGSQL.5432")) <= _SOCKET_LIMIT else None


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn the usual failures of a file system into errors that say what to do.

    Raises:
        EmbeddedServerFailed: for a full disk and for a place that cannot be written.
    """
    try:
        yield
    except OSError as exc:
        if exc.errno in _FULL:
            raise disk_full(path) from exc
        if exc.errno in _CLOSED or isinstance(exc, NotADirectoryError | FileExistsError):
            raise EmbeddedServerFailed(
                f"The database cannot be kept in {path}: {exc.strerror} ({exc.filename}). "
                "Set CANDIDACY_HOME to a directory that you can write."
            ) from exc
        raise


def disk_full(path: Path) -> EmbeddedServerFailed:
    """The error for a disk without room."""
    return EmbeddedServerFailed(f"The disk that holds {path} is full. Make room and start again.")


def settle(root: Path, service_user: str | None = None, system_root: Path = SYSTEM_ROOT) -> Place:
    """Find the place that belongs to ``root``, or make it.

    Raises:
        EmbeddedServerFailed: when it cannot be written, or belongs to another user.
    """
    with explained(root):
        root = root.resolve()
        fresh = not root.exists()
        root.mkdir(parents=True, exist_ok=True)
        path = _told(root) or (root if (root / DATA).exists() else None)
        account = server_account(service_user, _owner(path / DATA) if path else None)
        if path is None:
            if fresh:
                root.chmod(0o700 if account.is_caller else 0o711)
            path = root if account.is_caller or account.reaches(root) else _relocate(root, system_root)
        place = Place(path, account)
        _furnish(place)
        return place


def _owner(data: Path) -> int | None:
    return data.lstat().st_uid if data.exists() else None


def _told(root: Path) -> Path | None:
    """Where an earlier start went, if it was not here; only the caller's own note counts."""
    note = root / "location"
    if not note.exists() or note.lstat().st_uid != os.geteuid():
        return None
    path = Path(note.read_text(encoding="utf-8").strip())
    _require_safe(path.parent)
    _make(path, 0o711)
    return path


def _relocate(root: Path, system_root: Path) -> Path:
    _make(system_root, 0o755)
    _require_safe(system_root)
    path = system_root / f"postgres-{hashlib.sha256(os.fsencode(root)).hexdigest()[:16]}"
    _make(path, 0o711)
    (root / "location").write_text(f"{path}\n", encoding="utf-8")
    return path


def _require_safe(directory: Path) -> None:
    """Refuse a directory that somebody else could exchange under our hands."""
    found = directory.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o022:
        raise EmbeddedServerFailed(f"{directory} must be a directory that only its owner root can write.")


def _make(directory: Path, mode: int) -> None:
    if not directory.exists():
        directory.mkdir(parents=True)
        directory.chmod(mode)


def _furnish(place: Place) -> None:
    for directory in (place.server, place.server / "socket"):
        directory.mkdir(mode=0o700, exist_ok=True)
        if not place.account.owns(directory):
            os.chown(directory, place.account.uid, place.account.gid, follow_symlinks=False)
