"""Postings: read once into requirements, which a person may then set right."""

import asyncio
import textwrap

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.postings import Posting, from_jobposting, html_to_text, read_page, read_posting
from candidacy.domain.skills import Taxonomy
from candidacy.features.postings.errors import NothingGiven, PostingChanged, RequirementNotFound
from candidacy.features.postings.events import PostingSaved
from candidacy.features.postings.models import PostingRow
from candidacy.features.postings.repository import PostingRepository
from candidacy.features.postings.schemas import PostingIn, PostingPatch, RequirementPatch
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.postgres.documents import from_json, to_json
from candidacy.kernel.events import Events
from candidacy.kernel.ids import FileId, PostingId, WorkspaceId, uuid7
from candidacy.kernel.pagination import Rows

UNTITLED = "Untitled posting"
OPENING = 80


async def read(given: PostingIn, taxonomy: Taxonomy, fetcher: Fetcher) -> Posting:
    """What a posting says. No transaction is held meanwhile: a page may take its time to come.

    Raises NothingGiven, EmptyPosting, NotAJobPosting, PostingTooLong; for an address what a Fetcher does.
    """
    if given.job_posting is not None:
        posting = await asyncio.to_thread(from_jobposting, given.job_posting, taxonomy)
    elif given.text is not None:
        posting = await asyncio.to_thread(_read_text, given.text, taxonomy)
    elif given.url is not None:
        page = await fetcher.fetch(given.url)
        posting = await asyncio.to_thread(read_page, page.text, taxonomy)
    else:
        raise NothingGiven
    stated = {"title": given.title, "organization": given.organization}
    return posting.model_copy(update={k: v for k, v in stated.items() if v is not None})


def _read_text(text: str, taxonomy: Taxonomy) -> Posting:
    return read_posting(html_to_text(text), taxonomy)


class PostingService:
    """Postings of one workspace."""

    def __init__(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        taxonomy: Taxonomy,
        events: Events | None = None,
    ) -> None:
        self._session, self._workspace, self._taxonomy = session, workspace, taxonomy
        self._events = events
        self._postings = PostingRepository(session, workspace)

    async def create(self, posting: Posting) -> PostingRow:
        """Keep a posting that was read."""
        return await self.add(posting, name=opening_words(posting.text))

    async def add(self, posting: Posting, *, file: FileId | None = None, name: str = UNTITLED) -> PostingRow:
        row = PostingRow(
            id=uuid7(),
            workspace_id=self._workspace,
            title=(posting.title or name)[:300],
            organization=(posting.organization or "")[:300] or None,
            file_id=file,
            posting=to_json(Posting, posting),
        )
        self._postings.add(row)
        await self._saved(row)
        return row

    async def get(self, posting: PostingId) -> tuple[PostingRow, Posting]:
        row = await self._postings.get(posting)
        return row, from_json(Posting, row.posting)

    async def list_page(self, cursor: str | None, limit: int) -> Rows[PostingRow]:
        return await self._postings.list_page(cursor, limit)

    async def change(
        self, posting: PostingId, given: PostingPatch, *, based_on: int | None
    ) -> tuple[PostingRow, Posting]:
        row, value = await self._locked(posting, based_on)
        changes = given.model_dump(exclude_none=True)
        value = value.model_copy(update=changes)
        row.title, row.organization = value.title or row.title, value.organization
        return await self._write(row, value)

    async def change_requirement(
        self, posting: PostingId, number: int, given: RequirementPatch, *, based_on: int | None
    ) -> tuple[PostingRow, Posting]:
        """Set importance or weight of the requirement at ``number``, from 0."""
        row, value = await self._locked(posting, based_on)
        if number >= len(value.requirements):
            raise RequirementNotFound
        changes = {k: v for k, v in given.model_dump().items() if v is not None}
        requirements = list(value.requirements)
        requirements[number] = requirements[number].model_copy(update=changes)
        return await self._write(row, value.model_copy(update={"requirements": tuple(requirements)}))

    async def delete(self, posting: PostingId) -> None:
        await self._postings.delete(posting)

    async def _locked(self, posting: PostingId, based_on: int | None) -> tuple[PostingRow, Posting]:
        row = await self._postings.get(posting, lock=True)
        if based_on is not None and based_on != row.version:
            raise PostingChanged
        return row, from_json(Posting, row.posting)

    async def _write(self, row: PostingRow, value: Posting) -> tuple[PostingRow, Posting]:
        row.posting = to_json(Posting, value)
        await self._saved(row)
        return row, value

    async def _saved(self, row: PostingRow) -> None:
        await self._session.flush()
        if self._events is not None:
            await self._events.publish(PostingSaved(self._workspace, PostingId(row.id)), self._session)


def opening_words(text: str) -> str:
    """What a posting that states no title is listed under: how it begins, cut between words."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return textwrap.shorten(first, OPENING, placeholder=" …") or UNTITLED
