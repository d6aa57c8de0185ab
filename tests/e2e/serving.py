"""The application as users run it: a process of its own with a fresh home and the embedded database."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

READY_WITHIN = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running application."""

    url: str
    api: httpx.Client
    kept: dict[str, str] = field(default_factory=dict)
    """Ids of what tests only look at, made once and forgotten when everything is deleted."""

    def once(self, name: str, make: Callable[[], str]) -> str:
        """The id under ``name``, made now if it was not made before."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    def upload(self, name: str, data: bytes) -> str:
        """Give a file as a CV; the id of the file."""
        return str(self._sent("/api/v1/files", files={"file": (name, data)})["id"])

    def post(self, path: str, payload: Any) -> dict[str, Any]:
        return self._sent(path, json=payload)

    def get(self, path: str) -> dict[str, Any]:
        response = self.api.get(path)
        response.raise_for_status()
        found: dict[str, Any] = response.json()
        return found

    def items(self, path: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(path)["items"]
        return found

    def wait_until_read(self, file: str) -> str:
        """The id of the CV that was made of a file."""
        self.wait_until(file, "read")
        return next(str(cv["id"]) for cv in self.items("/api/v1/cvs") if cv["file_id"] == file)

    def wait_until(self, file: str, status: str) -> None:
        deadline = time.monotonic() + 60
        while (now := self.get(f"/api/v1/files/{file}")["status"]) != status:
            assert time.monotonic() < deadline, f"after a minute the file is {now}"
            time.sleep(0.05)

    def wait_for_job(self, job: str) -> None:
        deadline = time.monotonic() + 60
        while (now := self.get(f"/api/v1/jobs/{job}")["status"]) not in {"succeeded", "failed"}:
            assert time.monotonic() < deadline, f"after a minute the job is {now}"
            time.sleep(0.05)

    def wait_for_jobs(self) -> None:
        """Until nothing is under way, so that what was made is found."""
        deadline = time.monotonic() + 60
        while any(job["status"] in {"queued", "running"} for job in self.items("/api/v1/jobs")):
            assert time.monotonic() < deadline, "after a minute there are still jobs under way"
            time.sleep(0.05)

    def wipe(self) -> None:
        """Delete everything that anybody can see."""
        self.kept.clear()
        for kind in ("applications", "cvs", "postings", "files", "portfolio/items"):
            while found := self.items(f"/api/v1/{kind}"):
                for one in found:
                    self.api.delete(f"/api/v1/{kind}/{one['id']}").raise_for_status()

    def _sent(self, path: str, **content: Any) -> dict[str, Any]:
        response = self.api.post(path, **content)
        response.raise_for_status()
        made: dict[str, Any] = response.json()
        return made


@contextmanager
def running(*, worker: str = "inside") -> Iterator[Server]:
    """A server on a free port of the loopback, stopped and forgotten at the end."""
    # The embedded database runs as another user when root starts it, so that user must get in.
    home = Path(tempfile.mkdtemp(prefix="cdy-e2e-"))
    home.chmod(0o711)
    port = _free_port()
    own = {k: v for k, v in os.environ.items() if not k.startswith("CANDIDACY_") and k != "DATABASE_URL"}
    command = [str(Path(sys.executable).with_name("candidacy")), "serve", "--port", str(port)]
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            command,
            # Making the built-in model ready takes seconds, which pages are not judged by.
            env=own
            | {
                "CANDIDACY_HOME": str(home / "data"),
                "CANDIDACY_WORKER": worker,
                "CANDIDACY_EMBEDDINGS__PROVIDER": "none",
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=url, timeout=30) as api:
            _wait(process, api, home / "log")
            yield Server(url, api)
    finally:
        _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait(process: "subprocess.Popen[bytes]", api: httpx.Client, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server ended: {log.read_text()[-2000:]}"
        try:
            if api.get("/health/ready").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"the server was not ready in time: {log.read_text()[-2000:]}")


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
