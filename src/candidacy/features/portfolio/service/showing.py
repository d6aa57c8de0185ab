"""What somebody sees of a portfolio: rows as the values that pages, feeds and linked data are made from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import (
    Entry,
    History,
    Kind,
    Link,
    Picture,
    Section,
    Site,
    is_visible,
)
from candidacy.features.portfolio.errors import NothingPublished
from candidacy.features.portfolio.models import Portfolio, PortfolioImageFile, PortfolioItem
from candidacy.features.portfolio.repository import Illustrated, VisitedRepository
from candidacy.features.portfolio.service.profile import hash_of
from candidacy.features.portfolio.service.wording import stamp_of_item, stamp_of_profile
from candidacy.infrastructure.postgres.documents import from_json

_KINDS = tuple(kind.value for kind in Kind)


class Visit:
    """What one visitor sees of one portfolio, by its handle or by its unlisted link.

    Nobody is told why there is nothing: whether it never was, is private, or was taken down.
    """

    def __init__(self, session: AsyncSession, now: datetime, public_url: str) -> None:
        self._rows, self._now, self._url = VisitedRepository(session, now), now, public_url.rstrip("/")

    async def by_handle(self, handle: str) -> "Visited":
        """Raises NothingPublished."""
        row = await self._rows.by_handle(handle)
        if row is None:
            raise NothingPublished
        return Visited(self._rows, row, self._url, f"/p/{row.handle}", by_link=False)

    async def by_link(self, token: str) -> "Visited":
        """Raises NothingPublished."""
        row = await self._rows.by_link(hash_of(token))
        if row is None:
            raise NothingPublished
        return Visited(self._rows, row, self._url, f"/u/{token}", by_link=True)

    async def listed(self) -> list[tuple[str, datetime]]:
        """The addresses of the sitemaps of those who want to be found."""
        return [
            (f"{self._url}/p/{handle}/sitemap.xml", moment)
            for handle, moment in await self._rows.list_listed()
        ]


@dataclass(frozen=True, slots=True)
class Readable:
    """Something that a visitor may read, as it is this moment, and where they find it."""

    stamp: str
    title: str
    path: str


class Visited:
    """A portfolio that a visitor has found."""

    def __init__(
        self, rows: VisitedRepository, row: Portfolio, url: str, path: str, *, by_link: bool
    ) -> None:
        self._rows, self._row, self._by_link = rows, row, by_link
        self._url, self._path, self.handle = url, path, row.handle
        self.workspace = row.workspace_id

    @property
    def _kinds(self) -> list[str]:
        return [k for k in _KINDS if is_visible(self._row.sections, Section(k), by_link=self._by_link)]

    async def site(self) -> Site:
        """All that may be seen of it."""
        items = await self._rows.items_of(self._row.id, self._kinds)
        images = await self._rows.images_of([item.id for item in items])
        found = site_of(self._row, items, images, self._path, by_link=self._by_link)
        return replace(found, address=self._url + self._path)

    async def readable(self, now: datetime) -> dict[UUID, Readable]:
        """Everything that this visitor may read, by its id: the portfolio itself and its items."""
        row = self._row
        found = {row.id: Readable(stamp_of_profile(row), row.name, self._path)}
        for item in await self._rows.items_of(row.id, self._kinds):
            found[item.id] = Readable(stamp_of_item(item, now), item.title, f"{self._path}/{item.slug}")
        return found

    async def file(self, image: UUID, width: int) -> PortfolioImageFile:
        """A picture of what may be seen, in one width. Raises NothingPublished."""
        found = await self._rows.file_of(self._row.id, self._kinds, image, width)
        if found is None:
            raise NothingPublished
        return found


def site_of(
    row: Portfolio,
    items: Iterable[PortfolioItem],
    images: Iterable[Illustrated],
    path: str,
    *,
    by_link: bool,
) -> Site:
    """A portfolio as a visitor sees it: only sections that are for them, and nothing from beside these."""
    pictured = list(images)

    def shown(section: Section) -> bool:
        return is_visible(row.sections, section, by_link=by_link)

    return Site(
        id=_public(row.id),
        address=path,
        path=path,
        name=row.name,
        headline=row.headline,
        about=row.about if shown(Section.ABOUT) else "",
        links=tuple(Link(**link) for link in row.links) if shown(Section.LINKS) else (),
        entries=tuple(entry_of(item, pictured) for item in items if shown(Section(item.kind))),
        history=_history(row, {s: shown(s) for s in Section}),
        indexable=row.indexable and not by_link,
        answers=row.answers,
        language=row.language,
        updated_at=row.updated_at,
    )


def _public(row: UUID) -> UUID:
    """A name that is the row's for ever and tells nothing of it, as its own id tells when it was made."""
    return uuid5(NAMESPACE_OID, row.hex)


def _history(row: Portfolio, shown: Mapping[Section, bool]) -> History:
    if not row.history:
        return History()
    whole = from_json(History, row.history)
    return History(
        experience=whole.experience if shown[Section.EXPERIENCE] else (),
        education=whole.education if shown[Section.EDUCATION] else (),
        skills=whole.skills if shown[Section.SKILLS] else (),
    )


def entry_of(item: PortfolioItem, images: Iterable[Illustrated] = ()) -> Entry:
    """An item as a value."""
    return Entry(
        id=_public(item.id),
        kind=Kind(item.kind),
        slug=item.slug,
        title=item.title,
        published_at=item.published_at or item.created_at,
        updated_at=item.updated_at,
        summary=item.summary,
        body=item.body,
        tags=tuple(item.tags),
        url=item.url,
        issuer=item.issuer,
        starts_on=item.starts_on,
        ends_on=item.ends_on,
        pictures=tuple(picture_of(one) for one in images if one.image.item_id == item.id and one.files),
    )


def picture_of(one: Illustrated) -> Picture:
    """A picture as a value."""
    widths = tuple(file.width for file in one.files)
    return Picture(str(one.image.id), one.image.alt, one.image.width, one.image.height, widths)
