"""The client of the service: repetition, problems, pages and streams, against answers that are made up."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from candidacy.sdk import (
    AsyncCandidacy,
    Candidacy,
    InvalidPayload,
    JobFailed,
    NotFound,
    Problem,
    RateLimited,
    Retries,
    StreamBroken,
    Unreachable,
)

AT_ONCE = Retries(first=0.0)
Answer = Callable[[httpx.Request], httpx.Response]


def client(answer: Answer, retries: Retries = AT_ONCE) -> Candidacy:
    return Candidacy("http://service", "cdy_key", retries=retries, transport=httpx.MockTransport(answer))


class Script:
    """Answers one after the other, and keeps what was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers, self.asked = list(answers), list[httpx.Request]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def busy(seconds: str | None = "0") -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": seconds} if seconds else {})


def page(items: list[str], cursor: str | None) -> httpx.Response:
    return httpx.Response(200, json={"items": items, "next_cursor": cursor})


def stream(*states: str) -> httpx.Response:
    events = "".join(f"event: progress\ndata: {json.dumps({'status': state})}\n\n" for state in states)
    return httpx.Response(200, text=": still there\n\n" + events)


def test_ui_003_a_call_carries_the_key_and_the_workspace() -> None:
    script = Script(httpx.Response(200, json={}))

    with Candidacy("http://service", "cdy_key", workspace="w", transport=httpx.MockTransport(script)) as sdk:
        sdk.me()

    assert script.asked[0].headers["authorization"] == "Bearer cdy_key"
    assert script.asked[0].headers["x-workspace"] == "w"


def test_ui_003_a_creating_call_is_repeated_with_the_same_idempotency_key() -> None:
    script = Script(busy(), httpx.ReadError("broke off"), httpx.Response(201, json={"id": "1"}))

    made = client(script).postings.create("Cook")

    assert made["id"] == "1"
    keys = [request.headers["idempotency-key"] for request in script.asked]
    assert len(keys) == 3
    assert len(set(keys)) == 1


def test_ui_003_the_first_attempt_that_is_still_at_work_is_waited_for() -> None:
    problem = httpx.Response(409, json={"code": "request_in_flight"}, headers={"Retry-After": "0"})
    script = Script(problem, httpx.Response(201, json={"id": "1"}))

    assert client(script).postings.create("Cook")["id"] == "1"


def test_ui_003_a_call_that_may_not_be_repeated_is_not() -> None:
    script = Script(httpx.ReadError("broke off"))

    with pytest.raises(Unreachable):
        client(script).cvs.rename("1", "Another")


def test_ui_003_a_gateway_that_failed_is_asked_again_only_for_what_may_be_repeated() -> None:
    script = Script(httpx.Response(502), httpx.Response(200, json={}), httpx.Response(502))
    sdk = client(script)

    sdk.me()
    with pytest.raises(Problem):
        sdk.cvs.rename("1", "Another")


def test_ui_003_a_wait_that_is_too_long_is_given_up_at_once() -> None:
    with pytest.raises(RateLimited):
        client(Script(httpx.Response(429, headers={"Retry-After": "3600"}))).me()


def test_ui_003_attempts_are_counted() -> None:
    with pytest.raises(Problem):
        client(Script(busy(None), busy("soon")), Retries(attempts=2, first=0.0)).me()


def test_ui_003_a_problem_says_what_the_service_said() -> None:
    body = {"code": "cv_not_found", "detail": "There is no such CV.", "request_id": "r-1", "status": 404}

    with pytest.raises(NotFound) as caught:
        client(Script(httpx.Response(404, json=body))).cvs.get("1")

    assert (caught.value.code, caught.value.request_id) == ("cv_not_found", "r-1")
    assert str(caught.value) == "There is no such CV. (404 cv_not_found)"


def test_ui_003_a_problem_of_a_proxy_is_one_too() -> None:
    with pytest.raises(Problem) as caught:
        client(Script(httpx.Response(418, text="<html>"))).me()

    assert (caught.value.status, caught.value.code) == (418, "")


def test_ui_003_wrong_fields_are_named() -> None:
    body = {"code": "invalid_payload", "errors": [{"loc": ["body", "title"]}]}

    with pytest.raises(InvalidPayload) as caught:
        client(Script(httpx.Response(422, json=body))).cvs.rename("1", "")

    assert caught.value.errors[0]["loc"] == ["body", "title"]


def test_ui_003_pages_follow_each_other_as_they_are_needed() -> None:
    script = Script(page(["a", "b"], "next"), page(["c"], None))
    found: Iterator[Any] = client(script).cvs.all(limit=2)

    first = next(found)
    assert (first, len(script.asked)) == ("a", 1)
    assert list(found) == ["b", "c"]
    assert dict(script.asked[1].url.params) == {"limit": "2", "cursor": "next"}


def test_ui_003_an_upload_is_sent_again_from_its_beginning(tmp_path: Path) -> None:
    file = tmp_path / "cv.md"
    file.write_bytes(b"# Ada")
    script = Script(busy(), httpx.Response(202, json={"id": "1"}))

    client(script).files.upload(file)

    assert [b"# Ada" in request.content for request in script.asked] == [True, True]
    assert b'filename="cv.md"' in script.asked[0].content


def test_ui_003_a_stream_of_events_is_taken_up_again() -> None:
    script = Script(stream("running"), stream("running", "succeeded"))

    states = [state["status"] for state in client(script).jobs.events("1")]

    assert states == ["running", "running", "succeeded"]


def test_ui_003_a_stream_that_never_says_anything_is_given_up() -> None:
    script = Script(stream(), httpx.ReadError("broke off"))

    with pytest.raises(StreamBroken):
        list(client(script).jobs.events("1", reconnects=1))


def test_ui_003_a_job_that_failed_is_an_error() -> None:
    with pytest.raises(JobFailed):
        client(Script(stream("failed"))).jobs.wait("1")


def test_ui_003_a_refused_stream_is_a_problem() -> None:
    with pytest.raises(NotFound):
        list(client(Script(httpx.Response(404, json={}))).search.ask("Who?"))


async def test_ui_003_the_asynchronous_client_does_the_same(tmp_path: Path) -> None:
    script = Script(busy(), page(["a"], None), stream("succeeded"), httpx.Response(200, content=b"%PDF"))
    target = tmp_path / "cv.pdf"

    async with AsyncCandidacy(
        "http://service", retries=AT_ONCE, transport=httpx.MockTransport(script)
    ) as sdk:
        found: list[Any] = [cv async for cv in sdk.cvs.all()]
        ended = await sdk.jobs.wait("1")
        await sdk.cvs.export("1", target)

    assert (found, ended["status"], target.read_bytes()) == (["a"], "succeeded", b"%PDF")
