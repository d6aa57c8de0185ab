"""Tailorings, letters and prepared interviews of one workspace."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.tailoring.errors import LetterNotFound, TailoringNotFound
from candidacy.features.tailoring.models import AnswerRow, HintsRow, LetterRow, TailoringRow
from candidacy.kernel.ids import CvId, JobId, LetterId, PostingId, TailoringId, WorkspaceId
from candidacy.kernel.pagination import Rows, cursor_id, page_of


class TailoringRepository:
    """Tailorings of one workspace, newest first in lists."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(TailoringRow).where(TailoringRow.workspace_id == workspace)

    async def get(self, tailoring: TailoringId, *, lock: bool = False) -> TailoringRow:
        """A tailoring with its changes. Raises TailoringNotFound."""
        statement = self._owned.where(TailoringRow.id == tailoring).options(undefer(TailoringRow.tailoring))
        row = await self._session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise TailoringNotFound
        return row

    async def find_of_job(self, job: JobId) -> TailoringRow | None:
        """What a piece of work has made already."""
        found: TailoringRow | None = await self._session.scalar(self._owned.where(TailoringRow.job_id == job))
        return found

    async def list_page(
        self, cv: CvId | None, posting: PostingId | None, cursor: str | None, limit: int
    ) -> Rows[TailoringRow]:
        statement = self._owned.order_by(TailoringRow.id.desc()).limit(limit + 1)
        if cv is not None:
            statement = statement.where(TailoringRow.cv_id == cv)
        if posting is not None:
            statement = statement.where(TailoringRow.posting_id == posting)
        if cursor is not None:
            statement = statement.where(TailoringRow.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(statement)), limit, lambda row: (row.id,))

    def add(self, row: TailoringRow) -> None:
        self._session.add(row)

    async def delete(self, tailoring: TailoringId) -> None:
        """Raises TailoringNotFound."""
        own = (TailoringRow.workspace_id == self._workspace, TailoringRow.id == tailoring)
        gone = await self._session.scalar(delete(TailoringRow).where(*own).returning(TailoringRow.id))
        if gone is None:
            raise TailoringNotFound


class AnswerRepository:
    """What was answered about the CVs of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session = session
        self._owned = select(AnswerRow).where(AnswerRow.workspace_id == workspace)

    def add(self, row: AnswerRow) -> None:
        self._session.add(row)

    async def declined(self, cv: CvId) -> frozenset[str]:
        """The keys of what is not true of a CV, by who knows."""
        said = self._owned.where(AnswerRow.cv_id == cv, AnswerRow.confirmed.is_(False))
        return frozenset(await self._session.scalars(said.with_only_columns(AnswerRow.key)))


class LetterRepository:
    """Letters of one workspace, newest first in lists."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(LetterRow).where(LetterRow.workspace_id == workspace)

    async def get(self, letter: LetterId, *, lock: bool = False) -> LetterRow:
        """Raises LetterNotFound."""
        statement = self._owned.where(LetterRow.id == letter)
        row = await self._session.scalar(statement.with_for_update() if lock else statement)
        if row is None:
            raise LetterNotFound
        return row

    async def find_of_job(self, job: UUID) -> LetterRow | None:
        """What a piece of work has made already."""
        found: LetterRow | None = await self._session.scalar(self._owned.where(LetterRow.job_id == job))
        return found

    async def list_page(
        self, cv: CvId | None, posting: PostingId | None, cursor: str | None, limit: int
    ) -> Rows[LetterRow]:
        statement = self._owned.order_by(LetterRow.id.desc()).limit(limit + 1)
        if cv is not None:
            statement = statement.where(LetterRow.cv_id == cv)
        if posting is not None:
            statement = statement.where(LetterRow.posting_id == posting)
        if cursor is not None:
            statement = statement.where(LetterRow.id < cursor_id(cursor))
        return page_of(list(await self._session.scalars(statement)), limit, lambda row: (row.id,))

    def add(self, row: LetterRow) -> None:
        self._session.add(row)

    async def delete(self, letter: LetterId) -> None:
        """Raises LetterNotFound."""
        own = (LetterRow.workspace_id == self._workspace, LetterRow.id == letter)
        gone = await self._session.scalar(delete(LetterRow).where(*own).returning(LetterRow.id))
        if gone is None:
            raise LetterNotFound


class HintsRepository:
    """What models prepared for the interviews of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session = session
        self._owned = select(HintsRow).where(HintsRow.workspace_id == workspace)

    async def find_newest(self, cv: CvId, posting: PostingId, language: str) -> HintsRow | None:
        """What was prepared last for an interview in a language."""
        of_it = (HintsRow.cv_id == cv, HintsRow.posting_id == posting, HintsRow.language == language)
        newest = self._owned.where(*of_it).order_by(HintsRow.id.desc()).limit(1)
        found: HintsRow | None = await self._session.scalar(newest)
        return found

    async def exists_same(self, cv: CvId, posting: PostingId, basis: str) -> bool:
        """Whether the same model was asked the same before."""
        same = self._owned.where(
            HintsRow.cv_id == cv, HintsRow.posting_id == posting, HintsRow.basis == basis
        )
        return await self._session.scalar(same.with_only_columns(HintsRow.id)) is not None

    async def add(self, row: HintsRow) -> None:
        """Keep it, unless the same is there."""
        columns = [column.key for column in HintsRow.__table__.columns if column.server_default is None]
        values = {name: getattr(row, name) for name in columns}
        unique = [HintsRow.cv_id, HintsRow.posting_id, HintsRow.basis]
        await self._session.execute(
            insert(HintsRow).values(values).on_conflict_do_nothing(index_elements=unique)
        )
