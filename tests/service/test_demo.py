"""``candidacy demo`` from its first line to the empty folder that it leaves."""

import re
import signal
import subprocess
from pathlib import Path

import httpx
import pytest

from tests.service.processes import COMMAND, environment, until

pytestmark = pytest.mark.deep


def test_ui_002_a_demonstration_serves_both_samples_and_leaves_nothing(open_directory: Path) -> None:
    log = open_directory / "log"
    variables = environment(open_directory / "untouched", TMPDIR=str(open_directory))
    with log.open("wb") as out:
        process = subprocess.Popen([COMMAND, "demo"], env=variables, stdout=out, stderr=subprocess.STDOUT)
    try:
        found = until(lambda: re.search(r"ready at (http://[0-9.]+:\d+)", log.read_text()), "ready")
        with httpx.Client(base_url=found[1], timeout=30) as api:
            cvs = until(lambda: _all_read(api), "read")
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)

    assert len(cvs) == 11
    assert process.returncode == 0
    assert [path.name for path in open_directory.iterdir()] == ["log"]


def _all_read(api: httpx.Client) -> list[object]:
    files = api.get("/api/v1/files", params={"limit": 100}).json()["items"]
    ended = {file["status"] for file in files} <= {"read", "failed"}
    items: list[object] = api.get("/api/v1/cvs", params={"limit": 100}).json()["items"]
    return items if ended else []
