"""Ranking everything of a workspace, in the worker."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import Match, PreparedPosting, prepare_cv, prepare_posting, score
from candidacy.domain.reading import Document
from candidacy.domain.skills import Taxonomy
from candidacy.features.cvs import public as cvs
from candidacy.features.files import public as files
from candidacy.features.matching.models import Batch, BatchItem
from candidacy.features.matching.repository import BatchRepository, MatchRepository, Pair
from candidacy.features.matching.service import basis_of, cv_inputs, decision_of, posting_inputs
from candidacy.features.matching.service.archives import Archive, Entry
from candidacy.features.postings import public as postings
from candidacy.infrastructure.antivirus import Antivirus
from candidacy.infrastructure.queue import JobContext, Queue
from candidacy.infrastructure.quotas import Quotas
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.events import Decision, Events, Judging
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, FileId, PostingId, UserId
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Role

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
            await job.progress(done / total, sentence(f"{done} of {total} compared"))
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


Read = Callable[[JobContext, FileId, PostingId], Awaitable[None]]
"""Reads a file within a job; whoever listens makes a CV of it and matches it, in one transaction."""


@dataclass(frozen=True, slots=True)
class RunBatch:
    """The handler of ``matching.batch``: takes in each file of an archive, reads it and matches it.

    What became of a file is committed before the next one, so a batch that was cut off goes on after the
    last one, and a file that was read is never read again.
    """

    storage: Storage
    antivirus: Antivirus
    quotas: Quotas
    queue: Queue
    read: Read
    limit: int

    async def run(self, job: JobContext, *, batch_id: UUID, asked_by: UUID | None = None) -> dict[str, Any]:
        """``asked_by`` is for whoever tells them how it ended."""
        del asked_by
        async with job.transaction() as session:
            batches = BatchRepository(session, job.workspace)
            batch, items = await batches.get(batch_id), await batches.items(batch_id)
        if batch.storage_key is None:
            return {"batch_id": str(batch_id)}
        with tempfile.TemporaryFile() as source:
            async for chunk in self.storage.get(batch.storage_key):
                source.write(chunk)
            archive = await asyncio.to_thread(Archive, source, self.limit)
            entries = archive.entries
            async with job.transaction() as session:
                (await BatchRepository(session, job.workspace).get(batch_id)).total = len(entries)
            for entry in entries:
                item = items.get(entry.number)
                if item is None or item.status == "taken":
                    await self._one(job, batch, archive, entry, item)
                done = entry.number + 1
                await job.progress(done / len(entries), sentence(f"{done} of {len(entries)} files"))
        async with job.transaction() as session:
            (await BatchRepository(session, job.workspace).get(batch_id)).storage_key = None
        await self.storage.delete(batch.storage_key)
        return {"batch_id": str(batch_id)}

    async def _one(
        self, job: JobContext, batch: Batch, archive: Archive, entry: Entry, item: BatchItem | None
    ) -> None:
        """One file. An error that says what is wrong with it ends this file and not the batch."""
        posting = PostingId(batch.posting_id)
        try:
            taken = item.file_id if item is not None else None
            file = FileId(taken) if taken is not None else await self._take(job, batch, archive, entry)
            await self.read(job, file, posting)
        except AppError as error:
            if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            await self._note(job, batch, entry, "failed", error)
        else:
            await self._note(job, batch, entry, "done", None)

    async def _take(self, job: JobContext, batch: Batch, archive: Archive, entry: Entry) -> FileId:
        """Take a file in as if it had been uploaded, and say so in the same transaction."""
        data = await asyncio.to_thread(archive.read, entry.number)
        actor = Actor(UserId(batch.asked_by or UUID(int=0)), job.workspace, Role.EDITOR)

        async def note(session: AsyncSession, file: files.FileOut) -> None:
            repository = BatchRepository(session, job.workspace)
            await repository.put(batch.id, entry.number, entry.name, status="taken", file_id=file.id)

        received = await files.receive(
            job.sessions,
            actor,
            self.storage,
            self.queue,
            name=entry.name,
            chunks=_whole(data),
            limit=self.limit,
            quotas=self.quotas,
            antivirus=self.antivirus,
            queued=False,
            before_commit=note,
        )
        return FileId(received.id)

    async def _note(
        self, job: JobContext, batch: Batch, entry: Entry, status: str, error: AppError | None
    ) -> None:
        said = {"error_code": error.code, "error_message": error.message} if error else {}
        async with job.transaction() as session:
            repository = BatchRepository(session, job.workspace)
            await repository.put(batch.id, entry.number, entry.name, status=status, **said)


async def _whole(data: bytes) -> AsyncIterator[bytes]:
    if data:
        yield data
