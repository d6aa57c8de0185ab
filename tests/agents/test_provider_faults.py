"""Whatever a provider does, a call ends in words after at most three requests, and is in the books."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal

import pytest

from candidacy.ai_agents.errors import (
    CircuitOpen,
    ModelAnswerCut,
    ModelAnswerTooLarge,
    ModelAnswerUnusable,
    ModelCallRefused,
    ModelKeyRefused,
    ModelRateLimited,
    ModelRefused,
    ModelTimeout,
    ModelUnavailable,
    ModelUnknown,
)
from candidacy.ai_agents.interface import CallLimits, CallOutcome, ProviderKind
from candidacy.ai_agents.loopback import Fault, LoopbackModels, saying
from candidacy.kernel.errors import AppError
from tests.agents.books import PRICES, WIRES, Bench

READY = saying({"ready": True})
HELLO = {"greeting": "Hello?"}
SHORT = CallLimits(deadline=2)
SILENT = {Fault.HANGS, Fault.TRICKLES}


@asynccontextmanager
async def bench(
    wire: ProviderKind,
    fault: Fault | None = None,
    faults: tuple[Fault | None, ...] = (),
    limits: CallLimits | None = None,
) -> AsyncIterator[tuple[LoopbackModels, Bench]]:
    async with LoopbackModels(READY, fault=fault, faults=faults) as models:
        limits = limits or (SHORT if fault in SILENT else None)
        yield models, Bench(models.settings(wire, limits=limits, prices=PRICES))


ENDS: dict[Fault, tuple[type[AppError], int, CallOutcome]] = {
    Fault.HANGS: (ModelTimeout, 1, CallOutcome.TIMEOUT),
    Fault.TRICKLES: (ModelTimeout, 1, CallOutcome.TIMEOUT),
    Fault.RESETS: (ModelUnavailable, 3, CallOutcome.UNAVAILABLE),
    Fault.RATE_LIMITS: (ModelRateLimited, 3, CallOutcome.RATE_LIMITED),
    Fault.RATE_LIMITS_WITH_TIME: (ModelRateLimited, 3, CallOutcome.RATE_LIMITED),
    Fault.FAILS: (ModelUnavailable, 3, CallOutcome.UNAVAILABLE),
    Fault.OVERLOADED: (ModelUnavailable, 3, CallOutcome.UNAVAILABLE),
    Fault.GARBAGE: (ModelAnswerUnusable, 2, CallOutcome.UNUSABLE),
    Fault.WRONG_SHAPE: (ModelAnswerUnusable, 2, CallOutcome.UNUSABLE),
    Fault.CUTS: (ModelUnavailable, 3, CallOutcome.UNAVAILABLE),
    Fault.FLOODS: (ModelAnswerTooLarge, 1, CallOutcome.TOO_LARGE),
    Fault.TOOL_LOOP: (ModelAnswerUnusable, 2, CallOutcome.UNUSABLE),
    Fault.KEY: (ModelKeyRefused, 1, CallOutcome.REFUSED),
    Fault.NO_MODEL: (ModelUnknown, 1, CallOutcome.REFUSED),
    Fault.DECLINES: (ModelRefused, 1, CallOutcome.REFUSED),
    Fault.FULL: (ModelAnswerCut, 1, CallOutcome.CUT),
}


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("fault", ENDS)
async def test_a_fault_ends_in_its_error_after_its_tries_and_is_in_the_books(
    wire: ProviderKind, fault: Fault
) -> None:
    error, tries, outcome = ENDS[fault]

    async with bench(wire, fault) as (models, b):
        with pytest.raises(error):
            await b.client.ask("check.hello", HELLO)

        assert len(models.asked) == tries
        assert b.ledger.outcomes == [outcome] * tries
        assert [r.number for r in b.ledger.records] == list(range(1, tries + 1))
        assert len({r.call_id for r in b.ledger.records}) == 1
        assert (b.budget.open, b.budget.spent) == ({}, sum(r.cost_micros for r in b.ledger.records))


STREAMED: dict[Fault, tuple[type[AppError], int]] = {
    Fault.HANGS: (ModelTimeout, 1),
    Fault.TRICKLES: (ModelTimeout, 1),
    Fault.RESETS: (ModelUnavailable, 3),
    Fault.RATE_LIMITS: (ModelRateLimited, 3),
    Fault.FAILS: (ModelUnavailable, 3),
    Fault.OVERLOADED: (ModelUnavailable, 3),
    Fault.CUTS: (ModelAnswerCut, 1),
    Fault.FLOODS: (ModelAnswerTooLarge, 1),
    Fault.KEY: (ModelKeyRefused, 1),
    Fault.FULL: (ModelAnswerCut, 1),
}
WRITING = {"language": "English", "text": "Did things", "entry": "", "posting": "", "not_again": ""}


@pytest.mark.parametrize("wire", WIRES)
@pytest.mark.parametrize("fault", STREAMED)
async def test_a_fault_of_a_stream_ends_in_its_error(wire: ProviderKind, fault: Fault) -> None:
    error, tries = STREAMED[fault]

    async with bench(wire, fault) as (models, b):
        models.brain = saying("Built a service that is used by everybody in the company every day")
        with pytest.raises(error):
            async for _ in b.client.stream("writing.improve", WRITING):
                pass

        assert len(models.asked) == tries
        assert len(b.ledger.records) == tries
        assert b.budget.open == {}


@pytest.mark.parametrize("wire", WIRES)
async def test_a_fault_that_passes_is_got_over(wire: ProviderKind) -> None:
    async with bench(wire, faults=(Fault.OVERLOADED, Fault.RATE_LIMITS_WITH_TIME, None)) as (models, b):
        answer = await b.client.ask("check.hello", HELLO)

        assert answer.value == {"ready": True}
        assert b.ledger.outcomes == [CallOutcome.UNAVAILABLE, CallOutcome.RATE_LIMITED, CallOutcome.OK]
        assert len(models.asked) == 3


@pytest.mark.parametrize("wire", WIRES)
async def test_one_repair_turn_tells_the_model_what_is_wrong(wire: ProviderKind) -> None:
    async with bench(wire, faults=(Fault.WRONG_SHAPE, None)) as (models, b):
        answer = await b.client.ask("check.hello", HELLO)

        assert answer.value == {"ready": True}
        assert [role for role, _ in models.asked[1].turns] == ["user", "assistant", "user"]
        assert "ready" in models.asked[1].turns[2][1]


async def test_a_repair_counts_among_the_tries() -> None:
    faults = (Fault.FAILS, Fault.WRONG_SHAPE, Fault.FAILS, None)

    async with bench(ProviderKind.OPENAI, faults=faults) as (models, b):
        with pytest.raises(ModelUnavailable):
            await b.client.ask("check.hello", HELLO)

        assert len(models.asked) == 3


async def test_what_the_provider_asks_to_wait_is_waited_with_jitter_on_top() -> None:
    async with bench(ProviderKind.OPENAI, faults=(Fault.RATE_LIMITS_WITH_TIME, Fault.FAILS, None)) as (_, b):
        await b.client.ask("check.hello", HELLO)

        assert 1.0 <= b.waits[0] <= 1.5
        assert 0.0 <= b.waits[1] <= 1.0


async def test_nothing_is_waited_for_beyond_the_deadline() -> None:
    async with bench(ProviderKind.OPENAI, Fault.RATE_LIMITS_WITH_TIME) as (models, b):
        models.retry_after = 3_600
        with pytest.raises(ModelRateLimited) as caught:
            await b.client.ask("check.hello", HELLO)

        assert (len(models.asked), b.waits, caught.value.retry_after) == (1, [], 3_600)


async def test_a_server_that_knows_no_schemas_is_asked_without() -> None:
    async with bench(ProviderKind.OPENAI_COMPATIBLE, Fault.NO_SCHEMA) as (models, b):
        answer = await b.client.ask("check.hello", HELLO)

        assert answer.value == {"ready": True}
        assert "response_format" not in models.asked[1].raw


async def test_a_vendor_that_does_not_take_a_request_is_not_asked_again() -> None:
    async with bench(ProviderKind.OPENAI, Fault.NO_SCHEMA) as (models, b):
        with pytest.raises(ModelCallRefused):
            await b.client.ask("check.hello", HELLO)

        assert len(models.asked) == 1


async def test_a_circuit_opens_rests_and_tries_once() -> None:
    async with bench(ProviderKind.OPENAI, Fault.FAILS) as (models, b):
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                await b.client.ask("check.hello", HELLO)
        asked = len(models.asked)
        with pytest.raises(CircuitOpen) as caught:
            await b.client.ask("check.hello", HELLO)
        rested = len(models.asked)
        b.moment = 31.0
        models.fault = None
        answer = await b.client.ask("check.hello", HELLO)

    assert (asked, rested, len(models.asked)) == (5, 5, 6)
    assert caught.value.retry_after == 30
    assert answer.value == {"ready": True}
    assert len(b.ledger.records) == 6


async def test_a_probe_that_fails_opens_the_circuit_again() -> None:
    async with bench(ProviderKind.OPENAI, Fault.FAILS) as (models, b):
        for moment in (0.0, 0.0, 31.0, 31.0):
            b.moment = moment
            with pytest.raises((ModelUnavailable, CircuitOpen)):
                await b.client.ask("check.hello", HELLO)

        assert len(models.asked) == 6


async def test_another_key_has_a_circuit_of_its_own() -> None:
    async with bench(ProviderKind.OPENAI, Fault.FAILS) as (models, b):
        for _ in range(2):
            with pytest.raises(ModelUnavailable):
                await b.client.ask("check.hello", HELLO)
        models.fault = None
        b.settings = b.settings.model_copy(update={"api_key": None})

        assert (await b.client.ask("check.hello", HELLO)).value == {"ready": True}


async def test_no_more_calls_run_at_a_time_than_the_limit_says() -> None:
    limits = CallLimits(deadline=120, concurrency=2)

    async with bench(ProviderKind.OPENAI, Fault.HANGS, limits=limits) as (models, b):
        calls = [asyncio.create_task(b.client.ask("check.hello", HELLO)) for _ in range(6)]
        while len(models.asked) < 2:  # noqa: ASYNC110 - The server tells of the first alone.
            await asyncio.sleep(0.01)
        # Whoever is let through comes soon after; a slow machine makes this pass, never fail.
        await asyncio.sleep(0.3)
        running = len(models.asked)
        for call in calls:
            call.cancel()
        await asyncio.gather(*calls, return_exceptions=True)

        assert running == 2


async def test_nobody_is_at_a_server_that_is_not_there() -> None:
    async with bench(ProviderKind.OPENAI) as (_, b):
        pass

    with pytest.raises(ModelUnavailable):
        await b.client.ask("check.hello", HELLO)
    assert b.ledger.outcomes == [CallOutcome.UNAVAILABLE] * 3


@pytest.mark.parametrize("wire", WIRES)
async def test_closing_a_stream_ends_the_providers_work(wire: ProviderKind) -> None:
    async with bench(wire) as (models, b):
        models.brain = saying("one two three four five six seven eight")
        models.hold = asyncio.Event()
        stream = b.client.stream("writing.improve", WRITING)
        await anext(stream)

        await stream.aclose()
        await models.gone.wait()

        assert models.left == 1
        assert b.ledger.outcomes == [CallOutcome.CANCELLED]
        assert b.budget.open == {}


@pytest.mark.parametrize("wire", WIRES)
async def test_a_cancelled_call_is_in_the_books_and_ends_the_providers_work(wire: ProviderKind) -> None:
    async with bench(wire, Fault.HANGS, limits=CallLimits(deadline=60)) as (models, b):
        task = asyncio.create_task(b.client.ask("check.hello", HELLO))
        await models.reached.wait()

        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await models.gone.wait()

        assert b.ledger.outcomes == [CallOutcome.CANCELLED]
        assert b.budget.open == {}


@pytest.mark.parametrize("wire", WIRES)
async def test_tokens_and_money_are_those_that_the_provider_counts(wire: ProviderKind) -> None:
    async with bench(wire) as (_, b):
        await b.client.ask("check.hello", HELLO)

        (record,) = b.ledger.records
        usage = record.usage
        assert not usage.estimated
        assert record.cost_micros == usage.tokens_in * Decimal("0.15") + usage.tokens_out * Decimal("0.6")


@pytest.mark.parametrize("wire", WIRES)
async def test_a_stream_is_counted_too(wire: ProviderKind) -> None:
    async with bench(wire) as (models, b):
        models.brain = saying("Built a service")
        pieces = [piece async for piece in b.client.stream("writing.improve", WRITING)]

        assert "".join(p for p in pieces if isinstance(p, str)) == "Built a service"
        (record,) = b.ledger.records
        assert (record.usage.tokens_out, record.usage.estimated) == (3, False)


@pytest.mark.parametrize("wire", WIRES)
async def test_the_check_of_settings_says_what_is_wrong_in_words(wire: ProviderKind) -> None:
    async with bench(wire, Fault.KEY) as (_, b):
        check = await b.client.check()

        assert (check.usable, check.code) == (False, "model_key_refused")
        assert "key" in check.message


async def test_a_flood_is_not_read_to_its_end() -> None:
    async with bench(ProviderKind.OPENAI, Fault.FLOODS) as (models, b):
        with pytest.raises(ModelAnswerTooLarge):
            await b.client.ask("check.hello", HELLO)
        await models.gone.wait()

        assert models.sent < 20_000_000
