"""The ledger of calls: complete, without any text, and changed by nobody."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from psycopg import errors as pg
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from candidacy.ai_agents.interface import CallOutcome, CallRecord, ProviderKind, Usage
from candidacy.features.agents import public
from candidacy.features.agents.errors import TooYoungCalls
from candidacy.features.agents.models import ModelCall
from candidacy.features.agents.repository import CallsRepository, used_by_all
from candidacy.features.agents.service.ledger import Work, WorkspaceLedger
from candidacy.features.agents.tests.models import set_up
from candidacy.infrastructure.postgres import (
    APP_ROLE,
    WORKER_ROLE,
    Database,
    PostgresSettings,
    acting_as,
    connected,
    within,
)
from candidacy.kernel.ids import WorkspaceId, uuid7

if TYPE_CHECKING:
    from candidacy.ai_agents.loopback import LoopbackModels
    from candidacy.testing.application import Client

OURS, THEIRS = WorkspaceId(uuid7()), WorkspaceId(uuid7())
NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
TRY = "/api/v1/admin/prompts/check.hello/try"
CHANGES = [
    "UPDATE model_calls SET cost_micros = 0",
    "DELETE FROM model_calls",
    "TRUNCATE model_calls",
]


def call(at: datetime = NOON, outcome: CallOutcome = CallOutcome.OK) -> CallRecord:
    return CallRecord(
        call_id=uuid7(),
        number=1,
        prompt_id="review.structure",
        prompt_version=1,
        prompt_digest="a" * 64,
        provider=ProviderKind.OPENAI,
        model="m-1",
        outcome=outcome,
        usage=Usage(100, 20),
        cost_micros=Decimal("1.25"),
        started_at=at,
        latency_ms=400,
        input_sha256="b" * 64,
        output_sha256="c" * 64,
    )


async def record(database: Database, workspace: WorkspaceId, *calls: CallRecord) -> None:
    ledger = WorkspaceLedger(within(database.sessions, workspace), workspace, Work("review"))
    for one in calls:
        await ledger.record(one)


async def test_each_try_is_noted_with_what_it_took_and_without_a_word_of_it(
    quick: Client, models: LoopbackModels
) -> None:
    await set_up(quick, models, input_price="2.5", output_price="10")
    answer = await quick.http.post(TRY, json={"version": 1, "variables": {"greeting": "Quokka lighthouse?"}})

    async with quick.application.sessions() as session:
        row = (await session.scalars(select(ModelCall).where(ModelCall.purpose == "prompt try"))).one()

    assert (row.prompt, row.prompt_version, row.model, row.outcome, row.number) == (
        "check.hello",
        1,
        "loopback-1",
        "ok",
        1,
    )
    assert row.cost_micros == row.input_tokens * Decimal("2.5") + row.output_tokens * 10 > 0
    assert answer.json()["cost"] == str((row.cost_micros / 1_000_000).quantize(Decimal("0.000001")))
    assert len(row.input_sha256) == len(row.output_sha256 or "") == 64
    assert "Quokka" not in " ".join(str(getattr(row, c.name)) for c in ModelCall.__table__.columns)


@pytest.mark.own_database
@pytest.mark.parametrize("role", [APP_ROLE, WORKER_ROLE, None])
async def test_agent_009_nobody_changes_an_entry(database: Database, role: str | None) -> None:
    await record(database, OURS, call())
    url = acting_as(database.url, role) if role else database.url

    async with connected(url, PostgresSettings(pool_size=1)) as opened:
        for change in CHANGES:
            async with within(opened.sessions, OURS)() as session:
                with pytest.raises(DBAPIError) as refused:
                    await session.execute(text(change))
            assert isinstance(refused.value.orig, pg.InsufficientPrivilege)


@pytest.mark.own_database
async def test_agent_009_what_is_older_than_is_kept_goes_and_nothing_younger(database: Database) -> None:
    now = datetime.now(UTC)
    await record(database, OURS, call(now - timedelta(days=200)), call(now - timedelta(days=100)))
    await record(database, THEIRS, call(now - timedelta(days=200)))

    async with connected(acting_as(database.url, WORKER_ROLE), PostgresSettings(pool_size=1)) as opened:
        async with opened.sessions.begin() as session:
            gone = await public.prune(session, now - timedelta(days=190), now)
        async with opened.sessions() as session:
            with pytest.raises(TooYoungCalls):
                await public.prune(session, now - timedelta(days=100), now)
            with pytest.raises(DBAPIError, match="at least six months"):
                await session.execute(text("SELECT model_calls_prune(now() - interval '100 days')"))

    assert gone == 2


@pytest.mark.own_database
async def test_agent_008_the_sum_of_all_tells_no_workspace_from_another(database: Database) -> None:
    await record(database, OURS, call(), call(outcome=CallOutcome.TIMEOUT))
    await record(database, THEIRS, call())

    async with connected(acting_as(database.url, APP_ROLE), PostgresSettings(pool_size=1)) as opened:
        async with opened.sessions() as session:
            rows = await used_by_all(session, NOON.date(), NOON.date())
            raw = await session.scalar(text("SELECT count(*) FROM model_calls"))
        async with within(opened.sessions, OURS)() as session:
            ours = await CallsRepository(session, OURS).used_between(NOON.date(), NOON.date())

    assert [(u.calls, u.failed, u.input_tokens, u.cost_micros) for u in rows] == [
        (3, 1, 300, Decimal("3.75"))
    ]
    assert "workspace_id" not in rows[0]._fields
    assert raw == 0
    assert [(u.calls, u.purpose) for u in ours] == [(2, "review")]


async def test_a_call_is_noted_for_whom_and_what_it_was_made(database: Database) -> None:
    actor, cv = uuid7(), uuid7()
    sessions = within(database.sessions, OURS)
    await WorkspaceLedger(sessions, OURS, Work("letter", actor, "cv", cv)).record(call())  # type: ignore[arg-type]

    async with sessions() as session:
        row = (await session.scalars(select(ModelCall))).one()

    assert (row.actor, row.subject_kind, UUID(row.subject_id or "")) == (actor, "cv", cv)


async def test_a_call_that_somebody_names_is_one_of_their_workspace(database: Database) -> None:
    made = call()
    await record(database, OURS, made)

    async with within(database.sessions, OURS)() as session:
        await public.require_call(session, OURS, made.call_id)
        with pytest.raises(public.ModelCallNotFound):
            await public.require_call(session, OURS, uuid7())
    async with within(database.sessions, THEIRS)() as session:
        with pytest.raises(public.ModelCallNotFound):
            await public.require_call(session, THEIRS, made.call_id)
