"""Guessing is slowed down whatever a request claims of its origin, and while Redis comes and goes."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import Application, assemble
from candidacy.features.auth.tests.people import PASSWORD, add_user, signed_in
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.postgres import Database
from candidacy.infrastructure.redis import open_shared
from candidacy.infrastructure.redis.tests.servers import WHY_NOT, Server
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.storage import MemoryStorage
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import Client, app_of

LOGIN = "/api/v1/auth/login"


def spoofed(number: int) -> dict[str, str]:
    """Headers of a client that pretends to be another one each time."""
    address = f"203.0.113.{number % 250}"
    return {
        "x-forwarded-for": address,
        "x-real-ip": address,
        "forwarded": f"for={address}",
        "x-forwarded-host": "localhost",
        "true-client-ip": address,
    }


async def guess(http: httpx.AsyncClient, number: int, email: str = "ada@example.org") -> httpx.Response:
    body = {"email": email, "password": f"wrong guess {number}"}
    return await http.post(LOGIN, json=body, headers=spoofed(number))


async def test_req_006_the_eleventh_guess_is_refused_whatever_it_claims_of_its_origin(client: Client) -> None:
    await add_user(client)

    statuses = [(await guess(client.http, n)).status_code for n in range(11)]
    right = await client.http.post(LOGIN, json={"email": "ada@example.org", "password": PASSWORD})

    assert statuses == [401] * 10 + [429]
    assert right.status_code == 429
    assert 1 <= int(right.headers["retry-after"]) <= 300


async def test_another_person_is_not_held_up(client: Client) -> None:
    await add_user(client)
    await add_user(client, "grace@example.org")
    for n in range(11):
        await guess(client.http, n)

    answer = await client.http.post(LOGIN, json={"email": "grace@example.org", "password": PASSWORD})

    assert answer.status_code == 200


CORE = (
    ("GET", "/health/ready", None),
    ("GET", "/", None),
    ("GET", "/api/v1/me", None),
    ("GET", "/api/v1/cvs", None),
    ("POST", "/api/v1/cvs", {"candidate_name": "Ada", "skills": ["Python"], "experience_years": 3}),
    ("POST", "/api/v1/postings", {"text": "Cook\nRequirements\n- HACCP"}),
)
"""What people are here for."""


@dataclass(frozen=True)
class OnRedis:
    """The application counting on a server that the test may stop."""

    client: Client
    server: Server


def with_state(app: ASGIApp, application: Application) -> ASGIApp:
    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {"services": application.services, "auth": application.auth}
        await app(scope, receive, send)

    return wrapped


@pytest.fixture
async def on_redis(
    database: Database, document_reader: DocumentReader, clock: FixedClock, tmp_path: Path
) -> AsyncIterator[OnRedis]:
    if shutil.which("redis-server") is None:
        pytest.skip(WHY_NOT)
    server = Server(tmp_path)
    # However slow the machine is: what is asked here is whether an outage refuses anything.
    settings = Settings(home=tmp_path, http=HttpSettings(deadline=120))
    server.start()
    async with database.sessions.begin() as session:
        await workspaces.ensure_local_workspace(session)
    async with open_shared(server.url) as shared:
        application = assemble(
            settings,
            url=database.url,
            sessions=database.sessions,
            reader=document_reader,
            storage=MemoryStorage(production=False),
            clock=clock,
            shared=shared,
        )
        app = with_state(app_of(settings), application)
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            yield OnRedis(Client(http, application, app), server)
    server.stop()


@pytest.mark.own_database
async def test_req_008_redis_may_stop_and_start_under_load(on_redis: OnRedis) -> None:
    http, numbers = on_redis.client.http, count()
    await add_user(on_redis.client)
    person = await signed_in(on_redis.client, "grace@example.org")
    guesses: list[int] = []
    statuses: list[int] = []

    async def load() -> None:
        for _ in range(4):
            for method, path, body in CORE:
                answer = await http.request(method, path, json=body, headers=person.bearer)
                statuses.append(answer.status_code)
            guesses.append((await guess(http, next(numbers))).status_code)

    await asyncio.gather(*(load() for _ in range(3)))
    on_redis.server.stop()
    await asyncio.gather(*(load() for _ in range(3)))
    on_redis.server.start()
    await asyncio.gather(*(load() for _ in range(3)))

    assert set(statuses) == {200, 201}
    assert set(guesses) == {401, 429}
    assert guesses.count(401) <= 10
    assert (await guess(http, next(numbers))).status_code == 429


@pytest.mark.own_database
async def test_req_008_guesses_before_an_outage_count_in_it(on_redis: OnRedis) -> None:
    http = on_redis.client.http
    await add_user(on_redis.client)

    before = [(await guess(http, n)).status_code for n in range(6)]
    on_redis.server.stop()
    during = [(await guess(http, n)).status_code for n in range(6)]

    assert (before, during) == ([401] * 6, [401] * 4 + [429] * 2)
