"""Applications come and go: a posting from wherever it was found is read and followed; files go with rows."""

import asyncio
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.applications.cells import Salary
from candidacy.domain.postings import Posting, from_jobposting, read_page
from candidacy.domain.skills import Taxonomy
from candidacy.features.applications.schemas import ApplicationIn, PostingSource, SalaryIn
from candidacy.features.applications.service.tracking import Draft, TrackingService
from candidacy.features.postings import public as postings
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.clock import Clock
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import PostingId, WorkspaceId


@dataclass(frozen=True, slots=True)
class PostingReader:
    """Reads postings; holds nothing open meanwhile."""

    taxonomy: Taxonomy
    fetcher: Fetcher

    async def read(self, given: PostingSource | None) -> Posting | None:
        """What a posting says; None where none is given.

        Raises EmptyPosting, NotAJobPosting, PostingTooLong, and for an address what a Fetcher does.
        """
        if given is None:
            return None
        if given.job_posting is not None:
            return await asyncio.to_thread(from_jobposting, given.job_posting, self.taxonomy)
        if given.html.strip():
            return await asyncio.to_thread(read_page, given.html, self.taxonomy)
        if not given.text and not given.url:
            return None
        return await postings.read_posting_of(
            self.taxonomy, self.fetcher, text=given.text, url="" if given.text else given.url
        )

    async def kept(
        self, session: AsyncSession, workspace: WorkspaceId, read: Posting | None, posting: UUID | None
    ) -> postings.PostingText | None:
        """The posting that was read, kept; else the one that is named. Raises PostingNotFound."""
        if read is not None:
            return await postings.add_posting(session, workspace, self.taxonomy, read)
        if posting is not None:
            return await postings.get_posting(session, workspace, PostingId(posting))
        return None


CENT = Decimal("0.01")


def salary_of(given: SalaryIn | None) -> Salary | None:
    return Salary(given.amount.quantize(CENT), given.currency, given.period) if given else None


def draft_of(given: ApplicationIn) -> Draft:
    return Draft(
        title=given.title,
        organization=given.organization,
        stage=given.stage_id,
        url=given.url or (given.posting.url if given.posting else ""),
        location=given.location,
        source=given.source,
        tags=tuple(dict.fromkeys(given.tags)),
        notes=given.notes,
        salary=salary_of(given.salary),
    )


async def remove(sessions: Sessions, actor: Actor, storage: Storage, clock: Clock, application: UUID) -> None:
    """Delete an application and its files; the row goes first, a file without a row is swept up later."""
    async with sessions.begin() as session:
        keys = await TrackingService(session, actor.workspace, clock, actor.user).delete(application)
    for key in keys:
        await storage.delete(key)
