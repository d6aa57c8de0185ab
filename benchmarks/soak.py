"""Memory over time under a bounded load: a web process and a worker, their RSS each half minute.

``python benchmarks/soak.py [MINUTES] [REQUESTS_A_SECOND]``, 30 minutes and 10 requests a second by default.
Linux only, as it reads /proc. What is set in the environment holds for both processes.
"""

import asyncio
import itertools
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import httpx
from figures import tell

CLI = Path(sys.executable).with_name("candidacy")
CV = "Ada Lovelace {0}\nada{0}@example.org\n\nExperience\nProgrammer, Engines, 2019 - 2023\n- Wrote Python\n"
POSTING = "Programmer\nRequirements\n- Python\n- PostgreSQL\n"
EVERY = 30.0
"""Seconds between two looks at memory."""
WARM = 0.2
"""The share of the time that counts as warming up."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident(pid: int) -> float:
    """Megabytes of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6


def children(pid: int) -> float:
    """Megabytes of the processes below one: those that read documents and render."""
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    total = 0.0
    for child in map(int, listed.stdout.split()):
        try:
            total += resident(child) + children(child)
        except FileNotFoundError:
            continue
    return total


async def ready(base: str) -> None:
    async with httpx.AsyncClient(base_url=base) as http:
        for _ in range(3000):
            try:
                if (await http.get("/health/ready")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    raise SystemExit("the server did not start")


def work(http: httpx.AsyncClient) -> Iterator[tuple[str, object]]:
    """What people do, in turn and for ever; one upload in twenty requests."""
    for number in itertools.count():
        row = {"candidate_name": f"Ada {number}", "skills": ["Python"], "experience_years": 3}
        text = CV.format(number).encode()
        yield "upload", http.post("/api/v1/files", files={"file": (f"cv{number}.txt", text)})
        yield "posting", http.post("/api/v1/postings", json={"text": POSTING})
        for _ in range(6):
            yield "list", http.get("/api/v1/cvs?limit=20")
            yield "page", http.get("/cvs")
            yield "row", http.post("/api/v1/cvs", json=row)


async def load(base: str, seconds: float, rate: float, answers: Counter[str]) -> None:
    """Begin ``rate`` requests a second; one that comes too late is not made up for."""
    ends = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=base, timeout=60) as http:
        for name, call in work(http):
            begun = time.monotonic()
            if begun > ends:
                call.close()  # type: ignore[attr-defined] # A coroutine that is not awaited.
                return
            try:
                answer = await call  # type: ignore[misc] # The same.
                answers[f"{name} {answer.status_code}"] += 1
            except httpx.TransportError as error:
                answers[f"{name} {type(error).__name__}"] += 1
            await asyncio.sleep(max(0.0, 1 / rate - (time.monotonic() - begun)))


async def watch(pids: dict[str, int], seconds: float) -> dict[str, list[tuple[float, float]]]:
    """Print and keep what each process holds, until the time is up."""
    begun, held = time.monotonic(), {name: list[tuple[float, float]]() for name in pids}
    print(f"{'minute':>7s}" + "".join(f"{name:>10s}{'children':>10s}" for name in pids), flush=True)
    while (now := time.monotonic() - begun) < seconds:
        line = f"{now / 60:7.1f}"
        for name, pid in pids.items():
            held[name].append((now, resident(pid)))
            line += f"{held[name][-1][1]:10.1f}{children(pid):10.1f}"
        print(line, flush=True)
        await asyncio.sleep(EVERY)
    return held


def slope(points: list[tuple[float, float]]) -> float:
    """Megabytes an hour, by least squares over what comes after warming up."""
    points = points[int(len(points) * WARM) :]
    middle = sum(t for t, _ in points) / len(points)
    mean = sum(v for _, v in points) / len(points)
    spread = sum((t - middle) ** 2 for t, _ in points) or 1.0
    return 3600 * sum((t - middle) * (v - mean) for t, v in points) / spread


async def soak(base: str, pids: dict[str, int], minutes: float, rate: float) -> None:
    await ready(base)
    answers = Counter[str]()
    held, _ = await asyncio.gather(watch(pids, minutes * 60), load(base, minutes * 60, rate, answers))
    for name, points in held.items():
        first, last = points[int(len(points) * WARM)][1], points[-1][1]
        print(f"{name}: {first:.1f} MB after warming up, {last:.1f} MB at the end, {slope(points):+.1f} MB/h")
    print(f"{minutes:g} minutes, {sum(answers.values())} requests: {dict(sorted(answers.items()))}")
    tell(minutes=minutes, web_mb=held["web"][-1][1], web_mb_per_hour=slope(held["web"]))


def main() -> None:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    rate = float(sys.argv[2]) if len(sys.argv) > 2 else 10
    with tempfile.TemporaryDirectory(prefix="cdy-soak-") as home, socket.socket() as probe:
        Path(home).chmod(0o711)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
        probe.close()
        environment = os.environ | {"CANDIDACY_HOME": home, "CANDIDACY_WORKER": "apart"}
        commands = {"web": [str(CLI), "serve", "--port", str(port)], "worker": [str(CLI), "worker"]}
        started = {
            name: subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            for name, command in commands.items()
        }
        try:
            pids = {name: process.pid for name, process in started.items()}
            asyncio.run(soak(f"http://127.0.0.1:{port}", pids, minutes, rate))
        finally:
            for process in started.values():
                process.send_signal(signal.SIGTERM)
            for process in started.values():
                process.wait(60)


if __name__ == "__main__":
    main()
