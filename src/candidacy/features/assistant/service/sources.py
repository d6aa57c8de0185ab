"""What can be searched: each kind of thing registers a source that gives its text with the places in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.passages import Part, parts_of_resume, parts_of_text
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio import public as portfolio
from candidacy.features.postings import public as postings
from candidacy.kernel.clock import Clock
from candidacy.kernel.ids import CvId, PostingId, WorkspaceId
from candidacy.kernel.language import sentence
from candidacy.kernel.permissions import Permission


@dataclass(frozen=True, slots=True)
class Content:
    """One thing as it is now.

    Args:
        stamp: changes whenever anything of the rest does.
        title: what it is called in results.
        url: where it is shown, as a path of this application.
        dated: by which it is filtered.
        parts: what it says, each part with its places in the source.
        published: anybody may see it.
    """

    stamp: str
    title: str
    url: str
    dated: datetime
    parts: Sequence[Part]
    published: bool = False


class SearchSource(Protocol):
    """A kind of thing that is searched. Its table has a trigger that forgets passages (see README)."""

    @property
    def kind(self) -> str:
        """Its stable name: ``cv``."""
        ...

    @property
    def label(self) -> str:
        """What several of them are called: ``CVs``."""
        ...

    @property
    def permission(self) -> Permission:
        """What one must be allowed to in order to find it."""
        ...

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        """The stamp of everything there is of it."""
        ...

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        """One of them; None where it is gone."""
        ...

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        """Its stamp, and nobody deletes it before the transaction ends; None where it is gone."""
        ...


@dataclass(frozen=True, slots=True)
class CvSource:
    """The newest version of each CV, value by value."""

    kind: str = "cv"
    label: str = sentence("CVs")
    permission: Permission = Permission.CVS_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return {row.id: str(row.version) for row in await cvs.stamps(session, workspace)}

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        stamp = await cvs.hold(session, workspace, CvId(item))
        if stamp is None:
            return None
        cv = await cvs.get_cv(session, workspace, CvId(item))
        # Lines of the document may hold what an edit took out.
        document = await cvs.document_of(session, workspace, cv) if cv.number == 1 else None
        named = cv.candidate_name and cv.candidate_name.casefold() not in cv.title.casefold()
        title = f"{cv.title} · {cv.candidate_name}" if named else cv.title
        parts = parts_of_resume(cv.resume, document)
        return Content(str(stamp.version), title, f"/cvs/{cv.id}", stamp.changed_at, parts)

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        stamp = await cvs.hold(session, workspace, CvId(item))
        return str(stamp.version) if stamp else None


@dataclass(frozen=True, slots=True)
class PostingSource:
    """The text of each job posting."""

    kind: str = "posting"
    label: str = sentence("Jobs")
    permission: Permission = Permission.POSTINGS_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return {row.id: str(row.version) for row in await postings.stamps(session, workspace)}

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        stamp = await postings.hold(session, workspace, PostingId(item))
        if stamp is None:
            return None
        found = await postings.get_posting(session, workspace, PostingId(item))
        title = f"{found.title} · {found.organization}" if found.organization else found.title
        parts = parts_of_text(found.posting.text)
        return Content(str(stamp.version), title, f"/postings/{found.id}", stamp.changed_at, parts)

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        stamp = await postings.hold(session, workspace, PostingId(item))
        return str(stamp.version) if stamp else None


@dataclass(frozen=True, slots=True)
class PortfolioSource:
    """Each project, post and certification; visitors find those that are published."""

    clock: Clock
    kind: str = "portfolio"
    label: str = sentence("Portfolio")
    permission: Permission = Permission.PORTFOLIO_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return await portfolio.item_stamps(session, workspace, self.clock.now())

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        return _content_of(await portfolio.item_words(session, workspace, item, self.clock.now()))

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        return await portfolio.hold_item(session, workspace, item, self.clock.now())


@dataclass(frozen=True, slots=True)
class ProfileSource:
    """What a portfolio says beside its items, as far as everybody may read it."""

    kind: str = "profile"
    label: str = sentence("Public profile")
    permission: Permission = Permission.PORTFOLIO_READ

    async def stamps(self, session: AsyncSession, workspace: WorkspaceId) -> Mapping[UUID, str]:
        return await portfolio.profile_stamps(session, workspace)

    async def load(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> Content | None:
        return _content_of(await portfolio.profile_words(session, workspace, item))

    async def hold(self, session: AsyncSession, workspace: WorkspaceId, item: UUID) -> str | None:
        return await portfolio.hold_profile(session, workspace, item)


def _content_of(said: portfolio.Words | None) -> Content | None:
    if said is None:
        return None
    return Content(said.stamp, said.title, said.address, said.changed_at, said.parts, said.published)


@dataclass(slots=True)
class SearchSources:
    """All kinds that are registered, in the order they are shown."""

    _all: dict[str, SearchSource] = field(default_factory=dict)

    def register(self, source: SearchSource) -> None:
        """Add a kind. Raises ValueError for one that is there already."""
        if source.kind in self._all:
            raise ValueError(f"A source of the kind {source.kind} is registered already.")
        self._all[source.kind] = source

    def __getitem__(self, kind: str) -> SearchSource:
        return self._all[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._all

    def all(self) -> list[SearchSource]:
        return list(self._all.values())
