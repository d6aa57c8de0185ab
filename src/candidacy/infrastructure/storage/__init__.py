"""Objects: the bytes of files."""

from candidacy.infrastructure.storage.local import LocalStorage
from candidacy.infrastructure.storage.memory import MemoryStorage
from candidacy.infrastructure.storage.port import (
    ListedObject,
    ObjectMissing,
    ObjectTooLarge,
    Storage,
    StorageUnavailable,
    StoredObject,
)
from candidacy.infrastructure.storage.streams import begun

__all__ = [
    "ListedObject",
    "LocalStorage",
    "MemoryStorage",
    "ObjectMissing",
    "ObjectTooLarge",
    "Storage",
    "StorageUnavailable",
    "StoredObject",
    "begun",
]
