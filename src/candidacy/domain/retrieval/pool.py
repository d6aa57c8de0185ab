"""The pool: CVs in segments, and the best of them for a query, the same whatever order they came in."""

from collections.abc import Iterable
from concurrent.futures import Executor
from typing import NamedTuple
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.retrieval.filters import Filters
from candidacy.domain.retrieval.nearness import Points, closer, first_sum
from candidacy.domain.retrieval.query import Query
from candidacy.domain.retrieval.segment import LARGEST, Segment, build_segment, merge_segments
from candidacy.domain.retrieval.traits import Traits

BUDGET = 6_000_000
"""How many words of CVs are summed up for one query. Past it, in very large pools, the words that tell least
are left to the exact score; skills, titles, years, degrees and languages are always summed in full."""
OPEN_LARGEST = 512
"""CVs of the segment that new ones go to; it is built anew when one comes, so it stays small."""
SMALL, MANY_SMALL = LARGEST // 8, 8
"""Segments of at most so many CVs are joined as soon as there are so many of them."""
SECOND_LOOK = 2_000
"""How many CVs are looked at again with the requirements one by one."""

_Chosen = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Places in a segment, and how near each is."""


class Candidate(NamedTuple):
    """A CV of the pool with its nearness, which is no score."""

    id: UUID
    nearness: float


class Pool:
    """All CVs of one workspace. Not thread-safe: one change or search at a time."""

    def __init__(self, *, open_largest: int = OPEN_LARGEST, small: int = SMALL) -> None:
        self._open_largest, self._small = open_largest, small
        self._segments: list[Segment] = []
        self._open: dict[UUID, Traits] = {}
        self._where: dict[UUID, tuple[Segment, int]] = {}
        self._built: Segment | None = None

    def __len__(self) -> int:
        return len(self._where) + len(self._open)

    @property
    def nbytes(self) -> int:
        return sum(segment.nbytes for segment in self._segments)

    def put(self, rows: Iterable[tuple[UUID, Traits]], *, whole: bool = True) -> None:
        """Add CVs, each in place of what it was before; not ``whole``: more come at once."""
        for cv, traits in rows:
            self.discard(cv)
            self._open[cv] = traits
            self._built = None
            if len(self._open) >= LARGEST:
                self._seal()
        if whole and len(self._open) > self._open_largest:
            self._seal()

    def discard(self, cv: UUID) -> None:
        """Forget a CV."""
        if self._open.pop(cv, None) is not None:
            self._built = None
        elif (at := self._where.pop(cv, None)) is not None:
            at[0].alive[at[1]] = False

    def search(
        self,
        query: Query,
        limit: int,
        *,
        filters: Filters | None = None,
        threads: Executor | None = None,
    ) -> list[Candidate]:
        """The ``limit`` nearest CVs, nearest first; equally near ones in the order of their ids.

        ``filters`` are asked before anything is cut off.
        """
        segments = [*self._segments, *self._open_segment()]
        words, wide = _affordable(query, segments), max(limit, SECOND_LOOK)

        def first(segment: Segment) -> _Chosen:
            return _nearest(segment, first_sum(segment, query, words), wide, filters)

        found = list(threads.map(first, segments) if threads is not None else map(first, segments))
        bar, keys = _bar(found, wide), query.keys()
        ids, looked = [np.empty(0, "V16")], [np.empty(0, np.float32)]
        for segment, (places, near) in zip(segments, found, strict=True):
            kept = places[near >= bar]
            if len(kept):
                looked.append(closer(segment.select(kept, keys), query))
                ids.append(segment.ids[kept])
        return _in_order(np.concatenate(ids), np.concatenate(looked), limit)

    def _open_segment(self) -> list[Segment]:
        if not self._open:
            return []
        if self._built is None:
            self._built = build_segment([(cv.bytes, traits) for cv, traits in self._open.items()])
        return [self._built]

    def _seal(self) -> None:
        """Close the open segment; small ones are joined, so that there are never many."""
        closed = self._open_segment()
        self._open, self._built = {}, None
        small = [s for s in self._segments if len(s) <= self._small]
        if len(small) >= MANY_SMALL:
            self._segments = [s for s in self._segments if len(s) > self._small]
            closed = (
                [merge_segments([*small, *closed])]
                if sum(map(len, small)) < self._small * (MANY_SMALL - 1)
                else [*small, *closed]
            )
        for segment in closed:
            self._segments.append(segment)
            named = enumerate(segment.ids.tolist())
            self._where.update((UUID(bytes=cv), (segment, i)) for i, cv in named if segment.alive[i])


def _in_order(ids: NDArray[np.void], points: NDArray[np.float32], limit: int) -> list[Candidate]:
    """The best, nearest first, then by the bytes of their ids."""
    halves = np.ascontiguousarray(ids).view(">u8").reshape(-1, 2).astype(np.uint64)
    best = np.lexsort((halves[:, 1], halves[:, 0], -points))[:limit]
    near = zip(ids[best].tolist(), points[best].tolist(), strict=True)
    return [Candidate(UUID(bytes=cv), nearness) for cv, nearness in near]


def _affordable(query: Query, segments: Iterable[Segment]) -> int:
    """How many of the query's words, most telling first, are within the budget."""
    total = np.zeros(len(query.words), dtype=np.int64)
    for segment in segments:
        total += segment.held_by(query.words)
    return int(np.searchsorted(np.cumsum(total), BUDGET, side="right"))


def _bar(found: list[_Chosen], limit: int) -> float:
    """The nearness of the last one that is looked at again; all that are as near are."""
    every = np.concatenate([near for _, near in found]) if found else np.empty(0)
    if len(every) <= limit:
        return 0.0
    return float(np.partition(every, len(every) - limit)[len(every) - limit])


def _nearest(segment: Segment, points: Points, limit: int, filters: Filters | None) -> _Chosen:
    """The best of a segment. All that are as near as the last one are in it, so that ids decide."""
    alive = points >= 0
    places = np.flatnonzero(alive & filters.mask(segment) if filters else alive)
    near = points[places]
    if len(places) > limit:
        least = np.partition(near, len(near) - limit)[len(near) - limit]
        places, near = places[near >= least], near[near >= least]
    return places, near
