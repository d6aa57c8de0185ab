"""Every route is guarded, and ids in bodies and lists stay within the workspace."""

import inspect
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts
from sqlalchemy import text

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.http.dependencies import ROUTE_MARK, get_actor
from candidacy.infrastructure.postgres import Base, Sessions
from candidacy.kernel.permissions import Permission
from candidacy.testing.application import Client, app_of
from tests.contract.people import is_always, one_of_everything, somebody_else
from tests.contract.routes import ROUTES, Route, request_for

PUBLIC = {
    "/calendar/{token}.ics",
    "/health/live",
    "/health/ready",
    "/goodbye",
    "/set-up",
    "/help",
    "/help/{page}",
    "/help/{section}/{page}",
    "/language",
    "/robots.txt",
    "/sitemap.xml",
    "/p/{handle}",
    "/p/{handle}/feed.atom",
    "/p/{handle}/sitemap.xml",
    "/p/{handle}/card.png",
    "/p/{handle}/{slug}",
    "/p/{handle}/{slug}/card.png",
    "/p/{handle}/media/{name}",
    "/ask/p/{handle}",
    "/ask/u/{token}",
    "/u/{token}",
    "/u/{token}/{slug}",
    "/u/{token}/media/{name}",
    "/invitations/{token}",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/openid",
    "/sign-in/openid/callback",
    "/sign-up",
    "/verify",
    "/change-email",
    "/forgot-password",
    "/reset-password",
    "/api/v1/auth/change-email",
    "/api/v1/auth/forgot-password",
    "/api/v1/auth/login",
    "/api/v1/auth/login/code",
    "/api/v1/auth/refresh",
    "/api/v1/auth/register",
    "/api/v1/auth/reset-password",
    "/api/v1/auth/verify",
}
"""What somebody who is not signed in needs; who may do the rest is tested in ``tests/tenancy``."""
KNOWN = {permission.value for permission in Permission} | {"public", "signed-in", "superuser"}


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


def test_whoever_asks_was_found_out_in_the_transaction_that_works_for_them() -> None:
    app = app_of(Settings(home=Path("/nowhere")))
    trees = {
        f"{context.methods} {context.path}": getattr(context, "dependant", Dependant())
        for context in iter_route_contexts(app.routes)
    }

    calls_of = {path: [inner.call for inner in solved(tree) if inner.call] for path, tree in trees.items()}
    taking = {path: calls for path, calls in calls_of.items() if get_actor in calls}

    assert len(taking) > 100
    for path, calls in taking.items():
        before = [call for call in calls[: calls.index(get_actor)] if hasattr(call, ROUTE_MARK)]
        assert before, f"{path} has no guard before it asks who it is for"
        assert "session" in inspect.signature(before[0]).parameters, (
            f"{path} found out in another transaction"
        )


def solved(dependant: Dependant) -> Iterator[Dependant]:
    """The dependencies of a route in the order in which they are entered."""
    for inner in dependant.dependencies:
        yield inner
        yield from solved(inner)


def test_production_shows_no_documentation_of_itself() -> None:
    app = app_of(Settings(home=Path("/nowhere"), environment="production"))

    paths = {context.path for context in iter_route_contexts(app.routes)}

    assert "/api/v1/cvs" in paths
    assert [path for path in paths if is_for_developers(str(path))] == []


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
        "/api/v1/tailorings",
        "/api/v1/letters",
        "/api/v1/audit",
        "/api/v1/portfolio/items",
        "/api/v1/applications",
        "/api/v1/application-mails",
        f"/api/v1/matches?posting_id={foreign['posting_id']}",
        f"/api/v1/matches?cv_id={foreign['cv_id']}",
    ]

    found = {query: (await client.http.get(query)).json()["items"] for query in queries}
    pages = [
        (await client.http.get(path)).text for path in ("/", "/cvs", "/postings", "/tailorings", "/letters")
    ]

    assert found == {query: [] for query in queries}
    assert all(foreign_id not in page for page in pages for foreign_id in foreign.values())


ELSEWHERE = {
    "/health/live",
    "/health/ready",
    "/api/v1/reviews/industries",
    "/api/v1/me",
    "/api/v1/themes",
    "/api/v1/me/sessions",
    "/api/v1/me/exports",
    "/api/v1/me/activity",
    "/api/v1/audit/export",
    "/api/v1/api-keys",
    "/api/v1/workspaces",
    "/api/v1/models/settings",
    "/api/v1/models/usage",
    "/api/v1/admin/jobs",
    "/api/v1/admin/workspaces",
    "/api/v1/admin/models/usage",
    "/api/v1/admin/overview",
    "/api/v1/admin/prompts",
    "/api/v1/portfolio",
    "/api/v1/portfolio/export",
    "/api/v1/search",
    "/api/v1/search/ask",
    "/api/v1/application-stages",
    "/api/v1/applications/board",
    "/api/v1/applications/export",
    "/api/v1/applications/insights",
    "/api/v1/applications/today",
    "/api/v1/calendar-feed",
    "/api/v1/notifications/unread",
    "/api/v1/samples",
}
"""Not things of a workspace, or no list: what is exported of the audit log has a test of its own, and
what a search reaches too."""


async def test_every_list_of_the_api_is_among_them() -> None:
    lists = {r.path for r in ROUTES if r.in_schema and r.method == "GET" and "{" not in r.path}

    ours = {"jobs", "files", "cvs", "postings", "matches", "tailorings", "letters", "audit"}
    ours |= {"portfolio/items", "applications", "application-mails", "notifications"}
    assert lists - ELSEWHERE == {f"/api/v1/{name}" for name in ours}
