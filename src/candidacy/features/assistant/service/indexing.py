"""Cutting and embedding what changed, for the model that is searched and the one that is on its way."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from candidacy.ai_agents.embeddings import Embedder, Vector
from candidacy.domain.passages import Passage, cut
from candidacy.domain.search.lexemes import tsvector
from candidacy.features.assistant.models import SearchIndex
from candidacy.features.assistant.repository import IndexRepository, NewPassage, NewSource
from candidacy.features.assistant.service.sources import Content
from candidacy.features.assistant.service.tools import SearchTools
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import WorkspaceId

log = structlog.get_logger(__name__)

RECIPE = 1
"""Counts changes of how passages are cut and words are written; each makes all passages anew."""
INCOMPLETE = "incomplete"
"""The stamp of a source whose vectors could not be made: it is found by words, and made again."""
_TRIES = 5


def stamped(stamp: str) -> str:
    """A source's stamp with what else passages depend on."""
    return f"{RECIPE}/{stamp}"


def vector_literal(vector: Vector) -> str:
    """As pgvector reads it; half precision keeps no more digits."""
    return "[" + ",".join(f"{value:.5g}" for value in vector.tolist()) + "]"


def embedded_text(passage: Passage) -> str:
    """What the vector is made of: the passage under what it stands."""
    return f"{passage.heading}\n{passage.text}" if passage.heading else passage.text


@dataclass(frozen=True, slots=True)
class Indexing:
    """Makes the passages of one workspace."""

    sessions: Sessions
    workspace: WorkspaceId
    tools: SearchTools

    async def index(self, kind: str, item: UUID) -> bool:
        """Bring one thing up to date in every model that is or will be searched; whether it is there.

        No transaction is open while vectors are made. What changed meanwhile is made once more.
        """
        for _ in range(_TRIES):
            state, content = await self._read(kind, item)
            if content is None:
                await self._forget(kind, item)
                return False
            wanted = [(state.model, state.dimension)]
            if state.target is not None and state.target_dimension is not None:
                wanted.append((state.target, state.target_dimension))
            made = [await self.make(kind, item, content, *one, strict=n > 0) for n, one in enumerate(wanted)]
            if await self._write([one for one in made if one], state, content):
                return True
        return True

    async def make(
        self, kind: str, item: UUID, content: Content, model: str, dimension: int, *, strict: bool
    ) -> NewSource | None:
        """The passages of a thing for a model. Where vectors fail: None if ``strict``, else without them."""
        passages = cut(content.parts)
        embedder = self.tools.embedders.of(model)
        vectors: Sequence[Vector | None] = [None] * len(passages)
        stamp = stamped(content.stamp)
        if dimension and embedder is None and strict:
            return None
        if dimension and embedder is not None:
            try:
                vectors = await _embed(embedder, passages)
            except AppError as error:
                log.warning("passages_not_embedded", model=model, code=error.code)
                if strict:
                    return None
                stamp = INCOMPLETE
        rows = [
            _row(number, content.title, passage, vector)
            for number, (passage, vector) in enumerate(zip(passages, vectors, strict=True))
        ]
        return NewSource(
            kind, item, model, dimension, stamp, content.title, content.url, content.dated,
            content.published, rows,
        )  # fmt: skip

    async def _read(self, kind: str, item: UUID) -> tuple[SearchIndex, Content | None]:
        async with self.sessions.begin() as session:
            state = await self._state(IndexRepository(session, self.workspace))
            return state, await self.tools.sources[kind].load(session, self.workspace, item)

    async def _state(self, index: IndexRepository) -> SearchIndex:
        state = await index.state()
        if state is None:
            await index.begin(self.tools.model, self.tools.dimension)
            state = await index.state()
        if state is None:
            raise RuntimeError("A row that was just made is not there.")
        return state

    async def _forget(self, kind: str, item: UUID) -> None:
        async with self.sessions.begin() as session:
            await IndexRepository(session, self.workspace).drop(kind, [item])

    async def _write(self, made: Sequence[NewSource], state: SearchIndex, content: Content) -> bool:
        """Keep what was made, unless the thing or the models changed meanwhile."""
        async with self.sessions.begin() as session:
            index = IndexRepository(session, self.workspace)
            now = await index.state(share=True)
            if now is None or (now.model, now.target) != (state.model, state.target):
                return False
            for source in made:
                held = await self.tools.sources[source.kind].hold(session, self.workspace, source.source_id)
                if held != content.stamp:
                    return False
                await index.put(source)
            return True


async def _embed(embedder: Embedder, passages: Sequence[Passage]) -> list[Vector]:
    return await embedder.passages([embedded_text(passage) for passage in passages])


def _row(number: int, title: str, passage: Passage, vector: Vector | None) -> NewPassage:
    return NewPassage(
        number=number,
        heading=passage.heading,
        text=passage.text,
        path=passage.path,
        spans=[span.model_dump(mode="json") for span in passage.spans],
        words=tsvector(heading=passage.heading, title=title, text=passage.text),
        embedding=vector_literal(vector) if vector is not None else None,
    )
