"""Sending: what goes out is rendered once and kept, so that it can be seen later as it was."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.stages import Category
from candidacy.domain.postings import Posting
from candidacy.domain.rendering import Format, Theme, theme_named
from candidacy.domain.skills import Taxonomy
from candidacy.features.applications.errors import ApplicationArchived
from candidacy.features.applications.models import Application, SentDocument
from candidacy.features.applications.schemas import SendIn
from candidacy.features.applications.service.tracking import TrackingService, Whole
from candidacy.features.cvs import public as cvs
from candidacy.features.matching import public as matching
from candidacy.features.postings import public as postings
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.infrastructure.storage import Storage, StoredObject
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Judging
from candidacy.kernel.ids import CvId, PostingId, UserId, WorkspaceId, uuid7
from candidacy.kernel.language import sentence

LARGEST = 20_000_000

Kept = Callable[[Whole, AsyncSession], Awaitable[None]]
"""Is told what is kept, before it is committed."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A file that is stored already, and what is said of it."""

    stored: StoredObject
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sending:
    """Sends applications of one workspace; holds no transaction while files are made."""

    sessions: Sessions
    workspace: WorkspaceId
    author: UserId
    storage: Storage
    renderer: RenderProcesses
    taxonomy: Taxonomy
    clock: Clock
    judging: Judging

    async def send(
        self,
        application: UUID,
        given: SendIn,
        *,
        based_on: int | None,
        before_commit: Kept | None = None,
    ) -> Whole:
        """Keep a CV and a letter as they are sent, with the match at this time; what was saved is applied.

        Raises ApplicationNotFound, ApplicationChanged, ApplicationArchived, CvNotFound, CvVersionNotFound,
        UnknownTheme, and the errors of rendering and of the storage. Nothing is kept then.
        """
        async with self.sessions() as session:
            service = TrackingService(session, self.workspace, self.clock, self.author)
            whole = await service.get(application)
            if whole.row.archived_at is not None:
                raise ApplicationArchived
            cv = await cvs.get_cv(session, self.workspace, CvId(given.cv_id), given.number)
        theme = theme_named(given.theme)
        made: list[_Made] = []
        try:
            made.append(await self._cv(cv, theme, given))
            if given.letter.strip():
                made.append(await self._letter(given.letter))
            async with self.sessions.begin() as session:
                whole = await self._keep(session, application, cv, made, based_on)
                if before_commit is not None:
                    await before_commit(whole, session)
            return whole
        except BaseException:
            for one in made:
                await self.storage.delete(one.stored.key)
            raise

    async def _cv(self, cv: cvs.CvText, theme: Theme, given: SendIn) -> _Made:
        file = await self.renderer.render(
            cv.resume.resume, Format.PDF, theme=theme, paper=given.paper, made=self.clock.now()
        )
        stored = await self.storage.put(_once(file.data), limit=LARGEST)
        return _Made(
            stored,
            {
                "kind": "cv",
                "name": f"{cv.candidate_name or 'CV'}.pdf"[:200],
                "media_type": Format.PDF.media_type,
                "cv_title": cv.title[:300],
                "cv_number": cv.number,
                "theme": theme.name,
            },
        )

    async def _letter(self, letter: str) -> _Made:
        """Letters are text here; what makes them is the slice of tailoring."""
        stored = await self.storage.put(_once(letter.encode()), limit=LARGEST)
        return _Made(
            stored, {"kind": "letter", "name": "Letter.txt", "media_type": "text/plain; charset=utf-8"}
        )

    async def _keep(
        self,
        session: AsyncSession,
        application: UUID,
        cv: cvs.CvText,
        made: list[_Made],
        based_on: int | None,
    ) -> Whole:
        service = TrackingService(session, self.workspace, self.clock, self.author)
        whole = await service.locked(application, based_on)
        row = whole.row
        for one in made:
            service.parts.add(self._document(application, one))
        row.cv_id, row.cv_title, row.cv_number = cv.id, cv.title[:300], cv.number
        await self._match(session, service, row, cv)
        service.remark(row, whole.stage, "sent", sentence(f"{cv.title}, version {cv.number}"))
        if whole.stage.category == Category.SAVED:
            target = await service.stages.first_of(Category.APPLIED)
            if target is not None:
                service.put(whole, target)
                whole = Whole(row, target)
        row.applied_at = row.applied_at or self.clock.now()
        await service.flush()
        return whole

    async def _match(
        self, session: AsyncSession, service: TrackingService, row: Application, cv: cvs.CvText
    ) -> None:
        """The match of what is sent with the posting as it was when it was saved."""
        posting = (await service.applications.get(row.id, posting=True)).posting
        if posting is None:
            return
        then = postings.PostingText(
            PostingId(row.posting_id or row.id),
            row.posting_version or 1,
            row.title,
            row.organization or None,
            from_json(Posting, posting),
        )
        found = await matching.score_once(
            session,
            self.workspace,
            cv,
            then,
            taxonomy=self.taxonomy,
            clock=self.clock,
            judging=self.judging,
        )
        row.match_score, row.match_band, row.match_formula = found.score, found.band, found.formula

    def _document(self, application: UUID, one: _Made) -> SentDocument:
        return SentDocument(
            id=uuid7(),
            workspace_id=self.workspace,
            application_id=application,
            size=one.stored.size,
            sha256=one.stored.sha256,
            storage_key=one.stored.key,
            sent_at=self.clock.now(),
            **one.values,
        )


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
