"""First come, first served; nobody waits for ever; streams and uploads wait elsewhere."""

import asyncio
import json

import pytest
from starlette.types import Receive, Scope, Send

from candidacy.infrastructure.http.gate import Gate, Lane
from candidacy.infrastructure.http.tests.asgi import Answer, answer_with, call, scope_of

FORM = "multipart/form-data; boundary=x"
PATIENT, HASTY = 30.0, 0.02


class Work:
    """An application whose requests stay at work until they are let go; keeps the order they began in."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.done = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.begun.append(scope["path"])
        await self.done.wait()
        await answer_with(send, b"done")


def gate(work: object, *, slots: int = 1, deadline: float = PATIENT, **lanes: Lane) -> Gate:
    lane = Lane(slots, deadline)
    all_lanes = {"ordinary": lane, "upload": lane, "stream": Lane(slots, deadline, endless=True)} | lanes
    return Gate(work, free=("/static/",), slow_endings=("/try",), **all_lanes)  # type: ignore[arg-type] # An ASGI application.


def start(app: Gate, path: str, **headers: str) -> "asyncio.Task[Answer]":
    return asyncio.create_task(call(app, scope_of(path, **headers)))


async def settle() -> None:
    """Let every task that can go on do so."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_as_many_are_at_work_as_there_are_slots() -> None:
    work = Work()
    app = gate(work, slots=2)

    tasks = [start(app, f"/{n}") for n in range(5)]
    await settle()
    begun = list(work.begun)
    work.done.set()
    await asyncio.gather(*tasks)

    assert begun == ["/0", "/1"]


async def test_those_who_wait_come_in_the_order_they_came() -> None:
    work = Work()
    app = gate(work, slots=2)

    tasks = []
    for n in range(20):
        tasks.append(start(app, f"/{n}"))
        await settle()
    work.done.set()
    answers = await asyncio.gather(*tasks)

    assert work.begun == [f"/{n}" for n in range(20)]
    assert {answer.status for answer in answers} == {200}


async def test_who_waits_past_the_deadline_is_told_to_come_back() -> None:
    work = Work()
    app = gate(work, deadline=HASTY)
    await app._slots["ordinary"].acquire()

    answer = await call(app, scope_of("/late"))

    assert (answer.status, json.loads(answer.body)["code"]) == (503, "busy")
    assert int(answer.headers["retry-after"]) > 0
    assert work.begun == []


async def test_work_past_the_deadline_is_given_up_and_its_slot_is_free_again() -> None:
    work = Work()
    app = gate(work, deadline=HASTY)

    late = await call(app, scope_of("/slow"))
    work.done.set()
    next_one = await call(app, scope_of("/quick"))

    assert (late.status, json.loads(late.body)["code"]) == (503, "deadline_passed")
    assert int(late.headers["retry-after"]) > 0
    assert next_one.status == 200


async def test_an_answer_that_has_begun_is_cut_off_at_the_deadline() -> None:
    async def endless(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await asyncio.Event().wait()

    with pytest.raises(TimeoutError):
        await call(gate(endless, deadline=HASTY))


async def test_a_timeout_of_the_application_itself_is_not_taken_for_the_deadline() -> None:
    async def timing_out(scope: Scope, receive: Receive, send: Send) -> None:
        raise TimeoutError

    with pytest.raises(TimeoutError):
        await call(gate(timing_out))


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/api/v1/jobs/1/events", {}), ("/api/v1/files", {"content_type": FORM}), ("/static/app.css", {})],
)
async def test_streams_uploads_and_static_files_do_not_wait_for_ordinary_work(
    path: str, headers: dict[str, str]
) -> None:
    work = Work()
    app = gate(work)

    tasks = [start(app, "/ordinary")]
    await settle()
    tasks.append(start(app, path, **headers))
    await settle()
    begun = list(work.begun)
    work.done.set()
    await asyncio.gather(*tasks)

    assert begun == ["/ordinary", path]


async def test_work_that_takes_its_time_to_stop_keeps_nobody_waiting() -> None:
    may_end, ended = asyncio.Event(), asyncio.Event()

    async def slow_to_stop(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            await may_end.wait()
            await answer_with(send, b"too late")
            ended.set()

    answer = await call(gate(slow_to_stop, deadline=HASTY))
    may_end.set()
    await ended.wait()

    assert (answer.status, json.loads(answer.body)["code"]) == (503, "deadline_passed")


async def test_no_header_lets_an_ordinary_request_past_the_queue() -> None:
    work = Work()
    app = gate(work)

    tasks = [start(app, "/first"), start(app, "/second", accept="text/event-stream")]
    await settle()
    begun = list(work.begun)
    work.done.set()
    await asyncio.gather(*tasks)

    assert begun == ["/first"]


async def test_a_stream_may_outlast_the_deadline_of_its_wait() -> None:
    async def quiet(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(HASTY * 5)
        await answer_with(send, b"done")

    assert (await call(gate(quiet, deadline=HASTY), scope_of("/jobs/events"))).body == b"done"


async def test_ops_206_streams_are_opened_a_few_at_a_time_and_stay_open_together() -> None:
    opened, may_end = list[str](), asyncio.Event()
    may_begin = asyncio.Event()

    async def stream(scope: Scope, receive: Receive, send: Send) -> None:
        opened.append(scope["path"])
        await may_begin.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await may_end.wait()
        await send({"type": "http.response.body", "body": b"end"})

    app = gate(stream, slots=2, stream=Lane(9, PATIENT, endless=True))
    tasks = [start(app, f"/{n}/events") for n in range(3)]
    await settle()
    at_first = list(opened)
    may_begin.set()
    await settle()
    together = list(opened)
    may_end.set()
    answers = await asyncio.gather(*tasks)

    assert (at_first, together) == (["/0/events"], ["/0/events", "/1/events", "/2/events"])
    assert [answer.body for answer in answers] == [b"end"] * 3


async def test_a_stream_that_finds_no_place_is_told_to_come_back() -> None:
    app = gate(Work(), stream=Lane(1, HASTY, endless=True))
    await app._slots["stream"].acquire()

    answer = await call(app, scope_of("/jobs/events"))

    assert (answer.status, json.loads(answer.body)["code"]) == (503, "busy")


async def test_a_client_that_goes_away_frees_its_place() -> None:
    work = Work()
    app = gate(work)
    gone = start(app, "/gone")
    await settle()

    gone.cancel()
    await settle()
    work.done.set()

    assert (await call(app, scope_of("/next"))).status == 200


async def test_what_is_not_a_request_passes_untouched() -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    await call(gate(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]


async def test_who_waits_for_a_model_has_more_time_and_keeps_nobody_waiting() -> None:
    work = Work()
    app = gate(work, deadline=HASTY, slow=Lane(1, PATIENT))

    slow = start(app, "/prompts/hello/try")
    hasty = await start(app, "/prompts")
    work.done.set()

    assert (hasty.status, (await slow).status) == (503, 200)
    assert work.begun == ["/prompts/hello/try", "/prompts"]
