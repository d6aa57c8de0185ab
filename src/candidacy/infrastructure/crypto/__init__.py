"""Secrets of the installation, and what is made with them: signed tokens, sealed values, hashed passwords."""

from candidacy.infrastructure.crypto.keyring import BadSecret, Keyring, open_keyring
from candidacy.infrastructure.crypto.passwords import PasswordHasher, TooManyPasswords
from candidacy.infrastructure.crypto.renewal import Batch, Renewed, renew_all
from candidacy.infrastructure.crypto.sealing import Sealer, Unsealable
from candidacy.infrastructure.crypto.settings import CryptoSettings
from candidacy.infrastructure.crypto.signing import BadToken, Signer

__all__ = [
    "BadSecret",
    "BadToken",
    "Batch",
    "CryptoSettings",
    "Keyring",
    "PasswordHasher",
    "Renewed",
    "Sealer",
    "Signer",
    "TooManyPasswords",
    "Unsealable",
    "open_keyring",
    "renew_all",
]
