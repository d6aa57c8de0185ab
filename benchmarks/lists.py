"""The list that is asked most, of two web processes: processor time, requests a second, and the time of one.

``python benchmarks/lists.py [--seconds 10]``. Somebody who is signed in asks for twenty CVs, session and
membership checked each time: alone at first, then from 64 connections at once. Client and database have the
same processors. Processor time is that of the web processes, as the system counts it, with their sockets.
"""

import argparse
import asyncio
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import httpx
import uvloop
from figures import tell
from searching import Server, processor_of

from candidacy.ai_agents.embeddings import EmbeddingSettings
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import open_application
from candidacy.features.auth.policies.cookies import ACCESS_COOKIE
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from service import CLI, free_port, ready

EMAIL, PASSWORD = "bench@example.org", "glass kettle orbit 9"
CV = {"candidate_name": "Ada Lovelace", "skills": ["Python", "SQL"], "experience_years": 6}
ROWS, WORKERS, CONNECTIONS = 20, 2, 64
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
PATHS = {"list": "/api/v1/cvs?limit=20", "select": "/health/ready", "empty": "/health/live"}
"""The list, a route that asks the database for nothing but 1, and one that does not ask it."""


class Connection(asyncio.Protocol):
    """Asks for the same again as soon as the answer is there, until the time is up."""

    def __init__(self, request: bytes, until: float, times: list[float]) -> None:
        self._request, self._until, self._times = request, until, times
        self._answer = b""
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def _ask(self) -> None:
        self._begun = time.perf_counter()
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        self._answer += data
        head, blank, body = self._answer.partition(b"\r\n\r\n")
        if not blank or len(body) < int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]):
            return
        if not head.startswith(b"HTTP/1.1 200"):
            raise SystemExit(f"answered {head[:60]!r}")
        now, self._answer = time.perf_counter(), b""
        self._times.append(1000 * (now - self._begun))
        if now < self._until:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.over.done():
            self.over.set_result(None)


async def load(ports: list[int], path: str, token: str, connections: int, seconds: float) -> list[float]:
    """Milliseconds of each request, sorted."""
    times: list[float] = []
    head = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {ACCESS_COOKIE}={token}\r\n\r\n".encode()
    until, loop = time.perf_counter() + seconds, asyncio.get_running_loop()
    made = [
        await loop.create_connection(
            lambda: Connection(head, until, times), "127.0.0.1", ports[n % len(ports)]
        )
        for n in range(connections)
    ]
    await asyncio.gather(*(protocol.over for _, protocol in made))
    return sorted(times)


def at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def processor(pids: list[int]) -> float:
    """Seconds that processes have used so far."""
    parts = [Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split() for pid in pids]
    return sum(int(part[11]) + int(part[12]) for part in parts) / TICKS


def resident(pid: int) -> float:
    """Megabytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * PAGE / 1e6


async def add_person(home: Path) -> None:
    settings = Settings(home=home, embeddings=EmbeddingSettings(provider="none"))
    async with open_application(settings) as application, application.sessions.begin() as session:
        await AccountService(session, application.auth).create(NewAccount(EMAIL, "Bench", PASSWORD))


@contextmanager
def serving(home: Path) -> Iterator[tuple[list[int], list[int]]]:
    """Web processes on one database, their work done elsewhere: their ports and ids."""
    ports = [free_port() for _ in range(WORKERS)]
    own = os.environ | {"CANDIDACY_HOME": str(home), "CANDIDACY_WORKER": "apart"}
    started = []
    try:
        for port in ports:
            command = [str(CLI), "serve", "--port", str(port)]
            started.append(subprocess.Popen(command, env=own, stderr=subprocess.DEVNULL))
            asyncio.run(ready(f"http://127.0.0.1:{port}"))
        yield ports, [process.pid for process in started]
    finally:
        for process in reversed(started):
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def sign_in(port: int) -> str:
    """The token of somebody who has twenty CVs."""
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        answer = http.post("/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
        token = str(answer.raise_for_status().json()["access_token"])
        http.headers["Authorization"] = f"Bearer {token}"
        for _ in range(ROWS):
            http.post("/api/v1/cvs", json=CV).raise_for_status()
    return token


def measure(ports: list[int], pids: list[int], master: Server, seconds: float) -> None:
    idle = max(map(resident, pids))
    token, alone = sign_in(ports[0]), {}
    for path in PATHS.values():
        uvloop.run(load(ports, path, token, 8, 1.0))
    for name, path in PATHS.items():
        before = processor(pids)
        times = uvloop.run(load(ports[:1], path, token, 1, seconds / 2))
        alone[name] = 1e6 * (processor(pids) - before) / len(times)
        print(
            f"{path:24s} 1 connection    {len(times) / seconds * 2:6.0f} a second"
            f"  p50 {at(times, 0.5):6.1f} ms  p95 {at(times, 0.95):6.1f} ms  {alone[name]:6.0f} us CPU"
        )
        if name == "list":
            quiet = at(times, 0.95)
    before, database = processor(pids), master.milliseconds()
    times = uvloop.run(load(ports, PATHS["list"], token, CONNECTIONS, seconds))
    cpu = 1e6 * (processor(pids) - before) / len(times)
    served = 1e3 * (master.milliseconds() - database) / len(times)
    print(
        f"{PATHS['list']:24s} {CONNECTIONS} connections  {len(times) / seconds:6.0f} a second"
        f"  p50 {at(times, 0.5):6.1f} ms  p95 {at(times, 0.95):6.1f} ms  p99 {at(times, 0.99):6.1f} ms"
        f"  {cpu:6.0f} us CPU, the database {served:.0f}"
    )
    print(f"memory of a web process: {idle:.0f} MB idle, {max(map(resident, pids)):.0f} MB after it")
    tell(
        cpu_us=cpu,
        alone_cpu_us=alone["list"],
        select_cpu_us=alone["select"],
        empty_cpu_us=alone["empty"],
        database_cpu_us=served,
        per_s=len(times) / seconds,
        p95_ms=at(times, 0.95),
        alone_p95_ms=quiet,
        idle_mb=idle,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        asyncio.run(add_person(home))
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        with serving(home) as (ports, pids):
            measure(ports, pids, processor_of(home), given.seconds)


if __name__ == "__main__":
    main()
