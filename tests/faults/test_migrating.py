"""A schema that changes while people work."""

import asyncio
import time

import pytest

from candidacy.infrastructure.postgres import PostgresSettings, create_engine, migrations
from tests.faults.ledger import Writers
from tests.faults.reckoning import reckon, report, settle
from tests.faults.stack import Stack

pytestmark = pytest.mark.deep

ROWS = 5_000
FILL = f"""
INSERT INTO cvs (id, workspace_id, title, candidate_name, latest, version)
SELECT gen_random_uuid(), w.id, 'Filled', 'Filled ' || n, 1, 1
FROM workspaces w, generate_series(1, {ROWS}) n
"""
LONGEST_HOLD = 5.0


async def down_and_up(url: str) -> float:
    """Take the newest revision back and do it again, as two deployments would; the seconds of both."""
    engine = create_engine(url, PostgresSettings(pool_size=1))
    begun = time.monotonic()
    try:
        await migrations.downgrade(engine, "-1")
        await migrations.upgrade(engine)
    finally:
        await engine.dispose()
    return time.monotonic() - begun


def test_ops_210_the_newest_migration_is_taken_back_and_done_again_under_load(one_of_each: Stack) -> None:
    one_of_each.database.do(FILL)

    with Writers([one_of_each.webs[0].url], count=3) as writers:
        took = [asyncio.run(down_and_up(one_of_each.database.direct)) for _ in range(3)]
    settle(one_of_each)

    ledger = writers.ledger
    found = reckon(one_of_each, ledger)
    seconds = [round(each, 2) for each in took]
    report(f"migrating: {ROWS} rows there, {len(ledger.rows)} written, down and up {seconds} s")
    assert set(ledger.refused) <= {"503"}
    assert ledger.slowest < LONGEST_HOLD
    assert found == {}
