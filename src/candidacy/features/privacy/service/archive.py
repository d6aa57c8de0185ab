"""A ZIP that is written piece by piece and leaves as a stream."""

import asyncio
import json
import zipfile
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from pydantic_core import to_jsonable_python


class _Sink:
    """Takes what is written until it is fetched. It cannot be wound back, and the ZIP sees that."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, data: bytes, /) -> int:
        self._written += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """What was written can still be taken."""

    def take(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


class Archive:
    """Entries one after the other; what is in memory is never more than a piece of one."""

    def __init__(self, made: datetime) -> None:
        self._sink, self._made = _Sink(), made
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)

    async def add(self, name: str, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """Write an entry; gives the bytes of the archive as they come to be."""
        info = zipfile.ZipInfo(name, self._made.timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        with self._zip.open(info, "w", force_zip64=True) as entry:
            async for piece in pieces:
                # Compression keeps a processor busy, which other requests of this process need not wait for.
                await asyncio.to_thread(entry.write, piece)
                yield self._sink.take()
        yield self._sink.take()

    def end(self) -> bytes:
        """The directory that ends the archive."""
        self._zip.close()
        return self._sink.take()


async def one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def as_json_array(rows: AsyncIterator[list[dict[str, Any]]]) -> AsyncIterator[bytes]:
    """Rows as one JSON array, a row a line."""
    before = b"[\n"
    async for page in rows:
        for row in page:
            yield before + as_json(row)
            before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def as_json(value: Any, indent: int | None = None) -> bytes:
    """Ids and moments as text, bytes as base64."""
    plain = to_jsonable_python(value, bytes_mode="base64")
    return json.dumps(plain, ensure_ascii=False, indent=indent).encode()
