import asyncio
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres, keeper
from candidacy.infrastructure.postgres.embedded.cluster import (
    HIGHEST_PORT,
    LOWEST_PORT,
    DataOfAnotherVersion,
    free_port,
    shared_memory_kind,
)
from candidacy.infrastructure.postgres.embedded.tests.conftest import (
    Holder,
    ask,
    eventually,
    kill_server,
    server_at,
    server_of,
)
from candidacy.infrastructure.postgres.engine import sqlalchemy_url
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

# Each starts servers of its own.
pytestmark = pytest.mark.deep

Hold = Callable[..., Holder]


def test_a_first_start_gives_a_server_with_all_that_is_needed(fresh_home: Path) -> None:
    with server_at(fresh_home) as url:
        ask(url, "CREATE EXTENSION vector; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent")

        assert ask(url, "SELECT '[1,2]'::vector <-> '[1,4]'::vector") == 2.0
        assert ask(url, "SHOW data_checksums") == "on"


def test_nobody_gets_in_without_the_password(server: EmbeddedPostgres) -> None:
    url = sqlalchemy_url(server.start()).set(drivername="postgresql", password="guess")

    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        ask(url.render_as_string(hide_password=False), "SELECT 1")


def test_the_password_and_the_data_are_closed_to_others(server: EmbeddedPostgres, home: Path) -> None:
    server.start()

    modes = {
        name: (home / name).stat().st_mode & 0o777 for name in ("password", "log", "server", "server/data")
    }
    assert modes == {"password": 0o600, "log": 0o600, "server": 0o700, "server/data": 0o700}


def test_a_later_start_finds_what_an_earlier_one_wrote(home: Path) -> None:
    with server_at(home) as url:
        ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")

    with server_at(home) as url:
        assert ask(url, "SELECT answer FROM kept") == 42


def test_the_last_to_leave_stops_the_server(home: Path) -> None:
    first, second = server_at(home), server_at(home)
    first.start()
    second.start()

    first.stop()
    between = keeper.is_running(home)
    second.stop()

    assert (between, keeper.is_running(home)) == (True, False)


def test_stopping_twice_is_no_error(server: EmbeddedPostgres, home: Path) -> None:
    server.start()

    server.stop()
    server.stop()

    assert not keeper.is_running(home)


def test_a_server_that_was_stopped_can_be_started_again(server: EmbeddedPostgres) -> None:
    server.start()
    server.stop()

    assert ask(server.start(), "SELECT 1") == 1


def test_several_processes_share_one_server(fresh_home: Path, holders: Hold) -> None:
    several = [holders(fresh_home) for _ in range(3)]

    urls = [holder.says() for holder in several]

    assert len({server_of(url) for url in urls}) == 1


def test_a_forked_child_does_not_stop_its_parents_server(server: EmbeddedPostgres) -> None:
    url = server.start()

    child = os.fork()
    if child == 0:
        server.stop()
        os._exit(0)
    os.waitpid(child, 0)

    assert ask(url, "SELECT 1") == 1


def test_what_was_committed_survives_the_kill_of_the_server(server: EmbeddedPostgres, home: Path) -> None:
    url = server.start()
    ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")

    kill_server(home)

    with server_at(home) as again:
        assert ask(again, "SELECT answer FROM kept") == 42


def test_the_same_process_starts_a_killed_server_again(server: EmbeddedPostgres, home: Path) -> None:
    server.start()
    kill_server(home)

    assert ask(server.start(), "SELECT 1") == 1


async def test_a_server_that_dies_while_it_is_used_is_started_again(
    server: EmbeddedPostgres, home: Path
) -> None:
    url = await asyncio.to_thread(server.start)
    watch = asyncio.create_task(server.watch(interval=0.01))
    before = server_of(url)

    kill_server(home)

    revived = await asyncio.to_thread(eventually, lambda: answering(url) not in {None, before})
    watch.cancel()
    assert revived


def answering(url: str) -> object:
    try:
        return server_of(url)
    except psycopg.OperationalError:
        return None


def test_no_server_stays_behind_when_its_last_user_is_killed(home: Path, holders: Hold) -> None:
    holder = holders(home)
    holder.says()

    holder.kill()

    assert eventually(lambda: not keeper.is_running(home))


def test_the_kill_of_one_user_leaves_the_server_to_the_others(
    server: EmbeddedPostgres, home: Path, holders: Hold
) -> None:
    url = server.start()
    holder = holders(home)
    holder.says()

    holder.kill()

    assert ask(url, "SELECT 1") == 1


@pytest.mark.skipif(not Path("/proc").exists(), reason="the keeper is found in /proc")
def test_a_server_left_behind_without_user_and_keeper_is_adopted(home: Path, holders: Hold) -> None:
    holder = holders(home)
    url = holder.says()
    before = server_of(url)
    kill_keeper(home)
    holder.kill()

    with server_at(home) as again:
        adopted = server_of(again)

    assert adopted == before
    assert not keeper.is_running(home)


def kill_keeper(home: Path) -> None:
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            command = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if os.fsencode(home) in command and any(part.endswith(b"keeper.py") for part in command):
            os.kill(int(entry.name), signal.SIGKILL)


def test_a_process_id_that_was_given_to_somebody_else_is_not_believed(home: Path) -> None:
    with server_at(home):
        pass
    stale = home / keeper.DATA / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{home / keeper.DATA}\n", encoding="ascii")
    stale.chmod(0o644)

    with server_at(home) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_setup_that_was_cut_short_is_made_anew(fresh_home: Path) -> None:
    (fresh_home / "server" / "data.new" / "base").mkdir(parents=True)
    for directory in (fresh_home, fresh_home / "server"):
        directory.chmod(0o711)

    with server_at(fresh_home) as url:
        assert ask(url, "SELECT 1") == 1


def test_a_path_with_odd_characters_is_taken(open_directory: Path) -> None:
    with server_at(open_directory / 'it\'s 100% "my" $HOME') as url:
        assert ask(url, "SELECT 1") == 1


@pytest.fixture
def deep(prepared: Path, open_directory: Path) -> Path:
    """A home whose path is too long for a unix socket."""
    path = open_directory / ("x" * 100)
    subprocess.run(["/bin/cp", "-a", prepared, path], check=True)
    return path


def test_a_path_that_is_too_long_for_a_socket_gets_a_port(deep: Path) -> None:
    with server_at(deep) as url:
        port = sqlalchemy_url(url).port

        assert ask(url, "SELECT 1") == 1
    assert port is not None
    assert LOWEST_PORT <= port <= HIGHEST_PORT


def test_the_port_is_the_same_at_the_next_start(deep: Path) -> None:
    ports = []
    for _ in range(2):
        with server_at(deep) as url:
            ports.append(sqlalchemy_url(url).port)

    assert len(set(ports)) == 1


def test_a_port_that_was_taken_meanwhile_is_exchanged(deep: Path) -> None:
    with server_at(deep) as url:
        port = sqlalchemy_url(url).port
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", port))
        other.listen()

        with server_at(deep) as url:
            assert ask(url, "SELECT 1") == 1
            assert sqlalchemy_url(url).port != port


def test_the_first_free_port_is_found_after_the_last() -> None:
    with socket.socket() as last:
        last.bind(("127.0.0.1", free_port(HIGHEST_PORT - 50)))
        last.listen()
        taken = last.getsockname()[1]

        assert free_port(taken) != taken


@pytest.mark.parametrize(("system", "kind"), [("linux", "mmap"), ("darwin", "posix")])
def test_without_a_place_for_shared_memory_files_are_mapped(tmp_path: Path, system: str, kind: str) -> None:
    assert shared_memory_kind(tmp_path / "missing", system) == kind


@pytest.mark.parametrize("version", ["17", "19"])
def test_data_of_another_major_version_are_refused_and_left_alone(home: Path, version: str) -> None:
    with server_at(home):
        pass
    mark = home / keeper.DATA / "PG_VERSION"
    mark.write_text(f"{version}\n", encoding="ascii")
    before = sorted(path.name for path in (home / keeper.DATA).iterdir())

    with pytest.raises(
        DataOfAnotherVersion, match=rf"PostgreSQL {version}.*candidacy backup.*candidacy restore --replace"
    ):
        server_at(home).start()

    assert sorted(path.name for path in (home / keeper.DATA).iterdir()) == before
    assert not keeper.is_running(home)


def test_a_lost_password_is_told_with_what_to_do(home: Path) -> None:
    with server_at(home):
        pass
    (home / "password").unlink()

    with pytest.raises(EmbeddedServerFailed, match="backup"):
        server_at(home).start()


def test_a_server_that_does_not_start_says_why(home: Path) -> None:
    with pytest.raises(EmbeddedServerFailed, match=r"shared_buffers.*log"):
        server_at(home, options={"shared_buffers": "nonsense"}).start()

    assert not keeper.is_running(home)


def test_a_home_that_is_a_file_is_refused(open_directory: Path) -> None:
    (open_directory / "home").touch()

    with pytest.raises(EmbeddedServerFailed, match="CANDIDACY_HOME"):
        server_at(open_directory / "home").start()
