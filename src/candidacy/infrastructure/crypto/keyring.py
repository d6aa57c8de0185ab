"""The secrets of an installation, and the keys that are derived from them for each purpose.

The first secret makes, all of them check; so a new one is put in front, and the old one is taken away once
what it made has run out.
"""

import base64
import hashlib
import hmac
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from candidacy.infrastructure.crypto.settings import CryptoSettings
from candidacy.kernel.errors import Invalid

FILE = "secrets"
LEAST_LENGTH = 32
_LEAST_VARIETY = 10


class BadSecret(Invalid):
    """A secret of this installation cannot be used. Give 32 or more random characters."""

    code = "bad_secret"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Secrets, newest first. They are never used themselves, but only keys derived from them."""

    secrets: tuple[bytes, ...] = field(repr=False)

    def keys(self, purpose: str) -> tuple[bytes, ...]:
        """One key of 32 bytes for each secret, newest first; a different one for each purpose."""
        return tuple(hmac.digest(s, b"candidacy/" + purpose.encode(), hashlib.sha256) for s in self.secrets)

    def code(self, purpose: str, message: bytes) -> str:
        """A code of 256 bits (43 characters) that only who has the newest secret can make of ``message``."""
        return self.codes(purpose, message)[0]

    def codes(self, purpose: str, message: bytes) -> tuple[str, ...]:
        """The codes that each of the secrets makes of ``message``, that of the newest first."""
        return tuple(encode(hmac.digest(key, message, hashlib.sha256)) for key in self.keys(purpose))

    @property
    def name(self) -> str:
        """What tells the newest secret from others, and nothing of it."""
        return self.code("name", b"newest")[:12]


def encode(data: bytes) -> str:
    """Base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def open_keyring(home: Path, settings: CryptoSettings) -> Keyring:
    """The secrets that are set, or those of the file in ``home``, which is made at the first start.

    Raises:
        BadSecret: when one is too short or not random, or when others may read the file.
    """
    given = tuple(s.get_secret_value().encode() for s in settings.secrets) or _from_file(home / FILE)
    for secret in given:
        _require_strong(secret)
    return Keyring(given)


def _require_strong(secret: bytes) -> None:
    if len(secret) < LEAST_LENGTH or len(set(secret)) < _LEAST_VARIETY:
        raise BadSecret


def _from_file(path: Path) -> tuple[bytes, ...]:
    if not path.exists():
        _make(path)
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise BadSecret(f"Others may read the secrets of this installation. Run: chmod 600 {path}")
    lines = tuple(line.strip() for line in path.read_bytes().splitlines() if line.strip())
    if not lines:
        raise BadSecret(f"The file of secrets is empty. Restore it from a backup, or delete it: {path}")
    return lines


def _make(path: Path) -> None:
    """Write a new secret; of several processes that start at once one wins, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
