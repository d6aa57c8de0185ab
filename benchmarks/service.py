"""Speed of the service on this machine: start, upload, lists, health. Starts its own server and stops it.

``python benchmarks/service.py``; wall-clock times of a client on the same machine, so they hold for it alone.
"""

import asyncio
import os
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
from figures import tell

CLI = Path(sys.executable).with_name("candidacy")
UPLOADING, UPLOADS_EACH = 20, 3
CV = b"Ada Lovelace\nada@example.org\n\nExperience\nProgrammer, Engines, 2019 - 2023\n- Wrote Python\n"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def report(name: str, seconds: list[float], share: float = 0.95) -> float:
    """Print the median and a higher share in milliseconds; gives the latter."""
    values = sorted(1000 * s for s in seconds)
    high, middle = values[int(share * (len(values) - 1))], statistics.median(values)
    print(f"{name:44s} n={len(values):4d}  median {middle:8.1f} ms  p{100 * share:.0f} {high:8.1f} ms")
    return high


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
        answered = report("upload answers", uploads)
        beside = report("/health/live beside 20 uploads at once", await beside_uploads(base, http), 0.99)
        tell(upload_ms=answered, live_beside_uploads_ms=beside)
        start = time.perf_counter()
        await asyncio.gather(*(timed(http, "GET", "/api/v1/cvs") for _ in range(1000)))
        print(
            f"{'lists of 20 from 100 connections':44s} {1000 / (time.perf_counter() - start):8.0f} a second"
        )


async def beside_uploads(base: str, http: httpx.AsyncClient) -> list[float]:
    """How long the shortest answer takes while twenty people upload, one file after another."""
    done = asyncio.Event()

    async def upload() -> None:
        for _ in range(UPLOADS_EACH):
            await timed(http, "POST", "/api/v1/files", files={"file": ("cv.txt", CV)})

    async def look() -> list[float]:
        times = []
        async with httpx.AsyncClient(base_url=base, timeout=60) as apart:
            while not done.is_set():
                times.append(await timed(apart, "GET", "/health/live"))
                await asyncio.sleep(0.005)
        return times

    looking = asyncio.create_task(look())
    await asyncio.gather(*(upload() for _ in range(UPLOADING)))
    done.set()
    return await looking


def help_seconds() -> float:
    """Processor time of ``candidacy --help``, warm; the median."""
    each = []
    for _ in range(6):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([str(CLI), "--help"], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        each.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(each[1:])


def main() -> None:
    helped = help_seconds()
    print(f"{'--help, processor time':44s} {1000 * helped:8.0f} ms")
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as home:
        Path(home).chmod(0o711)
        for name in ("first start", "later start"):
            port = free_port()
            environment = os.environ | {"CANDIDACY_HOME": home}
            command = [str(CLI), "serve", "--port", str(port)]
            server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
            try:
                base = f"http://127.0.0.1:{port}"
                taken = asyncio.run(ready(base))
                print(f"{name + ', until ready':44s} {taken:8.2f} s")
                if name == "later start":
                    tell(start_s=taken, help_cpu_ms=1000 * helped)
                    asyncio.run(measure(base))
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(30)


if __name__ == "__main__":
    main()
