"""ClamAV's daemon, by its INSTREAM command over TCP or a Unix socket."""

import asyncio
import logging
import re
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import suppress

from candidacy.infrastructure.antivirus.port import InfectedFile, ScannerUnavailable, TooLargeForScanner
from candidacy.infrastructure.antivirus.settings import AntivirusSettings

logger = logging.getLogger(__name__)

_LENGTH = struct.Struct("!I")
_LARGEST_ANSWER = 4096
_FOUND = re.compile(r"^stream: (.+) FOUND$")


class Clamd:
    """Sends each file to clamd and believes its answer; what is no clear answer is none."""

    def __init__(self, address: str, *, timeout: float = 20.0, accept_when_away: bool = False) -> None:
        self._address, self._timeout, self._accept_when_away = address, timeout, accept_when_away

    @classmethod
    def of(cls, settings: AntivirusSettings) -> "Clamd":
        """The scanner of these settings, which must have an address."""
        return cls(
            settings.address or "",
            timeout=settings.timeout,
            accept_when_away=settings.when_away == "accept",
        )

    async def check(self, chunks: AsyncIterator[bytes]) -> None:
        """Have the bytes scanned. Raises InfectedFile, ScannerUnavailable or TooLargeForScanner."""
        try:
            async with asyncio.timeout(self._timeout):
                answer = await self._ask(chunks)
        except (OSError, TimeoutError, EOFError) as error:
            self._away(error)
            return
        self._judge(answer)

    async def _ask(self, chunks: AsyncIterator[bytes]) -> str:
        # A plain socket, for a stream of asyncio drops what has come in as soon as a write fails: and clamd
        # answers and hangs up in the middle of a file that is too large for it.
        with await asyncio.to_thread(self._connect) as connection:
            connection.setblocking(False)
            with suppress(ConnectionError):
                await _send(connection, chunks)
            return await _answer(connection)

    def _connect(self) -> socket.socket:
        if self._address.startswith("/"):
            connection = socket.socket(socket.AF_UNIX)
            try:
                connection.settimeout(self._timeout)
                connection.connect(self._address)
            except OSError:
                connection.close()
                raise
            return connection
        host, _, port = self._address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), self._timeout)

    def _judge(self, answer: str) -> None:
        if answer == "stream: OK":
            return
        if match := _FOUND.match(answer):
            found = match[1][:100]
            raise InfectedFile(f"The virus scanner found {found} in this file, so it was not kept.")
        if "size limit exceeded" in answer:
            raise TooLargeForScanner
        self._away(ScannerUnavailable(answer[:200]))

    def _away(self, error: BaseException) -> None:
        """The scanner gave no answer: the setting says whether files are taken all the same."""
        logger.warning("the virus scanner does not answer", extra={"reason": type(error).__name__})
        if not self._accept_when_away:
            raise ScannerUnavailable from error


async def _send(connection: socket.socket, chunks: AsyncIterator[bytes]) -> None:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(connection, b"zINSTREAM\0")
    async for chunk in chunks:
        if chunk:
            await loop.sock_sendall(connection, _LENGTH.pack(len(chunk)) + chunk)
    await loop.sock_sendall(connection, _LENGTH.pack(0))


async def _answer(connection: socket.socket) -> str:
    """What the scanner says, up to its closing zero. Raises EOFError if it hangs up before."""
    answer = b""
    while b"\0" not in answer and len(answer) < _LARGEST_ANSWER:
        received = await asyncio.get_running_loop().sock_recv(connection, _LARGEST_ANSWER)
        if not received:
            raise EOFError
        answer += received
    return answer.split(b"\0")[0].rstrip(b"\n").decode("utf-8", "replace")
