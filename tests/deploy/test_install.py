"""The steps of the image, by hand and in the same order: build, install into nothing, run as nobody."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from tests.service.processes import PATIENCE, free_port

pytestmark = pytest.mark.deep
ROOT = Path(__file__).parents[2]
NOBODY = 65534
OFFLINE = ("dns error", "Could not connect", "error sending request", "Network is unreachable", "offline")


@pytest.mark.skipif(os.name != "posix", reason="users are changed as POSIX does")
def test_ops_111_the_wheel_installs_into_nothing_and_runs_as_nobody(open_directory: Path) -> None:
    target, home = open_directory / "candidacy", open_directory / "data"
    home.mkdir()
    python = reachable_python()
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        os.chown(home, NOBODY, NOBODY)
    port = free_port()
    tools = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    built = subprocess.run(
        ["sh", "deploy/build.sh", str(target)],
        cwd=ROOT,
        env={**os.environ, "PATH": tools, "PYTHON": python},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    if built.returncode and any(word in built.stderr for word in OFFLINE):
        pytest.skip("packages cannot be reached from here")
    assert built.returncode == 0, built.stderr
    assert built.stdout.startswith("candidacy ")
    # What the image sets, and a home that is nowhere: only the folder of the data can be written to.
    bare = {
        "PATH": f"{target}/bin:/usr/bin:/bin",
        "HOME": "/nonexistent",
        "CANDIDACY_ENVIRONMENT": "production",
        "CANDIDACY_HOME": str(home),
        "CANDIDACY_HTTP__PORT": str(port),
        "PYTHONDONTWRITEBYTECODE": "1",
    }

    log = (open_directory / "log").open("wb")
    process = subprocess.Popen(
        [str(target / "bin" / "candidacy"), "serve"], env=bare, cwd="/", stdout=log, stderr=log, **user
    )  # type: ignore[call-overload] # Two keywords or none.
    try:
        found = wait_for(process, port, open_directory / "log")
        hidden = [
            httpx.get(f"http://127.0.0.1:{port}{p}", timeout=30).status_code
            for p in ("/docs", "/metrics", "/dev/outbox")
        ]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        log.close()
        shutil.rmtree(target)

    assert found["status"] == "ok"
    assert hidden == [404, 404, 404]
    assert process.returncode == 0


def reachable_python() -> str:
    """An interpreter that nobody in particular can start: one below the home of root is out of reach."""
    for candidate in (sys.executable, "/usr/bin/python3", "/usr/local/bin/python3"):
        path = Path(candidate).resolve()
        others_may = all(part.stat().st_mode & 0o001 for part in (path, *path.parents) if part.exists())
        if path.exists() and (others_may or os.geteuid() != 0):
            return str(path)
    pytest.skip("no Python is within reach of another user")


def wait_for(process: "subprocess.Popen[bytes]", port: int, log: Path) -> dict[str, str]:
    """The answer of a service that is ready. It may be new to the disk, and the machine busy."""
    deadline = time.monotonic() + 4 * PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text(errors="replace")
        if (found := answered(port)) is not None:
            return found
    raise AssertionError(f"not ready:\n{log.read_text(errors='replace')}")


def answered(port: int) -> dict[str, str] | None:
    time.sleep(0.2)
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health/ready", timeout=30)
    except httpx.TransportError:
        return None
    return dict(answer.json()) if answer.status_code == 200 else None
