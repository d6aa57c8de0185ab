"""The pools of the workspaces that were ranked of late, each brought up to date before it is searched."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.domain.retrieval import Filters, Traits
from candidacy.infrastructure.redis import Looked, unwatched
from candidacy.kernel.ids import WorkspaceId

if TYPE_CHECKING:
    from candidacy.domain.retrieval.pool import Candidate, Pool
    from candidacy.domain.retrieval.query import Query

MOST_CVS = 1_500_000
"""CVs held in memory, about 1.3 kB each; the pools that were not asked longest go first."""
PORTION = 10_000
THREADS = 2
MOST_MADE = 512
"""Postings that are remembered made ready."""

T = TypeVar("T")

_HORIZON = text("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
_COLUMNS = "select cv_id, keys, amounts, length, years, seniority, degree from cv_traits"
_ALL = text(
    f"{_COLUMNS} where workspace_id = :workspace and keys is not null and cv_id > :after"
    " order by cv_id limit :portion"
)
_SINCE = text(f"{_COLUMNS} where workspace_id = :workspace and changed >= :since order by cv_id")
_FIRST = UUID(int=0)


class Found(NamedTuple):
    """The nearest CVs, and how many there are."""

    nearest: list[Candidate]
    considered: int


@dataclass(slots=True)
class _Held:
    """A pool with the oldest transaction that it may not have seen, and the recipe of what it holds."""

    pool: Pool
    since: int | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    found: dict[Hashable, tuple[Query, Found]] = field(default_factory=dict)
    """What was searched since the pool last changed. The queries are kept, so that no other has their id."""


class WorkspacePools:
    """One for the process. What it holds is made of rows that row-level security shows the caller."""

    def __init__(self, most: int = MOST_CVS, looked: Looked = unwatched) -> None:
        self._most, self._looked = most, looked
        self._held: OrderedDict[Hashable, _Held] = OrderedDict()
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._guard = Lock()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="ranking")

    async def search(
        self,
        session: AsyncSession,
        workspace: WorkspaceId,
        query: Query,
        limit: int,
        filters: Filters | None = None,
    ) -> Found:
        """The nearest CVs of the workspace as they are now; ``session`` works there."""
        held = self._of(session, workspace)
        async with held.lock:
            await self._catch_up(session, workspace, held)
            key = (id(query), limit, filters)
            self._looked("rankings", key in held.found)
            if key not in held.found:
                nearest = await asyncio.to_thread(
                    held.pool.search, query, limit, filters=filters, threads=self._threads
                )
                if len(held.found) >= MOST_MADE:
                    held.found.clear()
                held.found[key] = (query, Found(nearest, len(held.pool)))
            found = held.found[key][1]
        self._make_room()
        return found

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for a key before, or is made now; of old keys the least used are forgotten."""
        with self._guard:
            known = self._made.get(key)
        self._looked("prepared", known is not None)
        if known is None:
            known = make()
        with self._guard:
            self._made[key] = known
            self._made.move_to_end(key)
            while len(self._made) > MOST_MADE:
                self._made.popitem(last=False)
        found: T = known
        return found

    async def size(self, session: AsyncSession, workspace: WorkspaceId) -> tuple[int, int]:
        """How many CVs are held of the workspace, and the bytes of its closed segments."""
        held = self._of(session, workspace)
        async with held.lock:
            await self._catch_up(session, workspace, held)
            return len(held.pool), held.pool.nbytes

    def discard(self, session: AsyncSession, workspace: WorkspaceId, cv: UUID) -> None:
        """Forget a CV whose row was gone when it was looked up."""
        held = self._of(session, workspace)
        held.found.clear()
        held.pool.discard(cv)

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _of(self, session: AsyncSession, workspace: WorkspaceId) -> _Held:
        from candidacy.domain.retrieval.pool import Pool  # With 10 MB of numpy, for who ranks.

        key = (str(session.get_bind().engine.url), workspace)
        held = self._held.setdefault(key, _Held(Pool()))
        self._held.move_to_end(key)
        return held

    async def _catch_up(self, session: AsyncSession, workspace: WorkspaceId, held: _Held) -> None:
        """Take what was committed since; what commits between the two queries is taken twice."""
        horizon = int((await session.execute(_HORIZON)).scalar_one())
        self._looked("pools", held.since is not None)
        if held.since is None:
            await self._fill(session, workspace, held.pool)
        else:
            values = {"workspace": workspace, "since": held.since}
            rows = (await session.execute(_SINCE, values)).all()
            if rows:
                held.found.clear()
                await asyncio.to_thread(held.pool.put, [_pair(row) for row in rows])
        held.since = horizon

    async def _fill(self, session: AsyncSession, workspace: WorkspaceId, pool: Pool) -> None:
        after = _FIRST
        while True:
            values = {"workspace": workspace, "after": after, "portion": PORTION}
            rows = (await session.execute(_ALL, values)).all()
            await asyncio.to_thread(pool.put, [_pair(row) for row in rows], whole=len(rows) < PORTION)
            if len(rows) < PORTION:
                return
            after = rows[-1].cv_id

    def _make_room(self) -> None:
        while len(self._held) > 1 and sum(len(h.pool) for h in self._held.values()) > self._most:
            self._held.popitem(last=False)


def _pair(row: Row[Any]) -> tuple[UUID, Traits]:
    return row.cv_id, Traits(
        keys=bytes(row.keys),
        values=bytes(row.amounts),
        length=row.length,
        years=row.years,
        seniority=row.seniority,
        degree=row.degree,
    )
