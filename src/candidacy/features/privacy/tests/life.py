"""Somebody's life in the application, and a look at everything that is left of it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from candidacy.features.auth.tests.people import PASSWORD, Person, signed_in

if TYPE_CHECKING:
    import httpx

    from candidacy.infrastructure.postgres import Database
    from candidacy.testing.application import Client

CANARY = "quokka lighthouse quartet"
EMAIL = "canary.wren@example.org"
CV = (
    f"Ada Lovelace\nada@example.org\n\nSummary\n{CANARY}\n\nSkills\nPython, SQL\n\n"
    "Experience\nProgrammer, Engines, 2019 - 2023\n"
).encode()
POSTING = "Programmer wanted.\n\nRequirements\n- You must know Python.\n- SQL is a plus.\n"

TABLES = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
AND NOT c.relispartition ORDER BY 1
"""


@dataclass
class Life:
    """A person and what they made."""

    client: Client
    person: Person

    async def send(self, method: str, path: str, **given: Any) -> httpx.Response:
        return await self.client.http.request(
            method, f"/api/v1{path}", headers={**self.person.bearer, **given.pop("headers", {})}, **given
        )

    async def made(self, method: str, path: str, **given: Any) -> Any:
        answer = await self.send(method, path, **given)
        assert answer.status_code < 300, (path, answer.text)
        return answer.json() if answer.content else None

    async def fill(self) -> None:
        """One thing of each kind in the personal workspace, and what an account has."""
        await self.made("POST", "/files", files={"file": ("my cv.txt", CV)})
        await self.client.run_jobs()
        cv = (await self.made("GET", "/cvs"))["items"][0]["id"]
        posting = (await self.made("POST", "/postings", json={"text": POSTING}))["id"]
        await self.made("POST", f"/cvs/{cv}/reviews", json={})
        await self.made("POST", "/matches", json={"cv_id": cv, "posting_id": posting})
        await self.made("POST", "/api-keys", json={"name": CANARY, "scopes": ["cvs:read"]})
        card = {"candidate_name": CANARY, "skills": ["Python"], "experience_years": 4}
        await self.made("POST", "/cvs", json=card, headers={"Idempotency-Key": "k"})
        await self.client.http.post("/api/v1/auth/forgot-password", json={"email": self.person.email})
        wrong = {"email": self.person.email, "password": "not the one"}
        await self.client.http.post("/api/v1/auth/login", json=wrong)
        refresh = {"refresh_token": self.person.refresh}
        await self.client.http.post("/api/v1/auth/refresh", json=refresh)
        await self.client.run_jobs()

    async def export(self) -> dict[str, bytes]:
        """Ask for an export, make it, fetch it: its files by name."""
        asked = await self.made("POST", "/me/exports")
        await self.client.run_jobs()
        answer = await self.send("GET", f"/me/exports/{asked['id']}/content")
        assert answer.status_code == 200, answer.text
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
            return {name: archive.read(name) for name in archive.namelist()}

    async def erase(self, confirm: str | None = None) -> httpx.Response:
        body = {"confirm": confirm or self.person.email}
        return await self.send("DELETE", "/me", json=body)


async def a_life(client: Client, email: str = EMAIL) -> Life:
    life = Life(client, await signed_in(client, email))
    await life.fill()
    return life


async def tables(owner: Database) -> list[str]:
    """What the database itself says it has, without the tables of libraries."""
    async with owner.sessions() as session:
        found = await session.scalars(text(TABLES))
        return [name for name in found if name != "alembic_version" and not name.startswith("procrastinate_")]


async def where_it_says(owner: Database, words: str) -> dict[str, int]:
    """In how many rows of which tables some words are, in whatever column; the queue's tables too."""
    async with owner.sessions() as session:
        names = list(await session.scalars(text(TABLES)))
        counts = {
            name: await session.scalar(
                text(f"SELECT count(*) FROM {name} t WHERE t::text ILIKE :words"),
                {"words": f"%{words}%"},
            )
            or 0
            for name in names
        }
    return {name: count for name, count in counts.items() if count}


async def objects(client: Client) -> list[str]:
    return [found.key async for found in client.application.services.storage.list()]


def rows(archive: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(archive[name])
    return found


__all__ = ["CANARY", "EMAIL", "PASSWORD", "Life", "a_life", "objects", "rows", "tables", "where_it_says"]
