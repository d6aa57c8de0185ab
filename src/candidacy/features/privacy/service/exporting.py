"""Exports: asked for, made by a job, fetched, and gone after seven days."""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.cvs import public as cvs
from candidacy.features.privacy.errors import ExportExpired, ExportNotReady
from candidacy.features.privacy.models import Export
from candidacy.features.privacy.policies.naming import Names, safe_name
from candidacy.features.privacy.repository import ExportRepository, pages
from candidacy.features.privacy.schemas import ExportOut
from candidacy.features.privacy.service.archive import Archive, as_json, as_json_array, one
from candidacy.features.privacy.service.discarding import discard
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Base, Sessions, visiting, within
from candidacy.infrastructure.postgres.belonging import Belonging, belongings
from candidacy.infrastructure.queue import BULK, JobNotFound, JobState, JobStatus, Queue, get_job
from candidacy.infrastructure.quotas import Quota, Quotas
from candidacy.infrastructure.storage import ObjectMissing, Storage, begun
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, JobId, UserId, WorkspaceId, uuid7

BUILD_EXPORT = "privacy.export"
KEPT_FOR = timedelta(days=7)
ENTIRE, ABOUT = "all that is in it", "what is about you"

CONTENT = {"files": "files", "portfolio_image_files": "pictures", "application_documents": "sent"}
"""Tables whose rows have bytes in the storage, and the folder that these go to."""

Said = Callable[[float, str], Awaitable[None]]
"""Takes how far it is, 0 to 1, and a word about it."""


class ExportService:
    """The exports of an actor. Their jobs run in the personal workspace, where no team sees them."""

    def __init__(
        self, session: AsyncSession, actor: Actor, queue: Queue, quotas: Quotas, clock: Clock, events: Events
    ) -> None:
        self._session, self._actor, self._queue = session, actor, queue
        self._quotas, self._clock, self._events = quotas, clock, events
        self._exports = ExportRepository(session, actor.user)

    async def request(self) -> ExportOut:
        """Ask for an export. Raises QuotaUsedUp."""
        await self._quotas.spend(self._session, self._actor.user, Quota.EXPORTS)
        row = Export(
            id=uuid7(), user_id=self._actor.user, expires_at=self._clock.now() + KEPT_FOR, storage_key=None
        )
        await self._exports.add(row)
        requested = SecurityEvent("export.requested", self._actor.user, str(self._actor.user))
        await self._events.publish(requested, self._session)
        home = await workspaces.personal_of(self._session, self._actor.user)
        async with visiting(self._session, home):
            row.job_id = await self._queue.enqueue(
                self._session,
                BUILD_EXPORT,
                workspace=home,
                payload={"export_id": row.id, "user_id": self._actor.user},
                subject_id=row.id,
                priority=BULK,
                lock=f"export-{self._actor.user}",
            )
            await self._session.flush()
        return await self._shown(row)

    async def list_newest(self) -> list[ExportOut]:
        now = self._clock.now()
        rows = [row for row in await self._exports.list_newest() if row.expires_at > now]
        return [await self._shown(row) for row in rows]

    async def get(self, export: UUID) -> ExportOut:
        """Raises ExportNotFound."""
        return await self._shown(await self._exports.get(export))

    async def open(self, export: UUID) -> Export:
        """An export that can be fetched. Raises ExportNotFound, ExportNotReady or ExportExpired."""
        row = await self._exports.get(export)
        if row.expires_at <= self._clock.now():
            raise ExportExpired
        if row.storage_key is None:
            raise ExportNotReady
        return row

    async def delete(self, export: UUID) -> None:
        """Delete it; its bytes go once that is committed. Raises ExportNotFound."""
        row = await self._exports.get(export, lock=True)
        await self._exports.delete(row)
        await discard(self._session, self._queue, [row.storage_key] if row.storage_key else [])

    async def _shown(self, row: Export) -> ExportOut:
        job = None if row.storage_key or row.job_id is None else await self._job(JobId(row.job_id))
        failed = job is not None and job.status in {JobStatus.FAILED, JobStatus.CANCELLED}
        waiting = "failed" if failed else "waiting"
        return ExportOut(
            id=row.id,
            status="ready" if row.storage_key else waiting,
            progress=1.0 if row.storage_key else (job.progress if job else 0.0),
            message=(job.error_message or job.message) if job else None,
            job_id=row.job_id,
            size=row.size,
            requested_at=row.created_at,
            expires_at=row.expires_at,
        )

    async def _job(self, job: JobId) -> JobState | None:
        home = await workspaces.personal_of(self._session, self._actor.user)
        async with visiting(self._session, home):
            try:
                return await get_job(self._session, home, job)
            except JobNotFound:
                return None


@dataclass(frozen=True, slots=True)
class _Part:
    """A folder of the archive: rows seen from within one workspace."""

    folder: str
    title: str
    sessions: Sessions
    workspace: WorkspaceId | None
    tables: list[tuple[Belonging, ColumnElement[bool]]]
    entire: bool = False


class Exporter:
    """Writes everything a person owns, table by table, in a memory that does not grow with it."""

    def __init__(
        self,
        sessions: Sessions,
        storage: Storage,
        *,
        user: UserId,
        email: str | None,
        standing: list[workspaces.Standing],
        now: datetime,
        said: Said,
    ) -> None:
        self._sessions, self._storage, self._said = sessions, storage, said
        self._user, self._email, self._standing, self._now = user, email, standing, now
        self._tables = [b for b in belongings(Base.metadata).values() if b.why_not_exported is None]
        self._names, self._archive = Names(), Archive(now)
        self._missing: list[str] = []

    async def stream(self) -> AsyncIterator[bytes]:
        """The archive, from its first byte to its last."""
        parts = self._parts()
        readme = _readme(parts, self._now)
        async for piece in self._archive.add("README.txt", one(readme.encode())):
            yield piece
        done, total = 0, sum(len(part.tables) for part in parts) + 1
        for part in parts:
            for whose, condition in part.tables:
                await self._said(done / total, f"{part.title}: {whose.name}")
                async for piece in self._table(part, whose, condition):
                    yield piece
                done += 1
        if self._missing:
            names = "\n".join(self._missing) + "\n"
            async for piece in self._archive.add("files-that-were-not-found.txt", one(names.encode())):
                yield piece
        yield self._archive.end()

    async def _table(
        self, part: _Part, whose: Belonging, condition: ColumnElement[bool]
    ) -> AsyncIterator[bytes]:
        rows = as_json_array(pages(part.sessions, whose, condition))
        async for piece in self._archive.add(f"{part.folder}/{whose.name}.json", rows):
            yield piece
        if part.workspace is None or not part.entire:
            return
        if whose.name in CONTENT:
            async for piece in self._originals(part, whose, condition):
                yield piece
        if whose.name == "cvs":
            async for piece in self._resumes(part, whose, condition, part.workspace):
                yield piece

    async def _originals(
        self, part: _Part, whose: Belonging, condition: ColumnElement[bool]
    ) -> AsyncIterator[bytes]:
        async for page in pages(part.sessions, _with_keys(whose), condition):
            for row in page:
                name = f"{part.folder}/{CONTENT[whose.name]}/{safe_name(row['name'], 'file')}"
                try:
                    content = await begun(self._storage.get(row["storage_key"]))
                except ObjectMissing:
                    self._missing.append(name)
                    continue
                async for piece in self._archive.add(self._names.take(name), content):
                    yield piece

    async def _resumes(
        self, part: _Part, whose: Belonging, condition: ColumnElement[bool], workspace: WorkspaceId
    ) -> AsyncIterator[bytes]:
        async for page in pages(part.sessions, whose, condition):
            for row in page:
                resume = await self._resume(part.sessions, workspace, CvId(row["id"]))
                if resume is None:
                    continue
                name = f"{part.folder}/json-resume/{safe_name(row['title'], 'cv')}.json"
                async for piece in self._archive.add(self._names.take(name), one(as_json(resume, 2))):
                    yield piece

    async def _resume(self, sessions: Sessions, workspace: WorkspaceId, cv: CvId) -> dict[str, Any] | None:
        async with sessions() as session:
            try:
                found = await cvs.get_cv(session, workspace, cv)
            except cvs.CvNotFound:
                return None
        return found.resume.resume.to_json_resume()

    def _parts(self) -> list[_Part]:
        own = [(b, b.of_person(self._user, self._email)) for b in self._tables if b.workspace is None]
        nowhere = [
            (b, and_(b.workspace.is_(None), b.of_person(self._user, self._email)))
            for b in self._tables
            if b.workspace is not None and b.workspace.nullable
        ]
        parts = [_Part("account", "Your account", self._sessions, None, [*own, *nowhere])]
        return [*parts, *(self._workspace(standing) for standing in self._standing)]

    def _workspace(self, standing: workspaces.Standing) -> _Part:
        folder = self._names.take(f"workspaces/{safe_name(standing.name, 'workspace')}")
        owned = [b for b in self._tables if b.workspace is not None]
        if standing.is_theirs:
            tables = [(b, b.of_workspace(standing.id)) for b in owned]
        else:
            mine = [b for b in owned if b.people]
            tables = [(b, and_(b.of_workspace(standing.id), b.of_person(self._user, None))) for b in mine]
        sessions = within(self._sessions, standing.id)
        return _Part(folder, standing.name, sessions, standing.id, tables, entire=standing.is_theirs)


@dataclass(frozen=True, slots=True)
class _WithKeys(Belonging):
    """A table whose rows come with the keys of their objects, for who fetches these."""

    @property
    def shown(self) -> list[Any]:
        return [self.table.c.name, self.stored]


def _with_keys(whose: Belonging) -> Belonging:
    return _WithKeys(whose.table, whose.workspace, whose.people, whose.address, whose.parent)


def _readme(parts: list[_Part], now: datetime) -> str:
    lines = [
        "Everything that this installation of Candidacy holds of you,",
        f"as it was on {now:%Y-%m-%d} at {now:%H:%M} UTC.",
        "",
        "Each .json file is one table: a JSON array with a row on each line. Moments are in UTC, numbers of",
        "bytes in files are sizes. Passwords, tokens and the like are left out: they prove who you are.",
        "In a workspace of yours alone there is all that is in it: files/ has what was uploaded under its",
        "own name, pictures/ those of your portfolio, sent/ what was sent with applications, json-resume/",
        "each CV in the format of jsonresume.org, for other programs.",
        "In a team that others belong to, which owns what is in it, there is what is about you.",
        "",
    ]
    for part in parts:
        said = "" if part.workspace is None else f" ({ENTIRE if part.entire else ABOUT})"
        lines += [f"{part.folder}/{said}"]
        lines += [f"    {whose.name + '.json':<24}{_meaning(whose.name)}" for whose, _ in part.tables]
        lines.append("")
    return "\n".join(lines)


def _meaning(table: str) -> str:
    """What a table holds, in the words of its model."""
    for mapper in Base.registry.mappers:
        if getattr(mapper.local_table, "name", None) == table:
            return inspect.cleandoc(mapper.class_.__doc__ or "").split("\n")[0]
    return ""
