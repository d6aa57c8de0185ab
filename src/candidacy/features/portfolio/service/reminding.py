"""Letters about certifications that are about to expire."""

from datetime import date, timedelta

from candidacy.features.portfolio.events import PortfolioNotice
from candidacy.features.portfolio.models import PortfolioItem
from candidacy.features.portfolio.repository import PortfolioRepository
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.postgres import Sessions, within
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.ids import UserId, WorkspaceId

AHEAD = timedelta(days=30)


class Reminders:
    """One round writes about each expiry once; done twice it finds nothing the second time."""

    def __init__(self, sessions: Sessions, events: Events, clock: Clock) -> None:
        self._sessions, self._events, self._clock = sessions, events, clock

    async def round(self) -> int:
        """Look into every workspace, each in a transaction of its own; how many letters are due."""
        count = 0
        async for each in workspaces.each_workspace(self._sessions):
            count += await self._remind(each.workspace)
        return count

    async def _remind(self, workspace: WorkspaceId) -> int:
        today, count = self._clock.today(), 0
        async with within(self._sessions, workspace).begin() as session:
            rows = PortfolioRepository(session, workspace)
            for item in await rows.list_expiring(today, today + AHEAD):
                item.reminded_of = item.ends_on
                if item.author_id is not None and item.ends_on is not None:
                    details = {"what": item.title, "when": item.ends_on.isoformat()}
                    notice = PortfolioNotice(UserId(item.author_id), "certification_expires", details)
                    await self._events.publish(notice, session)
                    count += 1
        return count


def expiring(items: list[PortfolioItem], today: date) -> list[PortfolioItem]:
    """The certifications that have expired or soon will, for the page, the first to expire first."""
    found = [item for item in items if item.ends_on is not None and item.ends_on <= today + AHEAD]
    found = [item for item in found if item.kind == "certification"]
    return sorted(found, key=lambda item: (item.ends_on or today, item.title))
