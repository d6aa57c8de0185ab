import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres, keeper
from candidacy.infrastructure.postgres.embedded.tests import holding

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root starts the server as somebody else")


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A home whose server was set up and stopped, to be copied: setting up takes most of the time."""
    with tempfile.TemporaryDirectory(prefix="cdy-") as directory:
        Path(directory).chmod(0o711)
        with server_at(Path(directory) / "home"):
            pass
        yield Path(directory) / "home"


@pytest.fixture
def home(prepared: Path, fresh_home: Path) -> Path:
    """The home of a server that was started and stopped before."""
    subprocess.run(["/bin/cp", "-a", prepared, fresh_home], check=True)
    return fresh_home


@pytest.fixture
def fresh_home(open_directory: Path) -> Iterator[Path]:
    """A place for a home that is not there yet. Its server ends with the test, however the test ends."""
    root = open_directory / "home"
    yield root
    for place in (root, *open_directory.glob("system/*")):
        if (place / keeper.DATA).exists():
            keeper.stop_server(place)


def server_at(home: Path, **how: object) -> EmbeddedPostgres:
    """A server that does not wait for the disk, which no process outlives here."""
    return EmbeddedPostgres(home, **{"options": {"fsync": "off"}, **how})  # type: ignore[arg-type]


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        asked = connection.execute(question.encode())
        row = asked.fetchone() if asked.description else None
    return row[0] if row else None


def server_of(url: str) -> object:
    return ask(url, "SELECT pg_postmaster_start_time()")


def kill_server(root: Path) -> None:
    pid = keeper.postmaster_pid(root)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


class Holder:
    """Another process that uses the server."""

    def __init__(self, root: Path, python: str = sys.executable, **options: object) -> None:
        self.process = subprocess.Popen(
            [python, holding.__file__, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            **options,  # type: ignore[call-overload]
        )

    def says(self) -> str:
        line: str = self.process.stdout.readline()
        return line.strip()

    def leave(self) -> None:
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def holders() -> Iterator[Callable[..., Holder]]:
    made: list[Holder] = []

    def hold(root: Path, **options: object) -> Holder:
        made.append(Holder(root, **options))  # type: ignore[arg-type]
        return made[-1]

    yield hold
    for holder in made:
        holder.kill()


@pytest.fixture
def server(home: Path) -> Iterator[EmbeddedPostgres]:
    server = server_at(home)
    yield server
    server.stop()
