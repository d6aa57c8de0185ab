"""A list asks the database the same number of questions for one thing and for twenty."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from candidacy.testing.application import Client
from tests.contract.routes import CV, POSTING, ROUTES

MOST = 5
"""Who asks, the list, and what belongs to its items."""
RANKING = "/postings/{posting_id}/ranking"
MOST_OF_A_RANKING = 13
"""It also asks what changed since it last looked, what the pool's rows are, and what people said."""
TRACKER = {
    "/api/v1/applications": MOST,
    "/api/v1/applications/board": 6,
    "/api/v1/applications/insights": MOST,
    "/api/v1/applications/today": 6,
    "/api/v1/applications/export": MOST,
    "/api/v1/application-mails": MOST,
    "/tracker": 12,
    "/tracker?view=table": 12,
    "/tracker?view=funnel": 12,
}
"""A page of it also asks for stages, sources and what is to be done today."""
OPERATING = {"/api/v1/admin/jobs": 7}
"""The six of what runs, waits and failed of all workspaces."""
HOME = {"/": 13}
"""What can be chosen and the best matches; where something is followed, also what is to be done today."""
HOT = {
    "/api/v1/cvs": 2,
    "/api/v1/cvs/{cv_id}": 2,
    "/api/v1/postings": 2,
    "/api/v1/postings/{posting_id}": 2,
    "/api/v1/matches": 4,
    "/api/v1/matches/{match_id}": 2,
    "/api/v1/postings/{posting_id}/ranking": 15,
    "/api/v1/applications/board": 5,
    "/api/v1/search?q=python": 3,
    "/": 13,
    "/cvs": 2,
    "/cvs/{cv_id}": 7,
    "/matches/{match_id}": 7,
    RANKING: 12,
    "/tracker": 9,
    "/search?q=python": 3,
    "/health/live": 0,
}
"""Statements of the routes that are asked most, with the one for who asks. One more needs a reason."""
LISTS = [
    "/api/v1/api-keys",
    "/api/v1/jobs",
    "/api/v1/me/sessions",
    "/api/v1/me/exports",
    "/api/v1/me/activity",
    "/api/v1/audit",
    "/api/v1/audit/export",
    "/api/v1/workspaces",
    "/api/v1/files",
    "/api/v1/cvs",
    "/api/v1/postings",
    "/api/v1/matches",
    "/api/v1/matches?posting_id={posting_id}",
    "/api/v1/tailorings",
    "/api/v1/letters",
    "/api/v1/cvs/{cv_id}/versions",
    "/api/v1/cvs/{cv_id}/reviews",
    "/api/v1/search?q=python",
    "/search?q=python",
    "/",
    "/cvs",
    "/postings",
    "/tailorings",
    "/letters",
    RANKING,
    "/workspace/audit",
    "/account/activity",
    "/api/v1/portfolio/items",
    "/portfolio",
    "/api/v1/samples",
    "/api/v1/notifications",
    "/api/v1/admin/workspaces",
    *TRACKER,
    *OPERATING,
]

NO_LISTS = {
    "/api/v1/application-stages",
    "/api/v1/calendar-feed",
    "/api/v1/notifications/unread",
    "/health/live",
    "/health/ready",
    "/api/v1/reviews/industries",
    "/api/v1/me",
    "/api/v1/themes",
    "/api/v1/search",
    "/api/v1/search/ask",
}
NO_LISTS |= {"/api/v1/portfolio", "/api/v1/portfolio/export"}
NO_LISTS |= {
    "/api/v1/models/settings",
    "/api/v1/models/usage",
    "/api/v1/admin/models/usage",
    "/api/v1/admin/overview",
    "/api/v1/admin/prompts",
}


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


async def fill(client: Client, ids: dict[str, str], times: int) -> dict[str, str]:
    """Add to every list; the first CV and posting get the versions, reviews and matches."""
    http = client.http
    for number in range(times):
        await http.post("/api/v1/files", files={"file": (f"{number}.txt", b"Ada Lovelace")})
        cv = (await http.post("/api/v1/cvs", json=CV)).json()["id"]
        posting = (await http.post("/api/v1/postings", json=POSTING)).json()["id"]
        ids = ids or {"cv_id": cv, "posting_id": posting}
        await http.post(f"/api/v1/cvs/{ids['cv_id']}/versions", json=CV)
        await http.post("/api/v1/portfolio/items", json={"kind": "project", "title": f"Work {number}"})
        await http.post(f"/api/v1/cvs/{ids['cv_id']}/reviews", json={})
        pair = {"cv_id": cv, "posting_id": ids["posting_id"]}
        for kind in ("matches", "tailorings", "letters"):
            await http.post(f"/api/v1/{kind}", json=pair)
        app = (await http.post("/api/v1/applications", json={"title": f"Cook {number}"})).json()["id"]
        await http.post(
            f"/api/v1/applications/{app}/tasks", json={"title": "Call", "due_at": "2026-01-15T09:00"}
        )
        await http.post("/api/v1/application-mails", json={"text": f"Subject: {app}\n\nAbout it."})
    return ids


async def test_the_number_of_queries_does_not_grow_with_the_list(client: Client) -> None:
    ids = await fill(client, {}, 1)
    few = {path: await questions(client, path.format(**ids)) for path in LISTS}

    await fill(client, ids, 19)
    many = {path: await questions(client, path.format(**ids)) for path in LISTS}

    assert many == few
    most = dict.fromkeys(LISTS, MOST) | {RANKING: MOST_OF_A_RANKING} | HOME | TRACKER | OPERATING
    assert {path: number for path, number in few.items() if number > most[path]} == {}


async def test_a_hot_route_asks_the_database_as_often_as_it_is_known_to(client: Client) -> None:
    ids = await fill(client, {}, 2)
    matches = (await client.http.get(f"/api/v1/matches?posting_id={ids['posting_id']}")).json()["items"]
    ids = ids | {"match_id": matches[0]["id"]}
    for path in HOT:
        await client.http.get(path.format(**ids))

    assert {path: await questions(client, path.format(**ids)) for path in HOT} == HOT


async def questions(client: Client, path: str) -> int:
    with counted(client) as statements:
        answer = await client.http.get(path)
    assert answer.status_code == 200, answer.text
    return len(statements)


def test_every_list_is_counted() -> None:
    lists = {r.path for r in ROUTES if r.in_schema and r.method == "GET" and "{" not in r.path}

    assert lists - NO_LISTS <= set(LISTS)
