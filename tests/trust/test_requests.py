"""Every route answers with the headers that protect its reader, and within its limits."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from candidacy.entrypoints.settings import Settings
from candidacy.infrastructure.http.security import SECURITY_HEADERS
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.kernel.pagination import MAX_LIMIT
from candidacy.testing.application import app_of

if TYPE_CHECKING:
    from candidacy.testing.application import Client

APP = app_of(Settings(home=Path("/nowhere")))
DOCUMENT = APP.openapi()
ROUTES = sorted(
    (method, str(context.path))
    for context in iter_route_contexts(APP.routes)
    for method in (context.methods or ())
    if not str(context.path).endswith("/events")
)
LISTS = [
    path
    for path, methods in DOCUMENT["paths"].items()
    if any(p["name"] == "limit" for p in methods.get("get", {}).get("parameters", ()))
]
SPOOFED = {
    "x-forwarded-for": "203.0.113.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-uri": "/evil",
    "x-real-ip": "203.0.113.9",
    "forwarded": "for=203.0.113.9;host=evil.example;proto=https",
}


FOR_ANYBODY = {"/robots.txt", "/sitemap.xml"}
"""What is the same for everybody, and may be kept and asked after."""


def concrete(path: str) -> str:
    """The path with something in the place of each parameter."""
    parts = [
        str(uuid4()) if part.endswith("_id}") else "1" if "{" in part else part for part in path.split("/")
    ]
    return "/".join(parts)


def assert_protected(answer: httpx.Response) -> None:
    where = f"{answer.request.method} {answer.request.url.path}"
    for name, value in SECURITY_HEADERS.items():
        if name not in {"content-security-policy", "cache-control"}:
            assert answer.headers[name] == value, (where, name)
    policy = answer.headers["content-security-policy"]
    assert "sandbox" in policy or ("object-src 'none'" in policy and "base-uri 'none'" in policy), where
    assert answer.headers["x-request-id"], where


async def test_req_004_every_answer_of_every_route_is_protected_and_not_kept(client: "Client") -> None:
    for method, path in ROUTES:
        answer = await client.http.request(method, concrete(path))

        assert_protected(answer)
        if not path.startswith("/static") and path not in FOR_ANYBODY:
            assert "no-store" in answer.headers["cache-control"], (method, path)
        assert answer.status_code < 500, (method, path)


@pytest.mark.parametrize(
    ("request_of", "status"),
    [
        ({"method": "GET", "url": "/nowhere"}, 404),
        ({"method": "GET", "url": "/api/v1/nowhere"}, 404),
        ({"method": "TRACE", "url": "/api/v1/cvs"}, 405),
        ({"method": "POST", "url": "/api/v1/cvs", "content": b"x" * 2_000_001}, 413),
        ({"method": "GET", "url": "/api/v1/cvs?" + "q" * 4_001}, 414),
        ({"method": "GET", "url": "/" + "p" * 1_001}, 414),
        ({"method": "GET", "url": "/api/v1/cvs", "headers": {"x-filler": "y" * 32_000}}, 431),
        ({"method": "POST", "url": "/api/v1/cvs", "headers": {"origin": "https://evil.example"}}, 403),
        ({"method": "GET", "url": "/", "headers": {"host": "evil.example"}}, 400),
    ],
)
async def test_req_004_a_refusal_is_protected_too(
    client: "Client", request_of: dict[str, Any], status: int
) -> None:
    answer = await client.http.request(**request_of)

    assert answer.status_code == status
    assert_protected(answer)
    assert "no-store" in answer.headers["cache-control"]


async def test_a_file_is_protected_and_not_kept(client: "Client") -> None:
    made = await client.http.post("/api/v1/files", files={"file": ("cv.html", b"<script>x</script>")})

    answer = await client.http.get(f"/api/v1/files/{made.json()['id']}/content")

    assert_protected(answer)
    assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(("limit", "valid"), [(MAX_LIMIT, True), (MAX_LIMIT + 1, False), (0, False)])
async def test_req_005_a_page_has_a_largest_size(client: "Client", limit: int, valid: bool) -> None:
    for path in LISTS:
        answer = await client.http.get(concrete(path), params={"limit": limit, "q": "engines"})

        assert (answer.status_code == 422) is not valid, path


@pytest.mark.parametrize(("depth", "status"), [(60, 422), (70, 400), (100_000, 400)])
@pytest.mark.parametrize("path", ["/api/v1/cvs", "/api/v1/postings"])
async def test_req_005_json_that_nests_too_deeply_is_not_parsed(
    client: "Client", path: str, depth: int, status: int
) -> None:
    body = '{"x":' * depth + "1" + "}" * depth

    answer = await client.http.post(path, content=body, headers={"content-type": "application/json"})

    assert answer.status_code == status
    if status == 400:
        assert answer.json()["code"] == "too_deep"


@pytest.mark.parametrize(
    ("data", "files"),
    [
        ({f"f{n}": "x" for n in range(60)}, [("file", ("a.txt", b"Ada"))]),
        ({}, [("file", (f"{n}.txt", b"Ada")) for n in range(6)]),
        ({"purpose": "x" * 1_000_001}, [("file", ("a.txt", b"Ada"))]),
    ],
)
async def test_req_005_a_form_has_only_so_many_parts_of_such_a_size(
    client: "Client", data: dict[str, str], files: list[Any]
) -> None:
    answer = await client.http.post("/api/v1/files", data=data, files=files)

    assert answer.status_code == 400
    assert (await client.http.get("/api/v1/files")).json()["items"] == []


async def test_ten_thousand_ranges_are_no_more_work_than_the_file(client: "Client") -> None:
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(3_000))
    made = await client.http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada Lovelace")})

    for path in ("/static/app.css", f"/api/v1/files/{made.json()['id']}/content"):
        whole = await client.http.get(path)
        answer = await client.http.get(path, headers={"range": ranges})
        assert answer.status_code in {200, 206, 400, 416}, path
        assert len(answer.content) <= max(len(whole.content), 200)


async def test_a_range_header_of_any_length_ends_at_the_limit_of_heads(client: "Client") -> None:
    ranges = "bytes=" + ",".join(f"{n}-{n}" for n in range(10_000))

    assert (await client.http.get("/static/app.css", headers={"range": ranges})).status_code == 431


async def test_req_006_a_spoofed_origin_of_the_request_changes_no_link(client: "Client") -> None:
    answer = await client.http.post("/api/v1/cvs", json={"candidate_name": "Ada"}, headers=SPOOFED)

    assert "evil" not in json.dumps(dict(answer.headers)) + answer.text
    assert "strict-transport-security" not in answer.headers
    assert "203.0.113.9" not in answer.text


async def test_no_other_origin_may_read_answers_by_default(client: "Client") -> None:
    headers = {"origin": "https://app.example", "access-control-request-method": "POST"}

    preflight = await client.http.options("/api/v1/cvs", headers=headers)
    read = await client.http.get("/api/v1/cvs", headers={"origin": "https://app.example"})

    for answer in (preflight, read):
        assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_req_007_an_origin_that_is_set_may_call_the_api_without_cookies(tmp_path: Path) -> None:
    http = HttpSettings(cors_origins=("https://app.example",))
    app = app_of(Settings(home=tmp_path, http=http))
    ask = {"access-control-request-method": "POST", "access-control-request-headers": "authorization"}

    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://localhost"
    ) as client:
        own = await client.options("/api/v1/cvs", headers={"origin": "https://app.example", **ask})
        other = await client.options("/api/v1/cvs", headers={"origin": "https://evil.example", **ask})

    assert own.headers["access-control-allow-origin"] == "https://app.example"
    assert "access-control-allow-credentials" not in own.headers
    assert "access-control-allow-origin" not in other.headers
    assert_protected(own)


FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "null"},
    {"origin": "http://localhost.evil.example"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "cross-site", "origin": "http://localhost"},
)


async def test_no_change_is_made_for_another_sites_page_on_any_route(client: "Client") -> None:
    unsafe = [(method, path) for method, path in ROUTES if method not in {"GET", "HEAD", "OPTIONS"}]

    let_in = [
        (method, path, headers)
        for method, path in unsafe
        for headers in FOREIGN
        if (await client.http.request(method, concrete(path), headers=headers)).status_code != 403
    ]

    assert len(unsafe) > 20
    assert let_in == []


@pytest.mark.parametrize("path", ["/api/v1/cvs", "/api/v1/postings", "/api/v1/matches"])
async def test_json_under_the_name_of_text_is_not_read(client: "Client", path: str) -> None:
    answer = await client.http.post(path, content=b"{}", headers={"content-type": "text/plain"})

    assert answer.status_code == 422
