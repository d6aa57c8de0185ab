"""Portfolios of one workspace, and what visitors may see of any."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    case,
    column,
    delete,
    exists,
    func,
    or_,
    select,
    table,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.portfolio.errors import ImageNotFound, ItemNotFound
from candidacy.features.portfolio.models import (
    Portfolio,
    PortfolioHandle,
    PortfolioImage,
    PortfolioImageFile,
    PortfolioItem,
)
from candidacy.kernel.ids import ImageId, ItemId, UserId, WorkspaceId, uuid7
from candidacy.kernel.pagination import BadCursor, Rows, decode_cursor, page_of

_VISIT = text(
    "SELECT set_config('app.visited_handle', :handle, true), set_config('app.visited_link', :link, true),"
    " set_config('app.visited_listing', :listing, true)"
)
MOST_LISTED = 50_000


class Illustrated(NamedTuple):
    """A picture and the files that it is kept in, smallest first."""

    image: PortfolioImage
    files: list[PortfolioImageFile]


class PortfolioRepository:
    """The portfolio of one workspace; what was deleted is found only by who asks for it."""

    def __init__(self, session: AsyncSession, workspace: WorkspaceId) -> None:
        self._session, self._workspace = session, workspace
        self._portfolio = select(Portfolio).where(Portfolio.workspace_id == workspace)
        self._all = select(PortfolioItem).where(PortfolioItem.workspace_id == workspace)
        self._items = self._all.where(PortfolioItem.deleted_at.is_(None))
        self._images = select(PortfolioImage).where(PortfolioImage.workspace_id == workspace)
        self._files = select(PortfolioImageFile).where(PortfolioImageFile.workspace_id == workspace)

    async def find(self, *, lock: bool = False) -> Portfolio | None:
        found: Portfolio | None = await self._session.scalar(
            self._portfolio.with_for_update() if lock else self._portfolio
        )
        return found

    async def ensure(self, author: UserId) -> Portfolio:
        """The portfolio, begun now if it was not before, and locked: who else changes it waits."""
        begun = insert(Portfolio).values(
            id=uuid7(), workspace_id=self._workspace, author_id=author, version=1
        )
        begun = begun.values(name="", headline="", about="", visibility="private")
        await self._session.execute(begun.on_conflict_do_nothing(index_elements=["workspace_id"]))
        found = await self.find(lock=True)
        assert found is not None  # noqa: S101 - It was there, or has just been made.
        return found

    async def hold(self) -> Portfolio | None:
        """The portfolio as it is now, which nobody deletes before the transaction ends."""
        found: Portfolio | None = await self._session.scalar(_held(self._portfolio))
        return found

    async def hold_item(self, item: UUID) -> PortfolioItem | None:
        """The same of an item."""
        row: PortfolioItem | None = await self._session.scalar(
            _held(self._items.where(PortfolioItem.id == item))
        )
        return row

    async def get(self, item: ItemId, *, lock: bool = False, deleted: bool = False) -> PortfolioItem:
        """An item; with ``deleted`` also one that was deleted. Raises ItemNotFound."""
        statement = (self._all if deleted else self._items).where(PortfolioItem.id == item)
        row: PortfolioItem | None = await self._session.scalar(
            statement.with_for_update() if lock else statement
        )
        if row is None:
            raise ItemNotFound
        return row

    async def find_by_slug(self, slug: str) -> PortfolioItem | None:
        row: PortfolioItem | None = await self._session.scalar(self._items.where(PortfolioItem.slug == slug))
        return row

    async def list_page(self, kind: str | None, cursor: str | None, limit: int) -> Rows[PortfolioItem]:
        """Items by kind, in the order that was given them."""
        key = (PortfolioItem.kind, PortfolioItem.position, PortfolioItem.id)
        statement = self._items.order_by(*key).limit(limit + 1)
        if kind is not None:
            statement = statement.where(PortfolioItem.kind == kind)
        if cursor is not None:
            statement = statement.where(_beyond(cursor))
        found = list(await self._session.scalars(statement))
        return page_of(found, limit, lambda row: (row.kind, row.position, row.id))

    async def list_all(self, kind: str | None = None) -> list[PortfolioItem]:
        """Every item, in order."""
        statement = self._items.order_by(PortfolioItem.kind, PortfolioItem.position, PortfolioItem.id)
        if kind is not None:
            statement = statement.where(PortfolioItem.kind == kind)
        return list(await self._session.scalars(statement))

    async def list_evidence(self, now: datetime, limit: int) -> list[PortfolioItem]:
        """What is published and may be referred to."""
        shown = (PortfolioItem.state == "published", PortfolioItem.published_at <= now)
        allowed = (PortfolioItem.as_evidence, PortfolioItem.taken_down_at.is_(None))
        statement = self._items.where(*shown, *allowed).order_by(PortfolioItem.kind, PortfolioItem.position)
        return list(await self._session.scalars(statement.limit(limit)))

    async def list_expiring(self, first: date, last: date) -> list[PortfolioItem]:
        """Certifications that expire within these days, and nobody was reminded of."""
        due = PortfolioItem.ends_on.between(first, last)
        new = or_(PortfolioItem.reminded_of.is_(None), PortfolioItem.reminded_of != PortfolioItem.ends_on)
        statement = self._items.where(PortfolioItem.kind == "certification", due, new)
        return list(await self._session.scalars(statement.order_by(PortfolioItem.ends_on)))

    async def count(self) -> int:
        return await self._session.scalar(self._items.with_only_columns(func.count())) or 0

    async def slugs(self, *, besides: UUID | None = None) -> set[str]:
        """The names that are taken."""
        statement = self._items.with_only_columns(PortfolioItem.slug)
        if besides is not None:
            statement = statement.where(PortfolioItem.id != besides)
        return set(await self._session.scalars(statement))

    async def last_position(self, kind: str) -> int:
        highest = self._items.with_only_columns(func.max(PortfolioItem.position))
        return await self._session.scalar(highest.where(PortfolioItem.kind == kind)) or 0

    async def put_in_order(self, items: Sequence[UUID]) -> None:
        """Give these items the positions of their places; that is no change of what they say."""
        place = case({item: number for number, item in enumerate(items, 1)}, value=PortfolioItem.id)
        mine = (PortfolioItem.workspace_id == self._workspace, PortfolioItem.id.in_(items))
        moved = update(PortfolioItem).where(*mine).values(position=place, updated_at=PortfolioItem.updated_at)
        await self._session.execute(moved, execution_options={"synchronize_session": False})

    def add(self, row: Portfolio | PortfolioItem | PortfolioImage | PortfolioImageFile) -> None:
        self._session.add(row)

    async def list_handles(self) -> list[str]:
        """The handles that lead here, the one in use and those before it."""
        mine = select(PortfolioHandle.handle).where(PortfolioHandle.workspace_id == self._workspace)
        return list(await self._session.scalars(mine))

    async def take_handle(self, handle: str, portfolio: UUID) -> bool:
        """Make a handle this portfolio's; False when it is another's."""
        taking = insert(PortfolioHandle).values(
            handle=handle, workspace_id=self._workspace, portfolio_id=portfolio
        )
        await self._session.execute(taking.on_conflict_do_nothing(index_elements=["handle"]))
        mine = select(PortfolioHandle.portfolio_id).where(
            PortfolioHandle.workspace_id == self._workspace, PortfolioHandle.handle == handle
        )
        return await self._session.scalar(mine) == portfolio

    async def get_image(self, image: ImageId) -> PortfolioImage:
        """Raises ImageNotFound."""
        row: PortfolioImage | None = await self._session.scalar(
            self._images.where(PortfolioImage.id == image)
        )
        if row is None:
            raise ImageNotFound
        return row

    async def list_images(self, items: Iterable[UUID]) -> list[Illustrated]:
        """The pictures of items, in the order they came."""
        wanted = list(items)
        if not wanted:
            return []
        images = list(
            await self._session.scalars(
                self._images.where(PortfolioImage.item_id.in_(wanted)).order_by(PortfolioImage.id)
            )
        )
        files = await self._session.scalars(
            self._files.where(PortfolioImageFile.image_id.in_([i.id for i in images])).order_by(
                PortfolioImageFile.width
            )
        )
        return illustrated(images, list(files))

    async def delete_image(self, image: ImageId) -> list[str]:
        """Remove a picture; gives the keys of its files, which are left."""
        await self.get_image(image)
        mine = (PortfolioImageFile.workspace_id == self._workspace, PortfolioImageFile.image_id == image)
        keys = await self._session.scalars(
            delete(PortfolioImageFile).where(*mine).returning(PortfolioImageFile.storage_key)
        )
        kept = list(keys)
        await self._session.execute(
            delete(PortfolioImage).where(
                PortfolioImage.workspace_id == self._workspace, PortfolioImage.id == image
            )
        )
        return kept


def _held(statement: Select[Any]) -> Select[Any]:
    return statement.with_for_update(read=True, key_share=True).execution_options(populate_existing=True)


def illustrated(images: Sequence[PortfolioImage], files: Sequence[PortfolioImageFile]) -> list[Illustrated]:
    """Pictures with their files."""
    return [Illustrated(image, [f for f in files if f.image_id == image.id]) for image in images]


def _beyond(cursor: str) -> ColumnElement[bool]:
    match decode_cursor(cursor):
        case [str(kind), int(position), str(item)]:
            try:
                key = (kind, position, UUID(item))
            except ValueError as exc:
                raise BadCursor from exc
            return tuple_(PortfolioItem.kind, PortfolioItem.position, PortfolioItem.id) > key
    raise BadCursor


_PLACES = table("workspaces", column("id"), column("suspended_at"))


class VisitedRepository:
    """What a visitor may see: what is published, and nothing else, by these statements and by the database.

    A visitor works in no workspace. The transaction names the handle, or proves the link, by which policies
    of row-level security let its rows be seen.
    """

    def __init__(self, session: AsyncSession, now: datetime) -> None:
        self._session = session
        in_use = exists().where(_PLACES.c.id == Portfolio.workspace_id, _PLACES.c.suspended_at.is_(None))
        self._standing = select(Portfolio).where(Portfolio.taken_down_at.is_(None), in_use)
        self._items = select(PortfolioItem).where(
            PortfolioItem.state == "published",
            PortfolioItem.published_at <= now,
            PortfolioItem.deleted_at.is_(None),
            PortfolioItem.taken_down_at.is_(None),
        )
        self._images = select(PortfolioImage)
        self._files = select(PortfolioImageFile)

    async def by_handle(self, handle: str) -> Portfolio | None:
        """The public portfolio that has or had this handle."""
        await self._visit(handle=handle)
        named = self._standing.join(PortfolioHandle, PortfolioHandle.portfolio_id == Portfolio.id)
        found: Portfolio | None = await self._session.scalar(
            named.where(PortfolioHandle.handle == handle, Portfolio.visibility == "public")
        )
        return found

    async def by_link(self, link_hash: str) -> Portfolio | None:
        """The portfolio that this unlisted link opens."""
        await self._visit(link=link_hash)
        found: Portfolio | None = await self._session.scalar(
            self._standing.where(Portfolio.link_hash == link_hash, Portfolio.visibility != "private")
        )
        return found

    async def list_listed(self) -> list[tuple[str, datetime]]:
        """The handles of portfolios that search engines may list, and when each last changed."""
        await self._visit(listing="on")
        rows = await self._session.execute(
            self._standing.with_only_columns(Portfolio.handle, Portfolio.updated_at)
            .where(Portfolio.visibility == "public", Portfolio.indexable)
            .order_by(Portfolio.handle)
            .limit(MOST_LISTED)
        )
        return [(str(handle), changed) for handle, changed in rows]

    async def items_of(self, portfolio: UUID, kinds: Sequence[str]) -> list[PortfolioItem]:
        """Its published items of these kinds, in order."""
        if not kinds:
            return []
        statement = self._items.where(PortfolioItem.portfolio_id == portfolio, PortfolioItem.kind.in_(kinds))
        order = (PortfolioItem.kind, PortfolioItem.position, PortfolioItem.id)
        return list(await self._session.scalars(statement.order_by(*order)))

    async def images_of(self, items: Sequence[UUID]) -> list[Illustrated]:
        """The pictures of items that were found so."""
        if not items:
            return []
        named = PortfolioImage.item_id.in_(items)
        images = list(await self._session.scalars(self._images.where(named).order_by(PortfolioImage.id)))
        if not images:
            return []
        files = await self._session.scalars(
            self._files.where(PortfolioImageFile.image_id.in_([i.id for i in images])).order_by(
                PortfolioImageFile.width
            )
        )
        return illustrated(images, list(files))

    async def file_of(
        self, portfolio: UUID, kinds: Sequence[str], image: UUID, width: int
    ) -> PortfolioImageFile | None:
        """The file of a picture of a published item."""
        shown = self._items.with_only_columns(PortfolioItem.id).where(
            PortfolioItem.portfolio_id == portfolio, PortfolioItem.kind.in_(kinds)
        )
        statement = self._files.join(PortfolioImage, PortfolioImage.id == PortfolioImageFile.image_id).where(
            PortfolioImageFile.image_id == image,
            PortfolioImageFile.width == width,
            PortfolioImage.item_id.in_(shown),
        )
        found: PortfolioImageFile | None = await self._session.scalar(statement)
        return found

    async def _visit(self, *, handle: str = "", link: str = "", listing: str = "") -> None:
        await self._session.execute(_VISIT, {"handle": handle, "link": link, "listing": listing})


async def find_workspace(session: AsyncSession, handle: str) -> WorkspaceId | None:
    """Whose a handle is, or was; nothing else of the portfolio is told."""
    await session.execute(_VISIT, {"handle": handle, "link": "", "listing": ""})
    found = await session.scalar(select(PortfolioHandle.workspace_id).where(PortfolioHandle.handle == handle))
    await session.execute(_VISIT, {"handle": "", "link": "", "listing": ""})
    return WorkspaceId(found) if found is not None else None
