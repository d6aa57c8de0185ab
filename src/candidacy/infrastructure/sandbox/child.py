"""The service's end of a child, for code without an event loop."""

import socket
import time

from candidacy.infrastructure.sandbox import wire
from candidacy.infrastructure.sandbox.process import ZygoteProcess


class Child:
    """A child that is asked for one document after another, each within the same time."""

    def __init__(self, zygote: ZygoteProcess, connection: socket.socket, seconds: float) -> None:
        self.zygote = zygote
        self._connection = connection
        self._seconds = seconds
        self._number = 0
        self.is_fresh = True
        """Whether it has seen no document yet."""

    def ask(self, request: bytes, data: bytes) -> bytes:
        """Its answer. Raises TimeoutError, and ConnectionError when it is gone with its zygote."""
        until = time.monotonic() + self._seconds
        if not self._number:
            self._number = int(self._frame(until))
        self.is_fresh = False
        self._connection.settimeout(self._seconds)
        self._connection.sendall(wire.framed(request) + wire.framed(data))
        return self._frame(until)

    def _frame(self, until: float) -> bytes:
        return self._exactly(wire.frame_length(self._exactly(wire.LENGTH_SIZE, until)), until)

    def _exactly(self, count: int, until: float) -> bytes:
        data = bytearray()
        while len(data) < count:
            self._connection.settimeout(max(until - time.monotonic(), 0.001))
            piece = self._connection.recv(min(count - len(data), 1 << 20))
            if not piece:
                raise wire.Closed
            data += piece
        return bytes(data)

    def end(self) -> None:
        """Nothing of it stays, whatever it is doing."""
        self._connection.close()
        self.zygote.kill(self._number)
