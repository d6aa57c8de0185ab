"""What the hot routes cost: CPU microseconds of the web process and SQL statements of each request.

``python benchmarks/routes.py [--profile ROUTE]``. The real application on its own embedded PostgreSQL, asked
by somebody who is signed in, without a socket: what the server around it adds is printed by ``service.py``.
Seconds of the processor, so that other work on the machine changes little.
"""

import argparse
import cProfile
import os
import pstats
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvloop
from sqlalchemy import event

from candidacy.ai_agents.embeddings import EmbeddingSettings
from candidacy.entrypoints.settings import Settings
from candidacy.entrypoints.wiring import Application, open_application
from candidacy.features.auth.policies.cookies import ACCESS_COOKIE
from candidacy.features.auth.service.accounts import AccountService, NewAccount
from candidacy.testing.application import Client, serving

EMAIL, PASSWORD = "bench@example.org", "glass kettle orbit 9"
ROWS, BATCH, BATCHES = 20, 40, 12
CV = {"candidate_name": "Ada Lovelace", "skills": ["Python", "SQL"], "experience_years": 6}
POSTING = {"text": "Python developer\n\nRequirements\n- 3 years of Python\n- SQL\n- English"}
JSON = "application/json"
ROUTES = {
    "list of 20 CVs": "/api/v1/cvs?limit=20",
    "a CV": "/api/v1/cvs/{cv}",
    "list of 20 postings": "/api/v1/postings?limit=20",
    "a match": "/api/v1/matches/{match}",
    "a ranking of 20": "/api/v1/postings/{posting}/ranking?limit=20",
    "board of the tracker": "/api/v1/applications/board",
    "search": "/api/v1/search?q=python",
    "page: home": "/",
    "page: CVs": "/cvs",
    "page: a CV": "/cvs/{cv}",
    "page: ranking": "/postings/{posting}/ranking",
    "page: tracker": "/tracker",
    "health": "/health/live",
}


@dataclass
class Asking:
    """Somebody signed in, whose requests go straight into the application."""

    client: Client
    cookie: bytes

    async def get(self, path: str) -> bytes:
        """The body of what is answered; anything but 200 ends the benchmark."""
        wanted, _, query = path.partition("?")
        accept = JSON if wanted.startswith(("/api/", "/health/")) else "text/html"
        got: list[Any] = []
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": wanted,
            "raw_path": wanted.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": [(b"host", b"localhost"), (b"accept", accept.encode()), (b"cookie", self.cookie)],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            got.append(message)

        await self.client.app(scope, receive, send)
        if got[0]["status"] != 200:
            raise SystemExit(f"{path} answered {got[0]['status']}")
        return b"".join(part.get("body", b"") for part in got[1:])


@asynccontextmanager
async def asking(home: Path) -> AsyncIterator[tuple[Asking, dict[str, str]]]:
    """The application with twenty of everything, and the ids of the first."""
    settings = Settings(home=home, embeddings=EmbeddingSettings(provider="none"))
    async with open_application(settings) as application:
        await add_person(application)
        async with serving(application) as client:
            answer = await client.http.post("/api/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})
            answer.raise_for_status()
            token = answer.json()["access_token"]
            client.http.headers["Authorization"] = f"Bearer {token}"
            yield Asking(client, f"{ACCESS_COOKIE}={token}".encode()), await fill(client)


async def add_person(application: Application) -> None:
    async with application.sessions.begin() as session:
        await AccountService(session, application.auth).create(NewAccount(EMAIL, "Bench", PASSWORD))


async def fill(client: Client) -> dict[str, str]:
    first: dict[str, str] = {}
    for number in range(ROWS):
        ids = {
            "cv": await created(client, "cvs", CV),
            "posting": await created(client, "postings", POSTING),
        }
        first = first or ids
        pair = {"cv_id": ids["cv"], "posting_id": first["posting"]}
        match = await created(client, "matches", pair)
        first.setdefault("match", match)
        await created(client, "applications", {"title": f"Cook {number}"})
    return first


async def created(client: Client, path: str, body: dict[str, Any]) -> str:
    answer = await client.http.post(f"/api/v1/{path}", json=body)
    answer.raise_for_status()
    return str(answer.json()["id"])


async def cost(asked: Asking, path: str) -> tuple[float, int, int]:
    """CPU microseconds of a request, its statements, and the bytes of the answer."""
    for _ in range(10):
        body = await asked.get(path)
    statements = await count(asked, path)
    each = []
    for _ in range(BATCHES):
        begun = time.process_time()
        for _ in range(BATCH):
            await asked.get(path)
        each.append(1e6 * (time.process_time() - begun) / BATCH)
    return statistics.median(each), statements, len(body)


async def count(asked: Asking, path: str) -> int:
    engine = asked.client.application.sessions.kw["bind"].sync_engine
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        await asked.get(path)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(seen)


async def profile(asked: Asking, path: str) -> None:
    for _ in range(20):
        await asked.get(path)
    watch = cProfile.Profile()
    watch.enable()
    for _ in range(500):
        await asked.get(path)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(45)


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", help="the name of one route, to see where its time goes")
    parser.add_argument("--only", help="routes whose name holds this")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cdy-bench-") as folder:
        Path(folder).chmod(0o711)
        async with asking(Path(folder) / "home") as (asked, ids):
            if given.profile:
                await profile(asked, ROUTES[given.profile].format(**ids))
                return
            print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
            for name, path in ROUTES.items():
                if given.only and given.only not in name:
                    continue
                cpu, statements, size = await cost(asked, path.format(**ids))
                print(f"{name:24s} {cpu:8.0f} us CPU {statements:4d} statements {size:8d} bytes", flush=True)


if __name__ == "__main__":
    uvloop.run(main())
