"""Errors as problem documents, for programs and for people."""

from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any, Literal
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI, Query
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.infrastructure.http.problems import install_problem_handlers, problems
from candidacy.infrastructure.http.templating import Pages
from candidacy.kernel.errors import AppError, Conflict, NotFound, RateLimited, Unavailable, UpstreamFailed

CANARY = "canary-4711"


class Name(BaseModel):
    model_config = ConfigDict(extra="forbid")

    given: str = Field(max_length=5)
    kind: Literal["a", "b"] = "a"
    born: UUID | None = None
    years: int = 0


class TitleTaken(Conflict):
    """You already have a CV with this title."""

    code = "title_taken"


def build() -> FastAPI:
    app = FastAPI(telemetry={"tracing": False, "metrics": False, "logs": False})
    install_problem_handlers(app)

    @app.get("/api/raise/{name}")
    @app.get("/raise/{name}")
    async def fail(name: str) -> None:
        raise {"taken": TitleTaken, "limit": RateLimited, "down": Unavailable, "up": UpstreamFailed}[name]

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(418, "I am a teapot", {"X-Pot": "tea"})

    @app.post("/names")
    async def names(name: Name, count: Annotated[int, Query(ge=1)] = 1) -> None:
        del name, count

    @app.get("/ids/{id}")
    async def ids(id: UUID) -> None:  # noqa: A002 - The name of the parameter is what is tested.
        del id

    return app


def client(app: ASGIApp | None = None) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app or build()), base_url="http://localhost")


async def get(path: str, **headers: str) -> httpx.Response:
    async with client() as http:
        return await http.get(path, headers=headers)


async def post(**given: Any) -> httpx.Response:
    async with client() as http:
        return await http.post("/names", **given)


async def test_an_error_of_ours_is_a_problem_document() -> None:
    answer = await get("/raise/taken")

    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "You already have a CV with this title.",
        "code": "title_taken",
        "request_id": "",
    }


@pytest.mark.parametrize(("name", "retry"), [("limit", "2"), ("down", "2"), ("up", None), ("taken", None)])
async def test_what_may_work_later_says_when_to_try_again(name: str, retry: str | None) -> None:
    assert (await get(f"/raise/{name}")).headers.get("retry-after") == retry


@pytest.mark.parametrize(
    ("path", "status", "code"), [("/nowhere", 404, "not_found"), ("/names", 405, "method_not_allowed")]
)
async def test_what_the_framework_refuses_has_the_same_form(path: str, status: int, code: str) -> None:
    answer = await get(path)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_headers_of_a_refusal_are_kept() -> None:
    answer = await get("/teapot")

    assert (answer.json()["code"], answer.headers["x-pot"]) == ("http_error", "tea")
    assert (await get("/names")).headers["allow"] == "POST"


async def test_a_body_that_is_no_json_is_400() -> None:
    answer = await post(content=b"{" + CANARY.encode(), headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert CANARY not in answer.text


async def test_a_body_nested_without_end_is_400() -> None:
    answer = await post(content=b"[" * 200_000, headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"given": CANARY}, "/given"),
        ({"given": "x", "kind": CANARY}, "/kind"),
        ({"given": "x", "born": CANARY}, "/born"),
        ({"given": "x", "years": CANARY}, "/years"),
        ({"given": [CANARY]}, "/given"),
        ({"given": "x", "more": CANARY}, "/more"),
        ({"given": "x", "a/b~c": CANARY}, "/a~1b~0c"),
        (CANARY, "/"),
        ([CANARY], "/"),
    ],
)
async def test_a_payload_that_is_not_valid_says_where_and_never_repeats_it(
    body: object, pointer: str
) -> None:
    answer = await post(json=body)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid_payload")
    assert [error["pointer"] for error in problem["errors"]] == [pointer]
    assert CANARY not in answer.text


async def test_a_parameter_is_named_without_its_value() -> None:
    answer = await get(f"/ids/{CANARY}")

    assert [error["pointer"] for error in answer.json()["errors"]] == ["id"]
    assert answer.json()["errors"][0]["message"] == "Input should be a valid UUID"
    assert CANARY not in answer.text


async def test_a_query_is_named_too() -> None:
    answer = await post(json={"given": "x"}, params={"count": 0})

    assert [error["pointer"] for error in answer.json()["errors"]] == ["count"]


async def test_a_name_that_utf_8_cannot_hold_is_no_crash() -> None:
    answer = await post(content=b'{"given": "x", "\\ud800": 1}', headers={"content-type": "application/json"})

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_payload")


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=5))
async def test_no_value_is_ever_repeated(value: object) -> None:
    answer = await post(json={"given": [CANARY, repr(value)], "years": CANARY, "born": CANARY})

    assert answer.status_code == 422
    assert CANARY not in answer.text


def with_services(app: FastAPI, folder: Path) -> ASGIApp:
    (folder / "error.html").write_text("<h1>{{ problem.title }}</h1>{{ problem.detail }}")
    services = SimpleNamespace(pages=Pages([folder], {}))

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        scope["state"] = {"services": services}
        await app(scope, receive, send)

    return wrapped


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/raise/taken", "text/html,*/*", "text/html; charset=utf-8"),
        ("/raise/taken", "*/*", "application/problem+json"),
        ("/api/raise/taken", "text/html,*/*", "application/problem+json"),
    ],
)
async def test_a_browser_that_asks_for_a_page_gets_a_page(
    tmp_path: Path, path: str, accept: str, kind: str
) -> None:
    async with client(with_services(build(), tmp_path)) as http:
        answer = await http.get(path, headers={"accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (409, kind)
    assert "You already have a CV with this title." in answer.text


async def test_a_page_tells_when_to_try_again_too(tmp_path: Path) -> None:
    async with client(with_services(build(), tmp_path)) as http:
        answer = await http.get("/raise/down", headers={"accept": "text/html"})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")


def test_the_errors_of_a_route_are_grouped_by_status() -> None:
    described = problems(NotFound, TitleTaken, Conflict)

    assert list(described) == [404, 409]
    assert "`title_taken`: You already have a CV" in described[409]["description"]
    assert "`conflict`: " in described[409]["description"]


def test_the_base_of_all_errors_is_an_internal_one() -> None:
    assert list(problems(AppError)) == [500]
