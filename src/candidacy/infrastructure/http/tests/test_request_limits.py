"""Each limit, and one beyond it."""

import asyncio
import json
import socket
from typing import Any

import pytest
import uvicorn
from pydantic import ValidationError

from candidacy.infrastructure.http.protocol import MAX_HEAD, BoundedProtocol
from candidacy.infrastructure.http.request_limits import RequestLimits, nests_deeper
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.http.tests.asgi import call, hello, scope_of

LIMITED = RequestLimits(hello, path=100, query=200, headers=300)


@pytest.mark.parametrize(("length", "status"), [(100, 200), (101, 414)])
async def test_a_path_has_an_end(length: int, status: int) -> None:
    assert (await call(LIMITED, scope_of("/" + "a" * (length - 1)))).status == status


@pytest.mark.parametrize(("length", "status"), [(200, 200), (201, 414)])
async def test_a_query_has_an_end(length: int, status: int) -> None:
    answer = await call(LIMITED, {**scope_of(), "query_string": b"q" * length})

    assert answer.status == status


@pytest.mark.parametrize(("length", "status"), [(300, 200), (301, 431)])
async def test_a_head_has_an_end(length: int, status: int) -> None:
    scope = {**scope_of(), "headers": [(b"x", b"y" * (length - 1))]}

    answer = await call(LIMITED, scope)

    assert answer.status == status
    if status == 431:
        assert json.loads(answer.body)["code"] == "headers_too_large"


@pytest.mark.parametrize(("depth", "deeper"), [(64, False), (65, True), (100_000, True)])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_json_has_a_bottom(depth: int, deeper: bool, brackets: str) -> None:
    opening = '{"a":' if brackets == "{}" else "["
    nested = opening * depth + "1" + brackets[1] * depth

    assert nests_deeper(nested.encode()) is deeper


@pytest.mark.parametrize(
    "flat",
    [json.dumps([[]] * 1000), json.dumps("[" * 1000), json.dumps(['"[' * 100] * 10), '"\\"' + "[" * 90],
)
def test_what_is_wide_or_text_is_not_deep(flat: str) -> None:
    assert not nests_deeper(flat.encode())


@pytest.mark.parametrize("origin", ["*", "https://app.example/", "app.example", "null", "https://*.example"])
def test_what_is_no_origin_cannot_be_let_in(origin: str) -> None:
    with pytest.raises(ValidationError):
        HttpSettings(cors_origins=(origin,))


async def exchange(*pieces: bytes) -> bytes:
    """What a server answers to bytes that come in pieces."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config: Any = uvicorn.Config(
            hello, http=BoundedProtocol, lifespan="off", log_config=None, access_log=False
        )
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        reader, writer = await asyncio.open_connection(*listening.getsockname())
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            pass
        answer = await asyncio.wait_for(reader.read(4096), 60)
        writer.close()
        server.should_exit = True
        await serving
        return answer


async def test_a_head_that_does_not_end_is_cut_off() -> None:
    piece = b"x-filler: " + b"y" * (MAX_HEAD // 4) + b"\r\n"

    answer = await exchange(b"GET / HTTP/1.1\r\nhost: localhost\r\n", *[piece] * 4)

    assert answer.startswith(b"HTTP/1.1 431 ")


async def test_a_body_is_no_head() -> None:
    size = MAX_HEAD * 4
    head = f"POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: {size}\r\n\r\n".encode()

    answer = await exchange(head, *[b"x" * (size // 4)] * 4)

    assert answer.startswith(b"HTTP/1.1 200 ")
