"""Circuits, waits and the JSON in answers."""

import asyncio
from random import Random

import pytest

from candidacy.ai_agents.calls.answers import BadShape, json_of
from candidacy.ai_agents.calls.books import surely
from candidacy.ai_agents.calls.circuits import Circuit, Circuits
from candidacy.ai_agents.calls.waiting import wait_before
from candidacy.ai_agents.errors import CircuitOpen, ModelUnavailable, NoModel, error_named
from candidacy.ai_agents.prompts import library

HELLO = library().get("check.hello")


@pytest.mark.parametrize(
    "text",
    [
        '{"ready": true}',
        '```json\n{"ready": true}\n```',
        '<think>{"ready": false} or not</think>{"ready": true}',
        'Here it is: {"ready": true} I hope it helps.',
    ],
)
def test_the_json_of_an_answer_is_found_around_what_models_add(text: str) -> None:
    assert json_of(text, HELLO) == {"ready": True}


@pytest.mark.parametrize(
    "text", ["", "no", '{"ready": tru', '{"ready": 1}', "[1]", '{"a":' * 50, "{" * 100_000]
)
def test_what_is_no_answer_says_so_for_the_model(text: str) -> None:
    with pytest.raises(BadShape) as caught:
        json_of(text, HELLO)

    assert caught.value.complaint
    assert caught.value.complaint not in caught.value.message


def failed(circuit: Circuit, times: int) -> None:
    for _ in range(times):
        circuit.enter()
        circuit.leave(reached=False)


def test_a_circuit_opens_after_failures_in_a_row() -> None:
    circuit = Circuit(lambda: 0.0, failures=3)
    failed(circuit, 2)
    circuit.enter()
    circuit.leave(reached=True)
    failed(circuit, 3)

    with pytest.raises(CircuitOpen) as caught:
        circuit.enter()
    assert caught.value.retry_after == 30


def test_after_its_rest_one_call_is_let_through() -> None:
    moment = 0.0
    circuit = Circuit(lambda: moment, failures=1)
    failed(circuit, 1)
    moment = 30.0
    circuit.enter()

    with pytest.raises(CircuitOpen):
        circuit.enter()
    circuit.leave(reached=True)
    circuit.enter()


def test_a_probe_of_which_nobody_knows_is_taken_back() -> None:
    moment = 0.0
    circuit = Circuit(lambda: moment, failures=1)
    failed(circuit, 1)
    moment = 30.0
    circuit.enter()
    circuit.leave(reached=None)

    circuit.enter()
    assert circuit.open


def test_circuits_that_nobody_uses_are_forgotten() -> None:
    circuits = Circuits(lambda: 0.0)
    first = circuits.of("first")
    for n in range(1_000):
        circuits.of(str(n))

    assert circuits.of("first") is not first


def test_waits_grow_are_drawn_and_add_what_is_asked() -> None:
    dice = Random(3)
    waits = [[wait_before(number, asked=None, dice=dice) for _ in range(200)] for number in (2, 3, 9)]

    assert [max(w) <= most for w, most in zip(waits, (0.5, 1.0, 8.0), strict=True)] == [True] * 3
    assert [min(w) < 0.2 for w in waits] == [True] * 3
    assert wait_before(2, asked=4, dice=dice) >= 4


async def test_what_has_to_be_done_is_done_before_a_cancellation_goes_on() -> None:
    begun, go, done = asyncio.Event(), asyncio.Event(), []

    async def work() -> None:
        begun.set()
        await go.wait()
        done.append(True)

    task = asyncio.create_task(surely(work()))
    await begun.wait()
    task.cancel()
    await asyncio.sleep(0)
    go.set()

    with pytest.raises(asyncio.CancelledError):
        await task
    assert done == [True]


def test_an_error_is_found_again_by_its_code() -> None:
    assert isinstance(error_named("no_model", "none"), NoModel)
    assert isinstance(error_named("something_else", "what"), ModelUnavailable)
