"""The client of an embedding endpoint, against a server on the loopback."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import numpy as np
import pytest

from candidacy.ai_agents.embeddings import (
    EmbeddingRefused,
    EmbeddingSettings,
    EmbeddingUnavailable,
    WrongDimension,
)
from candidacy.ai_agents.embeddings.endpoint import EndpointEmbedder

Answer = tuple[int, Any]
Handler = Callable[[dict[str, Any], int], Answer]


def vectors(texts: list[str], dimension: int = 3) -> dict[str, Any]:
    rows = [{"index": i, "embedding": [float(len(t)), *[1.0] * (dimension - 1)]} for i, t in enumerate(texts)]
    return {"data": rows[::-1]}


@asynccontextmanager
async def endpoint(handler: Handler) -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """The address of a server that answers by ``handler``, and what it was asked."""
    asked: list[dict[str, Any]] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                lines = head.decode().lower().split("\r\n")
                length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length"))
                payload = json.loads(await reader.readexactly(length))
                asked.append(payload | {"head": head.decode()})
                status, content = handler(payload, len(asked))
                body = content if isinstance(content, bytes) else json.dumps(content).encode()
                writer.write(f"HTTP/1.1 {status} X\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", asked


def embedder(url: str, **given: Any) -> EndpointEmbedder:
    settings = {"provider": "endpoint", "url": url, "model": "m", "dimension": 3, "batch": 2, "timeout": 2}
    return EndpointEmbedder(EmbeddingSettings.model_validate(settings | given))


async def test_search_002_texts_go_out_in_batches_and_vectors_come_back_in_order() -> None:
    async with endpoint(lambda payload, _: (200, vectors(payload["input"]))) as (url, asked):
        found = await embedder(url, key="secret", passage_prefix="p: ").passages(["a", "bbb", "cc"])

    assert [len(one["input"]) for one in asked] == [2, 1]
    assert asked[0]["input"] == ["p: a", "p: bbb"]
    assert "bearer secret" in asked[0]["head"].lower()
    assert found[0][0] < found[2][0] < found[1][0]
    assert np.allclose([np.linalg.norm(v) for v in found], 1.0)


async def test_search_002_what_may_pass_is_tried_again() -> None:
    def handler(payload: dict[str, Any], times: int) -> Answer:
        return (503, {}) if times == 1 else (200, vectors(payload["input"]))

    async with endpoint(handler) as (url, asked):
        found = await embedder(url).passages(["a"])

    assert len(found) == 1
    assert len(asked) == 2


async def test_search_002_tries_are_bounded() -> None:
    async with endpoint(lambda *_: (500, {})) as (url, asked):
        with pytest.raises(EmbeddingUnavailable):
            await embedder(url, attempts=2).passages(["a"])

    assert len(asked) == 2


async def test_search_002_a_question_is_asked_once_because_somebody_waits() -> None:
    async with endpoint(lambda *_: (500, {})) as (url, asked):
        with pytest.raises(EmbeddingUnavailable):
            await embedder(url).query("a")

    assert len(asked) == 1


async def test_search_002_nobody_at_the_address_is_told_as_such() -> None:
    with pytest.raises(EmbeddingUnavailable):
        await embedder("http://127.0.0.1:9/v1", attempts=1).passages(["a"])


async def test_search_002_vectors_of_another_dimension_are_refused() -> None:
    async with endpoint(lambda payload, _: (200, vectors(payload["input"], 4))) as (url, _):
        with pytest.raises(WrongDimension, match="4 numbers; 3 are set"):
            await embedder(url).passages(["a"])


@pytest.mark.parametrize(
    "answer",
    [
        (401, {}),
        (200, b"no json"),
        (200, {"data": "none"}),
        (200, {"data": []}),
        (200, {"data": [{"index": 0, "embedding": ["a", "b", "c"]}]}),
        (200, b'{"data": [{"index": 0, "embedding": [NaN, 1, 1]}]}'),
    ],
)
async def test_search_002_an_answer_that_is_no_list_of_vectors_is_refused(answer: Answer) -> None:
    async with endpoint(lambda *_: answer) as (url, _):
        with pytest.raises(EmbeddingRefused):
            await embedder(url).passages(["a"])


def test_an_endpoint_needs_an_address_and_a_model() -> None:
    with pytest.raises(ValueError, match="url and model"):
        EmbeddingSettings(provider="endpoint")
