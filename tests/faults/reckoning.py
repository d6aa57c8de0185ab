"""Holding what is there against what was acknowledged."""

import asyncio
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import candidacy.entrypoints.wiring  # noqa: F401 - With it comes every table there is.
from candidacy.features.privacy.service.reconciling import Reconciled, Reconciliation
from candidacy.infrastructure.postgres import connected
from candidacy.infrastructure.storage import open_storage
from candidacy.kernel.clock import FixedClock
from tests.faults.ledger import Ledger
from tests.faults.stack import PATIENCE, Stack
from tests.service.processes import until

BY_HAND = (
    "SELECT c.candidate_name, count(*), min(c.id::text) FROM cvs c JOIN cv_versions v ON v.cv_id = c.id"
    " AND v.number = 1 WHERE v.file_id IS NULL GROUP BY 1"
)
FROM_FILES = "SELECT file_id, count(*) FROM cv_versions WHERE file_id IS NOT NULL GROUP BY 1"
WAITING = "SELECT (SELECT count(*) FROM procrastinate_jobs) + count(*) FROM jobs WHERE finished_at IS NULL"
OPEN = (
    "SELECT q.id, q.status, q.worker_id, q.attempts, w.last_heartbeat, j.id, j.kind, j.status, j.started_at,"
    " now() FROM procrastinate_jobs q LEFT JOIN procrastinate_workers w ON w.id = q.worker_id"
    " FULL JOIN jobs j ON j.queue_id = q.id WHERE q.id IS NOT NULL OR j.finished_at IS NULL"
)


def settle(stack: Stack) -> None:
    """Wait until every job has ended; where that fails, tell what is open and what the workers said."""
    try:
        until(lambda: stack.database.ask(WAITING) == [(0,)], "all jobs ended", PATIENCE)
    except AssertionError as error:
        left = "\n".join(str(row) for row in stack.database.ask(OPEN))
        said = "\n".join(worker.said[-4000:] for worker in stack.workers)
        raise AssertionError(f"{error}:\n{left}\n{said}") from None


def reckon(stack: Stack, ledger: Ledger) -> dict[str, Any]:
    """All that is wrong, by name; empty when everything is as it was acknowledged."""
    ask = stack.database.ask
    rows = {str(name): (number, str(found)) for name, number, found in ask(BY_HAND)}
    files = {str(file) for (file,) in ask("SELECT id FROM files")}
    read = {str(file): number for file, number in ask(FROM_FILES)}
    jobs = {str(job): status for job, status in ask("SELECT id, status FROM jobs WHERE kind = 'files.read'")}
    kept = {row for _, row in rows.values()}
    told = ledger.files.items()
    wrong: dict[str, Any] = {
        "acknowledged rows lost": [name for name, row in ledger.rows.items() if row not in kept],
        "rows twice": {name: number for name, (number, _) in rows.items() if number != 1},
        "rows nobody asked for": sorted(set(rows) - set(ledger.rows)),
        "acknowledged files lost": [name for name, (file, _) in told if file not in files],
        "files nobody asked for": len(files) - len(ledger.files),
        "files not read once": {name: read.get(f, 0) for name, (f, _) in told if read.get(f) != 1},
        "jobs lost": {job: jobs.get(job) for _, (_, job) in told if jobs.get(job) != "succeeded"},
        "jobs nobody asked for": len(jobs) - len(ledger.files),
    }
    return {what: found for what, found in wrong.items() if found}


def report(line: str) -> None:
    """Add a line of figures to the file that FAULT_REPORT names."""
    if (name := os.environ.get("FAULT_REPORT")) is not None:
        with Path(name).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")


def reconcile(stack: Stack, folder: Path) -> int:
    """Compare storage and rows as it will be done in two nights; how many objects without a row that removed.

    Afterwards what is there is what rows name, and one more night finds nothing.
    """

    async def run() -> tuple[Reconciled, Reconciled, list[str]]:
        clock = FixedClock(datetime.now(UTC) + timedelta(days=2))
        storage = open_storage(stack.bucket.settings(), folder)
        async with connected(stack.database.direct) as database:
            compare = Reconciliation(database.sessions, storage, clock)
            nights = await compare.run(), await compare.run()
        return *nights, sorted([found.key async for found in storage.list()])

    first, second, there = asyncio.run(run())
    named = sorted(str(key) for (key,) in stack.database.ask("SELECT storage_key FROM files"))
    assert (first.missing, second) == (0, Reconciled(orphans=0, missing=0))
    assert there == named
    return first.orphans
