"""An upload without end is cut off by a service that does not grow with it and keeps nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.service.processes import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.deep

MB = 1 << 20
LIMIT = 20 * MB
SENT = 1024 * MB
GROWTH = 50 * MB


def resident(pid: int) -> int:
    """Bytes of memory that a process has."""
    fields = Path(f"/proc/{pid}/statm").read_text().split()
    return int(fields[1]) * 4096


def kept(folder: Path) -> set[Path]:
    return {file for file in (folder / "files").rglob("*") if file.is_file()}


def endless_form() -> Iterator[bytes]:
    """A file of a gigabyte, in pieces, of a size that nobody says."""
    yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n%PDF-1.7\n'
    piece = bytes(MB)
    for _ in range(SENT // MB):
        yield piece
    yield b"\r\n--x--\r\n"


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_file_004_a_gigabyte_of_unknown_length_is_refused_without_growing(
    home: Path, open_directory: Path
) -> None:
    temporary = open_directory / "tmp"
    temporary.mkdir(mode=0o777)
    variables = {"CANDIDACY_HTTP__MAX_UPLOAD_SIZE": str(LIMIT), "TMPDIR": str(temporary)}
    with serving(home, **variables) as service:
        made = service.upload("cv.txt", b"Ada Lovelace\n\nSkills\nPython")
        # What a first document loads is no growth.
        service.job_ends(made["job_id"])
        before, files = resident(service.popen.pid), kept(home)
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        try:
            status = service.api.post("/api/v1/files", content=endless_form(), headers=headers).status_code
        except httpx.TransportError:
            # The answer comes and the connection is closed before all is sent, which not every client sees.
            status = 413
        grown = resident(service.popen.pid) - before
        alive = service.api.get("/health/live").status_code

        assert (status, alive) == (413, 200)
        assert grown < GROWTH
        assert kept(home) == files
        assert [file for file in temporary.rglob("*") if file.is_file() and file.stat().st_size > MB] == []
