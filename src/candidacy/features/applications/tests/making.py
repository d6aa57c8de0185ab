"""Applications for tests, made by the API as a program would."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from candidacy.testing.application import Client

URL = "/api/v1/applications"
POSTING = "Python developer\n\nRequirements\n- Python\n- PostgreSQL\n"
CARD = {"candidate_name": "Ada Lovelace", "skills": ["Python"], "experience_years": 4}


async def made(client: Client, path: str, payload: object = None, status: int = 201) -> dict[str, Any]:
    answer = await client.http.post(path, json=payload)
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def application(client: Client, **given: object) -> dict[str, Any]:
    return await made(client, URL, {"title": "Data engineer", "organization": "Northwind", **given})


async def stages(client: Client) -> dict[str, str]:
    """The ids of the stages by their names."""
    found = (await client.http.get("/api/v1/application-stages")).json()
    return {stage["name"]: stage["id"] for stage in found}


async def moved(client: Client, app: dict[str, Any], stage: str, **headers: str) -> Any:
    """The answer to a move into a stage of that name."""
    to = {"stage_id": (await stages(client))[stage]}
    return await client.http.post(f"{URL}/{app['id']}/move", json=to, headers=headers)


async def history(client: Client, app: dict[str, Any]) -> list[tuple[str, str | None, str | None, bool]]:
    """Kind, category before and after, and whether it was taken back; oldest first."""
    found = (await client.http.get(f"{URL}/{app['id']}/events")).json()
    return [(e["kind"], e["before"], e["after"], e["undone_at"] is not None) for e in reversed(found)]


async def detail(client: Client, app: dict[str, Any]) -> dict[str, Any]:
    answer = await client.http.get(f"{URL}/{app['id']}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def column(client: Client, stage: str) -> list[str]:
    """The titles in a stage, as the board shows them."""
    board = (await client.http.get(f"{URL}/board")).json()
    (found,) = [c for c in board["columns"] if c["stage"]["name"] == stage]
    return [item["title"] for item in found["items"]]


@contextmanager
def counted(client: Client) -> Iterator[list[str]]:
    """The statements that are sent while the block runs, without those of the test's own savepoints."""
    statements: list[str] = []
    engine = client.application.sessions.kw["bind"].sync_engine

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "SAVEPOINT" not in statement:
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
