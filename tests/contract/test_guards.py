"""Every route is guarded, and refuses strangers, lesser roles and other workspaces."""

from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi.routing import iter_route_contexts
from sqlalchemy import text

from candidacy.entrypoints.app import create_app
from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.postgres import Base, Sessions
from candidacy.kernel.identity import Actor
from candidacy.kernel.permissions import Permission, Role, permissions_of
from candidacy.testing.application import Client
from tests.contract.people import is_always, local, nobody, one_of_everything, somebody_else
from tests.contract.routes import GUARDED, ROUTES, WITH_IDS, Route, request_for

PUBLIC = {"/health/live", "/health/ready"}
KNOWN = {permission.value for permission in Permission} | {"public"}


def is_for_developers(path: str) -> bool:
    """Whether a page says how the application is made; none of them is there in production."""
    return path in {"/docs", "/openapi.json"} or path.startswith("/dev/")


async def ask(client: Client, route: Route, ids: dict[str, str]) -> httpx.Response:
    return await client.http.request(route.method, **request_for(route, ids))


async def stored(sessions: Sessions) -> dict[str, str]:
    """A digest of every table."""
    digest = "select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {} t"
    async with sessions() as session:
        return {
            name: str(await session.scalar(text(digest.format(name))))
            for name in sorted(Base.metadata.tables)
        }


@pytest.mark.parametrize("route", ROUTES, ids=str)
def test_a_route_carries_one_guard(route: Route) -> None:
    assert len(route.guards) == 1
    assert set(route.guards) <= KNOWN
    assert (route.guards == ("public",)) == (route.path in PUBLIC or is_for_developers(route.path))


def test_production_shows_no_documentation_of_itself() -> None:
    app = create_app(Settings(home=Path("/nowhere"), environment="production"))

    paths = {context.path for context in iter_route_contexts(app.routes)}

    assert "/api/v1/cvs" in paths
    assert [path for path in paths if is_for_developers(str(path))] == []


async def test_a_stranger_is_refused_everywhere(client: Client) -> None:
    ids = await one_of_everything(client)
    before = await stored(client.application.sessions)

    async with client.acting_as(nobody) as stranger:
        answers = {str(route): (await ask(stranger, route, ids)).status_code for route in GUARDED}

    assert answers == dict.fromkeys(answers, 401)
    assert await stored(client.application.sessions) == before


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.ADMIN])
async def test_a_role_may_do_what_the_table_says_and_is_refused_the_rest(client: Client, role: Role) -> None:
    ids = await one_of_everything(client)
    actor: Actor = replace(await local(client.application.sessions), role=role)
    may = {permission.value for permission in permissions_of(role)}

    async with client.acting_as(is_always(actor)) as person:
        # What may be done is done elsewhere; here it would delete what the next route needs.
        refused = [route for route in GUARDED if not set(route.guards) <= may]
        answers = {str(route): (await ask(person, route, ids)).status_code for route in refused}

    assert answers == dict.fromkeys(answers, 403)
    assert bool(answers) == (role is Role.VIEWER)


async def test_things_of_another_workspace_are_not_there(client: Client) -> None:
    sessions = client.application.sessions
    await one_of_everything(client)
    async with client.acting_as(is_always(await somebody_else(sessions))) as hers:
        foreign = await one_of_everything(hers)
    before = await stored(sessions)

    answers = {str(route): (await ask(client, route, foreign)).status_code for route in WITH_IDS}

    assert answers == dict.fromkeys(answers, 404)
    assert await stored(sessions) == before


async def test_the_same_requests_find_ones_own_things(client: Client) -> None:
    """So that the test above cannot pass by asking for nothing."""
    ids = await one_of_everything(client)
    await client.run_jobs()
    reading = [route for route in WITH_IDS if route.method == "GET" and "pages/" not in route.path]

    answers = {str(route): (await ask(client, route, ids)).status_code for route in reading}

    assert {route: status for route, status in answers.items() if status not in {200, 303}} == {}


@pytest.mark.parametrize("side", ["cv_id", "posting_id", "both"])
async def test_a_foreign_id_in_a_body_is_not_there_either(client: Client, side: str) -> None:
    own = await one_of_everything(client)
    other = await somebody_else(client.application.sessions)
    async with client.acting_as(is_always(other)) as hers:
        foreign = await one_of_everything(hers)
    before = await stored(client.application.sessions)
    pair = {n: (foreign if side in {n, "both"} else own)[n] for n in ("cv_id", "posting_id")}
    ranked = {n: foreign[n] for n in ("cv_id", "posting_id") if side == n}
    page = {"cv": pair["cv_id"], "posting": pair["posting_id"]}

    matched = await client.http.post("/api/v1/matches", json=pair)
    ranking = await client.http.post("/api/v1/matches/rank", json=ranked)
    started = await client.http.post("/start", data=page)

    assert (matched.status_code, started.status_code) == (404, 404)
    assert ranking.status_code == (404 if ranked else 400)
    assert await stored(client.application.sessions) == before


async def test_no_list_shows_what_is_another_workspaces(client: Client) -> None:
    async with client.acting_as(is_always(await somebody_else(client.application.sessions))) as hers:
        foreign = await one_of_everything(hers)
    queries = [
        "/api/v1/jobs",
        "/api/v1/files",
        "/api/v1/cvs",
        "/api/v1/postings",
        "/api/v1/matches",
        f"/api/v1/matches?posting_id={foreign['posting_id']}",
        f"/api/v1/matches?cv_id={foreign['cv_id']}",
    ]

    found = {query: (await client.http.get(query)).json()["items"] for query in queries}
    pages = [(await client.http.get(path)).text for path in ("/", "/cvs", "/postings")]

    assert found == {query: [] for query in queries}
    assert all(foreign_id not in page for page in pages for foreign_id in foreign.values())


async def test_every_list_of_the_api_is_among_them() -> None:
    lists = {r.path for r in ROUTES if r.in_schema and r.method == "GET" and "{" not in r.path}

    assert lists - {"/health/live", "/health/ready", "/api/v1/reviews/industries"} == {
        f"/api/v1/{name}" for name in ("jobs", "files", "cvs", "postings", "matches")
    }
