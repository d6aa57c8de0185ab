"""Whatever is killed, frozen or cut off at random under load: what was acknowledged is there, once.

FAULT_KILLS says how many times; the seed of the choice is printed with a failure.
"""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.ledger import Ledger, Writers
from tests.faults.reckoning import reckon, reconcile, report, settle
from tests.faults.stack import Program, Stack

pytestmark = pytest.mark.deep

KILLS = int(os.environ.get("FAULT_KILLS", "20"))
SEED = int(os.environ.get("FAULT_SEED", "1"))
BLINK, ROUND = 0.3, 20


class Havoc:
    """The faults by name. After each everything is up again."""

    def __init__(self, stack: Stack, chance: random.Random) -> None:
        self._stack, self._chance = stack, chance

    def all(self) -> dict[str, Callable[[], None]]:
        stack = self._stack
        return {
            "web killed": lambda: self._kill(stack.webs[0]),
            "worker killed": lambda: self._kill(stack.workers[0]),
            "web frozen": lambda: self._freeze(stack.webs[0]),
            "worker frozen": lambda: self._freeze(stack.workers[0]),
            "postgres killed": self._kill_database,
            "postgres frozen": self._freeze_database,
            "postgres cut off": stack.to_database.cut,
            "redis killed": self._kill_redis,
            "storage killed": self._kill_storage,
            "storage cut off": stack.to_bucket.cut,
        }

    def _kill(self, program: Program) -> None:
        program.kill()
        program.start()

    def _freeze(self, program: Program) -> None:
        program.signal(signal.SIGSTOP)
        time.sleep(BLINK)
        program.signal(signal.SIGCONT)

    def _kill_database(self) -> None:
        self._stack.database.kill()
        self._stack.database.start()

    def _freeze_database(self) -> None:
        self._stack.database.freeze()
        time.sleep(BLINK)
        self._stack.database.thaw()

    def _kill_redis(self) -> None:
        self._stack.redis.stop()
        time.sleep(self._chance.random() * BLINK)
        self._stack.redis.start()

    def _kill_storage(self) -> None:
        self._stack.bucket.stop()
        time.sleep(self._chance.random() * BLINK)
        self._stack.bucket.start()


def in_turn(names: list[str], chance: random.Random, count: int) -> list[str]:
    """Each fault about as often, in no order."""
    rounds = [chance.sample(names, len(names)) for _ in range(count // len(names) + 1)]
    return [name for each in rounds for name in each][:count]


def test_ops_204_what_was_acknowledged_is_there_once_whatever_was_killed(
    one_of_each: Stack, open_directory: Path
) -> None:
    chance, begun, ledger = random.Random(SEED), time.monotonic(), Ledger()
    faults, done = Havoc(one_of_each, chance).all(), Counter[str]()
    ahead = in_turn(sorted(faults), chance, KILLS)

    while ahead:
        now, ahead = ahead[:ROUND], ahead[ROUND:]
        with Writers([one_of_each.webs[0].url], count=3, ledger=ledger):
            for name in now:
                time.sleep(chance.random() * BLINK)
                faults[name]()
        settle(one_of_each)
        done.update(now)
        wrong = reckon(one_of_each, ledger)
        said = f"{len(ledger.rows)} rows and {len(ledger.files)} files acknowledged, else {ledger.refused}"
        report(
            f"seed {SEED}, {done.total()} faults in {time.monotonic() - begun:.0f} s: {said}, wrong {wrong}"
        )
        assert wrong == {}, said

    assert len(ledger.rows) > KILLS
    orphans = reconcile(one_of_each, open_directory)
    report(f"{dict(done)}; objects without a row that the nightly comparison swept up: {orphans}")
