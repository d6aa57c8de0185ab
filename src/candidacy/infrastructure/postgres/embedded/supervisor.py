"""The embedded server as its users see it: start, an address, stop; shared by all processes of a home.

Who uses the server holds a shared lock on one file, which the kernel takes back from whoever dies; the
last to leave stops the server, and a keeper does it for those that could not. Who starts it or makes its
files holds another lock alone. No PID is believed: a server lives as long as one of its processes holds
the lock that all of them inherit, and is ready when it answers a query about its own data directory.
"""

import asyncio
import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import structlog

from candidacy.infrastructure.postgres.embedded import keeper
from candidacy.infrastructure.postgres.embedded.binaries import find_binaries
from candidacy.infrastructure.postgres.embedded.cluster import Cluster
from candidacy.infrastructure.postgres.embedded.cpu import check_processor
from candidacy.infrastructure.postgres.embedded.place import SYSTEM_ROOT, Place, explained, settle
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed
from candidacy.kernel.cancellation import pause

logger = structlog.get_logger(__name__)

_STARTING = "start.lock"


class EmbeddedPostgres:
    """One use of the server that belongs to a directory; also a context manager that yields its address."""

    def __init__(
        self,
        root: Path,
        *,
        service_user: str | None = None,
        options: Mapping[str, str] | None = None,
        patience: float = 60.0,
        system_root: Path = SYSTEM_ROOT,
    ) -> None:
        """Nothing happens before ``start``.

        Args:
            root: where the database lives; made when missing.
            service_user: as whom to run when started by root; by default the owner of the data, else
                postgres, else nobody.
            options: settings of PostgreSQL that go before our own.
            patience: seconds a server may be silent; one that says it recovers has all the time it needs.
            system_root: where root keeps the database when ``root`` is closed to the service user.
        """
        self._root, self._service_user = root, service_user
        self._options, self._patience = dict(options or {}), patience
        self._system_root = system_root
        self._place: Place | None = None
        self._held: int | None = None
        self._process = 0

    def start(self) -> str:
        """Make, adopt or start the server, and hold it.

        Returns:
            Its address, ``postgresql://`` with the password.

        Raises:
            EmbeddedServerFailed: saying what to do.
        """
        check_processor()
        place = settle(self._root, self._service_user, self._system_root)
        cluster = Cluster(place, self._options, self._patience)
        with explained(place.path), _alone(place):
            self._hold(place)
            try:
                self._ensure(cluster)
            except BaseException:
                self._leave()
                raise
            return cluster.url

    def stop(self) -> None:
        """Let go of the server; it stops when nobody else holds it. May be called again."""
        if self._place is None or self._held is None:
            return
        if os.getpid() != self._process:
            # A forked child shares its parent's lock, and must not let go of it.
            os.close(self._held)
            self._held = None
            return
        with _alone(self._place):
            self._leave()

    async def watch(self, interval: float = 1.0) -> None:
        """Start the server again whenever it has died while it is held; runs until cancelled."""
        while True:
            await pause(interval)
            if self._place is None or self._held is None or keeper.is_running(self._place.path):
                continue
            logger.warning("embedded_database_died")
            try:
                await asyncio.to_thread(self.start)
            except EmbeddedServerFailed as exc:
                logger.warning("embedded_database_not_restarted", reason=exc.message)

    def __enter__(self) -> str:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _hold(self, place: Place) -> None:
        if self._held is None:
            self._place, self._process = place, os.getpid()
            self._held = keeper.open_lock(place.path / keeper.HOLDERS)
            # This waits while a keeper is stopping the server.
            fcntl.flock(self._held, fcntl.LOCK_SH)
        if not keeper.is_locked(place.path / keeper.KEEPER):
            _spawn_keeper(place)

    def _ensure(self, cluster: Cluster) -> None:
        place = cluster.place
        if keeper.is_running(place.path):
            if keeper.postmaster_pid(place.path) is not None and cluster.wait():
                return
            # What answers to nobody, such as the rest of a killed server, makes room for a new one.
            keeper.stop_server(place.path)
        binaries = find_binaries(place)
        cluster.make(binaries)
        cluster.launch(binaries)

    def _leave(self) -> None:
        """Let go, and stop the server unless others hold it; a keeper that is at it is waited for."""
        held, place = self._held, self._place
        if held is None or place is None:
            return
        self._held = None
        fcntl.flock(held, fcntl.LOCK_UN)
        if keeper.try_lock(held):
            keeper.stop_server(place.path)
        else:
            fcntl.flock(held, fcntl.LOCK_SH)
        # The lock is given back by name, for a forked child may still have the file open.
        fcntl.flock(held, fcntl.LOCK_UN)
        os.close(held)


def set_aside_other_version(root: Path, service_user: str | None = None) -> Path | None:
    """Move data that another major version of PostgreSQL wrote out of the way; where to, if there are any."""
    place = settle(root, service_user, SYSTEM_ROOT)
    with explained(place.path), _alone(place):
        return Cluster(place, {}, 0).set_aside(find_binaries(place))


def _spawn_keeper(place: Place) -> None:
    subprocess.run(  # noqa: S603 - Our own interpreter and file.
        [sys.executable, "-I", "-S", keeper.__file__, str(place.path)],
        start_new_session=True,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def _alone(place: Place) -> Iterator[None]:
    """Let no other process start, make or stop the server meanwhile."""
    lock = keeper.open_lock(place.path / _STARTING)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
