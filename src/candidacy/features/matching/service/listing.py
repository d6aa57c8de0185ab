"""Rankings as they are shown: each place with names and what is missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from candidacy.domain.retrieval import Filters
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.exports import Reasoned
from candidacy.features.matching.repository import (
    DecisionRepository,
    FeedbackRepository,
    MatchRepository,
    place_key,
)
from candidacy.features.matching.schemas import (
    VERDICTS,
    Gap,
    RankedCv,
    RankedCvs,
    RankedPosting,
    RankedPostings,
    Shown,
    Verdict,
)
from candidacy.features.matching.service.naming import Naming, naming_of
from candidacy.features.matching.service.ranking import POOL, Placed, Ranking, RankingService
from candidacy.features.postings import public as postings
from candidacy.kernel.ids import CvId, PostingId, UserId
from candidacy.kernel.pagination import Rows, page_of


@dataclass(frozen=True, slots=True)
class Listing:
    """Rankings of one workspace with names."""

    ranking: RankingService

    async def of_posting(
        self,
        posting: PostingId,
        *,
        cursor: str | None,
        limit: int,
        filters: Filters | None = None,
        shown: Shown = "all",
    ) -> RankedCvs:
        """A page of the CVs for a posting; of those that people decided about, all have a place.

        Raises PostingNotFound or BadCursor.
        """
        session, workspace = self.ranking.session, self.ranking.workspace
        decided = await DecisionRepository(session, workspace).of_posting(posting)
        # The first page needs no more than itself; a later one the places before it too.
        best = limit + 1 if cursor is None and shown == "all" else POOL
        if shown in VERDICTS:
            chosen = [cv for cv, verdict in decided.items() if verdict == shown]
            found = Ranking(await self.ranking.places(posting, chosen), len(chosen), 0)
        else:
            found = await self.ranking.of_posting(posting, best=best, filters=filters)
        if shown == "undecided":
            found = found._replace(placed=[p for p in found.placed if p.id not in decided])
        page, first = _page(found, cursor, limit)
        naming = await naming_of(session, workspace)
        counts = Counter(decided.values())
        return RankedCvs(
            items=await self._rows(posting, page.items, first, naming, decided),
            next_cursor=page.next_cursor,
            considered=found.considered,
            waiting=found.waiting,
            formula=found.formula,
            masked=naming.masked,
            decided={verdict: counts[verdict] for verdict in VERDICTS},
        )

    async def _rows(
        self,
        posting: PostingId,
        found: Sequence[Placed],
        first: int,
        naming: Naming,
        decided: Mapping[UUID, Verdict],
    ) -> list[RankedCv]:
        session, workspace = self.ranking.session, self.ranking.workspace
        names = await MatchRepository(session, workspace).of_pairs(posting, [p.id for p in found])
        said = await FeedbackRepository(session, workspace).of_posting(posting)
        return [
            RankedCv(
                place=place,
                cv_id=placed.id,
                rank_score=placed.rank_score,
                feedback=placed.adjusted,
                relevant=said.get(placed.id),
                verdict=decided.get(placed.id),
                cv_title=naming.title(names[placed.id].cv_title),
                candidate_name=naming.candidate(placed.id, names[placed.id].candidate_name),
                match_id=names[placed.id].match_id,
                **_shown(placed),
            )
            for place, placed in enumerate(found, first)
            if placed.id in names
        ]

    async def of_cv(self, cv: CvId, *, cursor: str | None, limit: int) -> RankedPostings:
        """A page of the postings for a CV. Raises CvNotFound or BadCursor."""
        found = await self.ranking.of_cv(cv)
        page, first = _page(found, cursor, limit)
        session, workspace = self.ranking.session, self.ranking.workspace
        known = {p.id: p for p in await postings.list_postings(session, workspace)}
        items = [
            RankedPosting(
                place=place,
                posting_id=placed.id,
                title=known[PostingId(placed.id)].title,
                organization=known[PostingId(placed.id)].organization,
                **_shown(placed),
            )
            for place, placed in enumerate(page.items, first)
        ]
        return RankedPostings(
            items=items, next_cursor=page.next_cursor, considered=found.considered, formula=found.formula
        )

    async def reasoned(self, posting: PostingId, limit: int) -> tuple[RankedCvs, list[Reasoned]]:
        """The best CVs for a posting, each with its match. Raises PostingNotFound."""
        found = await self.of_posting(posting, cursor=None, limit=limit)
        matches = await self.ranking.matches(posting, [row.cv_id for row in found.items])
        return found, [Reasoned(row, matches[row.cv_id]) for row in found.items if row.cv_id in matches]

    async def compared(self, posting: PostingId, ids: Sequence[UUID]) -> list[Reasoned]:
        """These CVs side by side, best first, whatever their places are. Raises PostingNotFound."""
        matches = await self.ranking.matches(posting, ids)
        placed = await self.ranking.places(posting, list(matches))
        session, workspace = self.ranking.session, self.ranking.workspace
        naming = await naming_of(session, workspace)
        decided = await DecisionRepository(session, workspace).of_posting(posting)
        rows = await self._rows(posting, placed, 1, naming, decided)
        return [Reasoned(row, matches[row.cv_id]) for row in rows]

    async def give_feedback(
        self, posting: PostingId, cv: CvId, by: UserId | None, *, relevant: bool | None
    ) -> None:
        """Say that a CV is relevant, or not, or take it back. Raises CvNotFound, PostingNotFound."""
        session, workspace = self.ranking.session, self.ranking.workspace
        await postings.get_posting(session, workspace, posting)
        await cvs.get_cv(session, workspace, cv)
        said = FeedbackRepository(session, workspace)
        if relevant is None:
            await said.remove(posting, cv)
        else:
            await said.put(posting, cv, by, relevant=relevant)


def _page(ranking: Ranking, cursor: str | None, limit: int) -> tuple[Rows[Placed], int]:
    """The page that follows a place, and the number of its first."""
    after = None if cursor is None else place_key(cursor)
    rest = [p for p in ranking.placed if after is None or _key(p) > after]
    first = len(ranking.placed) - len(rest) + 1
    found = list(islice(rest, limit + 1))
    return page_of(found, limit, lambda p: (str(p.rank_score), p.id)), first


def _key(placed: Placed) -> tuple[float, UUID]:
    return -placed.rank_score, placed.id


def _shown(placed: Placed) -> dict[str, Any]:
    short = placed.outline
    return {
        "score": short.score,
        "band": short.band.value,
        "must_haves": short.musts,
        "must_haves_met": short.musts_met,
        "main_gap": Gap(text=short.gap.text, gain=short.gain) if short.gap else None,
    }
