"""Any ``/v1/embeddings`` endpoint: infinity, vLLM, Ollama, OpenAI."""

import asyncio
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from candidacy.ai_agents.embeddings.errors import EmbeddingRefused, EmbeddingUnavailable, WrongDimension
from candidacy.ai_agents.embeddings.interface import Vector
from candidacy.ai_agents.embeddings.settings import EmbeddingSettings

if TYPE_CHECKING:
    import httpx

_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 5.0
_LARGEST = 100_000_000
"""Bytes of an answer: more is no answer to a batch of ours."""


class EndpointEmbedder:
    """Sends batches, checks what comes, and tries again what may pass."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._settings = settings
        self._address = f"{settings.url.rstrip('/')}/embeddings"

    @property
    def model(self) -> str:
        return f"{self._settings.model}/{self._settings.dimension}"

    @property
    def dimension(self) -> int:
        return self._settings.dimension

    @property
    def floor(self) -> float:
        return self._settings.floor

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        wanted = [self._settings.passage_prefix + text for text in texts]
        return await self._embed(wanted, self._settings.timeout, self._settings.attempts)

    async def query(self, text: str) -> Vector:
        wanted = [self._settings.query_prefix + text]
        return (await self._embed(wanted, self._settings.query_timeout, 1))[0]

    async def _embed(self, texts: Sequence[str], timeout: float, attempts: int) -> list[Vector]:  # noqa: ASYNC109 - It is the client's own.
        import httpx

        key = self._settings.key.get_secret_value()
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        found: list[Vector] = []
        async with httpx.AsyncClient(timeout=timeout, headers=headers, trust_env=False) as http:
            for start in range(0, len(texts), self._settings.batch):
                batch = texts[start : start + self._settings.batch]
                found += self._vectors(await self._ask(http, batch, attempts), len(batch))
        return found

    async def _ask(self, http: "httpx.AsyncClient", batch: Sequence[str], attempts: int) -> Any:
        import httpx

        payload = {"model": self._settings.model, "input": list(batch), "encoding_format": "float"}
        for attempt in range(1, attempts + 1):
            pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**attempt)
            try:
                answer = await http.post(self._address, json=payload)
            except (httpx.HTTPError, httpx.InvalidURL) as exc:
                if attempt == attempts:
                    raise EmbeddingUnavailable from exc
            else:
                if not _may_pass(answer.status_code):
                    return _content(answer)
                pause = min(_LONGEST_PAUSE, _asked_for(answer) or pause)
            if attempt < attempts:
                await asyncio.sleep(pause)
        raise EmbeddingUnavailable

    def _vectors(self, content: Any, expected: int) -> list[Vector]:
        """The vectors in the order of the texts, which the endpoint need not keep."""
        import numpy as np

        try:
            rows = sorted(content["data"], key=lambda row: row["index"])
            table = np.asarray([row["embedding"] for row in rows], dtype=np.float32)
        except (KeyError, TypeError, ValueError) as exc:
            raise EmbeddingRefused("The embedding endpoint gave no list of vectors.") from exc
        if table.ndim != 2 or table.shape[0] != expected or not np.isfinite(table).all():
            raise EmbeddingRefused("The embedding endpoint did not give one vector for each text.")
        if table.shape[1] != self.dimension:
            raise WrongDimension(
                f"The embedding endpoint gave vectors of {table.shape[1]} numbers; {self.dimension} are set."
            )
        lengths = np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-12)
        return list(table / lengths)


def _may_pass(status: int) -> bool:
    return status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _asked_for(answer: "httpx.Response") -> float | None:
    given = answer.headers.get("retry-after", "")
    return float(given) if given.isdigit() else None


def _content(answer: "httpx.Response") -> Any:
    if answer.status_code != HTTPStatus.OK:
        raise EmbeddingRefused(f"The embedding endpoint answered with status {answer.status_code}.")
    if len(answer.content) > _LARGEST:
        raise EmbeddingRefused("The embedding endpoint gave an answer that is too large.")
    try:
        return answer.json()
    except ValueError as exc:
        raise EmbeddingRefused("The embedding endpoint did not answer with JSON.") from exc
