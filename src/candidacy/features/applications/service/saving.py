"""A posting from wherever it was found: read before any transaction, kept as a posting, followed."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.postings import Posting, from_jobposting, read_page
from candidacy.domain.skills import Taxonomy
from candidacy.features.applications.schemas import PostingSource
from candidacy.features.postings import public as postings
from candidacy.infrastructure.fetching import Fetcher
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
