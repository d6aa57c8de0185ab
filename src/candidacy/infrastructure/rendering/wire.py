"""What service and renderer say to each other: frames, each a length and JSON, and the bytes of a file."""

import json
import struct
from typing import IO, Any

_LENGTH = struct.Struct("!I")


class Closed(ConnectionError):
    """The other end has gone."""


def send(stream: IO[bytes], value: dict[str, Any], data: bytes = b"") -> None:
    head = json.dumps(value).encode()
    stream.write(_LENGTH.pack(len(head)) + head + _LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """The next value with its bytes. Raises Closed at the end of the stream."""
    value: dict[str, Any] = json.loads(_frame(stream))
    return value, _frame(stream)


def _frame(stream: IO[bytes]) -> bytes:
    return _exactly(stream, _LENGTH.unpack(_exactly(stream, _LENGTH.size))[0])


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise Closed
    return data
