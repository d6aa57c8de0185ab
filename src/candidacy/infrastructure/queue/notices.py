"""Tells followers how their jobs are getting on, over one LISTEN connection a process."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator

import psycopg
import structlog

from candidacy.infrastructure.postgres import Sessions, libpq_url, within
from candidacy.infrastructure.queue.status import JobState, get_job
from candidacy.kernel.cancellation import pause
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import JobId, WorkspaceId

logger = structlog.get_logger(__name__)

CHANNEL = "candidacy_jobs"
_READERS = 2


class JobNotices:
    """A notice only wakes its followers, who read the row; so one that is lost is made good by a poll."""

    def __init__(
        self, url: str, sessions: Sessions, *, poll_interval: float = 2.0, quiet_interval: float = 15.0
    ) -> None:
        """Nothing connects before ``run``.

        Args:
            url: an address without a pooler between.
            sessions: what states are read with, one short session each.
            poll_interval: seconds between looks while the connection is lost.
            quiet_interval: seconds between looks while it stands.
        """
        self._url, self._sessions = libpq_url(url), sessions
        self._poll_interval, self._quiet_interval = poll_interval, quiet_interval
        self._followers: defaultdict[str, set[asyncio.Event]] = defaultdict(set)
        self._listening = asyncio.Event()
        # A notice may wake hundreds, who must not take all connections from everybody else.
        self._reading = asyncio.Semaphore(_READERS)

    async def run(self) -> None:
        """Listen until cancelled, connecting again after every loss."""
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError) as exc:
                logger.warning("job_notices_interrupted", error=type(exc).__name__)
            finally:
                self._listening.clear()
            await pause(self._poll_interval)

    async def listening(self) -> None:
        """Wait until notices come in."""
        await self._listening.wait()

    async def follow(self, job_id: JobId, *, workspace: WorkspaceId) -> AsyncGenerator[JobState, None]:
        """The job's state now, and each time it changes, up to its end. Holds no connection in between.

        Raises:
            JobNotFound: when it is not there or belongs to another workspace.
        """
        woken, last = asyncio.Event(), None
        self._followers[str(job_id)].add(woken)
        try:
            while last is None or not last.status.is_final:
                woken.clear()
                state = await self._read(job_id, workspace)
                if state is not None and state != last:
                    last = state
                    yield state
                else:
                    await self._wait(woken)
        finally:
            self._forget(str(job_id), woken)

    async def _listen(self) -> None:
        connection = await psycopg.AsyncConnection.connect(
            self._url,
            autocommit=True,
            connect_timeout=5,
            application_name="candidacy-notices",
            keepalives_idle=30,
        )
        async with connection:
            await connection.execute(f"LISTEN {CHANNEL}")
            self._listening.set()
            self._wake_all()
            async for notice in connection.notifies():
                for woken in self._followers.get(notice.payload, ()):
                    woken.set()

    def _wake_all(self) -> None:
        """Whatever changed while nobody listened is seen now."""
        for followers in self._followers.values():
            for woken in followers:
                woken.set()

    async def _read(self, job_id: JobId, workspace: WorkspaceId) -> JobState | None:
        """The state, or None while the database cannot be reached: a follower waits for its return."""
        try:
            async with self._reading, within(self._sessions, workspace)() as session:
                return await get_job(session, workspace, job_id)
        except Unavailable:
            return None

    async def _wait(self, woken: asyncio.Event) -> None:
        interval = self._quiet_interval if self._listening.is_set() else self._poll_interval
        try:
            async with asyncio.timeout(interval):
                await woken.wait()
        except TimeoutError:
            return

    def _forget(self, job_id: str, woken: asyncio.Event) -> None:
        followers = self._followers[job_id]
        followers.discard(woken)
        if not followers:
            del self._followers[job_id]
