"""Ranking at once: a wide pool by numbers, the exact score for whoever may be among the best."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import (
    CandidateProfile,
    Match,
    Outline,
    PreparedPosting,
    outline,
    prepare_posting,
    score,
)
from candidacy.domain.matching.formula import FORMULA
from candidacy.domain.retrieval import Asking, Filters, asking, profile_kept, traits_of
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.repository import FeedbackRepository, KeptRow, TraitsRepository
from candidacy.features.matching.service.indexing import Indexing, recipe_of
from candidacy.features.postings import public as postings
from candidacy.infrastructure.search import WorkspacePools
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import CvId, PostingId, WorkspaceId

if TYPE_CHECKING:
    from candidacy.domain.retrieval.feedback import Likeness
    from candidacy.domain.retrieval.query import Query

POOL = 200
"""CVs of the pool, which is how far a ranking goes at once."""
LEAST_EXACT = 64
"""How many of them are scored exactly at least."""
PORTION = 16
"""Scored exactly at a time beyond that: when none of a portion gets among the best, neither do the rest."""
MOST_KNOWN = 2_000
"""Scores that are remembered of a posting until the day, the posting or the CV changes."""
CATCH_UP = 40
"""CVs that are made ready on the spot; when more wait, the ranking says so."""


class Placed(NamedTuple):
    """A place in a ranking. It is sorted by ``rank_score``, which is ``score`` plus what feedback says."""

    id: UUID
    outline: Outline
    adjusted: float

    @property
    def rank_score(self) -> float:
        """The sort key, as it is shown."""
        return round(min(100.0, max(0.0, self.outline.score + self.adjusted)), 1)


class Ranking(NamedTuple):
    """The best, in order, and how many there are whose place is not known yet."""

    placed: list[Placed]
    considered: int
    waiting: int
    formula: str = FORMULA


@dataclass(frozen=True, slots=True)
class RankingService:
    """Rankings of one workspace. They read only; what is missing is made for the moment and not kept."""

    session: AsyncSession
    workspace: WorkspaceId
    taxonomy: Taxonomy
    clock: Clock
    pools: WorkspacePools

    async def of_posting(
        self, posting_id: PostingId, *, best: int = POOL, filters: Filters | None = None
    ) -> Ranking:
        """The best CVs for a posting. Raises PostingNotFound."""
        posting = await postings.get_posting(self.session, self.workspace, posting_id)
        wanted = await self._wanted(posting)
        traits = TraitsRepository(self.session, self.workspace)
        indexing = Indexing(self.session, self.workspace, self.taxonomy, self.clock)
        late = await indexing.outdated(CATCH_UP + 1)
        made = await indexing.make(late[:CATCH_UP])
        fresh = _passing({cv: one.profile for cv, one in made.items()}, filters)
        pool = await self.pools.search(self.session, self.workspace, wanted.query, POOL, filters)
        like = await self._likeness(posting_id, traits)
        exact = _Exact(wanted, fresh, self.clock.today(), like)
        near = [c.id for c in pool.nearest if c.id not in made]
        placed = await self._scored(exact, traits, near, best)
        waiting = await traits.count_outdated(recipe_of(self.taxonomy)) if len(late) > CATCH_UP else 0
        return Ranking(placed, pool.considered, max(0, waiting - CATCH_UP))

    async def matches(self, posting_id: PostingId, ids: Sequence[UUID]) -> dict[UUID, Match]:
        """The matches of some CVs with their reasons, for comparing and for files. Raises PostingNotFound."""
        exact, rows = await self._some(posting_id, ids)
        return await asyncio.to_thread(exact.matches, rows)

    async def places(self, posting_id: PostingId, ids: Sequence[UUID]) -> list[Placed]:
        """Some CVs in the order of the ranking. Raises PostingNotFound."""
        exact, rows = await self._some(posting_id, ids)
        return ordered([*exact.of(rows), *exact.fresh_ones()])

    async def _some(self, posting_id: PostingId, ids: Sequence[UUID]) -> tuple[_Exact, dict[UUID, KeptRow]]:
        posting = await postings.get_posting(self.session, self.workspace, posting_id)
        traits = TraitsRepository(self.session, self.workspace)
        indexing = Indexing(self.session, self.workspace, self.taxonomy, self.clock)
        late = set(await indexing.outdated(CATCH_UP)) & set(ids)
        made = await indexing.make(sorted(late))
        fresh = {cv: one.profile for cv, one in made.items()}
        like = await self._likeness(posting_id, traits)
        exact = _Exact(await self._wanted(posting), fresh, self.clock.today(), like)
        return exact, await traits.kept([cv for cv in ids if cv not in made])

    async def _wanted(self, posting: postings.PostingText) -> _Wanted:
        """The posting made ready, once for each of its versions."""

        def make() -> _Wanted:
            from candidacy.domain.retrieval.query import query_of

            prepared = prepare_posting(posting.posting, self.taxonomy)
            return _Wanted(prepared, query_of(prepared), asking(prepared), {})

        today = self.clock.today()
        key = (self.workspace, posting.id, posting.version, recipe_of(self.taxonomy), today)
        return await asyncio.to_thread(self.pools.remembered, key, make)

    async def _likeness(self, posting: PostingId, traits: TraitsRepository) -> Likeness | None:
        said = await FeedbackRepository(self.session, self.workspace).of_posting(posting)
        if not said:
            return None

        from candidacy.domain.retrieval.feedback import likeness_of

        rows = await traits.kept(list(said))
        return likeness_of(
            [rows[cv].keys for cv, relevant in said.items() if relevant and cv in rows],
            [rows[cv].keys for cv, relevant in said.items() if not relevant and cv in rows],
        )

    async def _scored(
        self, exact: _Exact, traits: TraitsRepository, near: list[UUID], best: int
    ) -> list[Placed]:
        """The best of the pool and of what is not in it yet, scored until no more get among them."""
        placed = await asyncio.to_thread(exact.fresh_ones)
        size = len(near) if exact.like is not None else min(len(near), max(LEAST_EXACT, best + PORTION))
        while near:
            portion, near = near[:size], near[size:]
            stamps = await traits.stamps(portion)
            for gone in set(portion) - stamps.keys():
                self.pools.discard(self.session, self.workspace, gone)
            rows = await traits.kept([cv for cv, stamp in stamps.items() if not exact.knows(cv, stamp)])
            least = ordered(placed)[best - 1].rank_score if len(placed) >= best else -1.0
            added = await asyncio.to_thread(exact.of_all, stamps, rows)
            placed += added
            if added and all(p.rank_score < least for p in added):
                break
            size = PORTION
        return ordered(placed)[:best]

    async def of_cv(self, cv_id: CvId) -> Ranking:
        """The best postings for a CV, by the same formula. Raises CvNotFound."""
        indexing = Indexing(self.session, self.workspace, self.taxonomy, self.clock)
        await cvs.get_cv(self.session, self.workspace, cv_id)
        made = await indexing.make([cv_id])
        found = await postings.list_postings(self.session, self.workspace)
        placed = await asyncio.to_thread(self._held_against, made[cv_id].profile, found)
        return Ranking(placed, len(found), 0)

    def _held_against(self, profile: CandidateProfile, found: Sequence[postings.PostingText]) -> list[Placed]:
        prepared = ((p.id, prepare_posting(p.posting, self.taxonomy)) for p in found)
        return ordered([Placed(i, outline(profile, one), 0.0) for i, one in prepared])


def _passing(fresh: dict[UUID, CandidateProfile], filters: Filters | None) -> dict[UUID, CandidateProfile]:
    """Those that pass the filters, by what they say now."""
    if not filters or not fresh:
        return fresh

    from candidacy.domain.retrieval.segment import build_segment

    mask = filters.mask(build_segment([(cv.bytes, traits_of(profile)) for cv, profile in fresh.items()]))
    return {cv: profile for (cv, profile), passes in zip(fresh.items(), mask, strict=True) if passes}


class _Wanted(NamedTuple):
    """A posting, ready for the pool and for the exact score, and what was scored today already."""

    prepared: PreparedPosting
    query: Query
    asking: Asking
    known: dict[UUID, tuple[str, Outline]]
    """Of each CV the stamp of its row and the result; another row has another stamp."""


@dataclass(frozen=True, slots=True)
class _Exact:
    """Scores by the formula."""

    wanted: _Wanted
    fresh: Mapping[UUID, CandidateProfile]
    today: date
    like: Likeness | None

    def knows(self, cv: UUID, stamp: str) -> bool:
        """Whether this row was scored already; with feedback what it is like is needed all the same."""
        known = self.wanted.known.get(cv)
        return self.like is None and known is not None and known[0] == stamp

    def of_all(self, stamps: Mapping[UUID, str], rows: Mapping[UUID, KeptRow]) -> list[Placed]:
        """The places of CVs, those of ``rows`` scored now and the others before."""
        known = self.wanted.known
        if len(known) > MOST_KNOWN:
            known.clear()
        placed = self.of(rows)
        known.update({p.id: (stamps[p.id], p.outline) for p in placed if p.id in stamps})
        return [*placed, *(Placed(cv, known[cv][1], 0.0) for cv in stamps if cv not in rows and cv in known)]

    def of(self, rows: Mapping[UUID, KeptRow]) -> list[Placed]:
        """The places of CVs whose row is kept."""
        return [
            self._placed(cv, profile_kept(row.kept, self.today, self.wanted.asking), row.keys)
            for cv, row in rows.items()
        ]

    def matches(self, rows: Mapping[UUID, KeptRow]) -> dict[UUID, Match]:
        """The whole matches; of kept profiles without quotes, which are not kept."""
        asked = self.wanted.asking
        profiles = {cv: profile_kept(row.kept, self.today, asked) for cv, row in rows.items()}
        return {cv: score(p, self.wanted.prepared) for cv, p in {**profiles, **self.fresh}.items()}

    def fresh_ones(self) -> list[Placed]:
        """The places of CVs that were made ready just now."""
        return [self._placed(cv, profile, traits_of(profile).keys) for cv, profile in self.fresh.items()]

    def _placed(self, cv: UUID, profile: CandidateProfile, keys: bytes) -> Placed:
        adjusted = self.like.of(keys) if self.like is not None else 0.0
        return Placed(cv, outline(profile, self.wanted.prepared), adjusted)


def ordered(placed: Sequence[Placed]) -> list[Placed]:
    """Best first by the score that is shown; equal ones in the order of their ids."""
    return sorted(placed, key=lambda p: (-p.rank_score, p.id))
