"""A ZIP of CVs dropped on a posting: how fast it is ranked, and what the rest of the service feels of it.

``python benchmarks/batch.py --cvs FOLDER [--number 500] [--kill]``; where a folder has fewer files, some are
put in several times. ``--kill`` ends the service with SIGKILL in the middle and starts it again. It starts a
server of its own.
"""

import argparse
import asyncio
import io
import os
import signal
import subprocess
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from figures import tell

from service import CLI, free_port, ready

SAMPLES = Path(__file__).parent.parent / "docs" / "samples"
TICKS = os.sysconf("SC_CLK_TCK")


def archive_of(folder: Path, number: int) -> bytes:
    """The first ``number`` files of a folder, each under a name of its own."""
    files = sorted(p for p in folder.rglob("*") if p.suffix in {".pdf", ".docx"})
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for place in range(number):
            file = files[place % len(files)]
            archive.writestr(f"{place:04d}-{file.name}", file.read_bytes())
    return target.getvalue()


def family(root: int) -> dict[int, tuple[int, float, str]]:
    """Of a process and all that it started: MB in memory, seconds of the processor, and the name."""
    parents: dict[int, tuple[int, int, float, str]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                head, _, rest = (entry / "stat").read_text("utf-8", "replace").rpartition(")")
                part = rest.split()
                used = (int(part[11]) + int(part[12])) / TICKS
                parents[int(entry.name)] = (int(part[1]), int(part[21]) * 4096, used, head.partition("(")[2])
    found, wave = {root}, {root}
    while wave := {pid for pid, one in parents.items() if one[0] in wave} - found:
        found |= wave
    return {p: (parents[p][1] // 1_000_000, parents[p][2], parents[p][3]) for p in found if p in parents}


class Service:
    """The real service on a folder of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.process: subprocess.Popen[bytes] | None = None
        self.base = ""

    async def start(self) -> None:
        port = free_port()
        command = [str(CLI), "serve", "--port", str(port)]
        environment = os.environ | {"CANDIDACY_HOME": str(self._home)}
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        await ready(self.base, 180)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process is not None:
            self.process.send_signal(how)
            self.process.wait(60)

    def measure(self) -> tuple[int, int, float]:
        """MB of the web process and of all together, and seconds of the processor of all."""
        assert self.process is not None
        every = family(self.process.pid)
        own = every.get(self.process.pid, (0, 0.0, ""))
        return own[0], sum(one[0] for one in every.values()), sum(one[1] for one in every.values())


async def watch_health(base: str, times: list[float], every: float = 0.05) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=60) as http:
        while True:
            begun = time.perf_counter()
            with suppress(httpx.TransportError):
                (await http.get("/health/live")).raise_for_status()
                times.append(1000 * (time.perf_counter() - begun))
            await asyncio.sleep(every)


def shares(times: list[float]) -> str:
    ordered = sorted(times)
    p50, p99 = (ordered[min(len(ordered) - 1, int(q * len(ordered)))] for q in (0.5, 0.99))
    return f"n={len(ordered):5d}  p50 {p50:6.1f} ms  p99 {p99:6.1f} ms  largest {ordered[-1]:7.1f} ms"


async def asked(http: httpx.AsyncClient, method: str, path: str, **given: Any) -> Any:
    answer = await http.request(method, path, **given)
    answer.raise_for_status()
    return answer.json()


async def until(base: str, batch: str, done: float, most: float) -> dict[str, Any]:
    """Wait for a share of the batch; its state then."""
    end, state = time.monotonic() + most, {}
    async with httpx.AsyncClient(base_url=base, timeout=60) as http:
        while time.monotonic() < end:
            state = await asked(http, "GET", f"/api/v1/batches/{batch}")
            total = state["total"]
            if total and state["done"] + state["failed"] >= done * total:
                return dict(state)
            await asyncio.sleep(0.5)
    raise SystemExit(f"the batch is not done: {state}")


async def sampled(service: Service, most: list[int]) -> None:
    while True:
        own, every, _ = service.measure()
        most[:] = [max(most[0], own), max(most[1], every)]
        await asyncio.sleep(1)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cvs", type=Path, default=SAMPLES)
    parser.add_argument("--posting", type=Path, default=SAMPLES / "posting.txt")
    parser.add_argument("--number", type=int, default=500)
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args()
    packed = archive_of(given.cvs, given.number)
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    print(f"{given.number} files, {len(packed) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory(prefix="cdy-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o711)
        service = Service(Path(folder) / "home")
        await service.start()
        try:
            await measure(service, packed, given)
        finally:
            service.stop()


async def measure(service: Service, packed: bytes, given: argparse.Namespace) -> None:
    before: list[float] = []
    watching = asyncio.create_task(watch_health(service.base, before))
    await asyncio.sleep(10)
    watching.cancel()
    print(f"/health/live by itself       {shares(before)}")
    async with httpx.AsyncClient(base_url=service.base, timeout=120) as http:
        text = given.posting.read_text(encoding="utf-8")
        body = {"text": text}
        posting = (await asked(http, "POST", "/api/v1/postings", json=body))["id"]
        print("memory before: {} MB the web process, {} MB all".format(*service.measure()[:2]))
        used, begun = service.measure()[2], time.perf_counter()
        batch = await asked(
            http,
            "POST",
            f"/api/v1/postings/{posting}/batches",
            files={"file": ("cvs.zip", packed, "application/zip")},
        )
        print(f"the upload answers in {1000 * (time.perf_counter() - begun):.0f} ms")
    during: list[float] = []
    most = [0, 0]
    tasks = [
        asyncio.create_task(watch_health(service.base, during)),
        asyncio.create_task(sampled(service, most)),
    ]
    if given.kill:
        state = await until(service.base, batch["id"], 0.4, 3600)
        for task in tasks:
            task.cancel()
        service.stop(signal.SIGKILL)
        print(f"killed at {state['done'] + state['failed']} of {state['total']}")
        await service.start()
    state = await until(service.base, batch["id"], 1.0, 3600)
    taken = time.perf_counter() - begun
    for task in tasks:
        task.cancel()
    rate = given.number / taken
    print(f"{state['done']} done, {state['failed']} failed in {taken:.0f} s: {rate:.1f} a second")
    if not given.kill:
        cpu = service.measure()[2] - used
        print(f"processor: {cpu:.0f} s in all, {1000 * cpu / given.number:.0f} ms a file")
        print(f"memory at most: {most[0]} MB the web process, {most[1]} MB all with the database")
    print(f"/health/live during it       {shares(during)}")
    for failure in state["failures"][:10]:
        print(f"  {failure}")
    await check(service, posting, state)
    tell(cvs_per_s=rate)


async def check(service: Service, posting: str, state: dict[str, Any]) -> None:
    """Every file that was done has one CV and one match."""
    async with httpx.AsyncClient(base_url=service.base, timeout=120) as http:
        seen: list[str] = []
        cursor = ""
        while True:
            page = await asked(http, "GET", f"/api/v1/matches?posting_id={posting}&limit=100{cursor}")
            seen += [one["cv_id"] for one in page["items"]]
            if page["next_cursor"] is None:
                break
            cursor = f"&cursor={page['next_cursor']}"
    print(f"matches: {len(seen)} of {len(set(seen))} CVs, {state['done']} files done")


if __name__ == "__main__":
    asyncio.run(main())
