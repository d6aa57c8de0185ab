"""Items: written as drafts, published, put in order, deleted and brought back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.exc import StaleDataError

from candidacy.domain.portfolio import Draft, Kind, Visibility, drafts_of, free_slug
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio.errors import (
    AltNeeded,
    ItemChanged,
    ItemNotFound,
    SlugTaken,
    TakenDown,
    TooManyItems,
)
from candidacy.features.portfolio.events import WorkSaved
from candidacy.features.portfolio.models import PortfolioItem
from candidacy.features.portfolio.repository import Illustrated, PortfolioRepository
from candidacy.features.portfolio.schemas import ItemIn, ItemPatch
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId, ItemId, uuid7
from candidacy.kernel.pagination import Rows

MAX_ITEMS = 500
_MAY_BE_EMPTIED = frozenset({"starts_on", "ends_on"})


class ItemService:
    """The items of an actor's workspace."""

    def __init__(self, session: AsyncSession, actor: Actor, clock: Clock, events: Events) -> None:
        self._session, self._actor, self._clock, self._events = session, actor, clock, events
        self._rows = PortfolioRepository(session, actor.workspace)

    async def list_page(self, kind: Kind | None, cursor: str | None, limit: int) -> Rows[PortfolioItem]:
        return await self._rows.list_page(kind.value if kind else None, cursor, limit)

    async def list_all(self) -> list[PortfolioItem]:
        return await self._rows.list_all()

    async def get(self, item: ItemId) -> tuple[PortfolioItem, list[Illustrated]]:
        """Raises ItemNotFound."""
        row = await self._rows.get(item)
        return row, await self._rows.list_images([row.id])

    async def seen(self, item: PortfolioItem) -> tuple[Visibility, str | None]:
        """Who sees an item once it is published, and where it lies for everybody."""
        portfolio = await self._rows.find()
        if portfolio is None or portfolio.taken_down_at is not None:
            return Visibility.PRIVATE, None
        of_section = portfolio.sections.get(item.kind, Visibility.PRIVATE.value)
        who = max(Visibility(portfolio.visibility), Visibility(of_section), key=list(Visibility).index)
        return who, f"/p/{portfolio.handle}/{item.slug}" if who is Visibility.PUBLIC else None

    async def create(self, given: ItemIn) -> PortfolioItem:
        """Keep a new draft, last of its kind. Raises SlugTaken or TooManyItems."""
        portfolio = await self._rows.ensure(self._actor.user)
        if await self._rows.count() >= MAX_ITEMS:
            raise TooManyItems
        taken = await self._rows.slugs()
        if given.slug is not None and given.slug in taken:
            raise slug_taken(given.slug, taken)
        row = PortfolioItem(
            id=uuid7(),
            workspace_id=self._actor.workspace,
            portfolio_id=portfolio.id,
            author_id=self._actor.user,
            kind=given.kind.value,
            slug=given.slug or free_slug(given.title, taken),
            position=await self._rows.last_position(given.kind.value) + 1,
            **given.model_dump(exclude={"kind", "slug"}),
        )
        self._rows.add(row)
        await self._session.flush()
        return await self._saved(row)

    async def change(
        self, item: ItemId, given: ItemPatch, *, based_on: int | None
    ) -> tuple[PortfolioItem, list[Illustrated]]:
        """Raises ItemNotFound, ItemChanged, or SlugTaken."""
        row = await self._locked(item, based_on)
        changes = given.model_dump(exclude_unset=True)
        slug = changes.get("slug")
        if slug is not None and slug != row.slug:
            taken = await self._rows.slugs(besides=row.id)
            if slug in taken:
                raise slug_taken(slug, taken)
        for name, value in changes.items():
            if value is not None or name in _MAY_BE_EMPTIED:
                setattr(row, name, value)
        await self._flush()
        return await self._saved(row), await self._rows.list_images([row.id])

    async def publish(
        self, item: ItemId, at: datetime | None, *, based_on: int | None = None
    ) -> PortfolioItem:
        """Show it from a moment on, else at once.

        Raises ItemNotFound, ItemChanged, TakenDown, or AltNeeded.
        """
        row = await self._locked(item, based_on)
        if row.taken_down_at is not None:
            raise TakenDown
        pictures = await self._rows.list_images([row.id])
        if any(not one.image.alt.strip() for one in pictures):
            raise AltNeeded
        now = self._clock.now()
        before = row.published_at if row.published_at is not None and row.published_at <= now else now
        row.state, row.published_at = "published", at or before
        await self._flush()
        return await self._saved(row)

    async def unpublish(self, item: ItemId, *, based_on: int | None = None) -> PortfolioItem:
        """Make it a draft again, which no visitor sees. Raises ItemNotFound or ItemChanged."""
        row = await self._locked(item, based_on)
        row.state = "draft"
        await self._flush()
        return await self._saved(row)

    async def delete(self, item: ItemId) -> None:
        """Take it away; it can be brought back for a week. Raises ItemNotFound."""
        row = await self._rows.get(item, lock=True)
        row.deleted_at = self._clock.now()
        await self._session.flush()

    async def restore(self, item: ItemId) -> PortfolioItem:
        """Bring back what was deleted, under another address where its own was taken meanwhile.

        One that was not deleted is left as it is. Raises ItemNotFound.
        """
        await self._rows.ensure(self._actor.user)
        row = await self._rows.get(item, lock=True, deleted=True)
        if row.deleted_at is None:
            return row
        row.slug = free_slug(row.slug, await self._rows.slugs())
        row.deleted_at = None
        await self._session.flush()
        return await self._saved(row)

    async def put_in_order(self, kind: Kind, items: Sequence[UUID]) -> None:
        """The new order of all items of a kind; those that are not named follow. Raises ItemNotFound."""
        there = [row.id for row in await self._rows.list_all(kind.value)]
        if not set(items) <= set(there):
            raise ItemNotFound
        named = list(dict.fromkeys(items))
        await self._rows.put_in_order([*named, *(item for item in there if item not in set(named))])

    async def move(self, item: ItemId, to: str) -> Kind:
        """Move one item ``up``, ``down``, to the ``top``, to the ``bottom``, or before the item named."""
        row = await self._rows.get(item)
        there = [one.id for one in await self._rows.list_all(row.kind)]
        place = there.index(row.id)
        there.remove(row.id)
        places = {"up": max(0, place - 1), "down": place + 1, "top": 0, "bottom": len(there)}
        if to in places:
            there.insert(places[to], row.id)
        else:
            there.insert(_place_of(to, there), row.id)
        await self._rows.put_in_order(there)
        return Kind(row.kind)

    async def import_cv(self, cv: CvId) -> tuple[list[PortfolioItem], int]:
        """Make drafts of a CV's projects and certificates; how many there were already. Raises CvNotFound."""
        found = await cvs.get_cv(self._session, self._actor.workspace, cv)
        await self._rows.ensure(self._actor.user)
        known = {(row.kind, row.title.casefold()) for row in await self._rows.list_all()}
        made: list[PortfolioItem] = []
        drafts = drafts_of(found.resume.resume)
        for draft in drafts:
            key = (draft.kind.value, draft.title[:200].casefold())
            if key not in known:
                known.add(key)
                made.append(await self.create(_item_of(draft)))
        return made, len(drafts) - len(made)

    async def _locked(self, item: ItemId, based_on: int | None) -> PortfolioItem:
        row = await self._rows.get(item, lock=True)
        if based_on is not None and based_on != row.version:
            raise ItemChanged
        return row

    async def _saved(self, row: PortfolioItem) -> PortfolioItem:
        await self._events.publish(WorkSaved(self._actor.workspace, row.id), self._session)
        return row

    async def _flush(self) -> None:
        try:
            await self._session.flush()
        except StaleDataError as exc:
            raise ItemChanged from exc


def slug_taken(slug: str, taken: Iterable[str]) -> SlugTaken:
    """The error with a name that is free."""
    free = free_slug(slug, set(taken))
    return SlugTaken(f"Another item has the address “{slug}”. “{free}” is free.")


def _place_of(before: str, there: Sequence[UUID]) -> int:
    try:
        return there.index(UUID(before))
    except ValueError as exc:
        raise ItemNotFound from exc


def _item_of(draft: Draft) -> ItemIn:
    return ItemIn(
        kind=draft.kind,
        title=draft.title[:200],
        summary=draft.summary[:500],
        body=draft.body[:100_000],
        tags=[tag[:40] for tag in draft.tags],
        url=draft.url,
        issuer=draft.issuer[:200],
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
    )
