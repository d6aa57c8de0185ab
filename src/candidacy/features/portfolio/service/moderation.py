"""What whoever runs the installation may take down, and bring back."""

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.portfolio.errors import ItemNotFound, NothingPublished, SuperuserNeeded
from candidacy.features.portfolio.events import PortfolioNotice
from candidacy.features.portfolio.models import Portfolio, PortfolioItem
from candidacy.features.portfolio.repository import PortfolioRepository, find_workspace
from candidacy.infrastructure.postgres import visiting
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId


class Moderation:
    """Takes portfolios and items out of sight, in any workspace; the owner is told, with the reason."""

    def __init__(self, session: AsyncSession, actor: Actor, clock: Clock, events: Events) -> None:
        if not actor.superuser:
            raise SuperuserNeeded
        self._session, self._actor, self._clock, self._events = session, actor, clock, events

    async def take_down(self, handle: str, slug: str | None, reason: str) -> None:
        """Raises NothingPublished for a handle nobody has, and ItemNotFound."""
        await self._set(handle, slug, reason)

    async def bring_back(self, handle: str, slug: str | None) -> None:
        """Let it be shown again as its owner left it. Raises NothingPublished and ItemNotFound."""
        await self._set(handle, slug, None)

    async def _set(self, handle: str, slug: str | None, reason: str | None) -> None:
        workspace = await find_workspace(self._session, handle)
        if workspace is None:
            raise NothingPublished
        async with visiting(self._session, workspace):
            rows = PortfolioRepository(self._session, workspace)
            portfolio = await rows.find(lock=True)
            if portfolio is None:
                raise NothingPublished
            row = portfolio if slug is None else await _item(rows, slug)
            row.taken_down_at = self._clock.now() if reason else None
            row.taken_down_reason = reason
            await self._session.flush()
            await self._tell(workspace, portfolio, row, reason)

    async def _tell(
        self, workspace: WorkspaceId, portfolio: Portfolio, row: Portfolio | PortfolioItem, reason: str | None
    ) -> None:
        who, what = self._actor.user, str(row.id)
        brought_back = SecurityEvent("portfolio.brought_back", who, what, {}, workspace)
        taken_down = SecurityEvent("portfolio.taken_down", who, what, {"because": reason}, workspace)
        await self._events.publish(taken_down if reason else brought_back, self._session)
        owner = row.author_id or portfolio.author_id
        if owner is not None:
            called = row.title if isinstance(row, PortfolioItem) else "Your portfolio"
            notice = PortfolioNotice(
                UserId(owner),
                "work_taken_down" if reason else "work_brought_back",
                {"what": called, "reason": reason or ""},
            )
            await self._events.publish(notice, self._session)


async def _item(rows: PortfolioRepository, slug: str) -> PortfolioItem:
    found = await rows.find_by_slug(slug)
    if found is None:
        raise ItemNotFound
    return found
