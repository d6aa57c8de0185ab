"""Idempotency-Key: whatever is made is made once, and the answer comes again."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select, text

from candidacy.entrypoints.settings import Settings
from candidacy.features.cvs.models import Cv
from candidacy.features.files.models import File
from candidacy.kernel.clock import FixedClock
from candidacy.testing.application import app_of
from tests import tracking

if TYPE_CHECKING:
    from candidacy.testing.application import Client

CV = {"candidate_name": "Grace Hopper", "skills": ["COBOL"], "experience_years": 3}
KEY = {"Idempotency-Key": "5f1d2a3e-0000-4000-8000-000000000001"}


def creating_posts() -> list[str]:
    """Every POST of the API that answers 201 or 202."""
    document = app_of(Settings(home=Path("/nowhere"))).openapi()
    return sorted(
        path
        for path, methods in document["paths"].items()
        if path.startswith("/api/") and {"201", "202"} & set(methods.get("post", {}).get("responses", {}))
    )


async def one_of_everything(client: "Client") -> dict[str, str]:
    http = client.http
    file = (await http.post("/api/v1/files", files={"file": ("cv.txt", b"Ada Lovelace\nPython")})).json()
    cv = (await http.post("/api/v1/cvs", json=CV)).json()["id"]
    posting = (await http.post("/api/v1/postings", json={"text": "Nurse\nRequirements\n- English"})).json()[
        "id"
    ]
    application = (await http.post("/api/v1/applications", json={"title": "Cook"})).json()
    tracked = {"application_id": application["id"], "stage_id": application["stage_id"]}
    refused = {"changes": [{"path": "/basics/summary", "after": "Knows everything"}]}
    tailoring = await http.post("/api/v1/tailorings", json={"cv_id": cv, "posting_id": posting, **refused})
    work = {"kind": "project", "title": "An engine"}
    item = (await http.post("/api/v1/portfolio/items", json=work)).json()["id"]
    return {
        **tracked,
        "prompt_id": "check.hello",
        "item_id": item,
        "job_id": file["job_id"],
        "file_id": file["id"],
        "cv_id": cv,
        "posting_id": posting,
        "tailoring_id": tailoring.json()["id"],
        "review_id": (await http.post(f"/api/v1/cvs/{cv}/reviews", json={})).json()["id"],
    }


def payloads(ids: dict[str, str]) -> dict[str, dict[str, Any]]:
    return tracking.creating(ids) | {
        "/api/v1/cvs": {"json": CV},
        "/api/v1/cvs/import": {"json": {"basics": {"name": "Ada"}}},
        "/api/v1/cvs/{cv_id}/versions": {"json": CV},
        "/api/v1/cvs/{cv_id}/versions/{number}/restore": {},
        "/api/v1/cvs/{cv_id}/reviews": {"json": {"industry": "general"}},
        "/api/v1/files": {"files": {"file": ("cv.txt", b"Grace Hopper")}},
        "/api/v1/jobs/{job_id}/cancel": {},
        "/api/v1/matches": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "/api/v1/me/exports": {},
        "/api/v1/matches/rank": {"json": {"posting_id": ids["posting_id"]}},
        "/api/v1/cvs/{cv_id}/decisions/{posting_id}": {"json": {"verdict": "hold", "reason": "To be seen"}},
        "/api/v1/postings/{posting_id}/batches": {"files": {"file": ("cvs.zip", ARCHIVE)}},
        "/api/v1/tailorings": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "/api/v1/tailorings/{tailoring_id}/prove": {"json": {"number": 0, "text": "Knows letters"}},
        "/api/v1/tailorings/work": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "/api/v1/letters/work": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "/api/v1/cvs/{cv_id}/interviews/{posting_id}/hints": {"json": {"language": "en"}},
        "/api/v1/reviews/{review_id}/notes": {},
        "/api/v1/letters": {"json": {"cv_id": ids["cv_id"], "posting_id": ids["posting_id"]}},
        "/api/v1/admin/prompts/{prompt_id}/experiments": {"json": {"arms": ARMS}},
        "/api/v1/workspaces": {"json": {"name": "Analysts"}},
        "/api/v1/portfolio/items": {"json": {"kind": "post", "title": "How engines compute"}},
        "/api/v1/portfolio/items/{item_id}/images": {"files": {"file": ("a.png", PICTURE)}},
        "/api/v1/portfolio/import": {"json": {"cv_id": ids["cv_id"]}},
        "/api/v1/samples": {"json": {"kind": "seeker"}},
        "/api/v1/postings": {"json": {"text": "Cook\nRequirements\n- HACCP"}},
    }


ARMS = [{"name": "old", "version": 1}, {"name": "new", "version": 1}]
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c6360000000020001"
    "48afa4710000000049454e44ae426082"
)
"""A PNG of one point."""
ARCHIVE = b"PK\x05\x06" + bytes(18)
"""A ZIP archive of nothing."""
ANYBODYS = {"/api/v1/auth/register", "/api/v1/auth/forgot-password"}
"""Nobody is signed in whose key it could be; what they make is there once by itself."""
SHOWN_ONCE = {
    "/api/v1/api-keys",
    "/api/v1/calendar-feed",
    "/api/v1/me/email",
    "/api/v1/workspaces/{workspace_id}/invitations",
}
COVERED = [path for path in creating_posts() if path not in ANYBODYS | SHOWN_ONCE]


async def count(client: "Client", model: type[Any]) -> int:
    async with client.application.sessions() as session:
        found = await session.scalar(select(func.count()).select_from(model))
    return found or 0


@pytest.mark.parametrize("path", COVERED)
async def test_req_001_a_retry_of_every_creating_post_gets_the_first_answer(
    client: "Client", path: str
) -> None:
    ids = await one_of_everything(client)
    url = path.format(**ids, number=1)

    first = await client.http.post(url, headers=KEY, **payloads(ids)[path])
    again = await client.http.post(url, headers=KEY, **payloads(ids)[path])

    assert first.status_code in {201, 202}, first.text
    assert (again.status_code, again.content) == (first.status_code, first.content)
    for header in ("content-type", "location", "etag"):
        assert again.headers.get(header) == first.headers.get(header)
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"


def test_every_creating_post_says_that_it_takes_a_key() -> None:
    document = app_of(Settings(home=Path("/nowhere"))).openapi()

    for path in COVERED:
        names = [p["name"] for p in document["paths"][path]["post"].get("parameters", ())]
        assert names.count("Idempotency-Key") == 1, path


async def test_without_a_key_it_is_done_twice(client: "Client") -> None:
    for _ in range(2):
        await client.http.post("/api/v1/cvs", json=CV)

    assert await count(client, Cv) == 2


async def test_the_same_key_with_another_payload_is_refused(client: "Client") -> None:
    await client.http.post("/api/v1/cvs", json=CV, headers=KEY)

    answer = await client.http.post("/api/v1/cvs", json={**CV, "candidate_name": "Ada"}, headers=KEY)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert await count(client, Cv) == 1


async def test_the_same_key_with_another_file_is_refused(client: "Client") -> None:
    for content, status in ((b"Ada", 202), (b"Grace", 422)):
        answer = await client.http.post("/api/v1/files", files={"file": ("a.txt", content)}, headers=KEY)
        assert answer.status_code == status

    assert await count(client, File) == 1


async def test_the_same_key_at_another_address_is_another_request(client: "Client") -> None:
    await client.http.post("/api/v1/cvs", json=CV, headers=KEY)

    answer = await client.http.post("/api/v1/postings", json={"text": "Nurse"}, headers=KEY)

    assert answer.status_code == 201


async def test_a_request_that_failed_may_be_repeated_with_its_key(client: "Client") -> None:
    refused = await client.http.post("/api/v1/files", files={"file": ("a.txt", b"")}, headers=KEY)
    again = await client.http.post("/api/v1/files", files={"file": ("a.txt", b"")}, headers=KEY)
    set_right = await client.http.post("/api/v1/files", files={"file": ("a.txt", b"Ada")}, headers=KEY)

    assert [refused.status_code, again.status_code, set_right.status_code] == [415, 415, 202]


async def test_after_a_day_the_key_is_free(client: "Client", clock: FixedClock) -> None:
    first = await client.http.post("/api/v1/cvs", json=CV, headers=KEY)

    clock.set(clock.now() + timedelta(hours=24, seconds=1))
    second = await client.http.post("/api/v1/cvs", json=CV, headers=KEY)

    assert (first.json()["id"] != second.json()["id"], await count(client, Cv)) == (True, 2)


@pytest.mark.parametrize("key", ['""', "x" * 256, "tab\tbed", 'a"b'])
async def test_a_key_that_is_none_is_refused(client: "Client", key: str) -> None:
    answer = await client.http.post("/api/v1/cvs", json=CV, headers={"Idempotency-Key": key})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad_idempotency_key")


async def test_a_quoted_key_is_the_same_as_a_bare_one(client: "Client") -> None:
    for key in ("abc-1", '"abc-1"'):
        await client.http.post("/api/v1/cvs", json=CV, headers={"Idempotency-Key": key})

    assert await count(client, Cv) == 1


async def test_the_key_itself_is_not_stored(client: "Client") -> None:
    await client.http.post("/api/v1/cvs", json=CV, headers={"Idempotency-Key": "canary-of-ada"})

    async with client.application.sessions() as session:
        stored = (await session.execute(text("select t::text from idempotency_keys t"))).scalars().all()
    assert len(stored) == 1
    assert "canary" not in stored[0]
    assert b"canary-of-ada".hex() not in stored[0]


async def test_req_003_an_answer_with_a_secret_is_not_kept(client: "Client") -> None:
    team = (await client.http.post("/api/v1/workspaces", json={"name": "Analysts"})).json()["id"]
    url, invited = f"/api/v1/workspaces/{team}/invitations", {"email": "grace@example.org", "role": "viewer"}
    there = {**KEY, "X-Workspace": team}
    first = await client.http.post(url, json=invited, headers=there)

    again = await client.http.post(url, json=invited, headers=there)

    async with client.application.sessions() as session:
        bodies = (await session.execute(text("select body from idempotency_keys"))).scalars().all()
    assert first.status_code == 201, first.text
    assert (again.status_code, again.json()["code"]) == (409, "reply_shown_once")
    assert bodies == [None]


@pytest.mark.own_database
@pytest.mark.parametrize(
    ("path", "payload", "model"),
    [
        ("/api/v1/cvs", {"json": CV}, Cv),
        ("/api/v1/files", {"files": {"file": ("cv.txt", b"Grace Hopper")}}, File),
    ],
)
async def test_req_001_twenty_at_once_make_one_row(
    client: "Client", path: str, payload: dict[str, Any], model: type[Any]
) -> None:
    answers = await asyncio.gather(*(client.http.post(path, headers=KEY, **payload) for _ in range(20)))
    afterwards = await client.http.post(path, headers=KEY, **payload)

    done = [answer.content for answer in answers if answer.status_code in {201, 202}]
    waiting = [answer.json()["code"] for answer in answers if answer.status_code == 409]
    assert await count(client, model) == 1
    assert set(done) == {afterwards.content}
    assert set(waiting) <= {"request_in_flight"}
    assert len(done) + len(waiting) == 20


class Killed(BaseException):
    """The process ends between the commit and the answer."""


@pytest.fixture
def dying_app(client: "Client") -> Callable[[str, bytes, bytes], Awaitable[None]]:
    """The application whose answers never leave the process."""
    app = app_of(client.application.settings)

    async def send(message: Any) -> None:
        raise Killed

    async def run(path: str, body: bytes, content_type: bytes) -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        headers = [
            (b"host", b"localhost"),
            (b"content-type", content_type),
            (b"idempotency-key", KEY["Idempotency-Key"].encode()),
        ]
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "raw_path": path.encode(),
            "query_string": b"",
            "root_path": "",
            "scheme": "http",
            "server": ("localhost", 80),
            "headers": headers,
            "state": {"services": client.application.services},
        }
        with pytest.raises(Killed):
            await app(scope, receive, send)

    return run


@pytest.mark.own_database
async def test_req_002_a_crash_between_commit_and_answer_is_survived(
    client: "Client", dying_app: Callable[[str, bytes, bytes], Awaitable[None]]
) -> None:
    await dying_app("/api/v1/cvs", json.dumps(CV).encode(), b"application/json")

    answer = await client.http.post(
        "/api/v1/cvs", content=json.dumps(CV).encode(), headers={**KEY, "content-type": "application/json"}
    )

    assert (answer.status_code, answer.headers["idempotency-replayed"]) == (201, "true")
    assert await count(client, Cv) == 1


@pytest.mark.own_database
async def test_req_002_so_is_a_crash_after_an_upload(
    client: "Client", dying_app: Callable[[str, bytes, bytes], Awaitable[None]]
) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nAda\r\n--x--\r\n'
    await dying_app("/api/v1/files", form, b"multipart/form-data; boundary=x")

    answer = await client.http.post("/api/v1/files", files={"file": ("a.txt", b"Ada")}, headers=KEY)

    assert (answer.status_code, answer.headers["idempotency-replayed"]) == (202, "true")
    assert await count(client, File) == 1
