"""What features need of a store for the bytes of files. Names and types of files stand in the database."""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from candidacy.kernel.errors import NotFound, TooLarge, Unavailable


class ObjectMissing(NotFound):
    """The stored file is not there any more."""

    code = "object_missing"


class ObjectTooLarge(TooLarge):
    """This file is larger than the limit."""

    code = "file_too_large"


class StorageUnavailable(Unavailable):
    """Files cannot be stored or read right now. Try again in a moment."""

    code = "storage_unavailable"


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What was stored: its random key, its size in bytes, and the hex SHA-256 of its content."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ListedObject:
    """An object that is there: its key, and since when."""

    key: str
    since: datetime


class Storage(Protocol):
    """Holds bytes under keys it makes up. What has been put does not change."""

    async def put(
        self,
        chunks: AsyncIterable[bytes],
        *,
        limit: int,
        key: str | None = None,
        save_as: str | None = None,
    ) -> StoredObject:
        """Store a stream, which is never in memory as a whole, under a new random key.

        Nothing is left behind when the stream ends in an error. ``key`` is one that a storage made before:
        so what was backed up comes back to where rows look for it. ``save_as`` is a plain name for whoever
        gets it by a link.

        Raises:
            ObjectMissing: for a ``key`` that no storage made.
            ObjectTooLarge: as soon as more than ``limit`` bytes have come.
            StorageUnavailable: when the store fails.
        """
        ...

    def get(self, key: str) -> AsyncIterator[bytes]:
        """The content in chunks.

        Raises:
            ObjectMissing: at the first chunk, when there is nothing under ``key``.
            StorageUnavailable: when the store fails.
        """
        ...

    async def link(self, key: str, *, lifetime: timedelta) -> str | None:
        """An address that gives the object to whoever has it, for so long; None where there are no links.

        Raises:
            ObjectMissing: for a ``key`` that no storage made.
            StorageUnavailable: when the store fails.
        """
        ...

    async def delete(self, key: str) -> None:
        """Remove an object; one that is not there is none to remove.

        Raises:
            StorageUnavailable: when the store fails.
        """
        ...

    async def exists(self, key: str) -> bool:
        """Whether there is an object under ``key``.

        Raises:
            StorageUnavailable: when the store fails.
        """
        ...

    def list(self) -> AsyncIterator[ListedObject]:
        """Every object that is there, in no order.

        Raises:
            StorageUnavailable: when the store fails.
        """
        ...
