"""The door of postings: what other slices may know of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.postings import Posting, read_posting
from candidacy.domain.skills import Taxonomy
from candidacy.features.files.public import FileRead
from candidacy.features.postings.errors import PostingNotFound
from candidacy.features.postings.events import PostingSaved
from candidacy.features.postings.models import PostingRow
from candidacy.features.postings.repository import PostingRepository
from candidacy.features.postings.schemas import PostingIn
from candidacy.features.postings.service import PostingService, read
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.postgres.documents import from_json
from candidacy.kernel.events import Events
from candidacy.kernel.ids import FileId, PostingId, WorkspaceId

__all__ = [
    "PostingName",
    "PostingNotFound",
    "PostingSaved",
    "PostingStamp",
    "PostingText",
    "add_posting",
    "delete_older",
    "delete_posting",
    "find_posting_of_file",
    "get_posting",
    "hold",
    "list_names",
    "list_postings",
    "on_file_read",
    "read_posting_of",
    "stamps",
    "titles_of",
]


@dataclass(frozen=True, slots=True)
class PostingText:
    """A posting as other slices read it; ``version`` counts its changes."""

    id: PostingId
    version: int
    title: str
    organization: str | None
    posting: Posting


async def get_posting(session: AsyncSession, workspace: WorkspaceId, posting: PostingId) -> PostingText:
    """Raises PostingNotFound."""
    return _text(await PostingRepository(session, workspace).get(posting))


@dataclass(frozen=True, slots=True)
class PostingName:
    """A posting in a list to choose from."""

    id: PostingId
    title: str


async def list_names(session: AsyncSession, workspace: WorkspaceId, limit: int) -> list[PostingName]:
    """The newest postings, newest first."""
    page = await PostingRepository(session, workspace).list_page(None, limit)
    return [PostingName(PostingId(row.id), row.title) for row in page.items]


@dataclass(frozen=True, slots=True)
class PostingStamp:
    """What changes with each change of a posting, and when it last did."""

    id: PostingId
    version: int
    changed_at: datetime


async def stamps(session: AsyncSession, workspace: WorkspaceId) -> list[PostingStamp]:
    """The stamp of every posting of the workspace."""
    found = await PostingRepository(session, workspace).stamps()
    return [PostingStamp(PostingId(i), v, at) for i, v, at in found]


async def hold(session: AsyncSession, workspace: WorkspaceId, posting: PostingId) -> PostingStamp | None:
    """The stamp of a posting, which nobody deletes before the transaction ends; None where it is gone."""
    found = await PostingRepository(session, workspace).hold(posting)
    return PostingStamp(posting, *found) if found else None


async def titles_of(
    session: AsyncSession, workspace: WorkspaceId, wanted: Collection[PostingId]
) -> dict[PostingId, str]:
    """What postings are called, by their ids; those that are gone are left out."""
    return await PostingRepository(session, workspace).titles_of(wanted)


async def list_postings(session: AsyncSession, workspace: WorkspaceId) -> list[PostingText]:
    """Every posting of the workspace, oldest first."""
    return [_text(row) for row in await PostingRepository(session, workspace).list_with_content()]


async def read_posting_of(taxonomy: Taxonomy, fetcher: Fetcher, *, text: str = "", url: str = "") -> Posting:
    """What a posting's text says, else the page at its address. Raises what reading and fetching can."""
    return await read(PostingIn(text=text or None, url=url or None), taxonomy, fetcher)


async def add_posting(
    session: AsyncSession,
    workspace: WorkspaceId,
    taxonomy: Taxonomy,
    posting: Posting,
    events: Events | None = None,
) -> PostingText:
    """Keep a posting that was read."""
    return _text(await PostingService(session, workspace, taxonomy, events).create(posting))


async def find_posting_of_file(
    session: AsyncSession, workspace: WorkspaceId, file: FileId
) -> PostingId | None:
    """The posting that was made from a file, once it was read."""
    return await PostingRepository(session, workspace).find_by_file(file)


async def on_file_read(
    event: FileRead, session: AsyncSession, *, taxonomy: Taxonomy, events: Events | None = None
) -> None:
    """A file that was uploaded as a posting becomes one."""
    if event.purpose != "posting":
        return
    posting = read_posting(event.reading.document.text, taxonomy)
    name = event.name.rsplit(".", 1)[0] or event.name
    service = PostingService(session, event.workspace, taxonomy, events)
    await service.add(posting, file=event.file, name=name)


async def delete_posting(session: AsyncSession, workspace: WorkspaceId, posting: PostingId) -> None:
    """Delete a posting with its matches. Raises PostingNotFound."""
    await PostingRepository(session, workspace).delete(posting)


async def delete_older(
    session: AsyncSession, workspace: WorkspaceId, before: datetime, *, limit: int | None = None
) -> int:
    """Delete postings that came in before a moment, with their matches; how many."""
    return await PostingRepository(session, workspace).delete_older(before, limit)


def _text(row: PostingRow) -> PostingText:
    return PostingText(
        id=PostingId(row.id),
        version=row.version,
        title=row.title,
        organization=row.organization,
        posting=from_json(Posting, row.posting),
    )
