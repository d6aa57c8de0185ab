"""CVs of one workspace."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Result, Select, TextClause, and_, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import undefer

from candidacy.features.cvs.errors import CvNotFound, CvVersionNotFound
from candidacy.features.cvs.models import Cv, CvVersion
from candidacy.kernel.ids import CvId, CvVersionId, FileId, WorkspaceId
from candidacy.kernel.pagination import Rows, cursor_id, page_of

Row = tuple[Cv, CvVersion]


class Listed(NamedTuple):
    """A CV in a list, as its newest version has it."""

    id: UUID
    title: str
    candidate_name: str
    skills: list[str]
    experience_years: Decimal
    version: int
    version_id: UUID
    origin: str
    file_id: UUID | None
    created_at: datetime
    updated_at: datetime


_LIST = (
    "select {listed} from"
    " (select id, title, latest, created_at, updated_at from cvs where workspace_id = :workspace {after}"
    " order by id desc limit :limit) c"
    " join cv_versions v on v.cv_id = c.id and v.number = c.latest order by c.id desc"
)
_LISTED = (
    "c.id, c.title, v.candidate_name, v.skills, v.experience_years, v.number as version,"
    " v.id as version_id, v.origin, v.file_id, {made} as created_at, {changed} as updated_at"
)
_MOMENT = "to_char(c.{} at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
_OBJECT = "c.id, (select row_to_json(one) from (select {listed}) one)::text"

_ROW = _LISTED.format(made="c.created_at", changed="c.updated_at")
_JSON = _OBJECT.format(
    listed=_LISTED.format(made=_MOMENT.format("created_at"), changed=_MOMENT.format("updated_at"))
)


def _pages(listed: str) -> tuple[TextClause, TextClause]:
    """The statements of the first page and of a later one.

    The page is cut off before versions are looked up, even while the database has no statistics of new rows.
    """
    return (
        text(_LIST.format(listed=listed, after="")),
        text(_LIST.format(listed=listed, after="and id < :after")),
    )


# The list that is asked most: rows without objects take half the processor time, and what the database writes
# as JSON, value for value like schemas.CvOut, again half of that.
_ROWS, _OBJECTS = _pages(_ROW), _pages(_JSON)


class CvRepository:
    """CVs of one workspace, each with a version; newest first in lists."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self.workspace = session, workspace

    @cached_property
    def _owned(self) -> Select[Cv, CvVersion]:
        """Made when it is asked for: a page of a list, which has its own statement, takes less than this."""
        newest = and_(CvVersion.cv_id == Cv.id, CvVersion.number == Cv.latest)
        return select(Cv, CvVersion).join(CvVersion, newest).where(Cv.workspace_id == self.workspace)

    @cached_property
    def _versions(self) -> Select[CvVersion]:
        return select(CvVersion).where(CvVersion.workspace_id == self.workspace)

    async def get(self, cv: CvId, *, lock: bool = False, content: bool = False) -> Row:
        """The CV and its newest version; ``content`` loads what it says, ``lock`` waits for other writers."""
        statement = self._owned.where(Cv.id == cv)
        if content:
            statement = statement.options(undefer(CvVersion.resume))
        if lock:
            statement = statement.with_for_update(of=Cv)
        row = (await self._session.execute(statement)).one_or_none()
        if row is None:
            raise CvNotFound
        return row[0], row[1]

    async def list_page(self, cursor: str | None, limit: int) -> Rows[Listed]:
        found = await self._page(_ROWS, cursor, limit)
        return page_of([Listed(*row) for row in found], limit, lambda row: (row.id,))

    async def list_json(self, cursor: str | None, limit: int) -> Rows[str]:
        """The same page, each CV as JSON."""
        found = page_of((await self._page(_OBJECTS, cursor, limit)).all(), limit, lambda row: (row[0],))
        return Rows([row[1] for row in found.items], found.next_cursor)

    async def _page(
        self, statements: tuple[TextClause, TextClause], cursor: str | None, limit: int
    ) -> Result[*tuple[Any, ...]]:
        first, later = statements
        values = {"workspace": self.workspace, "limit": limit + 1}
        if cursor is None:
            return await self._session.execute(first, values)
        return await self._session.execute(later, {**values, "after": cursor_id(cursor)})

    async def list_with_content(self) -> list[Row]:
        """Every CV with what its newest version says, oldest first."""
        statement = self._owned.options(undefer(CvVersion.resume)).order_by(Cv.id)
        return [(cv, version) for cv, version in await self._session.execute(statement)]

    async def stamps(self) -> list[tuple[UUID, int, datetime]]:
        """Id, version of the row and time of the last change of every CV."""
        columns = self._owned.with_only_columns(Cv.id, Cv.version, Cv.updated_at)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(columns)]

    async def hold(self, cv: CvId) -> tuple[int, datetime] | None:
        """The same of one, kept from deletion until the transaction ends."""
        columns = self._owned.with_only_columns(Cv.version, Cv.updated_at).where(Cv.id == cv)
        locked = columns.with_for_update(of=Cv, read=True, key_share=True)
        row = (await self._session.execute(locked)).one_or_none()
        return (row[0], row[1]) if row else None

    async def count(self) -> int:
        counted = select(func.count()).select_from(self._owned.subquery())
        return int(await self._session.scalar(counted) or 0)

    async def find_by_file(self, file: FileId) -> CvId | None:
        """The CV that was made from a file."""
        statement = self._versions.where(CvVersion.file_id == file).order_by(CvVersion.id).limit(1)
        version = await self._session.scalar(statement)
        return CvId(version.cv_id) if version else None

    async def get_version(self, cv: CvId, number: int) -> CvVersion:
        await self.get(cv)
        statement = self._versions.where(CvVersion.cv_id == cv, CvVersion.number == number)
        row = await self._session.scalar(statement.options(undefer(CvVersion.resume)))
        if row is None:
            raise CvVersionNotFound
        return row

    async def get_version_by_id(self, version: CvVersionId | UUID) -> CvVersion:
        statement = self._versions.where(CvVersion.id == version).options(undefer(CvVersion.resume))
        row = await self._session.scalar(statement)
        if row is None:
            raise CvVersionNotFound
        return row

    async def list_versions(self, cv: CvId) -> list[CvVersion]:
        """All versions of a CV, newest first."""
        await self.get(cv)
        statement = self._versions.where(CvVersion.cv_id == cv).order_by(CvVersion.number.desc())
        return list(await self._session.scalars(statement))

    async def titles_of(self, cvs: Collection[CvId]) -> dict[CvId, str]:
        """What CVs are called."""
        found = await self._session.execute(
            self._owned.with_only_columns(Cv.id, Cv.title).where(Cv.id.in_(cvs))
        )
        return {CvId(cv): title for cv, title in found}

    def add(self, row: Cv | CvVersion) -> None:
        self._session.add(row)

    async def delete(self, cv: CvId) -> None:
        """Remove a CV with its versions; reviews and matches of them go too."""
        row, _ = await self.get(cv, lock=True)
        await self._session.delete(row)
        await self._session.flush()

    async def delete_older(self, before: datetime, limit: int | None) -> int:
        """Delete CVs that came in before a moment, with their versions, reviews and matches; how many."""
        old = self._owned.with_only_columns(Cv.id).where(Cv.created_at < before).limit(limit)
        gone = delete(Cv).where(Cv.workspace_id == self.workspace, Cv.id.in_(old))
        return len(list(await self._session.scalars(gone.returning(Cv.id))))
