"""The service and its worker as processes of their own, to be watched, asked, stopped and killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

COMMAND = str(Path(sys.executable).with_name("candidacy"))
PATIENCE = 60.0
# What is lost is found at once, so that a test need not wait for it.
QUICK = {
    "CANDIDACY_JOBS__HEARTBEAT_INTERVAL": "0.2",
    "CANDIDACY_JOBS__STALLED_AFTER": "3",
    "CANDIDACY_JOBS__RESCUE_INTERVAL": "0.2",
    "CANDIDACY_JOBS__POLLING_INTERVAL": "0.2",
}


def environment(home: Path, **variables: str) -> dict[str, str]:
    """Ours without what the person running the tests has set."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("CANDIDACY_") and k != "DATABASE_URL"}
    return own | QUICK | {"CANDIDACY_HOME": str(home), "PYTHONFAULTHANDLER": "1"} | variables


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(home: Path, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours to its end."""
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment(home, **variables),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def until(holds: Callable[[], Any], what: str, patience: float = PATIENCE) -> Any:
    """Wait for something to be true; gives it."""
    deadline, pause = time.monotonic() + patience, 0.02
    while not (found := holds()):
        assert time.monotonic() < deadline, f"after {patience:.0f} s still not {what}"
        time.sleep(pause)
        # To ask takes processor time from who is waited for.
        pause = min(1.1 * pause, 0.1)
    return found


def postgres_processes(home: Path) -> list[str]:
    """Command lines of database servers that belong to ``home``."""
    listed = subprocess.run(["ps", "-axww", "-o", "args="], capture_output=True, text=True, check=True)
    return [line for line in listed.stdout.splitlines() if str(home) in line and "postgres" in line]


@dataclass
class Process:
    """A process of ours."""

    popen: "subprocess.Popen[bytes]"
    log: Path

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait; gives the exit code."""
        self.popen.send_signal(number)
        try:
            return self.popen.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            # The fault handler tells where every thread stands.
            self.popen.send_signal(signal.SIGABRT)
            self.popen.wait(PATIENCE)
            raise AssertionError(f"after {PATIENCE:.0f} s not ended:\n{self.said}") from None

    def kill(self) -> None:
        self.end(signal.SIGKILL)

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")


@dataclass
class Service(Process):
    """``candidacy serve``."""

    url: str = ""
    api: httpx.Client = field(default_factory=httpx.Client)

    def upload(self, name: str, data: bytes) -> dict[str, Any]:
        answer = self.api.post("/api/v1/files", files={"file": (name, data)})
        assert answer.status_code == 202, answer.text
        return dict(answer.json())

    def job(self, identity: str) -> dict[str, Any]:
        return dict(self.api.get(f"/api/v1/jobs/{identity}").json())

    def job_ends(self, identity: str) -> dict[str, Any]:
        ended = {"succeeded", "failed", "cancelled"}
        try:
            until(lambda: self.job(identity)["status"] in ended, "done")
        except AssertionError as exc:
            raise AssertionError(f"{exc}\n{self.job(identity)}\n{self.said}") from None
        return self.job(identity)

    def cvs(self) -> list[dict[str, Any]]:
        return list(self.api.get("/api/v1/cvs").json()["items"])

    def is_ready(self) -> bool:
        assert self.popen.poll() is None, self.said
        try:
            return self.api.get("/health/ready").status_code == 200
        except httpx.TransportError:
            return False


@contextmanager
def _started(home: Path, log: Path, *arguments: str, **variables: str) -> "Iterator[subprocess.Popen[bytes]]":
    with log.open("ab") as out:
        process = subprocess.Popen(
            [COMMAND, *arguments], env=environment(home, **variables), stdout=out, stderr=out
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def serving(home: Path, **variables: str) -> Iterator[Service]:
    """A service that is ready, ended with the block if it still runs."""
    port, log = free_port(), home.parent / f"serve-{time.monotonic_ns()}.log"
    with _started(home, log, "serve", "--port", str(port), **variables) as process:
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=url, timeout=30) as api:
            service = Service(process, log, url, api)
            # The first start makes a database; on a busy machine that takes a while.
            until(service.is_ready, "ready", 4 * PATIENCE)
            yield service


@contextmanager
def worker(home: Path, variables: Mapping[str, str] | None = None) -> Iterator[Process]:
    """A worker that is ready."""
    log = home.parent / f"worker-{time.monotonic_ns()}.log"
    with _started(home, log, "worker", **(variables or {})) as process:
        found = Process(process, log)
        until(lambda: "The worker is ready" in found.said or process.poll() is not None, "ready")
        assert process.poll() is None, found.said
        yield found
