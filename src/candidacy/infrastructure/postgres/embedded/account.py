"""As whom the server runs: the caller, or, because PostgreSQL refuses root, a service user that exists."""

import os
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

SERVICE_USERS = ("postgres", "nobody")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """The user that the server's processes belong to."""

    name: str
    uid: int
    gid: int

    @property
    def is_caller(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: Sequence[str], **options: Any) -> subprocess.CompletedProcess[str]:
        """Run a command as this user, in no directory that could be closed to it."""
        identity: Mapping[str, Any] = (
            {} if self.is_caller else {"user": self.uid, "group": self.gid, "extra_groups": []}
        )
        defaults = {"cwd": "/", "env": _ENVIRONMENT, "text": True}
        options = {**defaults, **identity, **options}
        return subprocess.run(command, check=False, **options)  # noqa: S603 - Fixed programs, no shell text.

    def reaches(self, directory: Path) -> bool:
        """Whether this user can enter the directory, whatever decides about it on this system."""
        entered = self.run(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(directory)], capture_output=True)
        return entered.returncode == 0

    def owns(self, path: Path) -> bool:
        return path.lstat().st_uid == self.uid


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _known(name: str) -> Account | None:
    try:
        return _account(pwd.getpwnam(name))
    except KeyError:
        return None


def caller() -> Account:
    """The user of this process.

    Raises:
        EmbeddedServerFailed: when the system does not know them, which initdb does not bear.
    """
    try:
        return _account(pwd.getpwuid(os.geteuid()))
    except KeyError as exc:
        raise EmbeddedServerFailed(
            f"The user id {os.geteuid()} has no name on this system, and PostgreSQL refuses to run without "
            "one. Add it to /etc/passwd, or set DATABASE_URL to another server."
        ) from exc


def server_account(service_user: str | None, owner: int | None) -> Account:
    """Who runs the server: the caller, or for root the named user, the data's owner, or a usual one.

    Raises:
        EmbeddedServerFailed: when no user fits, or the data belong to somebody else.
    """
    if os.geteuid() != 0:
        account = caller()
    elif service_user is not None:
        account = _required(service_user)
    elif owner:
        account = _account(pwd.getpwuid(owner))
    else:
        account = _usual()
    if account.uid == 0:
        raise EmbeddedServerFailed("PostgreSQL does not run as root. Name another user as the service user.")
    if owner is not None and owner != account.uid:
        raise EmbeddedServerFailed(
            f"The database files belong to the user id {owner}, not to {account.name}. "
            "Start as that user, or give the files to the new one with chown."
        )
    return account


def _required(name: str) -> Account:
    account = _known(name)
    if account is None:
        raise EmbeddedServerFailed(f"There is no user named {name} on this system to run PostgreSQL as.")
    return account


def _usual() -> Account:
    for name in SERVICE_USERS:
        if (account := _known(name)) is not None:
            return account
    raise EmbeddedServerFailed(
        "PostgreSQL does not run as root, and this system has no user named postgres or nobody. "
        "Start as an ordinary user, or name one as the service user."
    )
