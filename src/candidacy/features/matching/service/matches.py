"""Matches: the domain's score of a CV version and a posting, kept; rankings are matches in order."""

import asyncio
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import Match, prepare_cv, prepare_posting, score
from candidacy.domain.postings import Posting
from candidacy.domain.reading import Document
from candidacy.domain.resume import SourcedResume
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.errors import OneSide
from candidacy.features.matching.models import MatchRow
from candidacy.features.matching.repository import MatchRepository, Names, Pair
from candidacy.features.matching.schemas import RankIn
from candidacy.features.matching.service.naming import Naming, naming_of
from candidacy.features.postings import public as postings
from candidacy.infrastructure.postgres.documents import digest_of, from_json
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, JobId, MatchId, PostingId, WorkspaceId
from candidacy.kernel.pagination import Rows

RANK = "matching.rank"


def cv_inputs(cv: cvs.CvText) -> dict[str, Any]:
    """What the log of decisions says of a CV that was judged."""
    return {
        "cv_id": str(cv.id),
        "cv_version_id": str(cv.version_id),
        "cv_version": cv.number,
        "cv_sha256": digest_of(SourcedResume, cv.resume),
    }


def posting_inputs(posting: postings.PostingText) -> dict[str, Any]:
    """What the log of decisions says of the posting that a CV was held against."""
    return {
        "posting_id": str(posting.id),
        "posting_version": posting.version,
        "posting_sha256": digest_of(Posting, posting.posting),
    }


def basis_of(taxonomy: Taxonomy, today: date) -> dict[str, Any]:
    """What else a score comes from: the names of skills, and the day up to which experience counts."""
    return {"taxonomy": taxonomy.version, "on": today.isoformat()}


def decision_of(inputs: Mapping[str, Any], match: Match) -> Decision:
    """A score as the log of decisions keeps it."""
    return Decision(
        kind="match.scored",
        subject=inputs["cv_id"],
        by=match.formula,
        inputs=inputs,
        outcome={"score": match.score, "band": match.band.value},
    )


def _called(naming: Naming, row: MatchRow, names: Names) -> Names:
    """The names of a match, hidden where the workspace hides them."""
    name = naming.candidate(row.cv_id, names.candidate_name)
    return Names(naming.title(names.cv_title), name, names.posting_title)


class MatchService:
    """Matches of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        clock: Clock,
        judging: Judging,
    ) -> None:
        self._session, self._workspace, self._taxonomy, self._clock = session, workspace, taxonomy, clock
        self._judging = judging
        self._matches = MatchRepository(session, workspace)

    async def match(self, cv_id: CvId, posting_id: PostingId) -> tuple[MatchRow, Match]:
        """Hold the newest version of a CV against a posting. Raises CvNotFound or PostingNotFound."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        posting = await postings.get_posting(self._session, self._workspace, posting_id)
        result = await self.score_given(cv, posting)
        kept = await self._matches.put(Pair(cv.id, cv.version_id, posting.id, posting.version), result)
        return await self._matches.get(kept), result

    async def score_given(self, cv: cvs.CvText, posting: postings.PostingText) -> Match:
        """Hold a CV version against a posting as they are given; it is in the log of decisions alone."""
        document = await cvs.document_of(self._session, self._workspace, cv)
        result = await asyncio.to_thread(self._score, cv, document, posting)
        basis = basis_of(self._taxonomy, self._clock.today())
        decision = decision_of({**cv_inputs(cv), **posting_inputs(posting), **basis}, result)
        await self._judging.decided(self._workspace, [decision], self._session)
        return result

    async def find(self, cv_id: CvId, posting_id: PostingId) -> MatchId | None:
        """The match of a CV's newest version, where it was computed. Raises CvNotFound."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        return await self._matches.find(cv.version_id, posting_id)

    def _score(self, cv: cvs.CvText, document: Document | None, posting: postings.PostingText) -> Match:
        profile = prepare_cv(cv.resume, self._taxonomy, self._clock.today(), document)
        return score(profile, prepare_posting(posting.posting, self._taxonomy))

    async def get(self, match_id: MatchId) -> tuple[MatchRow, Match]:
        row = await self._matches.get(match_id)
        return row, from_json(Match, row.match)

    async def ranking(
        self, *, cv: CvId | None, posting: PostingId | None, cursor: str | None, limit: int
    ) -> tuple[Rows[MatchRow], dict[UUID, Names]]:
        page = await self._matches.list_page(cv=cv, posting=posting, cursor=cursor, limit=limit)
        names = await self._matches.names_of(page.items)
        naming = await naming_of(self._session, self._workspace)
        return page, {row.id: _called(naming, row, names[row.id]) for row in page.items}

    async def start_ranking(self, given: RankIn, queue: Queue) -> JobId:
        """Ask for a ranking of the other side. Raises OneSide, CvNotFound or PostingNotFound."""
        if (given.posting_id is None) == (given.cv_id is None):
            raise OneSide
        if given.posting_id is not None:
            await postings.get_posting(self._session, self._workspace, PostingId(given.posting_id))
        if given.cv_id is not None:
            await cvs.get_cv(self._session, self._workspace, CvId(given.cv_id))
        subject = given.posting_id or given.cv_id
        payload = {
            "posting_id": given.posting_id,
            "cv_id": given.cv_id,
            "asked_by": self._judging.actor,
        }
        return await queue.enqueue(
            self._session,
            RANK,
            workspace=self._workspace,
            payload={name: value for name, value in payload.items() if value is not None},
            subject_id=subject,
            lock=f"rank-{subject}",
        )
