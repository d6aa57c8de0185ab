import asyncio
import hashlib
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import ValidationError

from candidacy.infrastructure.antivirus import (
    AntivirusSettings,
    Clamd,
    InfectedFile,
    NoAntivirus,
    ScannerUnavailable,
    TooLargeForScanner,
)

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/sbin")
needs_clamd = pytest.mark.skipif(CLAMD is None, reason="clamd is not installed (clamav-daemon).")
MALWARE = b"This text stands in for malware: its digest is in the scanner's database. " * 3


async def _chunks(data: bytes, size: int = 64 * 1024) -> AsyncIterator[bytes]:
    for start in range(0, len(data), size):
        yield data[start : start + size]


class InstreamServer:
    """A loopback server that speaks clamd's INSTREAM, and answers what it is told to answer."""

    def __init__(self, answer: bytes | None, *, hang_up_after: int | None = None) -> None:
        self._answer, self._hang_up_after = answer, hang_up_after
        self.received = b""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            assert await reader.readexactly(10) == b"zINSTREAM\0"
            while length := struct.unpack("!I", await reader.readexactly(4))[0]:
                self.received += await reader.readexactly(length)
                if self._hang_up_after is not None and len(self.received) > self._hang_up_after:
                    break
            if self._answer is None:
                await reader.read()
            else:
                writer.write(self._answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(server: InstreamServer) -> AsyncIterator[str]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    try:
        yield f"127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    finally:
        listening.close()


async def test_all_bytes_are_sent_and_a_clean_file_passes() -> None:
    server = InstreamServer(b"stream: OK\0")

    async with serving(server) as address:
        await Clamd(address).check(_chunks(bytes(range(256)) * 1000))

    assert server.received == bytes(range(256)) * 1000


async def test_a_finding_is_told_by_its_name() -> None:
    async with serving(InstreamServer(b"stream: Win.Test.EICAR_HDB-1 FOUND\0")) as address:
        with pytest.raises(InfectedFile, match="EICAR_HDB-1"):
            await Clamd(address).check(_chunks(b"x"))


async def test_a_scanner_that_hangs_up_over_the_size_is_understood() -> None:
    server = InstreamServer(b"INSTREAM size limit exceeded. ERROR\0", hang_up_after=1000)

    async with serving(server) as address:
        with pytest.raises(TooLargeForScanner):
            await Clamd(address).check(_chunks(bytes(2_000)))


@pytest.mark.parametrize("answer", [None, b"stream: Can't allocate memory ERROR\0", b"nonsense\0", b""])
async def test_what_is_no_clear_answer_is_no_clean_file(answer: bytes | None) -> None:
    async with serving(InstreamServer(answer)) as address:
        with pytest.raises(ScannerUnavailable):
            await Clamd(address, timeout=0.3).check(_chunks(b"x"))


async def test_a_scanner_that_is_away_refuses_files_unless_set_otherwise(unused_tcp_port: int) -> None:
    address = f"127.0.0.1:{unused_tcp_port}"

    with pytest.raises(ScannerUnavailable):
        await Clamd(address).check(_chunks(b"x"))
    await Clamd.of(AntivirusSettings(address=address, when_away="accept")).check(_chunks(b"x"))


async def test_without_a_scanner_everything_passes() -> None:
    await NoAntivirus().check(_chunks(MALWARE))


@pytest.mark.parametrize("address", ["localhost:3310", "/run/clamav/clamd.ctl", "[::1]:3310"])
def test_an_address_is_a_host_with_a_port_or_a_path(address: str) -> None:
    assert AntivirusSettings(address=address).address == address


@pytest.mark.parametrize("address", ["localhost", "run/clamd", "http://localhost:3310", "a:b"])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        AntivirusSettings(address=address)


@pytest.fixture(scope="module")
def daemon() -> Iterator[Path]:
    """The socket of a real clamd whose database knows one digest."""
    folder = Path(tempfile.mkdtemp(prefix="cdy-av-"))
    (folder / "db").mkdir()
    digest = hashlib.md5(MALWARE, usedforsecurity=False).hexdigest()
    (folder / "db" / "local.hdb").write_text(f"{digest}:{len(MALWARE)}:Candidacy.Test\n")
    socket = folder / "clamd.sock"
    (folder / "clamd.conf").write_text(
        f"Foreground yes\nLocalSocket {socket}\nDatabaseDirectory {folder / 'db'}\nStreamMaxLength 1M\n"
    )
    process = subprocess.Popen(
        [CLAMD or "clamd", "-c", str(folder / "clamd.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 30
    while not socket.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    yield socket
    process.terminate()
    process.wait(20)
    shutil.rmtree(folder)


@needs_clamd
async def test_clamd_lets_a_clean_file_pass_and_names_what_it_finds(daemon: Path) -> None:
    scanner = Clamd(str(daemon))

    await scanner.check(_chunks(b"an ordinary CV"))
    with pytest.raises(InfectedFile, match=r"Candidacy\.Test"):
        await scanner.check(_chunks(MALWARE, 50))


@needs_clamd
async def test_clamd_takes_no_file_above_its_limit(daemon: Path) -> None:
    with pytest.raises(TooLargeForScanner):
        await Clamd(str(daemon)).check(_chunks(bytes(3_000_000)))
