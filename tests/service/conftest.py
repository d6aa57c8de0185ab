import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.processes import postgres_processes, serving, until


@pytest.fixture(scope="session")
def prepared_home() -> Iterator[Path]:
    """A home whose database was set up and stopped, to be copied: setting up takes most of the time."""
    with tempfile.TemporaryDirectory(prefix="cdy-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o711)
        home = Path(directory) / "home"
        with serving(home) as service:
            service.end(signal.SIGTERM)
        yield home


@pytest.fixture
def home(prepared_home: Path, open_directory: Path) -> Iterator[Path]:
    """A home of the test's own, given up when its database has stopped."""
    copied = open_directory / "home"
    subprocess.run(["/bin/cp", "-a", prepared_home, copied], check=True)
    yield copied
    until(lambda: not postgres_processes(copied), "stopped")


@pytest.fixture
def other_home(open_directory: Path) -> Iterator[Path]:
    """A place for something else of the test's."""
    place = open_directory / "other"
    yield place
    shutil.rmtree(place, ignore_errors=True)
