"""What every answer of the whole application has in common."""

import json
from uuid import uuid4

import httpx
import pytest
import structlog

from candidacy.infrastructure.http.security import SECURITY_HEADERS
from candidacy.testing.application import Client

ALWAYS = {name: value for name, value in SECURITY_HEADERS.items() if name != "cache-control"}


async def answers(client: Client) -> dict[str, httpx.Response]:
    """One answer of each kind."""
    http = client.http
    made = (await http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada Lovelace")})).json()
    await client.run_jobs()
    page = (await http.get("/")).text
    static = page.split('href="/static/', 1)[1].split('"', 1)[0]
    limit = client.application.services.http.max_body_size
    return {
        "page": await http.get("/"),
        "API": await http.get("/api/v1/cvs"),
        "static file": await http.get(f"/static/{static}"),
        "static file without its digest": await http.get(f"/static/{static.partition('?')[0]}"),
        "no static file": await http.get("/static/nowhere.css"),
        "download": await http.get(f"/api/v1/files/{made['id']}/content"),
        "stream": await http.get(f"/api/v1/jobs/{made['job_id']}/events"),
        "health": await http.get("/health/ready"),
        "documentation": await http.get("/docs"),
        "OpenAPI": await http.get("/openapi.json"),
        "redirection": await http.post("/cvs/" + await some_cv(client) + "/rename", data={"title": "x"}),
        "no content": await http.delete(f"/api/v1/files/{made['id']}"),
        "no such page": await http.get("/nowhere"),
        "no such page for a browser": await http.get("/nowhere", headers={"accept": "text/html"}),
        "no such thing": await http.get(f"/api/v1/cvs/{uuid4()}"),
        "wrong method": await http.put("/api/v1/cvs"),
        "not valid": await http.post("/api/v1/cvs", json={}),
        "no JSON": await http.post("/api/v1/cvs", content=b"{", headers={"content-type": "application/json"}),
        "too large": await http.post("/api/v1/cvs", content=b"x" * (limit + 1)),
        "foreign host": await http.get("/", headers={"host": "evil.example"}),
        "foreign site": await http.post("/api/v1/cvs", headers={"origin": "https://evil.example"}),
    }


async def some_cv(client: Client) -> str:
    return str((await client.http.get("/api/v1/cvs")).json()["items"][0]["id"])


STATUSES = {
    "redirection": 303,
    "no content": 204,
    "no static file": 404,
    "no such page": 404,
    "no such page for a browser": 404,
    "no such thing": 404,
    "wrong method": 405,
    "not valid": 422,
    "no JSON": 400,
    "too large": 413,
    "foreign host": 400,
    "foreign site": 403,
}


async def test_every_answer_has_what_every_answer_has(client: Client) -> None:
    got = await answers(client)

    assert {kind: a.status_code for kind, a in got.items()} == {k: STATUSES.get(k, 200) for k in got}
    for kind, answer in got.items():
        own = "content-security-policy" if kind == "download" else ""
        missing = {n for n, v in ALWAYS.items() if n != own and answer.headers.get(n) != v}
        assert missing == set(), kind
        assert answer.headers["x-request-id"], kind
        assert "server" not in answer.headers, kind
        assert "set-cookie" not in answer.headers, kind


async def test_every_error_is_a_problem_with_its_request_id_and_a_page_for_a_browser(client: Client) -> None:
    got = {kind: a for kind, a in (await answers(client)).items() if a.status_code >= 400}
    page = got.pop("no such page for a browser")

    for kind, answer in got.items():
        assert answer.headers["content-type"] == "application/problem+json", kind
        assert answer.json()["request_id"] == answer.headers["x-request-id"], kind
        assert answer.json()["status"] == answer.status_code, kind
    assert page.headers["content-type"].startswith("text/html")
    assert page.headers["x-request-id"] in page.text


async def test_nothing_personal_is_kept_by_a_cache(client: Client) -> None:
    got = await answers(client)
    kept = {
        kind: a.headers["cache-control"]
        for kind, a in got.items()
        if "no-store" not in a.headers["cache-control"]
    }

    assert kept == {
        "static file": "public, max-age=31536000, immutable",
        "static file without its digest": "no-cache",
        "stream": "no-cache",
    }


@pytest.mark.parametrize("accept", ["*/*", "text/html"])
async def test_a_crash_is_500_with_the_request_id_and_logged_once(client: Client, accept: str) -> None:
    async def crashing(*_: object) -> None:
        raise ZeroDivisionError("secret")

    async with client.acting_as(crashing) as broken:  # type: ignore[arg-type] # It never gets to an actor.
        with structlog.testing.capture_logs() as logs:
            answer = await broken.http.get("/cvs", headers={"accept": accept})

    assert answer.status_code == 500
    assert answer.headers["x-request-id"] in answer.text
    assert "secret" not in answer.text
    assert "ZeroDivision" not in answer.text
    assert {n for n, v in ALWAYS.items() if answer.headers.get(n) != v} == set()
    assert [entry["event"] for entry in logs] == ["request_crashed"]


async def test_a_large_body_in_pieces_is_cut_off(client: Client) -> None:
    async def pieces(size: int, piece: int = 100_000):  # type: ignore[no-untyped-def] # An async generator.
        for _ in range(size // piece + 1):
            yield b" " * piece

    limit = client.application.services.http.max_body_size
    answer = await client.http.post(
        "/api/v1/cvs", content=pieces(limit), headers={"content-type": "application/json"}
    )

    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


async def test_what_a_person_typed_wrong_does_not_come_back(client: Client) -> None:
    canary = "canary-4711"
    wrong = {"candidate_name": canary * 20, "skills": canary, "experience_years": canary, canary: canary}

    answer = await client.http.post("/api/v1/cvs", json=wrong)

    said = json.dumps([{**error, "pointer": ""} for error in answer.json()["errors"]])
    assert answer.status_code == 422
    assert canary not in said
