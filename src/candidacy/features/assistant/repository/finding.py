"""What is found: by words and by vectors, always within one workspace and one model first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.search.lexemes import all_of, any_of, tsqueries
from candidacy.domain.search.terms import Terms
from candidacy.kernel.ids import WorkspaceId

MOST_MATCHES = 2_000
"""That are scored: more of a common word say nothing more."""
SMALL = 50_000
"""Passages up to which every one of a workspace is compared; larger ones have an index of their own."""
_WEIGHTS = "{0.6,0.6,0.4,1.0}"
"""Of text, nothing, title and heading."""
_PLAIN = re.compile(r"[\w./:@+-]+")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What is searched of a workspace."""

    kinds: tuple[str, ...]
    since: datetime | None = None
    until: datetime | None = None
    published: bool = False
    """Only what is published: for visitors."""
    sources: tuple[UUID, ...] | None = None
    """Only of these things; None: of all."""


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage with the source it is of."""

    id: UUID
    kind: str
    source_id: UUID
    number: int
    heading: str
    text: str
    path: str
    spans: list[Any]
    dated: datetime
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PassageFinder:
    """Queries on the passages of one workspace and model.

    The tenant stands in every condition, before nearness: without it the nearest neighbours of all tenants
    would be taken first, and hardly any of them would be this one's.
    """

    session: AsyncSession
    workspace: WorkspaceId
    model: str
    narrowed: Narrowed

    async def by_words(self, terms: Terms, *, large: bool) -> dict[UUID, list[float]]:
        """The strength of each term in each passage that holds any; those that hold all come first."""
        queries = tsqueries(terms)
        bound = {f"t{n}": query for n, query in enumerate(queries)}
        ranks = ", ".join(
            f"ts_rank(CAST('{_WEIGHTS}' AS real[]), words, CAST(:t{n} AS tsquery))"
            for n in range(len(queries))
        )
        found = await self.session.execute(
            text(
                f"WITH matches AS MATERIALIZED ({self._matches(large=large)})"  # noqa: S608 - The same.
                f" SELECT id, ARRAY[{ranks}] FROM matches"
            ),
            {**self._within()[1], **bound, "every": all_of(queries), "some": any_of(queries)},
        )
        return {row[0]: row[1] for row in found}

    def _matches(self, *, large: bool) -> str:
        """The passages that are scored: of a small workspace in one pass, of a large one through the index.

        There a common word has more matches than can be put in order, so those with all words are asked for
        apart, and of the others some are taken.
        """
        within, _ = self._within()
        every, some = (f"words @@ CAST(:{name} AS tsquery)" for name in ("every", "some"))
        match = f"SELECT id, words FROM passages WHERE {within} AND "  # noqa: S608 - The same.
        if large:
            return f"({match}{every} LIMIT {MOST_MATCHES}) UNION ALL ({match}{some} LIMIT {MOST_MATCHES})"
        return f"{match}{some} ORDER BY {every} DESC LIMIT {MOST_MATCHES}"

    async def by_vector(
        self, vector: str, dimension: int, limit: int, floor: float, *, large: bool
    ) -> dict[UUID, float]:
        """The cosine of the nearest passages, nearest first."""
        if large:
            # A partial index that holds this workspace alone is walked on until enough pass the filters.
            await self.session.execute(
                text(
                    "SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true),"
                    " set_config('hnsw.ef_search', '100', true)"
                )
            )
        within, values = self._within(written_out=large)
        near = f"embedding::halfvec({int(dimension)}) <=> CAST(:vector AS halfvec({int(dimension)}))"
        found = await self.session.execute(
            text(
                f"SELECT id, 1 - ({near}) FROM passages WHERE {within} AND embedding IS NOT NULL"  # noqa: S608 - The same.
                f" ORDER BY {near} LIMIT :limit"
            ),
            {**values, "vector": vector, "limit": limit},
        )
        cosines = {row[0]: float(row[1]) for row in found if row[1] >= floor}
        return dict(sorted(cosines.items(), key=lambda item: -item[1]))

    async def load(self, ids: Sequence[UUID]) -> dict[UUID, FoundPassage]:
        """Passages with their sources."""
        found = await self.session.execute(
            text(
                "SELECT p.id, p.kind, p.source_id, p.number, p.heading, p.text, p.path, p.spans, p.dated,"
                " s.title, s.url FROM passages p JOIN passage_sources s USING"
                " (workspace_id, kind, source_id, model)"
                " WHERE p.workspace_id = :workspace AND p.id = ANY(:ids)"
            ),
            {"workspace": self.workspace, "ids": list(ids)},
        )
        return {row[0]: FoundPassage(*row) for row in found}

    async def spelt_like(self, word: str, passages: int = 500) -> list[str]:
        """Words of about the same length and with the same first letter that the newest passages hold."""
        within, values = self._within()
        found = await self.session.execute(
            text(
                "SELECT DISTINCT known FROM (SELECT words FROM passages"  # noqa: S608 - The same.
                f" WHERE {within} ORDER BY id DESC LIMIT :passages) newest,"
                " unnest(tsvector_to_array(words)) known"
                " WHERE left(known, 1) = :first AND length(known) BETWEEN :least AND :most"
            ),
            {**values, "passages": passages, "first": word[0], "least": len(word) - 2, "most": len(word) + 2},
        )
        return sorted(row[0] for row in found)

    def _within(self, *, written_out: bool = False) -> tuple[str, dict[str, Any]]:
        """The condition that everything stands under, and its values.

        ``written_out``: the planner takes a partial index only where it sees the values themselves.
        """
        values: dict[str, Any] = {"kinds": list(self.narrowed.kinds)}
        if written_out and _PLAIN.fullmatch(self.model):
            # An id that is a UUID, and a name of letters and signs without a quote.
            conditions = [f"workspace_id = '{self.workspace}'", f"model = '{self.model}'".replace(":", r"\:")]
        else:
            conditions = ["workspace_id = :workspace", "model = :model"]
            values |= {"workspace": self.workspace, "model": self.model}
        conditions.append("kind = ANY(:kinds)")
        if self.narrowed.since is not None:
            conditions.append("dated >= :since")
            values["since"] = self.narrowed.since
        if self.narrowed.until is not None:
            conditions.append("dated < :until")
            values["until"] = self.narrowed.until
        if self.narrowed.published:
            conditions.append("published")
        if self.narrowed.sources is not None:
            conditions.append("source_id = ANY(:sources)")
            values["sources"] = list(self.narrowed.sources)
        return " AND ".join(conditions), values
