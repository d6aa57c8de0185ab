"""The server's reading of requests, with an end to how much head it reads."""

from typing import Any

try:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as _Protocol
except ImportError:  # httptools is not made for every platform; h11 has a limit of its own.
    _Protocol = None  # type: ignore[assignment, misc] # The class may be missing.

MAX_HEAD = 64 * 1024
"""Bytes; httptools itself reads headers without end."""

_REFUSAL = b"HTTP/1.1 431 Request Header Fields Too Large\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"

BoundedProtocol: Any = "h11"

if _Protocol is not None:

    class _Bounded(_Protocol):
        """Closes a connection whose head does not end."""

        _head: int | None = None
        """Bytes that came since the piece in which the head began; None outside of a head."""

        def data_received(self, data: bytes) -> None:
            before = self._head
            super().data_received(data)
            if before is None or self._head is None or self.transport.is_closing():
                return
            self._head = before + len(data)
            if self._head > MAX_HEAD:
                self.transport.write(_REFUSAL)
                self.transport.close()

        def on_message_begin(self) -> None:
            self._head = 0
            super().on_message_begin()

        def on_headers_complete(self) -> None:
            self._head = None
            super().on_headers_complete()

    BoundedProtocol = _Bounded
