"""Contacts, tasks, interviews and documents of the applications of one workspace."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Select, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.applications.errors import (
    PartNotFound,
)
from candidacy.features.applications.models import (
    Application,
    Contact,
    Interview,
    SentDocument,
    Task,
)
from candidacy.kernel.ids import WorkspaceId

Part = TypeVar("Part", Contact, Task, Interview, SentDocument)


class Due(NamedTuple):
    """The next task of an application."""

    title: str
    due_at: datetime | None
    zone: str


class PartRepository:
    """Contacts, tasks, interviews and documents of the applications of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._tasks = select(Task).where(Task.workspace_id == workspace)
        self._interviews = select(Interview).where(Interview.workspace_id == workspace)
        self._contacts = select(Contact).where(Contact.workspace_id == workspace)
        self._documents = select(SentDocument).where(SentDocument.workspace_id == workspace)
        self._owned: dict[type[Any], Select[Any]] = {
            Task: self._tasks,
            Interview: self._interviews,
            Contact: self._contacts,
            SentDocument: self._documents,
        }

    async def of(self, kind: type[Part], application: UUID) -> list[Part]:
        """All of a kind, oldest first."""
        mine = self._owned[kind].where(kind.application_id == application).order_by(kind.id)
        return list(await self._session.scalars(mine))

    async def of_all(self, kind: type[Part], applications: Sequence[UUID]) -> list[Part]:
        mine = self._owned[kind].where(kind.application_id.in_(applications)).order_by(kind.id)
        return list(await self._session.scalars(mine))

    async def get(self, kind: type[Part], application: UUID, part: UUID) -> Part:
        """Raises PartNotFound."""
        mine = self._owned[kind].where(kind.application_id == application, kind.id == part)
        row: Part | None = await self._session.scalar(mine.with_for_update())
        if row is None:
            raise PartNotFound
        return row

    async def count(self, kind: type[Part], application: UUID) -> int:
        mine = self._owned[kind].where(kind.application_id == application)
        return int(await self._session.scalar(mine.with_only_columns(func.count())) or 0)

    async def next_tasks(self, applications: Sequence[UUID]) -> dict[UUID, Due]:
        """The open task of each that is due first; one without a time comes last."""
        columns = (Task.application_id, Task.title, Task.due_at, Task.zone)
        mine = self._tasks.with_only_columns(*columns).where(
            Task.application_id.in_(applications), Task.done_at.is_(None)
        )
        first = mine.ext(distinct_on(Task.application_id)).order_by(
            Task.application_id, Task.due_at.nulls_last(), Task.id
        )
        return {row[0]: Due(*row[1:]) for row in await self._session.execute(first)}

    async def due_tasks(self, before: datetime, limit: int) -> list[tuple[Task, str, str]]:
        """Open tasks that are due or were reminded of, with the job and the employer."""
        named = self._tasks.join(Application, Application.id == Task.application_id).where(
            Application.archived_at.is_(None), Task.done_at.is_(None)
        )
        due = named.where(or_(Task.due_at < before, Task.reminded_at.is_not(None)))
        moment = func.coalesce(Task.due_at, Task.remind_at)
        found = due.add_columns(Application.title, Application.organization).order_by(moment, Task.id)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(found.limit(limit))]

    async def interviews_between(
        self, after: datetime, before: datetime, limit: int
    ) -> list[tuple[Interview, str, str]]:
        """Interviews with the job and the employer, the next first."""
        named = self._interviews.join(Application, Application.id == Interview.application_id).where(
            Application.archived_at.is_(None), Interview.ends_at > after, Interview.starts_at < before
        )
        found = named.add_columns(Application.title, Application.organization)
        ordered = found.order_by(Interview.starts_at, Interview.id).limit(limit)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(ordered)]

    async def lock_to_remind(self, now: datetime, limit: int) -> list[tuple[Task, str, str]]:
        """Tasks whose reminder is due and which no other process reminds of meanwhile."""
        due = self._tasks.join(Application, Application.id == Task.application_id).where(
            Task.remind_at <= now,
            Task.reminded_at.is_(None),
            Task.done_at.is_(None),
            Application.archived_at.is_(None),
        )
        found = due.add_columns(Application.title, Application.organization).order_by(Task.remind_at)
        locked = found.limit(limit).with_for_update(of=Task, skip_locked=True)
        return [(row[0], row[1], row[2]) for row in await self._session.execute(locked)]

    async def addresses(self) -> list[tuple[UUID, str]]:
        """The address of every contact that has one, with its application."""
        mine = self._contacts.with_only_columns(Contact.application_id, Contact.email)
        found = await self._session.execute(mine.where(Contact.email != ""))
        return [(row[0], row[1].lower()) for row in found]

    async def keys_of(self, applications: Sequence[UUID]) -> list[str]:
        """Where the files that were sent lie."""
        mine = self._documents.with_only_columns(SentDocument.storage_key)
        return list(await self._session.scalars(mine.where(SentDocument.application_id.in_(applications))))

    async def with_parts(self, applications: Sequence[UUID], *, but: type[Any] | None = None) -> set[UUID]:
        """Those of these that somebody has given something, not counting things of one kind."""
        found: set[UUID] = set()
        for kind, owned in self._owned.items():
            if kind is but:
                continue
            mine = owned.with_only_columns(kind.application_id).where(kind.application_id.in_(applications))
            found |= set(await self._session.scalars(mine))
        return found

    def add(self, row: Contact | Task | Interview | SentDocument) -> None:
        self._session.add(row)

    async def delete(self, row: Contact | Task | Interview | SentDocument) -> None:
        await self._session.delete(row)
        await self._session.flush()
