"""A machine whose clock jumps an hour: jobs, sessions and limits go by other clocks, or come through it."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from candidacy.features.privacy.service.exporting import BUILD_EXPORT
from tests.faults.people import EMAIL, PASSWORD
from tests.faults.reckoning import reckon, settle
from tests.faults.stack import PATIENCE, Program, Stack, stack
from tests.faults.test_degraded import Client
from tests.service.processes import COMMAND, environment, until

if TYPE_CHECKING:
    from collections.abc import Callable

FOUND = [*Path("/usr/lib").glob("*/faketime/libfaketime.so.1")]
LIBRARY = os.environ.get("FAKETIME_LIBRARY") or next(map(str, FOUND), None)
"""It lies to one process about the time, and reads anew each time by how much."""
pytestmark = [
    pytest.mark.deep,
    pytest.mark.skipif(LIBRARY is None, reason="libfaketime is not installed: apt-get install faketime"),
]
HOUR = 3600


class Clock:
    """The clock of one program: right until it is told to jump."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.jump(0)

    def jump(self, seconds: int) -> None:
        """From now on it is off by so much."""
        draft = self._file.with_suffix(".draft")
        draft.write_text(f"{seconds:+d}\n")
        draft.replace(self._file)

    def of(self, program: Program) -> None:
        """Have ``program`` go by it. What waits goes on by seconds that passed, as it does in life."""
        program.variables = {
            **program.variables,
            "LD_PRELOAD": str(LIBRARY),
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        }


@pytest.fixture
def clock() -> Iterator[Clock]:
    with tempfile.TemporaryDirectory(prefix="cdy-clock-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Clock(Path(folder) / "offset")


@pytest.fixture
def with_a_bad_clock(open_directory: Path, clock: Clock) -> Iterator[Stack]:
    """A web process and two workers, of which the first goes by that clock; the second is not started."""
    with stack(open_directory, {"CANDIDACY_STORAGE__TIMEOUT": "2"}, workers=2) as made:
        clock.of(made.workers[0])
        made.webs[0].start()
        made.workers[0].start()
        yield made


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_ops_212_a_worker_whose_clock_jumps_does_each_job(
    with_a_bad_clock: Stack, clock: Clock, jump: int
) -> None:
    stack, client = with_a_bad_clock, Client(with_a_bad_clock)
    with client.api:
        for offset in (0, jump, 0):
            clock.jump(offset)
            client.write()
            settle(stack)

    assert reckon(stack, client.ledger) == {}
    assert ended(stack, "assistant.index") == {"succeeded"}


def test_ops_212_what_is_to_be_tried_again_is_due_by_the_clock_of_the_database(
    with_a_bad_clock: Stack, clock: Clock
) -> None:
    stack = with_a_bad_clock
    clock.jump(HOUR)
    stack.to_bucket.silent()
    ask_for_a_copy(stack)
    tried = "SELECT count(*) FROM jobs WHERE attempts > 0 AND status = 'queued'"
    until(lambda: stack.database.ask(tried) == [(1,)], "tried once", PATIENCE)
    waits = stack.database.ask(
        "SELECT extract(epoch FROM max(scheduled_at) - now()) FROM procrastinate_jobs WHERE status = 'todo'"
    )[0][0]
    # A store refuses who is an hour off, so the clock is put right before it is asked again.
    clock.jump(0)
    stack.to_bucket.silent(on=False)
    settle(stack)

    assert waits is None or float(str(waits)) < HOUR / 2
    assert ended(stack, BUILD_EXPORT) == {"succeeded"}


def test_ops_212_a_worker_that_is_ahead_puts_nothing_off_that_another_one_left(
    with_a_bad_clock: Stack, clock: Clock
) -> None:
    stack, (ahead, right) = with_a_bad_clock, with_a_bad_clock.workers
    right.start()
    ahead.signal(signal.SIGSTOP)
    stack.to_bucket.silent()
    ask_for_a_copy(stack)
    until(lambda: running(stack), "running", PATIENCE)
    right.kill()
    clock.jump(HOUR)
    ahead.signal(signal.SIGCONT)
    taken = "SELECT count(*) FROM jobs WHERE attempts > 1"
    until(lambda: stack.database.ask(taken) == [(1,)], "taken up", PATIENCE)
    clock.jump(0)
    stack.to_bucket.silent(on=False)
    settle(stack)

    assert ended(stack, BUILD_EXPORT) == {"succeeded"}


def ask_for_a_copy(stack: Stack) -> None:
    """A job that needs the bucket, and no process of its own that would have the bad clock too."""
    answer = httpx.post(f"{stack.webs[0].url}/api/v1/me/exports", timeout=PATIENCE)
    assert answer.status_code in {201, 202}, answer.text


def ended(stack: Stack, kind: str) -> set[object]:
    """How the jobs of a kind stand."""
    return {status for (status,) in stack.database.ask(f"SELECT status FROM jobs WHERE kind = '{kind}'")}


def running(stack: Stack) -> bool:
    return stack.database.ask("SELECT count(*) FROM jobs WHERE status = 'running'") != [(0,)]


@pytest.fixture
def two_webs(open_directory: Path, clock: Clock) -> Iterator[Stack]:
    """Two web processes, of which the first goes by that clock; and an account."""
    import subprocess

    with stack(open_directory, webs=2, workers=0) as made:
        subprocess.run(
            [COMMAND, "users", "create", EMAIL],
            env=environment(open_directory / "web0", **made.webs[0].variables),
            input=f"{PASSWORD}\n{PASSWORD}\n".encode(),
            check=True,
            timeout=PATIENCE,
        )
        clock.of(made.webs[0])
        made.start()
        yield made


def test_ops_212_who_is_signed_in_stays_so_through_a_jump_and_back(two_webs: Stack, clock: Clock) -> None:
    wrong, right = (web.url + "/api/v1" for web in two_webs.webs)
    with httpx.Client(timeout=PATIENCE) as api:
        made = api.post(f"{right}/auth/login", json={"email": EMAIL, "password": PASSWORD}).json()
        seen: list[int] = []
        for offset in (HOUR, 0, -HOUR, 0):
            clock.jump(offset)
            for url in (wrong, right):
                # As a client of ours does: what ran out, or is not good yet, is renewed.
                if api.get(f"{url}/me", headers=of(made)).status_code == 401:
                    made = api.post(
                        f"{url}/auth/refresh", json={"refresh_token": made["refresh_token"]}
                    ).json()
                seen.append(api.get(f"{url}/me", headers=of(made)).status_code)

    assert seen == [200] * 8


def of(made: dict[str, str]) -> dict[str, str]:
    assert "access_token" in made, made
    return {"Authorization": f"Bearer {made['access_token']}"}


@pytest.mark.parametrize("jump", [HOUR, -HOUR])
def test_ops_212_guesses_stay_limited_and_nobody_is_told_to_wait_longer_than_the_window(
    two_webs: Stack, clock: Clock, jump: int
) -> None:
    wrong, right = (web.url + "/api/v1/auth/login" for web in two_webs.webs)
    body = {"email": "nobody@example.org", "password": "wrong guess 1234"}
    clock.jump(jump)
    with httpx.Client(timeout=PATIENCE) as api:
        guess: Callable[[str], httpx.Response] = lambda url: api.post(url, json=body)  # noqa: E731 - Read once.
        first = [guess(wrong).status_code for _ in range(11)]
        clock.jump(0)
        later = [guess(url) for url in (wrong, right)]
    waits = [int(answer.headers["retry-after"]) for answer in later if answer.status_code == 429]

    assert first == [401] * 10 + [429]
    assert all(0 < wait <= 300 for wait in waits)
