"""Loads samples through the ordinary services, and removes exactly what was loaded."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import Kind
from candidacy.domain.skills import Taxonomy
from candidacy.features.applications import public as applications
from candidacy.features.cvs import public as cvs
from candidacy.features.files import public as files
from candidacy.features.portfolio import public as portfolio
from candidacy.features.postings import public as postings
from candidacy.features.samples.errors import SampleBusy
from candidacy.features.samples.models import SamplePart
from candidacy.features.samples.repository import SampleRepository
from candidacy.features.samples.schemas import PartOut, SampleKind, SampleOut
from candidacy.features.samples.service.texts import (
    MARK,
    SAMPLES,
    Sample,
    SampleApplication,
    SampleFile,
    SamplePosting,
    SampleProject,
    content,
)
from candidacy.infrastructure.antivirus import Antivirus
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.infrastructure.queue import JobFinished, JobNotFound, Queue
from candidacy.infrastructure.quotas import Quotas
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import FileId, ItemId, JobId, PostingId
from candidacy.kernel.permissions import Permission

NEEDED = (
    Permission.FILES_WRITE,
    Permission.CVS_WRITE,
    Permission.POSTINGS_WRITE,
    Permission.MATCHES_WRITE,
    Permission.APPLICATIONS_WRITE,
    Permission.PORTFOLIO_WRITE,
)
PAGES = {
    "file": "/start/{id}",
    "posting": "/postings/{id}",
    "application": "/tracker/{id}",
    "item": "/portfolio/items/{id}",
}


def may_load(actor: Actor) -> bool:
    """Whether somebody may make everything that a sample is made of."""
    return all(actor.may(permission) for permission in NEEDED)


@dataclass(frozen=True, slots=True)
class Means:
    """What the services that a sample goes through work with."""

    sessionmaker: Sessions
    storage: Storage
    queue: Queue
    events: Events
    clock: Clock
    taxonomy: Taxonomy
    fetcher: Fetcher
    quotas: Quotas
    antivirus: Antivirus
    max_upload_size: int

    @classmethod
    def of(cls, shared: Any) -> "Means":
        """From the services of the process, whose type belongs to the web."""
        parts = {part.name: getattr(shared, part.name) for part in fields(cls) if part.name != _LIMIT}
        return cls(**parts, max_upload_size=shared.http.max_upload_size)


_LIMIT = "max_upload_size"


@dataclass(frozen=True, slots=True)
class SampleService:
    """The samples of an actor's workspace. It holds no transaction while bytes are stored."""

    actor: Actor
    services: Means

    @property
    def _sessions(self) -> Sessions:
        return within(self.services.sessionmaker, self.actor.workspace)

    async def list_all(self) -> list[SampleOut]:
        async with self._sessions() as session:
            return await self.listed(session)

    async def listed(self, session: AsyncSession) -> list[SampleOut]:
        """Both samples, loaded or not."""
        parts = await SampleRepository(session, self.actor.workspace).list_all()
        return [_shown(kind, [part for part in parts if part.kind == kind.value]) for kind in SampleKind]

    async def get(self, kind: SampleKind) -> SampleOut:
        return next(one for one in await self.list_all() if one.kind is kind)

    async def load(self, kind: SampleKind) -> SampleOut:
        """Make what is not there yet. Raises Forbidden, QuotaUsedUp, and what storing a file can."""
        for permission in NEEDED:
            self.actor.require(permission)
        sample = SAMPLES[kind]
        async with self._sessions.begin() as session:
            made = await self._rows(session, kind, sample)
        for file in sample.files:
            if file.name not in made:
                with suppress(SampleBusy):
                    await self._upload(kind, file, made[file.match_with])
        return await self.get(kind)

    async def _rows(self, session: AsyncSession, kind: SampleKind, sample: Sample) -> dict[str, UUID]:
        """Everything but the files, in one transaction; the ids of all parts by their names."""
        parts = SampleRepository(session, self.actor.workspace)
        await parts.lock()
        there = {part.name: part.subject_id for part in await parts.list_of(kind)}
        if there:
            return there
        texts: dict[str, postings.PostingText] = {}
        for posting in sample.postings:
            texts[posting.name] = added = await self._posting(session, posting)
            await parts.note(kind, posting.name, "posting", added.id)
        for application in sample.applications:
            about = texts[application.posting] if application.posting else None
            made = await self._application(session, application, about)
            await parts.note(kind, application.name, "application", made)
        for project in sample.projects:
            await parts.note(kind, project.name, "item", await self._project(session, project))
        return {part.name: part.subject_id for part in await parts.list_of(kind)}

    async def _posting(self, session: AsyncSession, given: SamplePosting) -> postings.PostingText:
        services = self.services
        text = content(given.file).decode()
        read = await postings.read_posting_of(services.taxonomy, services.fetcher, text=text)
        marked = read.model_copy(update={"organization": given.employer + MARK})
        return await postings.add_posting(
            session, self.actor.workspace, services.taxonomy, marked, services.events
        )

    async def _application(
        self, session: AsyncSession, given: SampleApplication, posting: postings.PostingText | None
    ) -> UUID:
        now = self.services.clock.now()
        return await applications.track(
            session,
            self.actor.workspace,
            self.services.clock,
            self.actor.user,
            self.services.events,
            category=given.stage,
            title=given.title,
            organization=given.employer + MARK if given.employer else "",
            posting=posting,
            since={category: now - ago for category, ago in given.since.items()},
        )

    async def _project(self, session: AsyncSession, given: SampleProject) -> UUID:
        return await portfolio.add_draft(
            session,
            self.actor,
            self.services.clock,
            self.services.events,
            kind=Kind.PROJECT,
            title=given.title,
            summary=given.summary,
            body=given.body,
            tags=given.tags,
        )

    async def _upload(self, kind: SampleKind, given: SampleFile, posting: UUID) -> None:
        """Take a file in as if it had been dropped on the first page; the job that reads it matches it."""
        services = self.services

        async def note(session: AsyncSession, row: files.FileOut) -> None:
            parts = SampleRepository(session, self.actor.workspace)
            await parts.lock()
            if not await parts.note(kind, given.name, "file", row.id):
                raise SampleBusy

        await files.receive(
            services.sessionmaker,
            self.actor,
            services.storage,
            services.queue,
            name=given.called,
            chunks=_chunks(await asyncio.to_thread(content, given.file)),
            limit=services.max_upload_size,
            quotas=services.quotas,
            antivirus=services.antivirus,
            match_with=PostingId(posting),
            before_commit=note,
        )

    async def remove(self, kind: SampleKind) -> None:
        """Delete what was loaded, and nothing else; what is gone already is passed over. Raises Forbidden."""
        for permission in NEEDED:
            self.actor.require(permission)
        keys: list[str] = []
        async with self._sessions.begin() as session:
            parts = SampleRepository(session, self.actor.workspace)
            await parts.lock()
            for part in await parts.list_of(kind):
                with suppress(*_GONE):
                    keys += await self._delete(session, part)
            await parts.forget(kind)
        for key in keys:
            await self.services.storage.delete(key)

    async def _delete(self, session: AsyncSession, part: SamplePart) -> list[str]:
        """Delete one part; the keys of the bytes that it leaves behind."""
        actor, services = self.actor, self.services
        if part.what == "file":
            return await self._delete_file(session, FileId(part.subject_id))
        if part.what == "posting":
            await postings.delete_posting(session, actor.workspace, PostingId(part.subject_id))
        elif part.what == "item":
            await portfolio.delete_item(
                session, actor, services.clock, services.events, ItemId(part.subject_id)
            )
        else:
            return await applications.delete_application(
                session, actor.workspace, services.clock, actor.user, part.subject_id
            )
        return []

    async def _delete_file(self, session: AsyncSession, file: FileId) -> list[str]:
        actor, services = self.actor, self.services
        cv = await cvs.find_cv_of_file(session, actor.workspace, file)
        if cv is not None:
            with suppress(cvs.CvNotFound):
                await cvs.delete_cv(session, actor.workspace, cv)
        row = await files.get_file(session, actor.workspace, file)
        if row.job_id is not None:
            with suppress(JobFinished, JobNotFound):
                await services.queue.cancel(session, actor.workspace, JobId(row.job_id))
        return [await files.delete_file(session, actor, services.storage, services.queue, file)]


_GONE = (
    files.FileNotFound,
    postings.PostingNotFound,
    portfolio.ItemNotFound,
    applications.ApplicationNotFound,
)


async def _chunks(data: bytes) -> AsyncIterator[bytes]:
    yield data


def _shown(kind: SampleKind, parts: list[SamplePart]) -> SampleOut:
    shown = [
        PartOut(name=p.name, what=p.what, id=p.subject_id, path=PAGES[p.what].format(id=p.subject_id))
        for p in parts
    ]
    return SampleOut(kind=kind, loaded=bool(parts), parts=shown)
