"""Whether an account exists is told by nothing that can be measured: the same work is done either way."""

import threading
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy import event

from candidacy.features.auth.tests.people import NEW_PASSWORD, add_user
from candidacy.infrastructure.crypto import PasswordHasher
from candidacy.testing.application import Client, serving


class WatchedHasher(PasswordHasher):
    """Notes in which thread each hash is worked on."""

    def __init__(self) -> None:
        super().__init__()
        self.threads: list[str] = []

    async def _run(self, work: Callable[[], Any]) -> Any:
        def watched() -> Any:
            self.threads.append(threading.current_thread().name)
            return work()

        return await super()._run(watched)


@dataclass(frozen=True)
class Watched:
    client: Client
    hasher: WatchedHasher


@pytest.fixture
async def watched(client: Client) -> AsyncIterator[Watched]:
    hasher = WatchedHasher()
    application = client.application
    async with serving(replace(application, auth=replace(application.auth, passwords=hasher))) as other:
        yield Watched(other, hasher)
    hasher.close()


async def work(watched: Watched, path: str, body: dict[str, str]) -> tuple[int, Counter[str], int]:
    """The status, the statements that were sent by their text, and the number of hashes."""
    statements: Counter[str] = Counter()
    engine = watched.client.application.sessions.kw["bind"].sync_engine

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "SAVEPOINT" not in statement:
            statements[statement] += 1

    before = len(watched.hasher.threads)
    event.listen(engine, "before_cursor_execute", note)
    try:
        answer = await watched.client.http.post(path, json=body)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return answer.status_code, statements, len(watched.hasher.threads) - before


@pytest.mark.parametrize(
    ("path", "body", "hashes"),
    [
        ("/api/v1/auth/login", {"password": NEW_PASSWORD}, 1),
        ("/api/v1/auth/forgot-password", {}, 0),
        ("/api/v1/auth/register", {"password": NEW_PASSWORD, "display_name": "Somebody"}, 1),
    ],
)
async def test_auth_004_the_same_work_is_done_for_an_address_that_is_known_and_one_that_is_not(
    watched: Watched, path: str, body: dict[str, str], hashes: int
) -> None:
    await add_user(watched.client)

    known = await work(watched, path, {**body, "email": "ada@example.org"})
    unknown = await work(watched, path, {**body, "email": "bob@example.org"})

    assert known == unknown
    assert known[2] == hashes


async def test_auth_005_passwords_are_hashed_in_threads_of_their_own(watched: Watched) -> None:
    await add_user(watched.client)
    await work(watched, "/api/v1/auth/login", {"email": "ada@example.org", "password": NEW_PASSWORD})

    assert len(watched.hasher.threads) == 2
    assert all(name.startswith("password") for name in watched.hasher.threads)
