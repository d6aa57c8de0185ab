"""Values that only this installation can read: secrets at rest, and what a browser keeps for us."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from candidacy.infrastructure.crypto.keyring import Keyring
from candidacy.kernel.errors import Invalid

_NONCE = 12


class Unsealable(Invalid):
    """This value was not sealed by this installation."""

    code = "unsealable"


class Sealer:
    """AES-256-GCM with a random nonce; ``context`` binds a value to its place."""

    def __init__(self, keyring: Keyring, purpose: str) -> None:
        self._ciphers = [AESGCM(key) for key in keyring.keys(f"seal/{purpose}")]

    def seal(self, value: bytes, context: bytes) -> bytes:
        nonce = os.urandom(_NONCE)
        return nonce + self._ciphers[0].encrypt(nonce, value, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """The value. Raises Unsealable when it was changed, moved, or sealed with secrets that are gone."""
        return self._opened(sealed, context)[1]

    def renew(self, sealed: bytes, context: bytes) -> bytes | None:
        """The same value sealed with the newest secret; None when it is already. Raises Unsealable."""
        age, value = self._opened(sealed, context)
        return None if age == 0 else self.seal(value, context)

    def _opened(self, sealed: bytes, context: bytes) -> tuple[int, bytes]:
        """Which secret a value was sealed with, 0 being the newest, and the value."""
        for age, cipher in enumerate(self._ciphers):
            try:
                return age, cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], context)
            except (InvalidTag, ValueError):
                continue
        raise Unsealable
