"""ClamAV's daemon, by its INSTREAM command over TCP or a Unix socket."""

import asyncio
import logging
import re
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
        except (OSError, TimeoutError, asyncio.IncompleteReadError) as error:
            self._away(error)
            return
        self._judge(answer)

    async def _ask(self, chunks: AsyncIterator[bytes]) -> str:
        reader, writer = await self._connect()
        # clamd may answer and hang up in the middle, when a file is too large for it: so both at once.
        answer = asyncio.ensure_future(_answer(reader))
        try:
            with suppress(ConnectionError):
                await _send(writer, chunks, answer)
            return await answer
        finally:
            answer.cancel()
            writer.close()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._address.startswith("/"):
            return await asyncio.open_unix_connection(self._address)
        host, _, port = self._address.rpartition(":")
        return await asyncio.open_connection(host.strip("[]"), int(port))

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


async def _send(
    writer: asyncio.StreamWriter, chunks: AsyncIterator[bytes], answer: "asyncio.Future[str]"
) -> None:
    """Send the bytes until they end or the answer is there."""
    writer.write(b"zINSTREAM\0")
    async for chunk in chunks:
        if answer.done():
            return
        if chunk:
            writer.write(_LENGTH.pack(len(chunk)) + chunk)
            await writer.drain()
    writer.write(_LENGTH.pack(0))
    await writer.drain()


async def _answer(reader: asyncio.StreamReader) -> str:
    answer = await reader.readuntil(b"\0")
    return answer[:_LARGEST_ANSWER].rstrip(b"\0\n").decode("utf-8", "replace")
