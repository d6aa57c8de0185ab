"""Speed of the service on this machine: start, upload, lists, health. Starts its own server and stops it.

``python benchmarks/service.py``; wall-clock times of a client on the same machine, so they hold for it alone.
"""

import asyncio
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

CLI = Path(sys.executable).with_name("candidacy")
CV = b"Ada Lovelace\nada@example.org\n\nExperience\nProgrammer, Engines, 2019 - 2023\n- Wrote Python\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(name: str, seconds: list[float]) -> None:
    values = sorted(1000 * s for s in seconds)
    high = values[int(0.95 * (len(values) - 1))]
    print(f"{name:44s} n={len(values):4d}  median {statistics.median(values):8.1f} ms  p95 {high:8.1f} ms")


async def ready(base: str, limit: float = 60) -> float:
    start = time.monotonic()
    async with httpx.AsyncClient(base_url=base) as http:
        while time.monotonic() - start < limit:
            try:
                if (await http.get("/health/ready")).status_code == 200:
                    return time.monotonic() - start
            except httpx.TransportError:
                await asyncio.sleep(0.02)
    raise SystemExit("the server did not start")


async def timed(http: httpx.AsyncClient, method: str, path: str, **options: object) -> float:
    start = time.perf_counter()
    answer = await http.request(method, path, **options)  # type: ignore[arg-type]
    answer.raise_for_status()
    return time.perf_counter() - start


async def measure(base: str) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=60) as http:
        body = {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 3}
        for _ in range(20):
            await http.post("/api/v1/cvs", json=body)
        await timed(http, "GET", "/api/v1/cvs")
        report("list of 20 CVs, one client", [await timed(http, "GET", "/api/v1/cvs") for _ in range(200)])
        report("page /cvs, one client", [await timed(http, "GET", "/cvs") for _ in range(100)])
        uploads = [
            await timed(http, "POST", "/api/v1/files", files={"file": ("cv.txt", CV)}) for _ in range(20)
        ]
        report("upload answers", uploads)
        start = time.perf_counter()
        await asyncio.gather(*(timed(http, "GET", "/api/v1/cvs") for _ in range(1000)))
        print(
            f"{'lists of 20 from 100 connections':44s} {1000 / (time.perf_counter() - start):8.0f} a second"
        )


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as home:
        Path(home).chmod(0o711)
        for name in ("first start", "later start"):
            port = free_port()
            environment = os.environ | {"CANDIDACY_HOME": home}
            command = [str(CLI), "serve", "--port", str(port)]
            server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            try:
                base = f"http://127.0.0.1:{port}"
                print(f"{name + ', until ready':44s} {asyncio.run(ready(base)):8.2f} s")
                if name == "later start":
                    asyncio.run(measure(base))
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)


if __name__ == "__main__":
    main()
