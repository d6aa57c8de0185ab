"""Preparing for interviews: by rules from a CV and a posting as they are now, and by a model once."""

import asyncio
import hashlib
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import prepare_posting
from candidacy.domain.postings import Posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.interview import (
    Preparation,
    UnknownInterviewLanguage,
    interview,
    interview_languages,
)
from candidacy.features.tailoring.models import HintsRow
from candidacy.features.tailoring.repository import HintsRepository
from candidacy.features.tailoring.service.proposing import Basis, basis_of
from candidacy.infrastructure.postgres.documents import digest_of
from candidacy.infrastructure.queue import Queue
from candidacy.kernel.ids import CvId, JobId, PostingId, UserId, WorkspaceId

HINT = "tailoring.interview"


async def prepare_interview(basis: Basis, taxonomy: Taxonomy, today: date, language: str) -> Preparation:
    """What to have ready; nothing of it is kept. Raises UnknownInterviewLanguage."""

    def made() -> Preparation:
        prepared = prepare_posting(basis.posting.posting, taxonomy)
        return interview(basis.cv.resume, prepared, taxonomy, today=today, language=language)

    return await asyncio.to_thread(made)


def digest_of_hints(basis: Basis, language: str, recipe: str) -> str:
    """The same where the same model would be told the same again."""
    parts = (
        digest_of(SourcedResume, basis.cv.resume),
        digest_of(Posting, basis.posting.posting),
        language,
        recipe,
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class HintsService:
    """What models prepare for the interviews of one workspace."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace

    async def ask_model(
        self, cv: CvId, posting: PostingId, language: str, queue: Queue, asked_by: UserId | None
    ) -> JobId:
        """Let a model prepare an interview, as work to be followed.

        Raises CvNotFound, PostingNotFound and UnknownInterviewLanguage.
        """
        if language not in interview_languages():
            raise UnknownInterviewLanguage
        await basis_of(self._session, self._workspace, cv, posting)
        by = {"asked_by": asked_by} if asked_by else {}
        return await queue.enqueue(
            self._session,
            HINT,
            workspace=self._workspace,
            payload={"cv_id": cv, "posting_id": posting, "language": language, **by},
            subject_id=cv,
            lock=f"interview-{cv}-{posting}",
        )

    async def find_newest(self, cv: CvId, posting: PostingId, language: str) -> HintsRow | None:
        """What a model prepared last."""
        return await HintsRepository(self._session, self._workspace).find_newest(cv, posting, language)
