"""Seals anew what older secrets of the installation have sealed, so that these can be taken away.

Each step is a transaction that writes its values and where it stopped: whoever is killed loses nothing, and
whoever comes next goes on there. A process that was started before the new secret may seal with the old one
meanwhile; so there is another pass after each that found something, and what says that it is over is a pass
that found nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.admin.models import ResealingRow
from candidacy.features.agents import public as agents
from candidacy.features.auth import public as auth
from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.crypto import Batch
from candidacy.infrastructure.postgres import Sessions, visiting
from candidacy.kernel.clock import Clock

log = structlog.get_logger(__name__)

AT_ONCE = 200
STAGES = ("seeds", "letters", "models")
_TOTAL = text(
    "SELECT (SELECT count(*) FROM users WHERE totp_secret IS NOT NULL) + (SELECT count(*) FROM workspaces)"
    " + (SELECT count(*) FROM mail_tokens WHERE details IS NOT NULL OR sent_at IS NULL)"
)


@dataclass(frozen=True, slots=True)
class Resealed:
    """How far it is. ``removable_at`` is when the older secrets can go; None while they are needed."""

    secrets: int
    total: int
    seen: int
    renewed: int
    unreadable: int
    finished_at: datetime | None
    removable_at: datetime | None

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None


class Resealing:
    """One installation's sealed values, and the newest of its secrets."""

    def __init__(
        self,
        sessions: Sessions,
        auth_context: auth.AuthContext,
        agents_context: agents.AgentsContext,
        clock: Clock,
        *,
        at_once: int = AT_ONCE,
    ) -> None:
        self._sessions, self._auth, self._agents, self._clock = sessions, auth_context, agents_context, clock
        self._at_once = at_once
        self._steps: dict[str, Callable[[AsyncSession, UUID | None], Awaitable[Batch]]] = {
            "seeds": lambda session, after: auth.renew_seeds(session, self._auth, after, at_once),
            "letters": lambda session, after: auth.renew_letters(session, self._auth, after, at_once),
            "models": self._renew_models,
        }

    @property
    def secrets(self) -> int:
        """How many secrets the installation has."""
        return len(self._auth.keyring.secrets)

    async def round(self) -> None:
        """For a worker: do what is left, where more than one secret is set."""
        if self.secrets == 1:
            return
        while (found := await self.step()) is not None and not found.is_finished:
            log.info("resealed", seen=found.seen, total=found.total, renewed=found.renewed)

    async def find(self) -> Resealed | None:
        """How far it is; None when it has not begun."""
        async with self._sessions() as session:
            row = await session.get(ResealingRow, self._auth.keyring.name)
            return self._told(row) if row is not None else None

    async def begin_again(self) -> None:
        """Look through everything once more, though it was over."""
        async with self._sessions.begin() as session:
            row = await self._locked(session, wait=True)
            if row is not None and row.done_at is not None:
                await self._begin_pass(session, row)

    async def step(self) -> Resealed | None:
        """Look through the next values; None while another process does."""
        async with self._sessions.begin() as session:
            row = await self._locked(session)
            if row is None:
                return None
            if row.done_at is None:
                self._note(row, await self._steps[row.stage](session, row.after))
                if row.stage == STAGES[-1] and row.after is None:
                    await self._end_pass(session, row)
                elif row.after is None:
                    row.stage = STAGES[STAGES.index(row.stage) + 1]
            return self._told(row)

    def _note(self, row: ResealingRow, batch: Batch) -> None:
        row.after = batch.last
        row.seen += batch.seen
        row.renewed += batch.renewed
        row.renewed_now += batch.renewed
        row.unreadable += batch.unreadable

    async def _end_pass(self, session: AsyncSession, row: ResealingRow) -> None:
        if row.renewed_now > 0:
            await self._begin_pass(session, row)
        else:
            row.done_at = self._clock.now()
            log.info("resealing_finished", renewed=row.renewed, unreadable=row.unreadable)

    async def _begin_pass(self, session: AsyncSession, row: ResealingRow) -> None:
        for name, value in (await self._fresh(session)).items():
            setattr(row, name, value)

    async def _fresh(self, session: AsyncSession) -> dict[str, Any]:
        total = int(await session.scalar(_TOTAL) or 0)
        counts = {"total": total, "seen": 0, "renewed_now": 0, "unreadable": 0}
        return {"stage": STAGES[0], "after": None, "done_at": None, **counts}

    async def _locked(self, session: AsyncSession, *, wait: bool = False) -> ResealingRow | None:
        name = self._auth.keyring.name
        if await session.get(ResealingRow, name) is None:
            fresh = {**await self._fresh(session), "renewed": 0, "started_at": self._clock.now()}
            making = insert(ResealingRow).values(key_name=name, **fresh)
            await session.execute(making.on_conflict_do_nothing())
        lock = {} if wait else {"skip_locked": True}
        return await session.get(ResealingRow, name, with_for_update=lock or True, populate_existing=True)

    async def _renew_models(self, session: AsyncSession, after: UUID | None) -> Batch:
        """The keys of the next workspaces: each is visited, as nothing shows the rows of all at once."""
        places = await workspaces.list_ids(session, after, self._at_once)
        renewed = unreadable = 0
        for place in places:
            async with visiting(session, place):
                found = await agents.renew_key(session, self._agents, place)
            renewed, unreadable = renewed + found.renewed, unreadable + found.unreadable
        last = places[-1] if len(places) == self._at_once else None
        return Batch(len(places), renewed, unreadable, last)

    def _told(self, row: ResealingRow) -> Resealed:
        over = row.done_at
        # What a secret has signed is good until it runs out.
        removable = over + auth.ACCESS_LIFETIME + timedelta(minutes=1) if over is not None else None
        return Resealed(
            secrets=self.secrets,
            total=row.total,
            seen=row.seen,
            renewed=row.renewed,
            unreadable=row.unreadable,
            finished_at=over,
            removable_at=removable,
        )
