"""The port on an obstore store, whichever it is."""

import hashlib
import re
import secrets
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from candidacy.infrastructure.storage.port import (
    ListedObject,
    ObjectMissing,
    ObjectTooLarge,
    StorageUnavailable,
    StoredObject,
)

if TYPE_CHECKING:
    from obstore.store import ObjectStore

CHUNK = 1 << 18
_KEY = re.compile(r"[0-9a-f]{2}/[0-9a-f]{62}")


class _Measured:
    """A stream that counts and hashes what passes, and ends when it is too much."""

    def __init__(self, chunks: AsyncIterable[bytes], limit: int) -> None:
        self._chunks, self._limit = chunks, limit
        self._hash = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._chunks:
            self.size += len(chunk)
            if self.size > self._limit:
                raise ObjectTooLarge(f"This file is larger than the limit of {_readable(self._limit)}.")
            self._hash.update(chunk)
            yield chunk


class ObjectStorage:
    """Objects in one obstore store, under random keys of 256 bits.

    The store is opened by the first file that is put or got: its library takes 4 MB.
    """

    def __init__(self, opened: "Callable[[], ObjectStore]") -> None:
        self._opened = opened

    @cached_property
    def _store(self) -> "ObjectStore":
        with translated():
            return self._opened()

    async def put(
        self,
        chunks: AsyncIterable[bytes],
        *,
        limit: int,
        key: str | None = None,
        save_as: str | None = None,
    ) -> StoredObject:
        import obstore

        measured, name = _Measured(chunks, limit), secrets.token_hex(32)
        key = f"{name[:2]}/{name[2:]}" if key is None else checked(key)
        try:
            with translated():
                await obstore.put_async(
                    self._store, key, aiter(measured), attributes=self._attributes(save_as)
                )
        except ObjectMissing as exc:
            # What is missing here is no object but the bucket.
            raise StorageUnavailable from exc
        return StoredObject(key, measured.size, measured.sha256)

    async def get(self, key: str) -> AsyncIterator[bytes]:
        import obstore

        with translated():
            found = await obstore.get_async(self._store, checked(key))
            async for chunk in found.stream(min_chunk_size=CHUNK):
                yield bytes(chunk)

    async def link(self, key: str, *, lifetime: timedelta) -> str | None:
        checked(key)
        return None

    def _attributes(self, save_as: str | None) -> dict[str, str] | None:
        """What a store says of an object to who has a link; folders keep nothing of the kind."""
        return None

    async def delete(self, key: str) -> None:
        import obstore

        try:
            with translated():
                await obstore.delete_async(self._store, checked(key))
        except ObjectMissing:
            return

    async def exists(self, key: str) -> bool:
        import obstore

        try:
            with translated():
                await obstore.head_async(self._store, checked(key))
        except ObjectMissing:
            return False
        return True

    async def list(self) -> AsyncIterator[ListedObject]:
        import obstore

        with translated():
            async for found in obstore.list(self._store):
                for each in found:
                    if _KEY.fullmatch(each["path"]):
                        yield ListedObject(each["path"], each["last_modified"])


def checked(key: str) -> str:
    """Only keys that we made up reach the store."""
    if not _KEY.fullmatch(key):
        raise ObjectMissing
    return key


@contextmanager
def translated() -> Iterator[None]:
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError as exc:
        raise ObjectMissing from exc
    except (BaseError, OSError) as exc:
        raise StorageUnavailable from exc


def _readable(size: int) -> str:
    return f"{size / 1_000_000:.3g} MB" if size >= 1_000_000 else f"{size} bytes"
