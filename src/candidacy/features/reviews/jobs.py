"""A model reads a CV beside the rubric: it quotes and advises, and the score stays the rubric's."""

import hashlib
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from candidacy.ai_agents.errors import NoModel
from candidacy.ai_agents.interface import Observations, ReviewRequest, Thread
from candidacy.domain.reading import Document
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review import Review
from candidacy.features.agents import public as agents
from candidacy.features.cvs import public as cvs
from candidacy.features.reviews.errors import ReviewOutdated
from candidacy.features.reviews.models import ReviewNotes
from candidacy.features.reviews.repository import NotesRepository, ReviewRepository
from candidacy.infrastructure.postgres.documents import digest_of, from_json, to_json
from candidacy.infrastructure.queue import JobContext
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import AppError
from candidacy.kernel.events import Decision, Events, Judging
from candidacy.kernel.ids import CvId, ReviewId, UserId, uuid7
from candidacy.kernel.language import sentence

PROMPTS = ("review.structure", "review.appeal")
_STEPS = {
    "structure": sentence("The model reads for structure"),
    "appeal": sentence("The model reads for appeal in the field"),
    "aggregate": sentence("Its quotations are looked up in the CV"),
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A review and what it was made of."""

    review_id: ReviewId
    cv: cvs.CvText
    document: Document | None
    review: Review


@dataclass(frozen=True, slots=True)
class ReadWithModel:
    """The handler of ``reviews.read``. What was noted from the same before is taken over."""

    clock: Clock
    events: Events
    models: agents.AgentsContext

    async def run(self, job: JobContext, *, review_id: UUID, asked_by: UUID | None = None) -> dict[str, Any]:
        subject = await self._subject(job, ReviewId(review_id))
        actor = UserId(asked_by) if asked_by else None
        work = agents.Work("review", actor, "cv", subject.cv.id)
        roles = await agents.agents_for(self.models, job.workspace, work)
        if roles is None:
            return _problem(NoModel())
        basis = basis_of(subject, roles.client.recipe(*PROMPTS))
        async with job.transaction() as session:
            same = await NotesRepository(session, job.workspace).find_same(basis)
        if same is not None:
            await self._keep(job, subject, basis, same.model, from_json(Observations, same.notes), actor)
            return {"review_id": str(review_id), "cached": True}
        thread = Thread(job.workspace, job.job_id)

        async def progress(step: str, share: float) -> None:
            await job.progress(share * 0.95, _STEPS.get(step))

        request = ReviewRequest(subject.cv.resume, subject.document, subject.review)
        try:
            found = await roles.reviewer.review(request, thread=thread, progress=progress)
        except AppError as error:
            return _problem(error)
        await self._keep(job, subject, basis, roles.client.settings.model, found, actor)
        await roles.forget(thread)
        return {"review_id": str(review_id), "cached": False}

    async def _subject(self, job: JobContext, review_id: ReviewId) -> Subject:
        """Raises ReviewNotFound, and ReviewOutdated where the CV was changed since."""
        async with job.transaction() as session:
            row = await ReviewRepository(session, job.workspace).get(review_id)
            cv = await cvs.get_cv(session, job.workspace, CvId(row.cv_id))
            if cv.version_id != row.cv_version_id:
                raise ReviewOutdated
            document = await cvs.document_of(session, job.workspace, cv)
        return Subject(review_id, cv, document, from_json(Review, row.review))

    async def _keep(
        self,
        job: JobContext,
        subject: Subject,
        basis: str,
        model: str,
        found: Observations,
        actor: UserId | None,
    ) -> None:
        row = ReviewNotes(
            id=uuid7(),
            workspace_id=job.workspace,
            review_id=subject.review_id,
            basis=basis,
            model=model,
            notes=to_json(Observations, found),
        )
        async with job.transaction() as session:
            await NotesRepository(session, job.workspace).put(row)
            await agents.note_quotes(
                session,
                self.clock,
                found.made,
                verified=found.quotes_verified,
                dropped=found.quotes_dropped,
            )
            decided = Judging(self.events, actor).decided
            await decided(job.workspace, [_decision(subject, found)], session)


def basis_of(subject: Subject, recipe: str) -> str:
    """The same where the same model would read the same again."""
    text = subject.document.text if subject.document else ""
    parts = (
        digest_of(SourcedResume, subject.cv.resume),
        hashlib.sha256(text.encode(errors="replace")).hexdigest(),
        subject.review.rubric,
        subject.review.industry,
        recipe,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _problem(error: AppError) -> dict[str, Any]:
    return {"problem": error.message, "code": error.code}


def _decision(subject: Subject, found: Observations) -> Decision:
    """What a model noted, as the log of decisions keeps it."""
    return Decision(
        kind="cv.noted",
        subject=str(subject.cv.id),
        by=subject.review.rubric,
        inputs={
            "cv_id": str(subject.cv.id),
            "cv_version_id": str(subject.cv.version_id),
            "cv_sha256": digest_of(SourcedResume, subject.cv.resume),
            "industry": subject.review.industry,
            **agents.decision_inputs(found.made),
        },
        outcome={"observations": len(found.observations), "quotes_dropped": found.quotes_dropped},
    )
