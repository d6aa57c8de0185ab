"""Speed of signing in, and whether time tells who has an account. Starts its own server and stops it.

``python benchmarks/identity.py``; wall-clock times of a client on the same machine: they hold for it alone.
"""

import asyncio
import os
import platform
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
from figures import tell

from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import open_application
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.infrastructure.crypto import PasswordHasher

CLI = Path(sys.executable).with_name("candidacy")
PASSWORD, WRONG = "glass kettle orbit 9", "velvet anchor tundra 4"
PEOPLE, PARALLEL, SECONDS, CALLS = 220, 16, 12.0, 200
A_SECOND = 40
LOGIN, RESET, REGISTER = (f"/api/v1/auth/{name}" for name in ("login", "forgot-password", "register"))


async def add_people(home: Path) -> None:
    async with open_application(Settings(home=home)) as application:
        for number in range(PEOPLE):
            async with application.sessions.begin() as session:
                account = NewAccount(f"known-{number}@example.org", "Known", PASSWORD)
                await AccountService(session, application.auth).create(account)


@contextmanager
def serving(home: Path) -> Iterator[str]:
    """A server that believes this client which address a request comes from, and has counted no guesses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    own = {"CANDIDACY_HOME": str(home), "CANDIDACY_HTTP__TRUSTED_PROXIES": '["127.0.0.1"]'}
    server = subprocess.Popen(
        [str(CLI), "serve", "--port", str(port)], env=os.environ | own, stderr=subprocess.DEVNULL
    )
    base = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(f"{base}/health/ready").raise_for_status()
                break
            except httpx.HTTPError:
                if server.poll() is not None:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.1)
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def somewhere() -> dict[str, str]:
    """Each request comes from another address, so that only the limit of the whole installation is near."""
    return {"X-Forwarded-For": ".".join(str(random.randint(1, 250)) for _ in range(4))}


async def post(http: httpx.AsyncClient, path: str, body: dict[str, str], status: int) -> float:
    start = time.perf_counter()
    answer = await http.post(path, json=body, headers=somewhere())
    taken = time.perf_counter() - start
    if answer.status_code != status:
        raise SystemExit(f"{path} answered {answer.status_code}: {answer.text}")
    return 1000 * taken


def at(milliseconds: list[float], share: float) -> float:
    ordered = sorted(milliseconds)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


async def parallel_logins(base: str) -> None:
    """How long the shortest answer takes while many people sign in, and how many get in."""
    alone: list[float] = []
    waits: list[float] = []
    logins: list[float] = []

    async def sign_in(http: httpx.AsyncClient, person: int, end: float) -> None:
        body = {"email": f"known-{person}@example.org", "password": PASSWORD}
        while time.perf_counter() < end:
            logins.append(await post(http, LOGIN, body, 200))

    async def look(http: httpx.AsyncClient, times: list[float], end: float) -> None:
        while time.perf_counter() < end:
            start = time.perf_counter()
            (await http.get("/health/live")).raise_for_status()
            times.append(1000 * (time.perf_counter() - start))
            await asyncio.sleep(0.005)

    async with (
        httpx.AsyncClient(base_url=base, timeout=60) as http,
        httpx.AsyncClient(base_url=base, timeout=60) as apart,
    ):
        await look(apart, alone, time.perf_counter() + SECONDS / 4)
        end = time.perf_counter() + SECONDS
        await asyncio.gather(
            look(apart, waits, end), *(sign_in(http, person, end) for person in range(PARALLEL))
        )
    print(
        f"/health/live by itself                    n={len(alone):4d}"
        f"  p50 {at(alone, 0.5):6.1f} ms  p99 {at(alone, 0.99):6.1f} ms"
    )
    print(
        f"/health/live beside {PARALLEL} parallel sign-ins  n={len(waits):4d}"
        f"  p50 {at(waits, 0.5):6.1f} ms  p99 {at(waits, 0.99):6.1f} ms"
    )
    print(
        f"sign-ins, {PARALLEL} at a time                  n={len(logins):4d}"
        f"  {len(logins) / SECONDS:6.1f} a second  p95 {at(logins, 0.95):6.1f} ms"
    )
    tell(closed_per_s=len(logins) / SECONDS, closed_p95_ms=at(logins, 0.95), live_p99_ms=at(waits, 0.99))


async def steady_logins(base: str) -> None:
    """How long a sign-in takes while so many people come in each second, whoever is waiting.

    A machine that is too busy refuses some, which then count among the slowest.
    """
    taken: list[float] = []
    refused = 0

    async def sign_in(http: httpx.AsyncClient, person: int) -> None:
        body = {"email": f"known-{person % PEOPLE}@example.org", "password": PASSWORD}
        nonlocal refused
        begun = time.perf_counter()
        answer = await http.post(LOGIN, json=body, headers=somewhere())
        taken.append(1000 * (time.perf_counter() - begun))
        refused += answer.status_code != 200

    limits = httpx.Limits(max_connections=None)
    async with (
        httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as http,
        asyncio.TaskGroup() as all_,
    ):
        begun = time.perf_counter()
        for number in range(int(A_SECOND * SECONDS)):
            await asyncio.sleep(max(0.0, begun + number / A_SECOND - time.perf_counter()))
            all_.create_task(sign_in(http, number))
    print(
        f"sign-ins, {A_SECOND} new ones a second         n={len(taken):4d}"
        f"  p50 {at(taken, 0.5):6.1f} ms  p95 {at(taken, 0.95):6.1f} ms  refused {refused}"
    )
    tell(steady_p50_ms=at(taken, 0.5), steady_p95_ms=at(taken, 0.95), steady_refused=refused)


async def compare(base: str, name: str, path: str, body: dict[str, str], status: int) -> None:
    """Whether an address that is known takes another time than one that is not: one call each, in turns."""
    times: dict[str, list[float]] = {"known": [], "other": []}
    async with httpx.AsyncClient(base_url=base, timeout=60) as http:
        for warm in ("known", "other"):
            await post(http, path, {**body, "email": f"{warm}-{PEOPLE - 1}@example.org"}, status)
        for number in range(CALLS):
            for kind in random.sample(sorted(times), 2):
                sent = {**body, "email": f"{kind}-{number}@example.org"}
                times[kind].append(await post(http, path, sent, status))
    known, other = statistics.median(times["known"]), statistics.median(times["other"])
    print(
        f"{name:18s} n={CALLS} each  known {known:6.2f} ms  unknown {other:6.2f} ms"
        f"  differ by {100 * abs(known - other) / max(known, other):4.1f} %"
    )


async def hashing() -> float:
    """Processor milliseconds of looking at one password, the median."""
    hasher, each = PasswordHasher(), []
    kept = await hasher.hash(PASSWORD)
    for _ in range(15):
        begun = time.process_time()
        await hasher.verify(kept, PASSWORD)
        each.append(1000 * (time.process_time() - begun))
    return statistics.median(each)


def main() -> None:
    print(f"{platform.platform()}, {os.cpu_count()} processors, {datetime.now(UTC):%Y-%m-%d %H:%M} UTC")
    print(f"load before: {os.getloadavg()[0]:.1f}")
    one = asyncio.run(hashing())
    least = one * PARALLEL / (os.cpu_count() or 1)
    print(f"argon2id: {one:.1f} ms of a processor; {PARALLEL} at a time take {least:.0f} ms at least")
    tell(argon2_ms=one, closed_least_ms=least)
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as folder:
        Path(folder).chmod(0o711)
        home = Path(folder) / "home"
        asyncio.run(add_people(home))
        with serving(home) as base:
            asyncio.run(parallel_logins(base))
        with serving(home) as base:
            asyncio.run(steady_logins(base))
        # A new process each: the installation's limit counts within one.
        register = {"display_name": "New", "password": WRONG}
        for name, path, body, status in (
            ("sign-in, wrong", LOGIN, {"password": WRONG}, 401),
            ("forgot password", RESET, {}, 202),
            ("sign-up", REGISTER, register, 202),
        ):
            with serving(home) as base:
                asyncio.run(compare(base, name, path, body, status))


if __name__ == "__main__":
    main()
