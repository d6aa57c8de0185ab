"""A router is asked only for paths that begin like one of its own."""

import httpx
import pytest
from fastapi import APIRouter, FastAPI

from candidacy.infrastructure.http.routing import Signpost, head_of, heads_of


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("/", "/"),
        ("/cvs", "/cvs"),
        ("/cvs/1/versions/2", "/cvs"),
        ("/api/v1/cvs", "/api/v1/cvs"),
        ("/api/v1/cvs/1/versions/2", "/api/v1/cvs"),
        ("/api", "/api"),
    ],
)
def test_the_head_of_a_path_is_its_first_part(path: str, head: str) -> None:
    assert head_of(path) == head


def test_a_path_that_begins_with_a_parameter_may_be_any() -> None:
    assert heads_of(["/cvs", "/{anything}"]) is None


async def asked(app: FastAPI, method: str, path: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        return await http.request(method, path)


def application(*paths: str) -> FastAPI:
    """One router for each path, which answers the path."""
    app = FastAPI()
    for path in paths:
        router = APIRouter()

        @router.get(path)
        async def answer(own: str = path) -> str:
            return own

        app.include_router(Signpost(router))
    return app


@pytest.mark.parametrize("path", ["/cvs", "/cvs/1", "/api/v1/cvs", "/"])
async def test_the_router_of_a_path_is_found(path: str) -> None:
    app = application("/cvs", "/cvs/1", "/api/v1/cvs", "/")

    assert (await asked(app, "GET", path)).json() == path


async def test_a_path_of_none_is_not_found() -> None:
    assert (await asked(application("/cvs"), "GET", "/postings")).status_code == 404


async def test_of_long_paths_only_the_beginning_is_remembered() -> None:
    app = application("/cvs")
    head_of.cache_clear()

    for number in range(50):
        assert (await asked(app, "GET", "/postings/" + "x" * 10_000 + str(number))).status_code == 404

    assert head_of.cache_info().currsize == 1


async def test_another_method_is_told_apart_from_another_path() -> None:
    assert (await asked(application("/cvs"), "POST", "/cvs")).status_code == 405


async def test_a_slash_too_many_leads_to_the_path_without() -> None:
    assert (await asked(application("/cvs"), "GET", "/cvs/")).headers["location"].endswith("/cvs")


async def test_a_router_with_a_parameter_first_is_always_asked() -> None:
    assert (await asked(application("/{own}"), "GET", "/anything")).status_code == 200


async def test_below_another_root_every_router_is_asked() -> None:
    transport = httpx.ASGITransport(app=application("/cvs"), root_path="/app")

    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
        answer = await http.get("/app/cvs")

    assert answer.status_code == 200
