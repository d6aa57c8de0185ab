"""Making a proposal: read, worked out with no transaction held, kept."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.matching import PreparedPosting, prepare_posting
from candidacy.domain.rendering import DEFAULT_THEME, Format, Paper
from candidacy.domain.resume import Resume
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Beside, Change, Refused, Tailoring, completed, proposed
from candidacy.domain.tailoring.letters import RefusedSentence
from candidacy.domain.tailoring.selection import Pages, select
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio import public as portfolio
from candidacy.features.postings import public as postings
from candidacy.features.tailoring.models import TailoringRow
from candidacy.features.tailoring.repository import AnswerRepository, TailoringRepository
from candidacy.features.tailoring.schemas import ChangeIn
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import CvId, JobId, PostingId, WorkspaceId, uuid7

_MOST_ITEMS = 100
Kept = tuple[TailoringRow, Tailoring]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a proposal is made from: the newest version of a CV, and a posting."""

    cv: cvs.CvText
    posting: postings.PostingText
    beside: tuple[Beside, ...] = ()
    """Items of the person's portfolio that they let be referred to."""


async def basis_of(
    session: AsyncSession, workspace: WorkspaceId, cv_id: CvId, posting_id: PostingId
) -> Basis:
    """Raises CvNotFound or PostingNotFound."""
    return Basis(
        await cvs.get_cv(session, workspace, cv_id),
        await postings.get_posting(session, workspace, posting_id),
    )


async def beside_of(session: AsyncSession, workspace: WorkspaceId, now: datetime) -> tuple[Beside, ...]:
    """Published items that their owner allows, in a workspace of a person alone.

    What a team publishes says nothing of a candidate.
    """
    if not await workspaces.is_personal(session, workspace):
        return ()
    found = await portfolio.evidence_of(session, workspace, now, limit=_MOST_ITEMS)
    return tuple(Beside(one.title, one.address, one.text) for one in found)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted of a proposal.

    Args:
        changes: those of somebody in place of those of the rules.
        most_pages: how many pages the CV may take, by leaving out; None for as many as it has.
        beside: texts of a model that come with those of the rules.
        refused: what was refused before it came here.
        made: which prompts and models these are of.
        problem: why a model that was asked has added nothing or, with ``made``, less than it might.
        job: the work that makes it.
    """

    changes: Sequence[ChangeIn] | None = None
    most_pages: int | None = None
    beside: Sequence[Change] = ()
    refused: Sequence[Refused] = ()
    made: list[Any] | None = None
    problem: str | None = None
    job: JobId | None = None
    also: Sequence[ChangeIn] = field(default=())
    """Texts of somebody that come with those of the rules."""


@dataclass(frozen=True, slots=True)
class Said:
    """Paragraphs that a model proposed for a letter, what was refused of its work, and what made them."""

    paragraphs: tuple[tuple[str, ...], ...] = ()
    """Sentences of each."""
    refused: tuple[RefusedSentence, ...] = ()
    made: list[Any] | None = None
    problem: str | None = None
    """Why the model that was asked has added nothing."""


@dataclass(frozen=True, slots=True)
class Proposing:
    """Proposes for one workspace. It holds no transaction while it works or renders."""

    sessions: Sessions
    workspace: WorkspaceId
    taxonomy: Taxonomy
    clock: Clock
    renderer: RenderProcesses

    async def propose(self, cv_id: CvId, posting_id: PostingId, asked: Asked | None = None) -> Kept:
        """Tailor the newest version of a CV. Raises CvNotFound, PostingNotFound and DoesNotFit."""
        async with self.sessions() as session:
            basis = await basis_of(session, self.workspace, cv_id, posting_id)
            beside = await beside_of(session, self.workspace, self.clock.now())
            basis = replace(basis, beside=beside)
        return await self.keep(basis, asked or Asked())

    async def keep(self, basis: Basis, asked: Asked) -> Kept:
        """Work a proposal out and keep it."""
        loop = asyncio.get_running_loop()
        pages = self._counting(loop) if asked.most_pages is not None else None
        async with self.sessions() as session:
            declined = await AnswerRepository(session, self.workspace).declined(basis.cv.id)
        result = _without(await asyncio.to_thread(self._made, basis, asked, pages), declined)
        row = self._row(basis, asked, result)
        async with self.sessions.begin() as session:
            TailoringRepository(session, self.workspace).add(row)
        return row, result

    def _made(self, basis: Basis, asked: Asked, pages: Pages | None) -> Tailoring:
        today, resume = self.clock.today(), basis.cv.resume
        prepared = prepare_posting(basis.posting.posting, self.taxonomy)
        changes = self._changes(basis, prepared, asked, pages)
        found = proposed(
            resume, prepared, self.taxonomy, changes, today=today, pages=pages, beside=basis.beside
        )
        return found.model_copy(update={"refused": (*found.refused, *asked.refused)})

    def _changes(
        self, basis: Basis, prepared: PreparedPosting, asked: Asked, pages: Pages | None
    ) -> list[Change]:
        """Those that are given; or those of the rules, with texts of somebody else before them."""
        resume = basis.cv.resume
        if asked.changes is not None:
            return [completed(one.model_dump(), resume) for one in asked.changes]
        rules = select(resume, prepared, self.taxonomy, pages=pages, most_pages=asked.most_pages)
        texts = [*asked.beside, *(completed(one.model_dump(), resume) for one in asked.also)]
        worded = {one.path for one in texts}
        return [*texts, *(one for one in rules if one.path not in worded)]

    def _counting(self, loop: asyncio.AbstractEventLoop) -> Callable[[Resume], int]:
        """Counts pages from a thread by the process that renders."""

        def pages(resume: Resume) -> int:
            rendering = self.renderer.render(
                resume, Format.PDF, theme=DEFAULT_THEME, paper=Paper.A4, made=self.clock.now()
            )
            return asyncio.run_coroutine_threadsafe(rendering, loop).result().pages or 1

        return pages

    def _row(self, basis: Basis, asked: Asked, result: Tailoring) -> TailoringRow:
        return TailoringRow(
            id=uuid7(),
            workspace_id=self.workspace,
            cv_id=basis.cv.id,
            cv_version_id=basis.cv.version_id,
            cv_number=basis.cv.number,
            posting_id=basis.posting.id,
            posting_version=basis.posting.version,
            digest=result.digest,
            most_pages=asked.most_pages,
            made=asked.made,
            problem=asked.problem,
            job_id=asked.job,
            tailoring=to_json(Tailoring, result),
        )


def _without(found: Tailoring, declined: frozenset[str]) -> Tailoring:
    """A proposal without what its person said is not true."""
    return found.model_copy(update={"questions": tuple(q for q in found.questions if q.key not in declined)})
