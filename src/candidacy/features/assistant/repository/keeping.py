"""What is written: sources with their passages, and the state of the index."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.assistant.models import SearchIndex, SourceRow
from candidacy.kernel.ids import WorkspaceId, uuid7

_ADD = text(
    "INSERT INTO passages (workspace_id, id, kind, source_id, model, dimension, number, heading, text, path,"
    " spans, dated, published, words, embedding) VALUES (:workspace_id, :id, :kind, :source_id, :model,"
    " :dimension, :number, :heading, :text, :path, CAST(:spans AS jsonb), :dated, :published,"
    " CAST(:words AS tsvector), CAST(:embedding AS halfvec))"
)


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage as it is written; ``embedding`` as pgvector reads it, None without a vector."""

    number: int
    heading: str
    text: str
    path: str
    spans: Sequence[Any]
    words: str
    embedding: str | None


@dataclass(frozen=True, slots=True)
class NewSource:
    """A thing with its passages for one model."""

    kind: str
    source_id: UUID
    model: str
    dimension: int
    stamp: str
    title: str
    url: str
    dated: datetime
    published: bool
    passages: Sequence[NewPassage]


class Kept(NamedTuple):
    """Which sources there are of a model, each as it was cut."""

    kind: str
    source_id: UUID
    stamp: str


class IndexRepository:
    """The index of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._index = select(SearchIndex).where(SearchIndex.workspace_id == workspace)
        self._sources = select(SourceRow).where(SourceRow.workspace_id == workspace)

    async def state(self, *, lock: bool = False, share: bool = False) -> SearchIndex | None:
        """Where the index stands; ``lock`` it for a change, or ``share`` it against one."""
        statement = self._index.execution_options(populate_existing=True)
        if lock or share:
            statement = statement.with_for_update(read=share)
        found: SearchIndex | None = await self._session.scalar(statement)
        return found

    async def begin(self, model: str, dimension: int) -> None:
        """Make the index of a workspace that has none."""
        values = {
            "workspace_id": self._workspace,
            "model": model,
            "dimension": dimension,
            "passages": 0,
        }
        await self._session.execute(upsert(SearchIndex).values(values).on_conflict_do_nothing())

    async def put(self, source: NewSource) -> None:
        """Keep a source with its passages for a model, in place of what there was of it."""
        await self.drop(source.kind, [source.source_id], source.model)
        shared = {
            "workspace_id": self._workspace,
            "kind": source.kind,
            "source_id": source.source_id,
            "model": source.model,
            "dated": source.dated,
            "published": source.published,
        }
        row = {
            "stamp": source.stamp,
            "title": source.title,
            "url": source.url,
            "passages": len(source.passages),
        }
        await self._session.execute(insert(SourceRow).values(shared | row))
        rows = [
            shared
            | {
                "id": uuid7(),
                "dimension": source.dimension,
                "number": passage.number,
                "heading": passage.heading,
                "text": passage.text,
                "path": passage.path,
                "spans": json.dumps(passage.spans),
                "words": passage.words,
                "embedding": passage.embedding,
            }
            for passage in source.passages
        ]
        if rows:
            await self._session.execute(_ADD, rows)

    async def drop(self, kind: str, sources: Collection[UUID], model: str | None = None) -> None:
        """Forget sources, of one model or of all."""
        gone = delete(SourceRow).where(
            SourceRow.workspace_id == self._workspace,
            SourceRow.kind == kind,
            SourceRow.source_id.in_(sources),
        )
        await self._session.execute(gone if model is None else gone.where(SourceRow.model == model))

    async def drop_other_models(self, kept: Collection[str], limit: int) -> int:
        """Forget some sources of models that are neither searched nor on their way; how many."""
        old = (
            self._sources.where(SourceRow.model.not_in(kept))
            .with_only_columns(SourceRow.kind, SourceRow.source_id, SourceRow.model)
            .limit(limit)
        )
        found = list(await self._session.execute(old))
        for kind, source, model in found:
            await self.drop(kind, [source], model)
        return len(found)

    async def kept(self, model: str) -> list[Kept]:
        statement = self._sources.where(SourceRow.model == model).with_only_columns(
            SourceRow.kind, SourceRow.source_id, SourceRow.stamp
        )
        return [Kept(*row) for row in await self._session.execute(statement)]

    async def kept_of(self, model: str, sources: Collection[UUID]) -> list[Kept]:
        """The same of some sources."""
        statement = self._sources.where(SourceRow.model == model, SourceRow.source_id.in_(sources))
        columns = statement.with_only_columns(SourceRow.kind, SourceRow.source_id, SourceRow.stamp)
        return [Kept(*row) for row in await self._session.execute(columns)]

    async def stamp_of(self, kind: str, source: UUID, model: str) -> str | None:
        """How a source was when it was cut for a model; None where it was not."""
        statement = self._sources.where(
            SourceRow.kind == kind, SourceRow.source_id == source, SourceRow.model == model
        ).with_only_columns(SourceRow.stamp)
        stamp: str | None = await self._session.scalar(statement)
        return stamp

    async def share(self, model: str, target: str) -> float:
        """How much of what there is of ``model`` there is of ``target`` too, 0 to 1."""
        counted = self._sources.with_only_columns(
            func.count().filter(SourceRow.model == target), func.count().filter(SourceRow.model == model)
        )
        made, there = (await self._session.execute(counted)).one()
        return min(1.0, made / there) if there else 0.0

    async def count(self, model: str) -> int:
        """How many passages there are of a model."""
        total = self._sources.where(SourceRow.model == model).with_only_columns(func.sum(SourceRow.passages))
        return int(await self._session.scalar(total) or 0)
