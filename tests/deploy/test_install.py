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

from tests.service.processes import PATIENCE, free_port, until

pytestmark = pytest.mark.deep
ROOT = Path(__file__).parents[2]
NOBODY = 65534
OFFLINE = ("dns error", "Could not connect", "error sending request", "Network is unreachable", "offline")


@pytest.mark.skipif(os.name != "posix", reason="users are changed as POSIX does")
def test_ops_111_the_wheel_installs_into_nothing_and_runs_as_nobody(open_directory: Path) -> None:
    target, home = open_directory / "candidacy", open_directory / "data"
    home.mkdir()
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    if user:
        os.chown(home, NOBODY, NOBODY)
    port = free_port()
    tools = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    built = subprocess.run(
        ["sh", "deploy/build.sh", str(target)],
        cwd=ROOT,
        env={**os.environ, "PATH": tools, "PYTHON": sys.executable},
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
        found = until(lambda: answered(process, port), "ready")
        hidden = [
            httpx.get(f"http://127.0.0.1:{port}{p}").status_code for p in ("/docs", "/metrics", "/dev/outbox")
        ]
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        log.close()
        shutil.rmtree(target)

    assert found["status"] == "ok"
    assert hidden == [404, 404, 404]
    assert process.returncode == 0


def answered(process: "subprocess.Popen[bytes]", port: int) -> dict[str, str] | None:
    assert process.poll() is None, "it ended"
    time.sleep(0.2)
    try:
        answer = httpx.get(f"http://127.0.0.1:{port}/health/ready")
    except httpx.TransportError:
        return None
    return dict(answer.json()) if answer.status_code == 200 else None
