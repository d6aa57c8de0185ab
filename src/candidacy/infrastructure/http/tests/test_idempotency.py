"""Claims of requests that hold no transaction, and answers that are not kept."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response

from candidacy.infrastructure.http.idempotency import (
    IdempotencyKeyReused,
    ReplyShownOnce,
    RequestInFlight,
    claim_attached,
    claim_detached,
    current_claim,
)
from candidacy.infrastructure.http.idempotency.claims import LEASE, Replayed
from candidacy.infrastructure.http.tests.asgi import scope_of
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.clock import FixedClock
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Role


def request(body: bytes = b"{}", *, key: str = "key-1", shown_once: bool = False, **headers: str) -> Request:
    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    made = Request(scope_of("/api/v1/things", "POST", idempotency_key=key, **headers), receive)
    made.state.keeps_replies = "/api/v1/things"
    made.state.shown_once = shown_once
    return made


@pytest.fixture
async def actor(sessionmaker: Sessions) -> Actor:
    user = UserId(uuid7())
    async with sessionmaker.begin() as session:
        await session.execute(text("insert into users (id, display_name) values (:u, 'Ada')"), {"u": user})
    return Actor(user, WorkspaceId(uuid7()), Role.OWNER)


async def test_a_second_request_waits_while_the_first_is_at_work(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    await claim_detached(request(), sessionmaker, actor, clock)

    with pytest.raises(RequestInFlight):
        await claim_detached(request(), sessionmaker, actor, clock)


async def test_work_that_never_ended_may_be_taken_up_later(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    await claim_detached(request(), sessionmaker, actor, clock)
    clock.set(clock.now() + LEASE)
    second = request()

    await claim_detached(second, sessionmaker, actor, clock)

    assert current_claim(second) is not None


async def test_who_gives_up_lets_the_next_one_work(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    first, second = request(), request()
    await claim_detached(first, sessionmaker, actor, clock)
    claim = current_claim(first)
    assert claim is not None

    await claim.give_up()
    await claim_detached(second, sessionmaker, actor, clock)

    assert current_claim(second) is not None


async def test_an_answer_kept_apart_comes_again(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    first = request()
    await claim_detached(first, sessionmaker, actor, clock)
    claim = current_claim(first)
    assert claim is not None
    await claim.keep_apart(Response(b"made", 201))

    with pytest.raises(Replayed) as again:
        await claim_detached(request(), sessionmaker, actor, clock)

    assert (again.value.response.status_code, again.value.response.body) == (201, b"made")


async def test_of_two_answers_only_the_first_is_kept(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    first = request()
    await claim_detached(first, sessionmaker, actor, clock)
    claim = current_claim(first)
    assert claim is not None
    await claim.keep_apart(Response(b"made", 201))

    with pytest.raises(RequestInFlight):
        await claim.keep_apart(Response(b"made again", 201))


async def test_an_answer_with_a_secret_is_not_kept(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    async with sessionmaker.begin() as session:
        first = request(shown_once=True)
        await claim_attached(first, session, actor, clock)
        claim = current_claim(first)
        assert claim is not None
        await claim.keep(session, Response(b"cp_live_secret", 201))

    async with sessionmaker() as session:
        rows = (await session.execute(text("select body from idempotency_keys"))).scalars().all()
        with pytest.raises(ReplyShownOnce):
            await claim_attached(request(shown_once=True), session, actor, clock)
    assert rows == [None]


async def test_the_same_key_of_another_person_is_another_key(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    await claim_detached(request(), sessionmaker, actor, clock)
    stranger = Actor(actor.user, WorkspaceId(uuid7()), Role.OWNER)
    theirs = request()

    await claim_detached(theirs, sessionmaker, stranger, clock)

    assert current_claim(theirs) is not None


def form(boundary: str, content: str) -> tuple[bytes, str]:
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n{content}\r\n'
        f"--{boundary}--\r\n"
    )
    return body.encode(), f"multipart/form-data; boundary={boundary}"


async def test_a_form_is_the_same_whatever_its_boundary(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    for boundary, content, error in (
        ("x", "Ada", None),
        ("y", "Ada", RequestInFlight),
        ("x", "Eve", IdempotencyKeyReused),
    ):
        body, content_type = form(boundary, content)
        given = request(body, content_type=content_type)
        if error is None:
            await claim_detached(given, sessionmaker, actor, clock)
        else:
            with pytest.raises(error):
                await claim_detached(given, sessionmaker, actor, clock)
        await given.close()


async def test_expired_answers_of_the_workspace_are_swept(
    sessionmaker: Sessions, actor: Actor, clock: FixedClock
) -> None:
    for key in ("old", "new"):
        async with sessionmaker.begin() as session:
            given = request(key=key)
            await claim_attached(given, session, actor, clock)
            claim = current_claim(given)
            assert claim is not None
            await claim.keep(session, Response(b"made", 201))
        clock.set(clock.now() + timedelta(days=2))

    async with sessionmaker() as session:
        assert await session.scalar(text("select count(*) from idempotency_keys")) == 1
