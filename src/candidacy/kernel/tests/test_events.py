"""Notices reach those who asked for them, in order."""

from dataclasses import dataclass

import pytest

from candidacy.kernel.events import Event, Events


@dataclass(frozen=True)
class Rang(Event):
    times: int


@dataclass(frozen=True)
class RangLoud(Rang):
    pass


async def test_handlers_get_the_event_and_the_context_in_the_order_they_asked() -> None:
    events, heard = Events(), list[tuple[str, int, object]]()

    async def first(event: Rang, context: object) -> None:
        heard.append(("first", event.times, context))

    async def second(event: Rang, context: object) -> None:
        heard.append(("second", event.times, context))

    events.subscribe(Rang, first)
    events.subscribe(Rang, second)
    await events.publish(Rang(2), "session")

    assert heard == [("first", 2, "session"), ("second", 2, "session")]


async def test_an_event_nobody_asked_for_is_no_error() -> None:
    await Events().publish(Rang(1), None)


async def test_a_subclass_is_another_event() -> None:
    events, heard = Events(), list[Rang]()

    async def hear(event: Rang, _: object) -> None:
        heard.append(event)

    events.subscribe(Rang, hear)
    await events.publish(RangLoud(1), None)

    assert heard == []


async def test_a_handler_that_raises_stops_the_publisher() -> None:
    events, heard = Events(), list[Rang]()

    async def fail(_: Rang, __: object) -> None:
        raise ZeroDivisionError

    async def hear(event: Rang, _: object) -> None:
        heard.append(event)

    events.subscribe(Rang, fail)
    events.subscribe(Rang, hear)

    with pytest.raises(ZeroDivisionError):
        await events.publish(Rang(1), None)
    assert heard == []
