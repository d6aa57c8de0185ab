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
from candidacy.infrastructure.storage.remote import GcsStorage, S3Storage, open_storage
from candidacy.infrastructure.storage.settings import StorageSettings
from candidacy.infrastructure.storage.streams import begun

__all__ = [
    "GcsStorage",
    "ListedObject",
    "LocalStorage",
    "MemoryStorage",
    "ObjectMissing",
    "ObjectTooLarge",
    "S3Storage",
    "Storage",
    "StorageSettings",
    "StorageUnavailable",
    "StoredObject",
    "begun",
    "open_storage",
]
