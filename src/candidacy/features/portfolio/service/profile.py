"""The profile: name, handle, what of it is shown and to whom, and the unlisted link."""

import hashlib
import secrets
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.portfolio import (
    FROM_CV,
    History,
    Section,
    Visibility,
    handles_like,
    history_of,
    is_handle,
)
from candidacy.domain.rendering.content import language_of_resume
from candidacy.features.cvs import public as cvs
from candidacy.features.portfolio.errors import (
    BadHandle,
    HandleNeeded,
    HandleTaken,
    PortfolioChanged,
    TooManyHandles,
)
from candidacy.features.portfolio.events import ProfileSaved
from candidacy.features.portfolio.models import Portfolio
from candidacy.features.portfolio.repository import PortfolioRepository, find_workspace
from candidacy.features.portfolio.schemas import PortfolioIn
from candidacy.infrastructure.languages import LANGUAGES, SOURCE
from candidacy.infrastructure.postgres.documents import to_json
from candidacy.kernel.events import Events, SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import CvId

_TOKEN_BYTES = 16
MAX_HANDLES = 5
"""None is ever given to somebody else, who would then stand where links to this person lead."""


class ProfileService:
    """The profile of an actor's workspace."""

    def __init__(self, session: AsyncSession, actor: Actor, events: Events) -> None:
        self._session, self._actor, self._events = session, actor, events
        self._rows = PortfolioRepository(session, actor.workspace)

    async def find(self) -> Portfolio | None:
        return await self._rows.find()

    async def change(self, given: PortfolioIn, *, based_on: int | None) -> Portfolio:
        """Set the profile as a whole.

        Raises PortfolioChanged, BadHandle, HandleTaken, TooManyHandles, HandleNeeded, or CvNotFound.
        """
        there = await self._rows.find()
        if based_on is not None and based_on != (there.version if there else 0):
            raise PortfolioChanged
        row = await self._rows.ensure(self._actor.user)
        if based_on is not None and there is not None and based_on != row.version:
            raise PortfolioChanged
        if given.visibility is Visibility.PUBLIC and not (given.handle and given.name.strip()):
            raise HandleNeeded
        if given.handle is not None and given.handle != row.handle:
            await self._take(row, given.handle)
        await self._take_cv(row, given)
        before = row.visibility
        # The one before stays this portfolio's and leads here.
        row.handle = given.handle
        row.name, row.headline, row.about = given.name.strip(), given.headline.strip(), given.about
        row.links = [link.model_dump() for link in given.links]
        row.visibility, row.indexable = given.visibility.value, given.indexable
        row.answers = given.answers
        row.language = given.language or await self._language_of(given)
        row.sections = {section.value: shown.value for section, shown in given.sections.items()}
        await self._session.flush()
        if before != row.visibility:
            await self._note("portfolio.shown", row, visibility=row.visibility)
        await self._events.publish(ProfileSaved(self._actor.workspace, row.id), self._session)
        return row

    async def make_link(self) -> str:
        """A new unlisted link's token, told this once; an older link opens nothing from now on."""
        row, token = await self._rows.ensure(self._actor.user), secrets.token_urlsafe(_TOKEN_BYTES)
        row.link_hash = hash_of(token)
        await self._session.flush()
        await self._note("portfolio.link_made", row)
        return token

    async def revoke_link(self) -> None:
        """Let the unlisted link open nothing any more."""
        row = await self._rows.find(lock=True)
        if row is None or row.link_hash is None:
            return
        row.link_hash = None
        await self._session.flush()
        await self._note("portfolio.link_revoked", row)

    async def _take(self, row: Portfolio, handle: str) -> None:
        """Make a handle this portfolio's. Raises BadHandle, HandleTaken, or TooManyHandles."""
        if not is_handle(handle):
            raise _bad_handle(next(iter(handles_like(handle, 1)), None))
        had = await self._rows.list_handles()
        if handle not in had and len(had) >= MAX_HANDLES:
            raise TooManyHandles
        if not await self._rows.take_handle(handle, row.id):
            raise _taken(handle, await self._free_like(handle))

    async def _free_like(self, handle: str) -> str | None:
        for name in handles_like(handle, 20):
            if await find_workspace(self._session, name) is None:
                return name
        return None

    async def _take_cv(self, row: Portfolio, given: PortfolioIn) -> None:
        """Copy what is to be shown of the CV: anew only when asked, or when other parts are wanted."""
        wanted = parts_of({section.value: shown.value for section, shown in given.sections.items()})
        same = row.cv_id == given.cv_id and set(wanted) == set(parts_of(row.sections))
        if same and not given.take_cv_again:
            return
        if given.cv_id is None:
            row.cv_id, row.cv_number, row.history = None, None, {}
            return
        cv = await cvs.get_cv(self._session, self._actor.workspace, CvId(given.cv_id))
        row.cv_id, row.cv_number = UUID(str(cv.id)), cv.number
        row.history = to_json(History, history_of(cv.resume.resume, wanted))

    async def _language_of(self, given: PortfolioIn) -> str:
        """The language of the CV that is shown where pages speak it, else English."""
        if given.cv_id is None:
            return SOURCE
        cv = await cvs.get_cv(self._session, self._actor.workspace, CvId(given.cv_id))
        found = language_of_resume(cv.resume.resume)
        return found if found in LANGUAGES else SOURCE

    async def _note(self, kind: str, row: Portfolio, **detail: str) -> None:
        event = SecurityEvent(kind, self._actor.user, str(row.id), detail, self._actor.workspace)
        await self._events.publish(event, self._session)


def parts_of(sections: Mapping[str, str]) -> list[Section]:
    """Which parts of a CV anybody but the owner may see."""
    return [part for part in FROM_CV if sections.get(part.value, "private") != Visibility.PRIVATE.value]


def hash_of(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _bad_handle(free: str | None) -> BadHandle:
    if free is None:
        return BadHandle()
    return BadHandle(
        "A handle has 3 to 40 small letters, digits and hyphens, and is no name of the installation's own. "
        f"“{free}” is free."
    )


def _taken(handle: str, free: str | None) -> HandleTaken:
    if free is None:
        return HandleTaken(f"Somebody is called “{handle}” already.")
    return HandleTaken(f"Somebody is called “{handle}” already. “{free}” is free.")
