"""What is found: by words and by vectors, always within one workspace and one model first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching.words import stem
from candidacy.domain.search.lexemes import all_of, any_of, tsqueries
from candidacy.domain.search.terms import Terms
from candidacy.kernel.ids import WorkspaceId

DEPTH = 100
"""Places of each order that are fused."""
SMALL = 20_000
"""Passages up to which every one of a workspace is compared; larger ones have an index of their own."""
MOST_MATCHES = 1_000
"""Of a small workspace that are scored: more of a common word say nothing more."""
MOST_OF_A_STEP = 500
"""Of a large workspace that one step scores."""
MOST_RARE = 4_000
"""That hold a rare word, of which there are never many."""
_WEIGHTS = "{0.6,0.6,0.4,1.0}"
"""Of text, nothing, title and heading."""
_TUNED = {
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.ef_search": "200",
    "hnsw.max_scan_tuples": "5000",
    "plan_cache_mode": "force_custom_plan",
    "work_mem": "32MB",
    "jit": "off",
    "synchronize_seqscans": "off",
    "max_parallel_workers_per_gather": "0",
}
"""For searches of a large workspace. An index that holds it alone is walked on until enough pass the filters;
the plan depends on how common a word is; the places of a common one fit into memory; where only some of the
matches are taken, these are the same each time."""
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


class Worded(NamedTuple):
    """Passages by their words, best first; how many hold each term; how many a step has brought."""

    order: list[UUID]
    having: list[int]
    brought: int


@dataclass(frozen=True, slots=True)
class Step:
    """Which passages are scored by their words."""

    query: str = ""
    """What they hold; empty: any term, as in small workspaces."""
    most: int = MOST_MATCHES
    walked: int = 0
    """So many hold it that not an index is asked, but so many of the newest passages are read."""
    seen: tuple[UUID, ...] = ()
    """These are scored too if they hold any term."""
    known: tuple[int, ...] = ()
    """In how many passages each term stands, where that is more than are scored."""


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

    async def by_words(self, terms: Terms, total: int, step: Step) -> Worded:
        """The passages that hold a term, those with the rare and often repeated ones first."""
        queries = tsqueries(terms)
        bound: dict[str, Any] = {f"t{n}": query for n, query in enumerate(queries)}
        found = await self.session.execute(
            text(_scored(len(queries), self._matches(step))),
            {
                **self._within(written_out=bool(step.query))[1],
                **bound,
                "every": all_of(queries),
                "some": any_of(queries),
                "step": step.query,
                "seen": list(step.seen),
                "known": [count or 0 for count in step.known] or [0] * len(queries),
                "total": total,
                "most": step.most,
                "walked": step.walked,
                "depth": DEPTH,
            },
        )
        rows = found.all()
        if not rows:
            return Worded([], [0] * len(queries), 0)
        return Worded([row[0] for row in rows], rows[0][1], rows[0][2])

    def _matches(self, step: Step) -> str:
        """The passages that are scored, and whether they had been seen before this step."""
        within, _ = self._within(written_out=bool(step.query))
        every, some, asked = (f"words @@ CAST(:{name} AS tsquery)" for name in ("every", "some", "step"))
        match = f"FROM passages WHERE {within} AND "
        if not step.query:
            return f"SELECT id, words, false AS seen {match}{some} ORDER BY {every} DESC, id LIMIT :most"
        found = f"{match}{asked} AND id <> ALL(:seen)"
        if step.walked:
            newest = f"SELECT id, words FROM passages WHERE {within} ORDER BY id DESC LIMIT :walked"  # noqa: S608
            found = f"FROM ({newest}) newest WHERE {asked} AND id <> ALL(:seen)"
        return (
            f"(SELECT id, words, true AS seen {match}id = ANY(:seen) AND {some}) UNION ALL"
            f" (SELECT id, words, false {found} LIMIT :most)"
        )

    async def prepare(self, terms: Terms) -> list[int] | None:
        """Make the transaction ready for a large workspace, and tell how common each term is there.

        Returns:
            In how many passages each common term stands, 0 for others; None where nobody counted.
        """
        begun = terms.words[-1] if terms.unfinished else ""
        settings = ", ".join(f"set_config('{name}', '{value}', true)" for name, value in _TUNED.items())
        found = await self.session.execute(
            text(
                "SELECT ARRAY(SELECT coalesce((common ->> one.stem)::int, 0)"  # noqa: S608 - The same.
                " FROM unnest(CAST(:stems AS text[])) WITH ORDINALITY AS one (stem, n) ORDER BY n),"
                " CASE WHEN :begun <> '' THEN (SELECT sum(value::int) FROM jsonb_each_text(common)"
                f" WHERE starts_with(key, :begun)) END, common IS NOT NULL, {settings}"
                " FROM search_indexes WHERE workspace_id = :workspace"
            ),
            {"workspace": self.workspace, "stems": [stem(word) for word in terms.words], "begun": begun},
        )
        row = found.one()
        if not row[2]:
            return None
        counts = list(row[0])
        counts[-1] = max(counts[-1], int(row[1] or 0))
        return counts

    async def by_vector(
        self, vector: str, dimension: int, limit: int, floor: float, *, large: bool
    ) -> dict[UUID, float]:
        """The cosine of the nearest passages, nearest first.

        Of a large workspace they come from its index. Where that gives too few, the filters leave so little
        that each of the rest is compared.
        """
        near = await self._nearest(vector, dimension, limit, by_index=large)
        if large and len(near) < limit:
            near = await self._nearest(vector, dimension, limit, by_index=False)
        return dict(sorted(((one, c) for one, c in near if c >= floor), key=lambda item: -item[1]))

    async def _nearest(
        self, vector: str, dimension: int, limit: int, *, by_index: bool
    ) -> list[tuple[UUID, float]]:
        within, values = self._within(written_out=by_index)
        near = f"embedding::halfvec({int(dimension)}) <=> CAST(:vector AS halfvec({int(dimension)}))"
        # An index gives an order only where the very same expression is asked for.
        order = near if by_index else f"({near}) + 0, id"
        found = await self.session.execute(
            text(
                f"SELECT id, 1 - ({near}) FROM passages WHERE {within} AND embedding IS NOT NULL"  # noqa: S608 - The same.
                f" ORDER BY {order} LIMIT :limit"
            ),
            {**values, "vector": vector, "limit": limit},
        )
        return [(row[0], float(row[1])) for row in found]

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


def _scored(terms: int, matches: str) -> str:
    """The best of ``matches`` by the formula of ``domain.search.lexical``; only their ids are sent."""
    ranks = ", ".join(
        f"ts_rank(CAST('{_WEIGHTS}' AS real[]), words, CAST(:t{n} AS tsquery)) AS r{n}" for n in range(terms)
    )
    having = ", ".join(f"greatest(count(*) FILTER (WHERE r{n} > 0), known[{n + 1}])" for n in range(terms))
    rarity = ", ".join(
        f"ln(1 + (among - held[{n}] + 0.5::float8) / (held[{n}] + 0.5::float8)) AS w{n - 1}"
        for n in range(1, terms + 1)
    )
    return (
        f"WITH matches AS MATERIALIZED ({matches}),"  # noqa: S608 - The same.
        f" ranks AS MATERIALIZED (SELECT id, seen, {ranks} FROM matches),"
        f" counts AS MATERIALIZED (SELECT ARRAY[{having}] AS held, greatest(:total, count(*)) AS among,"
        " count(*) FILTER (WHERE NOT seen) AS brought"
        " FROM ranks, (SELECT CAST(:known AS bigint[]) AS known) given GROUP BY known),"
        f" weights AS MATERIALIZED (SELECT held, brought, {rarity} FROM counts)"
        " SELECT id, held, brought FROM ranks, weights"
        f" WHERE {' + '.join(f'r{n}' for n in range(terms))} > 0"
        f" ORDER BY {' + '.join(f'r{n} * w{n}' for n in range(terms))} DESC, id LIMIT :depth"
    )
