"""What the application holds open for its routes; filled in ``entrypoints.wiring``."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from candidacy.domain.skills import Taxonomy
from candidacy.infrastructure.antivirus import Antivirus
from candidacy.infrastructure.fetching import Fetcher
from candidacy.infrastructure.http.draining import Draining
from candidacy.infrastructure.http.settings import HttpSettings
from candidacy.infrastructure.http.templating import Pages
from candidacy.infrastructure.queue import JobNotices, Queue
from candidacy.infrastructure.quotas import Quotas
from candidacy.infrastructure.redis import Shared
from candidacy.infrastructure.rendering import RenderProcesses
from candidacy.infrastructure.sandbox import DocumentReader
from candidacy.infrastructure.search import WorkspacePools
from candidacy.infrastructure.storage import Storage
from candidacy.kernel.clock import Clock
from candidacy.kernel.events import Events
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId

Authenticate = Callable[[AsyncSession, dict[str, str]], Awaitable[Actor]]
"""Finds out who makes a request, from its headers; raises Unauthenticated."""


class Place(Protocol):
    """A workspace that somebody belongs to, as the head of a page names it."""

    @property
    def id(self) -> UUID: ...
    @property
    def name(self) -> str: ...
    @property
    def state(self) -> str: ...


Places = Callable[[AsyncSession, UserId], Awaitable[Sequence[Place]]]
"""Where somebody can work."""


Unread = Callable[[AsyncSession, Actor], Awaitable[int]]
"""How many notifications somebody has not looked at."""


class Following(Protocol):
    """What the pages of other things tell of applications; the tracker's own templates show the values."""

    async def overview(self, session: AsyncSession, actor: Actor) -> object | None:
        """What is to be done today; None where nothing is followed."""
        ...

    async def of_cv(self, session: AsyncSession, actor: Actor, cv: UUID) -> Sequence[object]:
        """The applications that a CV was sent with."""
        ...

    async def of_posting(self, session: AsyncSession, actor: Actor, posting: UUID) -> Sequence[object]:
        """The applications that follow a posting."""
        ...


@dataclass(frozen=True, slots=True)
class SharedServices:
    """One of each for the process; none of them holds the state of a request."""

    sessionmaker: async_sessionmaker[AsyncSession]
    authenticate: Authenticate
    storage: Storage
    queue: Queue
    notices: JobNotices
    reader: DocumentReader
    renderer: RenderProcesses
    events: Events
    clock: Clock
    taxonomy: Taxonomy
    pages: Pages
    http: HttpSettings
    shared: Shared
    quotas: Quotas
    places: Places
    following: Following
    fetcher: Fetcher
    antivirus: Antivirus
    pools: WorkspacePools
    public_url: str
    """Where visitors find this installation, without a slash at the end."""
    unread: Unread
    """For the bell in the head of each page."""
    visitors_ask: bool
    """Whether visitors of a portfolio may ask questions, where its owner lets them."""
    draining: Draining = field(default_factory=Draining)
