"""Work that asks a model: proposals, letters, interviews. Done twice it makes one row and pays once."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.interface import InterviewPreparation, InterviewRequest, Thread
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.letters import LetterKind, Tone, Wanted
from candidacy.features.agents import public as agents
from candidacy.features.tailoring.models import HintsRow
from candidacy.features.tailoring.repository import HintsRepository, LetterRepository, TailoringRepository
from candidacy.features.tailoring.service import Asked, Basis, LetterService, Proposing, Said, basis_of
from candidacy.features.tailoring.service.interviews import digest_of_hints
from candidacy.features.tailoring.service.modelled import gaps_of, letter_of, proposals_of
from candidacy.features.tailoring.service.proposing import beside_of
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.infrastructure.queue import JobContext
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.ids import CvId, PostingId, UserId, uuid7
from candidacy.kernel.language import sentence

_STEPS = {
    "propose": sentence("The model proposes"),
    "verify": sentence("Each proposal is held against the CV"),
    "revise": sentence("What was refused is tried once more"),
}


@dataclass(frozen=True, slots=True)
class ProposeWithModel:
    """The handler of ``tailoring.propose``. A model that fails leaves what the rules propose, and why."""

    taxonomy: Taxonomy
    clock: Clock
    renderer: RenderProcesses
    models: agents.AgentsContext

    async def run(
        self,
        job: JobContext,
        *,
        cv_id: UUID,
        posting_id: UUID,
        most_pages: int | None = None,
        asked_by: UUID | None = None,
    ) -> dict[str, Any]:
        async with job.transaction() as session:
            done = await TailoringRepository(session, job.workspace).find_of_job(job.job_id)
            if done is not None:
                return {"tailoring_id": str(done.id)}
            basis = await basis_of(session, job.workspace, CvId(cv_id), PostingId(posting_id))
            beside = await beside_of(session, job.workspace, self.clock.now())
            basis = replace(basis, beside=beside)
        work = agents.Work("tailoring", UserId(asked_by) if asked_by else None, "cv", cv_id)
        roles = await agents.agents_for(self.models, job.workspace, work)
        thread = Thread(job.workspace, job.job_id)
        asked = Asked(most_pages=most_pages, problem=NoModel().message, job=job.job_id)

        async def progress(step: str, share: float) -> None:
            await job.progress(share * 0.9, _STEPS.get(step))

        if roles is not None:
            gaps = await asyncio.to_thread(gaps_of, basis, self.taxonomy, self.clock)
            asked = await proposals_of(
                roles, basis, gaps, self.clock, thread=thread, progress=progress, most_pages=most_pages
            )
        proposing = Proposing(job.sessions, job.workspace, self.taxonomy, self.clock, self.renderer)
        row, _ = await proposing.keep(basis, asked)
        if roles is not None:
            await roles.forget(thread)
        return {"tailoring_id": str(row.id)}


@dataclass(frozen=True, slots=True)
class WriteWithModel:
    """The handler of ``tailoring.letter``. A model that fails leaves the CV's own lines, and why."""

    taxonomy: Taxonomy
    clock: Clock
    models: agents.AgentsContext

    async def run(
        self,
        job: JobContext,
        *,
        cv_id: UUID,
        posting_id: UUID,
        kind: LetterKind,
        language: str,
        tone: Tone,
        asked_by: UUID | None = None,
    ) -> dict[str, Any]:
        async with job.transaction() as session:
            done = await LetterRepository(session, job.workspace).find_of_job(job.job_id)
            if done is not None:
                return {"letter_id": str(done.id)}
            basis = await basis_of(session, job.workspace, CvId(cv_id), PostingId(posting_id))
        work = agents.Work("letter", UserId(asked_by) if asked_by else None, "cv", cv_id)
        roles = await agents.agents_for(self.models, job.workspace, work)
        wanted = Wanted(kind, language, tone)
        await job.progress(0.1, sentence("The model writes"))
        said = Said(problem=NoModel().message)
        thread = Thread(job.workspace, job.job_id)
        if roles is not None:
            said = await letter_of(roles, basis, wanted, self.clock, thread=thread)
        async with job.transaction() as session:
            service = LetterService(session, job.workspace, self.taxonomy, self.clock)
            row, _ = await service.keep(basis, wanted, said, job.job_id)
        if roles is not None:
            await roles.forget(thread)
        return {"letter_id": str(row.id)}


@dataclass(frozen=True, slots=True)
class HintWithModel:
    """The handler of ``tailoring.interview``. What the same model was asked before is not asked again."""

    clock: Clock
    models: agents.AgentsContext

    async def run(
        self, job: JobContext, *, cv_id: UUID, posting_id: UUID, language: str, asked_by: UUID | None = None
    ) -> dict[str, Any]:
        work = agents.Work("interview", UserId(asked_by) if asked_by else None, "cv", cv_id)
        roles = await agents.agents_for(self.models, job.workspace, work)
        if roles is None:
            return _problem(NoModel())
        async with job.transaction() as session:
            basis = await basis_of(session, job.workspace, CvId(cv_id), PostingId(posting_id))
            digest = digest_of_hints(basis, language, roles.client.recipe("interview.prepare"))
            hints = HintsRepository(session, job.workspace)
            if await hints.exists_same(basis.cv.id, basis.posting.id, digest):
                return {"cached": True}
        await job.progress(0.1, sentence("The model prepares questions"))
        request = InterviewRequest(basis.cv.resume, basis.posting.posting, self.clock.today(), language)
        thread = Thread(job.workspace, job.job_id)
        try:
            found = await roles.interviewer.prepare(request, thread=thread)
        except AppError as error:
            await roles.forget(thread)
            return _problem(error)
        await self._keep(job, basis, language, digest, found, roles.client.settings.model)
        await roles.forget(thread)
        return {"cached": False}

    async def _keep(
        self,
        job: JobContext,
        basis: Basis,
        language: str,
        digest: str,
        found: InterviewPreparation,
        model: str,
    ) -> None:
        row = HintsRow(
            id=uuid7(),
            workspace_id=job.workspace,
            cv_id=basis.cv.id,
            cv_version_id=basis.cv.version_id,
            cv_number=basis.cv.number,
            posting_id=basis.posting.id,
            posting_version=basis.posting.version,
            language=language,
            basis=digest,
            model=model,
            hints=to_json(InterviewPreparation, found),
        )
        verified, dropped = found.quotes_verified, found.quotes_dropped
        async with job.transaction() as session:
            await HintsRepository(session, job.workspace).add(row)
            await agents.note_quotes(session, self.clock, found.made, verified=verified, dropped=dropped)


def _problem(error: AppError) -> dict[str, Any]:
    return {"problem": error.message, "code": error.code}
