"""The budget of a workspace: never overdrawn, given back by the dead, and no transaction held meanwhile."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from candidacy.ai_agents.errors import BudgetExceeded
from candidacy.ai_agents.interface import Estimate, Usage
from candidacy.ai_agents.loopback import Asked, LoopbackModels, honest
from candidacy.features.agents.errors import TooManyModelCalls
from candidacy.features.agents.models import ModelReservation
from candidacy.features.agents.policies.budget import Limits
from candidacy.features.agents.repository import BudgetRepository
from candidacy.features.agents.service.budget import WorkspaceBudget
from candidacy.features.agents.tests.models import compatible, models_on, set_up
from candidacy.infrastructure.postgres import PostgresSettings, connected, within
from candidacy.kernel.ids import WorkspaceId, uuid7

if TYPE_CHECKING:
    from candidacy.infrastructure.postgres import Database
    from candidacy.kernel.clock import FixedClock
    from candidacy.testing.application import Client

OURS = WorkspaceId(uuid7())
MANY = 1_000
TEN = Estimate("check.hello", 10, Decimal(20))


def gate(database: Database, clock: FixedClock, limits: Limits, **more: Any) -> WorkspaceBudget:
    return WorkspaceBudget(within(database.sessions, OURS), OURS, limits, clock, **{"patience": 0, **more})


async def reserved(database: Database) -> int:
    async with within(database.sessions, OURS)() as session:
        return await session.scalar(select(func.count()).select_from(ModelReservation)) or 0


@pytest.mark.own_database
@pytest.mark.parametrize("limits", [Limits(205, None, MANY), Limits(None, Decimal(410), MANY)])
async def test_agent_005_fifty_calls_at_once_never_overdraw(
    database: Database, clock: FixedClock, limits: Limits
) -> None:
    # They wait in turn for one row, on a busy machine for longer than a request would.
    patient = PostgresSettings(pool_timeout=120, lock_timeout_ms=0, statement_timeout_ms=0)
    async with connected(database.url, patient) as waiting:
        budget = gate(waiting, clock, limits)

        outcomes = await asyncio.gather(*(budget.reserve(TEN) for _ in range(50)), return_exceptions=True)

    refused = [o for o in outcomes if isinstance(o, BaseException)]
    assert {type(o) for o in refused} == {BudgetExceeded}
    assert (len(outcomes) - len(refused), await reserved(database)) == (20, 20)


@pytest.mark.own_database
async def test_agent_005_no_more_calls_are_under_way_than_may_be(
    database: Database, clock: FixedClock
) -> None:
    budget = gate(database, clock, Limits(None, None, 3))

    outcomes = await asyncio.gather(*(budget.reserve(TEN) for _ in range(50)), return_exceptions=True)

    assert sum(isinstance(o, TooManyModelCalls) for o in outcomes) == 47


@pytest.mark.own_database
async def test_agent_005_who_waits_gets_the_place_that_is_given_back(
    database: Database, clock: FixedClock
) -> None:
    budget = gate(database, clock, Limits(None, None, 1), patience=30)
    first = await budget.reserve(TEN)
    waiting = asyncio.create_task(budget.reserve(TEN))

    await budget.settle(first, Usage(3, 4), Decimal(1))

    assert await waiting != first


async def test_agent_005_the_error_names_the_limit_and_when_it_begins_anew(
    database: Database, clock: FixedClock
) -> None:
    clock.set(datetime(2026, 1, 30, 23, tzinfo=UTC))

    with pytest.raises(BudgetExceeded, match=r"limit of 5 tokens a month.* 1 February 2026") as refused:
        await gate(database, clock, Limits(5, None, MANY)).reserve(TEN)

    assert refused.value.retry_after == 25 * 3600


async def test_a_month_that_is_used_up_is_no_hindrance_in_the_next(
    database: Database, clock: FixedClock
) -> None:
    budget = gate(database, clock, Limits(10, None, MANY))
    await budget.settle(await budget.reserve(TEN), Usage(6, 4), Decimal(20))
    with pytest.raises(BudgetExceeded):
        await budget.reserve(TEN)

    clock.set(datetime(2026, 2, 1, tzinfo=UTC))

    await budget.reserve(TEN)

    assert await reserved(database) == 1


async def test_what_a_call_really_took_stands_in_place_of_what_it_could_have(
    database: Database, clock: FixedClock
) -> None:
    budget = gate(database, clock, Limits(15, None, MANY))
    await budget.settle(await budget.reserve(TEN), Usage(2, 1), Decimal(4))

    await budget.reserve(TEN)

    async with within(database.sessions, OURS)() as session:
        used = await BudgetRepository(session, OURS).used(clock.today().replace(day=1))
    assert (used.tokens, used.cost_micros) == (3, Decimal(4))


async def test_agent_006_what_a_dead_process_had_reserved_is_given_back(
    database: Database, clock: FixedClock
) -> None:
    budget = gate(database, clock, Limits(10, None, 1), lifetime=timedelta(minutes=2))
    lost = await budget.reserve(TEN)
    with pytest.raises(BudgetExceeded):
        await budget.reserve(TEN)

    clock.set(clock.now() + timedelta(minutes=2))
    await budget.reserve(TEN)
    await budget.settle(lost, Usage(1, 1), Decimal(0))

    assert await reserved(database) == 1
    with pytest.raises(BudgetExceeded):
        await budget.reserve(TEN)


@pytest.mark.own_database
async def test_agent_006_no_connection_is_held_while_a_model_works(client: Client) -> None:
    pool = client.application.sessions.kw["bind"].sync_engine.pool
    held: list[int] = []

    def brain(asked: Asked) -> str:
        held.append(pool.checkedout())
        return honest(asked)

    async with LoopbackModels(brain) as models:
        saved = await set_up(client, models)
        form = {**compatible(models), "action": "save", "version": "1"}
        page = await client.http.post("/workspace/models", data=form)
        tried = await client.http.post(
            "/api/v1/admin/prompts/check.hello/try", json={"version": 1, "variables": {"greeting": "Hello"}}
        )
        typed = await client.http.post("/admin/prompts/check.hello/try", data={"version": "1"})

    assert [answer.status_code for answer in (saved, page, tried, typed)] == [200, 303, 200, 200]
    assert held == [0, 0, 0, 0]


@pytest.mark.own_database
async def test_agent_005_calls_side_by_side_stay_within_the_limit(client: Client) -> None:
    patient = models_on(client, client.application.agents.network)
    async with LoopbackModels() as models, client.with_agents(models=patient) as serves:
        await set_up(serves, models, monthly_tokens=6_000)
        given = {"version": 1, "variables": {"greeting": "Hello"}}
        answers = await asyncio.gather(
            *(serves.http.post("/api/v1/admin/prompts/check.hello/try", json=given) for _ in range(6))
        )
        told = (await serves.http.get("/api/v1/models/settings")).json()

    assert {a.status_code for a in answers} <= {200, 429}
    assert {a.json()["code"] for a in answers if a.status_code == 429} == {"model_budget_exceeded"}
    assert told["used"]["tokens"] <= 6_000
