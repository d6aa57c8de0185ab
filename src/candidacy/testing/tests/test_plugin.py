import socket
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.queue import JobContext, JobHandlers, ProcrastinateQueue, list_jobs
from candidacy.kernel.clock import FixedClock
from candidacy.kernel.ids import WorkspaceId, uuid7
from candidacy.testing.jobs import run_queued_jobs
from candidacy.testing.plugin import NOON

OUTSIDE = ("192.0.2.1", 80)


def test_nothing_outside_this_machine_is_reached() -> None:
    with pytest.raises((SocketConnectBlockedError, UserWarning)), socket.socket() as connection:
        connection.connect(OUTSIDE)


def test_the_loopback_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()[:2]):
        pass


def test_the_clock_stands(clock: FixedClock) -> None:
    assert clock.now() == NOON == clock.now()


def test_others_may_enter_an_open_directory(open_directory: Path) -> None:
    assert open_directory.stat().st_mode & 0o001


async def test_queued_jobs_are_run_with_those_they_enqueue(sessionmaker: Sessions) -> None:
    handlers, workspace = JobHandlers(), WorkspaceId(uuid7())
    queue = ProcrastinateQueue(handlers)

    async def first(context: JobContext) -> None:
        async with context.transaction() as session:
            await queue.enqueue(session, "second", workspace=workspace, payload={})

    async def second(_context: JobContext) -> None:
        return None

    handlers.register("first", first)
    handlers.register("second", second)
    async with sessionmaker.begin() as session:
        await queue.enqueue(session, "first", workspace=workspace, payload={})

    runs = await run_queued_jobs(handlers, sessionmaker)

    async with sessionmaker() as session:
        ended = [(job.kind, job.status) for job in await list_jobs(session, workspace)]
    assert (runs, ended) == (2, [("second", "succeeded"), ("first", "succeeded")])
