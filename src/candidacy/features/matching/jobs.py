"""Ranking everything of a workspace, in the worker."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import Match, PreparedPosting, prepare_cv, prepare_posting, score
from candidacy.domain.reading import Document
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.matching.repository import MatchRepository, Pair, TraitsRepository
from candidacy.features.matching.service import basis_of, cv_inputs, decision_of, posting_inputs
from candidacy.features.matching.service.indexing import Indexing, recipe_of
from candidacy.features.postings import public as postings
from candidacy.infrastructure.queue import JobContext
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Events, Judging
from candidacy.kernel.ids import CvId, PostingId, UserId

INDEX = "matching.index"
STEP = 25
"""Pairs between two commits: what is done stays done when the job is cut off."""


@dataclass(frozen=True, slots=True)
class Rank:
    """The handler of ``matching.rank``: scores each pair and keeps it. Done twice it gives the same rows."""

    taxonomy: Taxonomy
    clock: Clock
    events: Events

    async def run(
        self,
        job: JobContext,
        *,
        posting_id: UUID | None = None,
        cv_id: UUID | None = None,
        asked_by: UUID | None = None,
    ) -> dict[str, Any]:
        judging = Judging(self.events, UserId(asked_by) if asked_by else None)
        async with job.transaction() as session:
            jobs = await self._postings(session, job, posting_id)
            people = await self._cvs(session, job, cv_id)
        total = len(jobs) * len(people)
        done = 0
        for start in range(0, len(people), STEP):
            async with job.transaction() as session:
                step = [
                    (cv, await cvs.document_of(session, job.workspace, cv))
                    for cv in people[start : start + STEP]
                ]
            scored, decisions = await asyncio.to_thread(self._score, step, jobs)
            async with job.transaction() as session:
                await MatchRepository(session, job.workspace).put_all(scored)
                await judging.decided(job.workspace, decisions, session)
            done += len(scored)
            await job.progress(done / total, f"{done} of {total} compared")
        return {"compared": total}

    async def _postings(
        self, session: AsyncSession, job: JobContext, posting_id: UUID | None
    ) -> list[tuple[postings.PostingText, PreparedPosting]]:
        if posting_id is not None:
            found = [await postings.get_posting(session, job.workspace, PostingId(posting_id))]
        else:
            found = await postings.list_postings(session, job.workspace)
        return [(posting, prepare_posting(posting.posting, self.taxonomy)) for posting in found]

    async def _cvs(self, session: AsyncSession, job: JobContext, cv_id: UUID | None) -> list[cvs.CvText]:
        if cv_id is not None:
            return [await cvs.get_cv(session, job.workspace, CvId(cv_id))]
        return await cvs.list_cvs(session, job.workspace)

    def _score(
        self,
        people: Sequence[tuple[cvs.CvText, Document | None]],
        jobs: Sequence[tuple[postings.PostingText, PreparedPosting]],
    ) -> tuple[list[tuple[Pair, Match]], list[Decision]]:
        today = self.clock.today()
        scored, decisions = [], []
        described = [posting_inputs(posting) for posting, _ in jobs]
        basis = basis_of(self.taxonomy, today)
        for cv, document in people:
            profile, inputs = prepare_cv(cv.resume, self.taxonomy, today, document), cv_inputs(cv)
            for (posting, prepared), of_posting in zip(jobs, described, strict=True):
                match = score(profile, prepared)
                scored.append((Pair(cv.id, cv.version_id, posting.id, posting.version), match))
                decisions.append(decision_of({**inputs, **of_posting, **basis}, match))
        return scored, decisions


@dataclass(frozen=True, slots=True)
class Index:
    """The handler of ``matching.index``: makes ready for ranking what is not, step by step.

    Cut off and started again it goes on where it was: what is made is outdated no more.
    """

    taxonomy: Taxonomy
    clock: Clock

    async def run(self, job: JobContext) -> dict[str, Any]:
        async with job.transaction() as session:
            traits = TraitsRepository(session, job.workspace)
            total = max(1, await traits.count_outdated(recipe_of(self.taxonomy)))
        done = 0
        while True:
            async with job.transaction() as session:
                indexing = Indexing(session, job.workspace, self.taxonomy, self.clock)
                late = await indexing.outdated(STEP)
                if not late or not await indexing.store(late):
                    return {"indexed": done}
            done += len(late)
            await job.progress(min(1.0, done / total), f"{done} of {total} made ready")
