"""Request ids, security headers, refusals, crashes."""

import errno
import json

import pytest
import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from candidacy.infrastructure.http.middleware import Crashes, Protection, RequestContext
from candidacy.infrastructure.http.security import SECURITY_HEADERS
from candidacy.infrastructure.http.tests.asgi import answer_with, call, hello, scope_of


async def crash(scope: Scope, receive: Receive, send: Send) -> None:
    raise ZeroDivisionError("secret")


async def crash_halfway(scope: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    raise ZeroDivisionError("secret")


def protected(app: ASGIApp = hello, *hosts: str) -> ASGIApp:
    return RequestContext(Protection(Crashes(app), hosts or ("localhost", "[::1]")))


async def test_a_request_gets_an_id() -> None:
    first, second = [(await call(protected())).headers["x-request-id"] for _ in range(2)]

    assert first != second
    assert len(first) == 36


async def test_the_clients_own_id_is_kept() -> None:
    answer = await call(protected(), scope_of(x_request_id="trace-12345678"))

    assert answer.headers["x-request-id"] == "trace-12345678"


@pytest.mark.parametrize("given", ["short", "x" * 65, "has a blank", 'quo"ted-id', "new\nline-id", "ä" * 10])
async def test_an_id_that_is_not_well_formed_is_replaced(given: str) -> None:
    answer = await call(protected(), scope_of(x_request_id=given))

    assert answer.headers["x-request-id"] != given


async def test_the_id_stands_on_the_lines_of_the_log() -> None:
    async def log_something(scope: Scope, receive: Receive, send: Send) -> None:
        bound.update(structlog.contextvars.get_contextvars())
        await answer_with(send, b"")

    bound: dict[str, object] = {}
    answer = await call(protected(log_something))

    assert bound["request_id"] == answer.headers["x-request-id"]


@pytest.mark.parametrize("app", [hello, crash])
async def test_an_answer_carries_the_security_headers(app: ASGIApp) -> None:
    answer = await call(protected(app))

    assert SECURITY_HEADERS.items() <= answer.headers.items()


async def test_an_answer_may_be_stricter_about_itself() -> None:
    async def strict(scope: Scope, receive: Receive, send: Send) -> None:
        await answer_with(send, b"", headers=[(b"content-security-policy", b"sandbox")])

    answer = await call(protected(strict))

    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "[::1]:8000"])
async def test_a_host_that_is_ours_is_answered(host: str) -> None:
    assert (await call(protected(), scope_of(host=host))).status == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.example:80"])
async def test_a_host_that_is_not_ours_is_refused_with_all_headers(host: str) -> None:
    answer = await call(protected(), scope_of(host=host))

    assert (answer.status, json.loads(answer.body)["code"]) == (400, "wrong_host")
    assert SECURITY_HEADERS.items() <= answer.headers.items()
    assert json.loads(answer.body)["request_id"] == answer.headers["x-request-id"]


async def test_a_star_lets_every_host_in() -> None:
    assert (await call(protected(hello, "*"), scope_of(host="any.example"))).status == 200


async def test_a_change_that_another_site_asks_for_is_refused_before_any_work() -> None:
    async def never(scope: Scope, receive: Receive, send: Send) -> None:
        raise AssertionError

    answer = await call(protected(never), scope_of(method="POST", sec_fetch_site="cross-site"))

    assert (answer.status, json.loads(answer.body)["code"]) == (403, "cross_site_request")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_crash_is_500_with_the_request_id_alone_and_logged_once() -> None:
    with structlog.testing.capture_logs() as logs:
        answer = await call(protected(crash))

    problem = json.loads(answer.body)
    assert (answer.status, problem["code"]) == (500, "internal_error")
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert b"secret" not in answer.body
    assert [entry["event"] for entry in logs] == ["request_crashed"]


async def test_a_crash_in_the_middle_of_an_answer_is_left_to_the_server_which_cuts_it_off() -> None:
    with structlog.testing.capture_logs() as logs, pytest.raises(ZeroDivisionError):
        await call(protected(crash_halfway))

    assert logs == []


@pytest.mark.parametrize("wrap", [RequestContext, lambda app: Protection(app, ()), Crashes])
async def test_what_is_not_a_request_passes_untouched(wrap: type[RequestContext]) -> None:
    seen: list[Scope] = []

    async def note(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope)

    await call(wrap(note), {"type": "lifespan"})

    assert seen == [{"type": "lifespan"}]


async def test_a_crash_at_the_start_is_the_servers() -> None:
    with pytest.raises(ZeroDivisionError):
        await call(Crashes(crash), {"type": "lifespan"})


async def test_https_is_to_be_kept_to_and_http_says_nothing_of_it() -> None:
    answers = [await call(protected(), {**scope_of(), "scheme": scheme}) for scheme in ("https", "http")]

    assert answers[0].headers["strict-transport-security"].startswith("max-age=31536000")
    assert "strict-transport-security" not in answers[1].headers


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "https://app.example"}, 200),
        ({"origin": "https://app.example", "sec_fetch_site": "cross-site"}, 200),
        ({"origin": "https://app.example", "cookie": "a=b"}, 403),
        ({"origin": "https://other.example"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
    ],
)
async def test_pages_of_other_origins_that_are_let_in_send_no_cookie(
    headers: dict[str, str], status: int
) -> None:
    app = Protection(hello, ("localhost",), ("https://app.example",))

    assert (await call(app, scope_of(method="POST", **headers))).status == status


async def fill_up(scope: Scope, receive: Receive, send: Send) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


async def test_ops_209_a_full_disk_is_503_and_says_so() -> None:
    answer = await call(protected(fill_up))

    code = json.loads(answer.body)["code"]
    assert (answer.status, code, answer.headers["retry-after"]) == (503, "disk_full", "60")
