"""What is kept no longer goes, on time and not before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
import structlog
from sqlalchemy import event, text

from candidacy.features.auth.tests.people import login, signed_in
from candidacy.features.privacy.policies.settings import PrivacySettings
from candidacy.features.privacy.service.housekeeping import Housekeeping
from candidacy.features.privacy.service.reconciling import Reconciliation
from candidacy.features.privacy.tests.life import CANARY, Life, a_life, objects, where_it_says

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import AsyncIterator

    from candidacy.infrastructure.postgres import Database
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

pytestmark = [pytest.mark.own_database, pytest.mark.deep]

LONG = PrivacySettings(audit_days=36_500)
"""The database's own clock does not move with the test's, and guards the audit log."""


def house(client: Client) -> Housekeeping:
    services = client.application.services
    return Housekeeping(client.application.sessions, services.queue, services.events, services.clock, LONG)


async def tidy(client: Client, *, dry_run: bool = False) -> Counter[str]:
    removed = await house(client).round(dry_run=dry_run)
    await client.run_jobs()
    return removed


@pytest.fixture
def now(clock: FixedClock) -> datetime:
    """Rows get their moments from the database's clock, so the test's begins there."""
    moment = datetime.now(UTC)
    clock.set(moment)
    return moment


async def with_retention(life: Life, days: int | None) -> None:
    home = (await life.made("GET", "/workspaces"))[0]["id"]
    await life.made("PATCH", f"/workspaces/{home}", json={"retention_days": days})


async def test_priv_010_what_came_in_longer_ago_than_the_workspace_says_is_deleted(
    client: Client, owner: Database, clock: FixedClock, now: datetime
) -> None:
    life = await a_life(client)
    await with_retention(life, 30)
    async with owner.sessions.begin() as session:
        # The keys and letters have terms of their own.
        await session.execute(text("delete from api_keys"))

    clock.set(now + timedelta(days=29))
    early = await tidy(client)
    clock.set(now + timedelta(days=31))
    late = await tidy(client)

    assert {k: v for k, v in early.items() if k in {"files", "cvs", "postings"}} == {}
    assert {k: v for k, v in late.items() if k in {"files", "cvs", "postings"}} == {
        "files": 1,
        "cvs": 2,
        "postings": 1,
    }
    assert await objects(client) == []
    assert await where_it_says(owner, CANARY) == {}
    for table in ("documents", "reviews", "matches", "cv_versions"):
        async with owner.sessions() as session:
            assert await session.scalar(text(f"select count(*) from {table}")) == 0


async def test_priv_010_a_workspace_without_retention_keeps_everything(
    client: Client, clock: FixedClock, now: datetime
) -> None:
    await a_life(client)
    other = await a_life(client, "other@example.org")
    await with_retention(other, 1)
    clock.set(now + timedelta(days=3_000))

    removed = await tidy(client)

    assert (removed["files"], removed["cvs"]) == (1, 2)
    assert len(await objects(client)) == 1


async def test_priv_010_deletions_are_noted(
    client: Client, owner: Database, clock: FixedClock, now: datetime
) -> None:
    life = await a_life(client)
    await with_retention(life, 30)
    clock.set(now + timedelta(days=31))

    await tidy(client)

    noted = text("select detail from audit_entries where kind = 'workspace.retention_applied'")
    async with owner.sessions() as session:
        details = list(await session.scalars(noted))
    assert [(d["files"], d["cvs"], d["postings"]) for d in details] == [(1, 2, 1)]


async def test_priv_008_what_has_ended_is_forgotten_in_its_time(
    client: Client, owner: Database, clock: FixedClock, now: datetime
) -> None:
    await a_life(client)

    counts = {}
    for days in (0, 2, 20, 200):
        clock.set(now + timedelta(days=days))
        removed = await tidy(client)
        counts[days] = set(removed)

    assert counts[0] == set()
    assert {"mail_tokens", "idempotency_keys"} <= counts[2]
    assert {"sessions", "jobs", "api_keys"} <= counts[200]
    assert "users" not in set().union(*counts.values())
    async with owner.sessions() as session:
        for name in ("sessions", "refresh_tokens", "jobs", "mail_tokens", "idempotency_keys", "quota_uses"):
            assert await session.scalar(text(f"select count(*) from {name}")) == 0, name


async def test_priv_008_a_live_session_goes_on(client: Client, clock: FixedClock, now: datetime) -> None:
    life = Life(client, await signed_in(client))
    clock.set(now + timedelta(days=2))

    await tidy(client)

    made = await client.http.post("/api/v1/auth/refresh", json={"refresh_token": life.person.refresh})
    assert made.status_code == 200


async def test_priv_008_done_twice_it_finds_nothing(client: Client, clock: FixedClock, now: datetime) -> None:
    life = await a_life(client)
    await with_retention(life, 30)
    clock.set(now + timedelta(days=400))
    await house(client).round()

    again = await house(client).round()

    assert dict(again) == {}


async def test_priv_011_a_dry_run_counts_the_same_and_removes_nothing(
    client: Client, clock: FixedClock, now: datetime
) -> None:
    life = await a_life(client)
    await with_retention(life, 30)
    clock.set(now + timedelta(days=31))

    told = await tidy(client, dry_run=True)
    done = await tidy(client)

    assert told == done
    assert done["files"] == 1


async def test_a_round_asks_as_often_whatever_there_is(
    client: Client, clock: FixedClock, now: datetime
) -> None:
    life = await a_life(client)
    await with_retention(life, 30)
    few = await statements_of_a_round(client)
    for number in range(5):
        card = {"candidate_name": f"Ada {number}", "skills": ["SQL"], "experience_years": 1}
        await life.made("POST", "/cvs", json=card)
    await login(client, life.person.email)
    clock.set(now + timedelta(days=31))
    before_more = await statements_of_a_round(client)

    # What is found is deleted with the same statements; its stored objects and its note come on top.
    assert before_more <= few + 8


async def statements_of_a_round(client: Client) -> int:
    sent: list[str] = []
    engine: Any = client.application.sessions.kw["bind"].sync_engine

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        await house(client).round()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(sent)


async def stream(data: bytes) -> AsyncIterator[bytes]:
    yield data


def compared(client: Client) -> Reconciliation:
    return client.application.reconciliation


async def test_priv_012_an_object_without_a_row_is_deleted_once_it_is_a_day_old(
    client: Client, clock: FixedClock, now: datetime
) -> None:
    await a_life(client)
    await client.application.services.storage.put(stream(b"orphan"), limit=100)

    young = await compared(client).run()
    clock.set(now + timedelta(days=2))
    dry = await compared(client).run(dry_run=True)
    old = await compared(client).run()
    again = await compared(client).run()

    assert [(r.orphans, r.missing) for r in (young, dry, old, again)] == [(0, 0), (1, 0), (1, 0), (0, 0)]
    assert len(await objects(client)) == 1


async def test_priv_012_a_row_without_its_object_is_reported_by_id(client: Client) -> None:
    life = await a_life(client)
    for key in await objects(client):
        await client.application.services.storage.delete(key)

    with structlog.testing.capture_logs() as logs:
        result = await compared(client).run()

    file = (await life.made("GET", "/files"))["items"][0]["id"]
    lost = [entry for entry in logs if entry["event"] == "stored_object_missing"]
    assert [(entry["table"], UUID(entry["id"])) for entry in lost] == [("files", UUID(file))]
    assert result.missing == 1


async def test_priv_012_exports_are_known_too(client: Client, clock: FixedClock, now: datetime) -> None:
    life = Life(client, await signed_in(client))
    await life.export()
    clock.set(now + timedelta(days=2))

    result = await compared(client).run()

    assert (result.orphans, result.missing) == (0, 0)
    assert len(await objects(client)) == 1
