"""Embedders for tests, which need no model: texts are near when they share words."""

from __future__ import annotations

import hashlib
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from candidacy.ai_agents.embeddings import Embedder, Embedders, EmbeddingUnavailable, Vector
from candidacy.domain.matching.words import stems
from candidacy.features.assistant.jobs import EmbedAnew, IndexOne
from candidacy.features.assistant.service.switching import EMBED, INDEX
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.queue import JobHandlers, ProcrastinateQueue

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from candidacy.testing.application import Client

SAME = {"k8s": "kubernetes"}


class WordEmbedder:
    """A vector with a place for each word; ``fails_after`` texts it cannot be reached any more."""

    floor = 0.1

    def __init__(self, model: str, dimension: int, fails_after: int | None = None) -> None:
        self.model, self.dimension, self.fails_after = model, dimension, fails_after
        self.asked: list[str] = []

    async def passages(self, texts: Sequence[str]) -> list[Vector]:
        return [self._vector(text) for text in texts]

    async def query(self, text: str) -> Vector:
        return self._vector(text)

    def _vector(self, text: str) -> Vector:
        if self.fails_after is not None and len(self.asked) >= self.fails_after:
            raise EmbeddingUnavailable
        self.asked.append(text)
        vector = np.full(self.dimension, 1e-6, np.float32)
        for word in stems(" ".join(SAME.get(w, w) for w in text.lower().split())):
            place = int.from_bytes(hashlib.sha256(f"{self.model}{word}".encode()).digest()[:4])
            vector[place % self.dimension] += 1
        return vector / np.linalg.norm(vector)


@asynccontextmanager
async def searching_with(
    client: Client, current: Embedder | None, *others: Embedder, tools: SearchTools | None = None
) -> AsyncIterator[Client]:
    """The same application with other embedders, as after a restart with other settings."""
    application = client.application
    tools = replace(tools or application.search, embedders=Embedders(current, others))
    handlers = JobHandlers()
    handlers._handlers |= application.handlers._handlers
    for kind, run in (
        (INDEX, IndexOne(tools).run),
        (EMBED, EmbedAnew(tools, application.services.clock).run),
    ):
        handlers._handlers.pop(kind, None)
        handlers.register(kind, run, queue="index")
    services = replace(application.services, queue=ProcrastinateQueue(handlers))
    changed = replace(application, search=tools, handlers=handlers, services=services)
    async with client.after_a_restart(changed) as other:
        yield other
