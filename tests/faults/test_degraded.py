"""What is away, frozen, slow or full: the answer comes in time and says so, and all is well afterwards."""

import resource
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.faults.ledger import CV, Ledger
from tests.faults.reckoning import reckon, reconcile, report, settle
from tests.faults.stack import PATIENCE, Stack, stack
from tests.service.processes import until

pytestmark = pytest.mark.deep

DEADLINE = 10.0
"""What the stack of these tests allows a request."""
SLACK = 5.0
"""A deadline is kept by a machine that has other work too."""


class Client:
    """One who works and writes down what was acknowledged."""

    def __init__(self, stack: Stack) -> None:
        self.api = httpx.Client(base_url=stack.webs[0].url, timeout=60, verify=False)
        self.ledger = Ledger()
        self._number = 0

    def write(self) -> httpx.Response:
        self._number += 1
        name = f"row{self._number}"
        payload = {"candidate_name": name, "skills": ["Python"], "experience_years": 3}
        answer = self.api.post("/api/v1/cvs", json=payload)
        if answer.is_success:
            self.ledger.rows[name] = answer.json()["id"]
        return answer

    def upload(self, size: int = 0) -> httpx.Response:
        self._number += 1
        name = f"file{self._number}"
        text = CV.format(name=name, mail=f"{name}@example.org") + "\n" + "Wrote services. " * (size // 16)
        answer = self.api.post("/api/v1/files", files={"file": (f"{name}.txt", text.encode())})
        if answer.is_success:
            self.ledger.files[name] = (answer.json()["id"], answer.json()["job_id"])
        return answer


@pytest.fixture
def client(one_of_each: Stack) -> Iterator[Client]:
    made = Client(one_of_each)
    with made.api:
        yield made


def told(ask: Callable[[], httpx.Response]) -> tuple[int, bool, float]:
    """The status, whether it says when to come back, and the seconds it took."""
    begun = time.monotonic()
    answer = ask()
    return answer.status_code, int(answer.headers.get("retry-after", 0)) > 0, time.monotonic() - begun


def test_ops_209_a_database_that_is_frozen_or_gone_is_503_in_time_and_the_next_request_answers(
    one_of_each: Stack, client: Client
) -> None:
    client.write()
    one_of_each.database.freeze()
    frozen = [told(client.write) for _ in range(2)]
    one_of_each.database.thaw()
    thawed = told(client.write)
    one_of_each.database.kill()
    killed = told(client.write)
    one_of_each.database.start()
    back = told(client.write)
    one_of_each.to_database.silent()
    silent = told(client.write)
    one_of_each.to_database.silent(on=False)
    heard = told(client.write)
    settle(one_of_each)

    waits = [round(seconds, 1) for *_, seconds in (*frozen, killed, silent)]
    report(f"database: seconds to 503 frozen, frozen, killed, silent {waits}; back {thawed[2]:.2f}")
    assert [(status, again) for status, again, _ in (*frozen, killed, silent)] == [(503, True)] * 4
    assert max(waits) < DEADLINE + SLACK
    assert [found[0] for found in (thawed, back, heard)] == [201, 201, 201]
    lost = reckon(one_of_each, client.ledger)
    # One that was given up may have been done all the same: nobody was told that it was not.
    lost.pop("rows nobody asked for", None)
    assert lost == {}


def test_ops_209_redis_away_or_frozen_fails_no_request(one_of_each: Stack, client: Client) -> None:
    guess = {"email": "nobody@example.org", "password": "wrong guess 1234"}

    def work() -> list[int]:
        answers = [client.write(), client.api.get("/"), client.api.get("/api/v1/cvs"), client.upload()]
        guessed = [client.api.post("/api/v1/auth/login", json=guess) for _ in range(3)]
        return [answer.status_code for answer in (*answers, *guessed)]

    well = work()
    one_of_each.redis.stop()
    away = work()
    one_of_each.redis.start()
    one_of_each.redis.freeze()
    frozen = work()
    last = [client.api.post("/api/v1/auth/login", json=guess).status_code for _ in range(3)]
    settle(one_of_each)

    assert well == [201, 200, 200, 202, 401, 401, 401]
    assert (away, frozen) == (well, well)
    # Nine guesses were counted on both sides of the outage, so the tenth is the last.
    assert last == [401, 429, 429]
    assert reckon(one_of_each, client.ledger) == {}


def test_ops_209_a_store_that_is_away_silent_or_slow_leaves_neither_a_row_nor_a_file_alone(
    one_of_each: Stack, client: Client, open_directory: Path
) -> None:
    one_of_each.bucket.stop()
    away = told(client.upload)
    meanwhile = client.write().status_code
    one_of_each.bucket.start()
    one_of_each.to_bucket.silent()
    silent = told(client.upload)
    one_of_each.to_bucket.silent(on=False)
    one_of_each.to_bucket.slow(0.05)
    slow = told(client.upload)
    one_of_each.to_bucket.slow(0)
    settle(one_of_each)

    assert (away[:2], silent[:2]) == ((503, True), (503, True))
    assert max(away[2], silent[2]) < DEADLINE + SLACK
    assert (meanwhile, slow[0]) == (201, 202)
    assert reckon(one_of_each, client.ledger) == {}
    reconcile(one_of_each, open_directory)


def test_ops_209_a_full_disk_refuses_the_file_and_loses_nothing(open_directory: Path) -> None:
    variables = {"CANDIDACY_STORAGE__PROVIDER": "local", "CANDIDACY_WORKER": "inside"}
    with stack(open_directory, variables, workers=0) as full, ExitStack() as opened:
        full.start()
        client, pid = Client(full), full.webs[0].pid
        opened.enter_context(client.api)
        kept = client.upload().status_code
        # The process may write no file larger than this, which ends a write as a full disk does.
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (500_000, resource.RLIM_INFINITY))
        refused = [told(lambda size=size: client.upload(size))[:2] for size in (700_000, 3_000_000)]  # type: ignore[misc]
        small = client.upload().status_code
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        room = client.upload(700_000).status_code
        settle(full)
        folder = full.webs[0].home / "files"
        there = sorted(path.parent.name + "/" + path.name for path in folder.rglob("*") if path.is_file())
        named = sorted(str(key) for (key,) in full.database.ask("SELECT storage_key FROM files"))

        assert (kept, small, room) == (202, 202, 202)
        assert refused == [(503, True)] * 2
        assert reckon(full, client.ledger) == {}
        assert there == named


def test_ops_204_a_frozen_worker_that_wakes_up_does_nothing_twice(one_of_each: Stack, client: Client) -> None:
    worker, web = one_of_each.workers[0], one_of_each.webs[0]
    for _ in range(5):
        client.upload(size=100_000)
    running = "SELECT count(*) FROM jobs WHERE status = 'running' AND kind = 'files.read'"
    until(lambda: one_of_each.database.ask(running) != [(0,)], "running")
    subprocess.run(["kill", "-STOP", str(worker.pid)], check=True, timeout=PATIENCE)
    second = type(worker)(worker.arguments, worker.variables, web.home, web.log.with_name("second.log"))
    try:
        second.start()
        settle(one_of_each)
        subprocess.run(["kill", "-CONT", str(worker.pid)], check=True, timeout=PATIENCE)
        client.upload()
        settle(one_of_each)
    finally:
        second.stop()

    assert reckon(one_of_each, client.ledger) == {}
