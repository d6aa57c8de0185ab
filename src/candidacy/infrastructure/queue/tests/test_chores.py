"""Of all workers one does a chore, whatever becomes of the others."""

import asyncio

import pytest

from candidacy.infrastructure.postgres import Database
from candidacy.infrastructure.queue import Chore
from candidacy.infrastructure.queue.chores import announce, is_ours

pytestmark = pytest.mark.own_database


async def nothing() -> None:
    return None


DAILY = Chore("reconcile", 86_400, nothing)
AT_ONCE = Chore("sweep", 0, nothing)


async def test_ops_202_of_workers_that_look_at_once_one_does_a_chore(database: Database) -> None:
    await announce(AT_ONCE, database.sessions)
    due = Chore("sweep", 86_400, nothing)

    turns = await asyncio.gather(*(is_ours(due, database.sessions) for _ in range(8)))

    assert sum(turns) == 1


async def test_a_chore_that_was_never_done_waits_for_a_tenth_of_its_interval(database: Database) -> None:
    await announce(DAILY, database.sessions)

    assert not await is_ours(DAILY, database.sessions)


async def test_ops_202_a_restart_does_not_put_off_what_is_due(database: Database) -> None:
    await announce(AT_ONCE, database.sessions)

    await announce(Chore("sweep", 86_400, nothing), database.sessions)

    assert await is_ours(AT_ONCE, database.sessions)


async def test_a_chore_nobody_announced_is_nobodys(database: Database) -> None:
    assert not await is_ours(DAILY, database.sessions)


def test_a_rare_chore_is_looked_for_every_minute() -> None:
    assert [DAILY.pause, Chore("remind", 30, nothing).pause] == [60, 3]
