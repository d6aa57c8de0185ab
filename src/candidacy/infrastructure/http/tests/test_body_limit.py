"""Bodies over the limit, declared and not."""

import json

import pytest
from starlette.types import Receive, Scope, Send

from candidacy.infrastructure.http.body_limit import BodyLimit, BodyTooLarge
from candidacy.infrastructure.http.tests.asgi import answer_with, call, hello, read_all, scope_of

LIMIT, FORM_LIMIT = 10, 20
FORM = "multipart/form-data; boundary=x"


def limited(app: object = hello) -> BodyLimit:
    return BodyLimit(app, ordinary=LIMIT, upload=FORM_LIMIT)  # type: ignore[arg-type] # An ASGI function.


async def test_a_body_of_the_limit_is_taken() -> None:
    answer = await call(limited(), scope_of(content_length=str(LIMIT)), body=[b"x" * LIMIT])

    assert answer.body == b"hello"


async def test_a_declared_body_over_the_limit_is_refused_without_reading_it() -> None:
    async def never(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    answer = await call(limited(never), scope_of(content_length=str(LIMIT + 1)))

    assert (answer.status, json.loads(answer.body)["code"]) == (413, "body_too_large")


@pytest.mark.parametrize("declared", [{}, {"content_length": "3"}, {"content_length": "-1"}])
async def test_a_body_that_grows_over_the_limit_is_refused(declared: dict[str, str]) -> None:
    answer = await call(limited(), scope_of(**declared), body=[b"x" * 6, b"x" * 6, b"x" * 6])

    assert (answer.status, json.loads(answer.body)["code"]) == (413, "body_too_large")


async def test_no_more_is_read_once_it_is_too_large() -> None:
    read = 0

    async def greedy(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal read
        while (await receive()).get("more_body"):
            read += 1

    await call(limited(greedy), body=[b"x" * 6] * 100)

    assert read == 1


async def test_an_application_that_takes_it_for_a_broken_body_does_not_get_a_word_in() -> None:
    async def mistaken(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await read_all(receive)
        except BodyTooLarge:
            await answer_with(send, b"cannot parse", status=400)

    answer = await call(limited(mistaken), body=[b"x" * 11])

    assert (answer.status, len(answer.messages)) == (413, 2)


async def test_a_form_may_be_larger() -> None:
    accepted = await call(limited(), scope_of(content_type=FORM), body=[b"x" * FORM_LIMIT])
    refused = await call(limited(), scope_of(content_type=FORM), body=[b"x" * FORM_LIMIT, b"x"])

    assert (accepted.status, refused.status) == (200, 413)


async def test_a_body_that_nobody_waits_for_is_left_to_the_server() -> None:
    async def hasty(scope: Scope, receive: Receive, send: Send) -> None:
        await answer_with(send, b"no such page", status=404)
        await read_all(receive)

    answer = await call(limited(hasty), body=[b"x" * 6, b"x" * 6])

    assert (answer.status, answer.body) == (404, b"no such page")


async def test_what_is_not_a_request_passes_untouched() -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    await call(limited(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]
