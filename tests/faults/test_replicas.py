"""Two web processes and two workers on one PostgreSQL, one Redis and one bucket are one installation."""

import asyncio
import json
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.faults.ledger import CV, Writers
from tests.faults.links import Link, Target
from tests.faults.people import signed_in
from tests.faults.reckoning import reckon, report, settle
from tests.faults.stack import Program, Stack

pytestmark = pytest.mark.deep

STREAMS = 200
LONGEST_STOP = 20.0


def upload(web: Program, bearer: dict[str, str], name: str) -> str:
    """The job that reads a new CV."""
    text = CV.format(name=name, mail=f"{name}@example.org").encode()
    files = {"file": (f"{name}.txt", text)}
    answer = httpx.post(f"{web.url}/api/v1/files", files=files, headers=bearer, timeout=120)
    assert answer.status_code == 202, answer.text
    return str(answer.json()["job_id"])


async def followed(api: httpx.AsyncClient, job: str, opened: asyncio.Semaphore) -> list[str]:
    """The states of a job in the order of its events; says when the first has come, or that none will."""
    states, waited_for = list[str](), True
    try:
        async with api.stream("GET", f"/api/v1/jobs/{job}/events") as answer:
            assert answer.status_code == 200, await answer.aread()
            async for line in answer.aiter_lines():
                if line.startswith("data: "):
                    states.append(str(json.loads(line.removeprefix("data: "))["status"]))
                    if waited_for:
                        waited_for = False
                        opened.release()
    finally:
        if waited_for:
            opened.release()
    return states


@contextmanager
def at_rest(programs: list[Program]) -> Iterator[None]:
    """Frozen for as long as the block runs."""
    for program in programs:
        program.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        for program in programs:
            program.signal(signal.SIGCONT)


def test_ops_205_a_session_holds_at_every_replica_and_ends_at_every_one_at_once(replicas: Stack) -> None:
    first, second = replicas.webs
    session = signed_in(first)

    there = httpx.get(f"{second.url}/api/v1/me", headers=session, timeout=120).status_code
    httpx.post(f"{second.url}/api/v1/auth/logout", headers=session, timeout=120)
    here = httpx.get(f"{first.url}/api/v1/me", headers=session, timeout=120).status_code

    assert (there, here) == (200, 401)


def test_ops_205_guesses_are_counted_over_all_replicas(replicas: Stack) -> None:
    body = {"email": "nobody@example.org", "password": "wrong guess 1234"}

    answers = [
        httpx.post(f"{replicas.webs[n % 2].url}/api/v1/auth/login", json=body, timeout=120) for n in range(12)
    ]

    assert [answer.status_code for answer in answers] == [401] * 10 + [429] * 2


async def test_ops_205_progress_is_told_at_a_replica_that_did_not_take_the_file(
    replicas: Stack, bearer: dict[str, str]
) -> None:
    first, second = replicas.webs
    opened = asyncio.Semaphore(0)
    with at_rest(replicas.workers):
        job = upload(first, bearer, "told")
        async with httpx.AsyncClient(base_url=second.url, headers=bearer, timeout=120) as api:
            following = asyncio.create_task(followed(api, job, opened))
            await opened.acquire()
            for worker in replicas.workers:
                worker.signal(signal.SIGCONT)
            states = await following

    assert (states[0], states[-1]) == ("queued", "succeeded")


def test_ops_205_two_workers_do_each_job_once(replicas: Stack, bearer: dict[str, str]) -> None:
    before = replicas.database.ask("SELECT count(*) FROM cv_versions")
    jobs = [upload(replicas.webs[n % 2], bearer, f"once{n}") for n in range(20)]

    settle(replicas)

    ended = "SELECT DISTINCT status, attempts FROM jobs WHERE id = ANY(ARRAY['{}']::uuid[])"
    after = replicas.database.ask("SELECT count(*) FROM cv_versions")
    assert replicas.database.ask(ended.format("','".join(jobs))) == [("succeeded", 1)]
    assert int(str(after[0][0])) - int(str(before[0][0])) == 20


async def test_ops_206_two_hundred_open_streams_leave_room_for_everybody_else(
    replicas: Stack, bearer: dict[str, str]
) -> None:
    web = replicas.webs[0]
    opened = asyncio.Semaphore(0)
    limits = httpx.Limits(max_connections=STREAMS + 10)
    with at_rest(replicas.workers):
        job = upload(web, bearer, "streams")
        async with httpx.AsyncClient(base_url=web.url, headers=bearer, timeout=120, limits=limits) as api:
            following = [asyncio.create_task(followed(api, job, opened)) for _ in range(STREAMS)]
            for _ in range(STREAMS):
                await opened.acquire()
            statuses = [(await api.get("/api/v1/cvs")).status_code for _ in range(20)]
            for worker in replicas.workers:
                worker.signal(signal.SIGCONT)
            ends = {states[-1] for states in await asyncio.gather(*following)}

    assert (set(statuses), ends) == ({200}, {"succeeded"})


class Readiness:
    """Asks every replica all the time whether it is ready, as balancers do."""

    def __init__(self, webs: list[Program]) -> None:
        self._up: dict[Target, bool] = {("127.0.0.1", web.port): True for web in webs}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> "Readiness":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def is_up(self, target: Target) -> bool:
        return self._up[target]

    def _run(self) -> None:
        while not self._stop.wait(0.1):
            for target in self._up:
                assert not isinstance(target, str)
                self._up[target] = self._is_ready(target)

    def _is_ready(self, target: Target) -> bool:
        assert isinstance(target, tuple)
        try:
            return httpx.get(f"http://{target[0]}:{target[1]}/health/ready", timeout=5).status_code == 200
        except httpx.TransportError:
            return False


class Readers:
    """Clients that keep their connection and read, and note whatever is no 200."""

    def __init__(self, address: str, headers: dict[str, str], *, count: int) -> None:
        self._address, self._headers = address, headers
        self.read, self.failed = 0, list[str]()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run) for _ in range(count)]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        with httpx.Client(base_url=self._address, headers=self._headers, timeout=120) as api:
            while not self._stop.wait(0.02):
                try:
                    answer = api.get("/api/v1/cvs?limit=1")
                except httpx.TransportError as exc:
                    self.failed.append(repr(exc))
                    continue
                self.read += 1
                if answer.status_code != 200:
                    self.failed.append(answer.text)


def replaced(web: Program) -> float:
    """Stop a replica as an orchestrator does, start it again; the seconds that stopping took."""
    begun = time.monotonic()
    web.signal(signal.SIGTERM)
    assert web.gone() == 0
    took = time.monotonic() - begun
    web.start()
    return took


def test_ops_203_a_rolling_restart_under_load_fails_no_request(
    replicas: Stack, bearer: dict[str, str]
) -> None:
    targets = [("127.0.0.1", web.port) for web in replicas.webs]
    with (
        Readiness(replicas.webs) as readiness,
        Link(*targets, is_up=readiness.is_up) as balancer,
        Writers([balancer.url], count=2, headers=bearer) as writers,
        Readers(balancer.url, bearer, count=2) as readers,
    ):
        took = [replaced(web) for web in replicas.webs]
    settle(replicas)

    ledger = writers.ledger
    report(f"rolling: read {readers.read}, wrote {len(ledger.rows)}, stops {[round(s, 1) for s in took]}")
    assert (ledger.refused, readers.failed) == ({}, [])
    assert max(took) < LONGEST_STOP
    assert {
        what: found for what, found in reckon(replicas, ledger).items() if "nobody asked" not in what
    } == {}


async def test_ops_203_a_stream_that_is_open_when_its_replica_stops_ends_and_goes_on_at_the_other(
    replicas: Stack, bearer: dict[str, str]
) -> None:
    first, second = replicas.webs
    opened = asyncio.Semaphore(0)
    with at_rest(replicas.workers):
        job = upload(first, bearer, "moved")
        async with httpx.AsyncClient(base_url=first.url, headers=bearer, timeout=120) as api:
            following = asyncio.create_task(followed(api, job, opened))
            await opened.acquire()
            first.signal(signal.SIGTERM)
            before = await following
        first.gone()
        async with httpx.AsyncClient(base_url=second.url, headers=bearer, timeout=120) as api:
            following = asyncio.create_task(followed(api, job, opened))
            await opened.acquire()
            for worker in replicas.workers:
                worker.signal(signal.SIGCONT)
            after = await following
    first.start()

    assert (before, after[-1]) == (["queued"], "succeeded")
