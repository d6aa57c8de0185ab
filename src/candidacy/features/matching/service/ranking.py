"""Ranking at once: a wide pool by numbers, the exact score for whoever may be among the best."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import (
    CandidateProfile,
    Outline,
    PreparedPosting,
    outline,
    prepare_posting,
)
from candidacy.domain.matching.formula import FORMULA
from candidacy.domain.retrieval import (
    Asking,
    Filters,
    Likeness,
    asking,
    build_segment,
    likeness_of,
    profile_kept,
    query_of,
    traits_of,
)
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.repository import FeedbackRepository, KeptRow, TraitsRepository
from candidacy.features.matching.service.indexing import Indexing, recipe_of
from candidacy.features.postings import public as postings
from candidacy.infrastructure.search import WorkspacePools
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import CvId, PostingId, WorkspaceId
from candidacy.kernel.pagination import Rows, page_of

POOL = 200
"""CVs of the pool, which is how far a ranking goes at once."""
LEAST_EXACT = 64
"""How many of them are scored exactly at least."""
PORTION = 16
"""Scored exactly at a time beyond that: when none of a portion gets among the best, neither do the rest."""
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
        prepared = await asyncio.to_thread(prepare_posting, posting.posting, self.taxonomy)
        traits = TraitsRepository(self.session, self.workspace)
        indexing = Indexing(self.session, self.workspace, self.taxonomy, self.clock)
        late = await indexing.outdated(CATCH_UP + 1)
        made = await indexing.make(late[:CATCH_UP])
        fresh = _passing({cv: one.profile for cv, one in made.items()}, filters)
        query = await asyncio.to_thread(query_of, prepared)
        pool = await self.pools.search(self.session, self.workspace, query, POOL, filters)
        said = await FeedbackRepository(self.session, self.workspace).of_posting(posting_id)
        ids = list(dict.fromkeys([*(c.id for c in pool), *fresh]))
        rows = await traits.kept([*ids, *said])
        for gone in set(ids) - rows.keys() - fresh.keys():
            self.pools.discard(self.session, self.workspace, gone)
        like = likeness_of(
            [rows[cv].keys for cv, relevant in said.items() if relevant and cv in rows],
            [rows[cv].keys for cv, relevant in said.items() if not relevant and cv in rows],
        )
        exact = _Exact(prepared, rows, fresh, self.clock.today(), like)
        placed = await asyncio.to_thread(
            exact.best, [i for i in ids if i in fresh or (i in rows and i not in made)], best
        )
        waiting = await traits.count_outdated(recipe_of(self.taxonomy)) if len(late) > CATCH_UP else 0
        return Ranking(placed, await traits.count(), max(0, waiting - CATCH_UP))

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
    mask = filters.mask(build_segment([(cv.bytes, traits_of(profile)) for cv, profile in fresh.items()]))
    return {cv: profile for (cv, profile), passes in zip(fresh.items(), mask, strict=True) if passes}


@dataclass(frozen=True, slots=True)
class _Exact:
    """Scores candidates by the formula, those that the pool has nearest first."""

    prepared: PreparedPosting
    rows: Mapping[UUID, KeptRow]
    fresh: Mapping[UUID, CandidateProfile]
    today: date
    like: Likeness | None

    def best(self, ids: Sequence[UUID], count: int) -> list[Placed]:
        wanted = asking(self.prepared)
        everybody = len(ids) if self.like is not None else min(len(ids), max(LEAST_EXACT, count + PORTION))
        placed = [self._placed(cv, wanted) for cv in ids[:everybody]]
        at = everybody
        while at < len(ids):
            least = sorted((p.rank_score for p in placed), reverse=True)[count - 1]
            portion = [self._placed(cv, wanted) for cv in ids[at : at + PORTION]]
            placed += portion
            at += PORTION
            if all(p.rank_score < least for p in portion):
                break
        late = [self._placed(cv, wanted) for cv in ids[at:] if cv in self.fresh]
        return ordered([*placed, *late])[:count]

    def _placed(self, cv: UUID, wanted: Asking) -> Placed:
        profile = self.fresh.get(cv)
        if profile is None:
            profile = profile_kept(self.rows[cv].kept, self.today, wanted)
        adjusted = self.like.of(self.rows[cv].keys) if self.like is not None and cv in self.rows else 0.0
        return Placed(cv, outline(profile, self.prepared), adjusted)


def ordered(placed: Sequence[Placed]) -> list[Placed]:
    """Best first by the score that is shown; equal ones in the order of their ids."""
    return sorted(placed, key=lambda p: (-p.rank_score, p.id))


def page(ranking: Ranking, after: tuple[float, UUID] | None, limit: int) -> Rows[Placed]:
    """The part of a ranking that follows a place."""
    rest = [p for p in ranking.placed if after is None or (-p.rank_score, p.id) > (-after[0], after[1])]
    return page_of(rest[: limit + 1], limit, lambda p: (str(p.rank_score), p.id))
