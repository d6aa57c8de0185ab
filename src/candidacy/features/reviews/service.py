"""Reviews: the domain's verdict on a CV version, kept."""

import asyncio
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.resume import SourcedResume
from candidacy.domain.review import Review, UnknownIndustry, industries, review
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.reviews.errors import ReviewOutdated
from candidacy.features.reviews.models import ReviewNotes, ReviewRow
from candidacy.features.reviews.repository import NotesRepository, ReviewRepository
from candidacy.infrastructure.postgres.documents import digest_of, from_json, to_json
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Decision, Judging
from candidacy.kernel.ids import CvId, JobId, ReviewId, WorkspaceId, uuid7

READ = "reviews.read"


def changes(rows: Sequence[ReviewRow]) -> list[tuple[ReviewRow, Decimal | None]]:
    """Each review, oldest first, with the points since the one before it in its field by its rubric."""
    last: dict[tuple[str, str], Decimal] = {}
    found = []
    for row in rows:
        kind = (row.industry, row.rubric)
        before = last.get(kind)
        found.append((row, None if before is None else row.overall_score - before))
        last[kind] = row.overall_score
    return found


class ReviewService:
    """Reviews of one workspace."""

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
        self._reviews = ReviewRepository(session, workspace)

    async def start(self, cv_id: CvId, industry: str) -> tuple[ReviewRow, Review]:
        """Review the newest version. Raises CvNotFound or UnknownIndustry."""
        cv = await cvs.get_cv(self._session, self._workspace, cv_id)
        document = await cvs.document_of(self._session, self._workspace, cv)
        result = await asyncio.to_thread(
            review,
            cv.resume,
            document,
            today=self._clock.today(),
            industry=industry,
            taxonomy=self._taxonomy,
        )
        row = ReviewRow(
            id=uuid7(),
            workspace_id=self._workspace,
            cv_id=cv.id,
            cv_version_id=cv.version_id,
            rubric=result.rubric,
            industry=result.industry,
            overall_score=Decimal(str(result.overall_score)),
            review=to_json(Review, result),
        )
        kept = await self._reviews.put(row)
        decision = self._decision_of(cv, result)
        await self._judging.decided(self._workspace, [decision], self._session)
        return kept, result

    def _decision_of(self, cv: cvs.CvText, result: Review) -> Decision:
        """A verdict as the log of decisions keeps it."""
        return Decision(
            kind="cv.reviewed",
            subject=str(cv.id),
            by=result.rubric,
            inputs={
                "cv_id": str(cv.id),
                "cv_version_id": str(cv.version_id),
                "cv_version": cv.number,
                "cv_sha256": digest_of(SourcedResume, cv.resume),
                "industry": result.industry,
                "taxonomy": self._taxonomy.version,
                "on": self._clock.today().isoformat(),
            },
            outcome={"score": result.overall_score},
        )

    async def get(self, review_id: ReviewId) -> tuple[ReviewRow, Review]:
        row = await self._reviews.get(review_id)
        return row, from_json(Review, row.review)

    async def find_newest(self, cv: CvId, industry: str | None) -> tuple[ReviewRow, Review] | None:
        """The review of a CV that was computed last. Raises UnknownIndustry."""
        if industry is not None and industry not in industries():
            raise UnknownIndustry
        row = await self._reviews.find_newest(cv, industry)
        return None if row is None else (row, from_json(Review, row.review))

    async def read_with_model(self, review_id: ReviewId, queue: Queue) -> JobId:
        """Ask a model to read it too. Raises ReviewNotFound, and ReviewOutdated for a CV that changed."""
        row = await self._reviews.get(review_id)
        cv = await cvs.get_cv(self._session, self._workspace, CvId(row.cv_id))
        if cv.version_id != row.cv_version_id:
            raise ReviewOutdated
        asked_by = {"asked_by": self._judging.actor} if self._judging.actor else {}
        return await queue.enqueue(
            self._session,
            READ,
            workspace=self._workspace,
            payload={"review_id": review_id, **asked_by},
            subject_id=review_id,
            lock=f"review-{review_id}",
        )

    async def notes(self, review_id: ReviewId) -> ReviewNotes | None:
        """What a model noted last beside a review. Raises ReviewNotFound."""
        await self._reviews.get(review_id)
        return await NotesRepository(self._session, self._workspace).find_newest(review_id)

    async def history(self, cv: CvId) -> list[ReviewRow]:
        """The reviews of a CV, oldest first. Raises CvNotFound."""
        await cvs.get_cv(self._session, self._workspace, cv)
        return await self._reviews.list_of_cv(cv)
