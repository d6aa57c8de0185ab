"""Reviews of one workspace."""

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.reviews.errors import ReviewNotFound
from candidacy.features.reviews.models import ReviewNotes, ReviewRow
from candidacy.kernel.ids import CvId, ReviewId, WorkspaceId


class ReviewRepository:
    """Reviews of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(ReviewRow).where(ReviewRow.workspace_id == workspace)

    async def get(self, review: ReviewId) -> ReviewRow:
        statement = self._owned.where(ReviewRow.id == review).options(undefer(ReviewRow.review))
        row = await self._session.scalar(statement)
        if row is None:
            raise ReviewNotFound
        return row

    async def find_newest(self, cv: CvId, industry: str | None) -> ReviewRow | None:
        """The review of a CV that was computed last; of one industry, where one is asked for."""
        statement = self._owned.where(ReviewRow.cv_id == cv).options(undefer(ReviewRow.review))
        if industry is not None:
            statement = statement.where(ReviewRow.industry == industry)
        newest: ReviewRow | None = await self._session.scalar(
            statement.order_by(ReviewRow.updated_at.desc(), ReviewRow.id.desc()).limit(1)
        )
        return newest

    async def list_of_cv(self, cv: CvId) -> list[ReviewRow]:
        """The history of a CV, oldest first."""
        statement = self._owned.where(ReviewRow.cv_id == cv).order_by(ReviewRow.id)
        return list(await self._session.scalars(statement))

    async def put(self, row: ReviewRow) -> ReviewRow:
        """Keep a review, in place of an earlier one of the same version, rubric and industry."""
        values = {
            c.key: getattr(row, c.key) for c in ReviewRow.__table__.columns if getattr(row, c.key) is not None
        }
        added = insert(ReviewRow).values(**values)
        statement = added.on_conflict_do_update(
            index_elements=[ReviewRow.cv_version_id, ReviewRow.rubric, ReviewRow.industry],
            set_={
                "overall_score": added.excluded.overall_score,
                "review": added.excluded.review,
                "updated_at": func.now(),
            },
        ).returning(ReviewRow.id)
        return await self.get(ReviewId((await self._session.execute(statement)).scalar_one()))


class NotesRepository:
    """What models noted beside the reviews of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(ReviewNotes).where(ReviewNotes.workspace_id == workspace)

    async def find_newest(self, review: ReviewId) -> ReviewNotes | None:
        """What was noted last beside a review."""
        statement = self._owned.where(ReviewNotes.review_id == review)
        newest: ReviewNotes | None = await self._session.scalar(
            statement.order_by(ReviewNotes.updated_at.desc(), ReviewNotes.id.desc()).limit(1)
        )
        return newest

    async def find_same(self, basis: str) -> ReviewNotes | None:
        """What was noted from the same, beside whichever review."""
        same: ReviewNotes | None = await self._session.scalar(
            self._owned.where(ReviewNotes.basis == basis).limit(1)
        )
        return same

    async def put(self, row: ReviewNotes) -> None:
        """Keep notes, in place of earlier ones of the same review from the same."""
        added = insert(ReviewNotes).values(
            id=row.id,
            workspace_id=row.workspace_id,
            review_id=row.review_id,
            basis=row.basis,
            model=row.model,
            notes=row.notes,
        )
        await self._session.execute(
            added.on_conflict_do_update(
                index_elements=[ReviewNotes.review_id, ReviewNotes.basis],
                set_={"notes": added.excluded.notes, "model": added.excluded.model, "updated_at": func.now()},
            )
        )
