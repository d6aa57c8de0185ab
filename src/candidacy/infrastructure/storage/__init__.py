"""Objects: the bytes of files."""

from candidacy.infrastructure.storage.local import LocalStorage
from candidacy.infrastructure.storage.memory import MemoryStorage
from candidacy.infrastructure.storage.port import (
    ObjectMissing,
    ObjectTooLarge,
    Storage,
    StorageUnavailable,
    StoredObject,
)

__all__ = [
    "LocalStorage",
    "MemoryStorage",
    "ObjectMissing",
    "ObjectTooLarge",
    "Storage",
    "StorageUnavailable",
    "StoredObject",
]
