"""What applications say, for a search: each with its contacts, tasks and interviews."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Exists, Select, String, and_, cast, exists, extract, func, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute, undefer

from candidacy.features.applications.models import Application, Contact, Interview, Stage, Task
from candidacy.kernel.ids import WorkspaceId

MOST_USED = 10
"""Applications that the page of a CV or a posting names."""
_PARTS = (Contact, Task, Interview)


class Said(NamedTuple):
    """An application and what belongs to it."""

    row: Application
    contacts: list[Contact]
    tasks: list[Task]
    interviews: list[Interview]

    @property
    def has_notes(self) -> bool:
        notes = [self.row.notes, *(one.note for one in self.contacts), *(one.note for one in self.interviews)]
        return any(note.strip() for note in notes)


class Used(NamedTuple):
    """An application as the pages of its CV and its posting name it."""

    id: UUID
    title: str
    organization: str
    stage: str
    cv_number: int | None
    applied_at: datetime | None


class WordsRepository:
    """Words of the applications of one workspace, and what changes with them."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._owned = select(Application).where(Application.workspace_id == workspace)

    async def stamps(self, *, with_notes: bool) -> dict[UUID, str]:
        """A text that changes with each change of an application or of what belongs to it."""
        statement = self._stamps()
        if with_notes:
            noted = (self._noted(Contact, Contact.note), self._noted(Interview, Interview.note))
            statement = statement.where(or_(Application.notes != "", *noted))
        return {row[0]: str(row[1]) for row in await self._session.execute(statement)}

    async def stamp(self, application: UUID) -> str | None:
        """The same of one, which nobody deletes before the transaction ends; None where it is gone."""
        held = self._owned.with_only_columns(Application.id).where(Application.id == application)
        held = held.with_for_update(read=True, key_share=True)
        if await self._session.scalar(held) is None:
            return None
        rows = await self._session.execute(self._stamps(application))
        return str(rows.one()[1])

    async def find(self, application: UUID) -> Said | None:
        """One with all that belongs to it."""
        wanted = self._owned.where(Application.id == application).options(undefer(Application.posting))
        row = await self._session.scalar(wanted.execution_options(populate_existing=True))
        if row is None:
            return None
        found: list[list[Any]] = []
        for kind in _PARTS:
            mine = select(kind).where(
                kind.workspace_id == self._workspace, kind.application_id == application
            )
            found.append(list(await self._session.scalars(mine.order_by(kind.id))))
        return Said(row, *found)

    async def using(self, *, cv: UUID | None = None, posting: UUID | None = None) -> list[Used]:
        """The applications that a CV was sent with, or that follow a posting, the latest first."""
        columns = (
            Application.id,
            Application.title,
            Application.organization,
            Stage.name,
            Application.cv_number,
            Application.applied_at,
        )
        named = self._owned.join(Stage, Stage.id == Application.stage_id).with_only_columns(*columns)
        mine = Application.cv_id == cv if cv is not None else Application.posting_id == posting
        found = named.where(mine).order_by(Application.id.desc()).limit(MOST_USED)
        return [Used(*row) for row in await self._session.execute(found)]

    def _stamps(self, application: UUID | None = None) -> Select[Any]:
        mine = []
        for kind in _PARTS:
            one = select(kind.application_id, kind.updated_at).where(kind.workspace_id == self._workspace)
            mine.append(one if application is None else one.where(kind.application_id == application))
        parts = union_all(*mine).subquery()
        told = select(
            parts.c.application_id,
            func.concat(func.count(), "/", func.max(extract("epoch", parts.c.updated_at))).label("stamp"),
        ).group_by(parts.c.application_id)
        of_parts = told.subquery()
        stamp = func.concat(cast(Application.version, String), "/", of_parts.c.stamp)
        statement: Any = self._owned.with_only_columns(Application.id, stamp).outerjoin(
            of_parts, of_parts.c.application_id == Application.id
        )
        found: Select[Any] = (
            statement if application is None else statement.where(Application.id == application)
        )
        return found

    def _noted(self, kind: type[Contact] | type[Interview], note: InstrumentedAttribute[str]) -> Exists:
        mine = and_(kind.workspace_id == self._workspace, kind.application_id == Application.id)
        return exists().where(mine, note != "")
