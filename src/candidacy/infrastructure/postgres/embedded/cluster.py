"""One cluster: made once, launched, and asked by connection whether it lives."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from candidacy.infrastructure.postgres.embedded.binaries import Binaries
from candidacy.infrastructure.postgres.embedded.keeper import (
    RUNNING,
    is_running,
    open_lock,
    try_lock,
)
from candidacy.infrastructure.postgres.embedded.place import Place, disk_full, explained
from candidacy.infrastructure.postgres.errors import EmbeddedServerFailed

ROLE = DATABASE = "candidacy"
LOWEST_PORT, HIGHEST_PORT = 15_000, 32_767
SETTINGS: Mapping[str, str] = {
    "shared_buffers": "128MB",
    "max_connections": "100",
    "maintenance_work_mem": "128MB",
    "huge_pages": "off",
    "jit": "off",
    "password_encryption": "scram-sha-256",
    "default_text_search_config": "pg_catalog.english",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}
_HBA = "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n"
_BUSY_STARTING = ("starting up", "recovery", "not yet accepting")
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - Measured, never written.
_ENOUGH_SHARED_MEMORY = 512_000_000
_LOG_LIMIT = 10_000_000
_POLL = 0.02


class DataOfAnotherVersion(EmbeddedServerFailed):
    """The data were written by another major version of PostgreSQL. Back up with the old release; restore."""

    code = "database_version"


@dataclass(frozen=True)
class Cluster:
    """The cluster in one place. Who calls holds the place's lock, so nobody else starts or makes it."""

    place: Place
    options: Mapping[str, str]
    patience: float

    @property
    def url(self) -> str:
        """The address with the password, over the unix socket where there is one."""
        return self._address(DATABASE)

    def _address(self, database: str) -> str:
        secret = quote(self._password(), safe="")
        if (directory := self.place.socket) is not None:
            return f"postgresql://{ROLE}:{secret}@/{database}?host={quote(str(directory), safe='')}"
        return f"postgresql://{ROLE}:{secret}@127.0.0.1:{self._port()}/{database}"

    def make(self, binaries: Binaries) -> None:
        """Run initdb unless there is a cluster; one that was cut short is made anew.

        Raises:
            DataOfAnotherVersion: when the cluster there needs other binaries.
            EmbeddedServerFailed: when initdb fails.
        """
        if self.place.data.exists():
            self._require_version(binaries)
            self._password()
            return
        unfinished = self.place.data.with_suffix(".new")
        with explained(self.place.path):
            shutil.rmtree(unfinished, ignore_errors=True)
            self._write_secret()
            self._initialise(binaries, unfinished)
            unfinished.rename(self.place.data)

    @property
    def _written_by(self) -> str:
        return (self.place.data / "PG_VERSION").read_text(encoding="ascii").strip()

    def set_aside(self, binaries: Binaries) -> Path | None:
        """Move data of another major version beside; where to, or None where there are none."""
        if not self.place.data.exists() or self._written_by == str(binaries.major):
            return None
        target = self.place.data.with_name(f"data-{self._written_by}")
        if target.exists():
            raise EmbeddedServerFailed(f"{target} is there already. Move or delete it, and try again.")
        return self.place.data.rename(target)

    def _require_version(self, binaries: Binaries) -> None:
        found = self._written_by
        if found != str(binaries.major):
            raise DataOfAnotherVersion(
                f"The data in {self.place.data} were written by PostgreSQL {found}, and this installation "
                f"carries PostgreSQL {binaries.major}, which cannot open them. Nothing was changed. Run "
                "`candidacy backup before.backup` with the release of Candidacy that wrote them, and "
                "`candidacy restore --replace before.backup` with this one: the old data are kept beside."
            )

    def _initialise(self, binaries: Binaries, target: Path) -> None:
        account = self.place.account
        handed = self.place.server / "password"
        handed.unlink(missing_ok=True)
        descriptor = os.open(handed, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(self._password())
            os.fchown(descriptor, account.uid, account.gid)
        command = [binaries["initdb"], f"--pgdata={target}", f"--username={ROLE}", f"--pwfile={handed}"]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--data-checksums", "--no-instructions"]
        command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        command += ["--no-sync"] if self.options.get("fsync") == "off" else []
        try:
            made = account.run(command, capture_output=True)
        finally:
            handed.unlink(missing_ok=True)
        if made.returncode != 0:
            raise self._failed("PostgreSQL could not set up its files", made.stderr or made.stdout)

    def launch(self, binaries: Binaries) -> None:
        """Start the server and wait until it answers, as long as it is alive and says that it recovers.

        Raises:
            EmbeddedServerFailed: with the last lines of the server's log.
        """
        for _ in range(3):
            with explained(self.place.path):
                since = self._prepare()
                self._spawn(binaries)
            if self.wait():
                return
            said = self._log_since(since)
            if "could not bind" not in said and "pre-existing shared memory" not in said:
                break
            time.sleep(0.2)
        raise self._failed("PostgreSQL did not start", said)

    def _prepare(self) -> int:
        """Write the configuration, drop what a killed server left, and give the log's present length."""
        # PostgreSQL keeps these when their PID is in use, and that of a zombie is.
        for stale in (self.place.data / "postmaster.pid", *(self.place.server / "socket").iterdir()):
            stale.unlink(missing_ok=True)
        listening = self._listening()
        settings = {
            **SETTINGS,
            "dynamic_shared_memory_type": shared_memory_kind(),
            **self.options,
            **listening,
        }
        lines = [_setting(name, value) for name, value in settings.items()]
        self._write(self.place.path / "postgresql.conf", "\n".join(lines) + "\n", 0o644)
        self._write(self.place.path / "pg_hba.conf", _HBA, 0o644)
        log = self.place.log
        if log.exists() and log.stat().st_size > _LOG_LIMIT:
            log.replace(log.with_suffix(".old"))
        return log.stat().st_size if log.exists() else 0

    def _listening(self) -> dict[str, str]:
        files = {
            "data_directory": str(self.place.data),
            "hba_file": str(self.place.path / "pg_hba.conf"),
            "ident_file": str(self.place.data / "pg_ident.conf"),
        }
        if (directory := self.place.socket) is not None:
            return {
                **files,
                "listen_addresses": "",
                "unix_socket_directories": str(directory),
                "port": "5432",
            }
        port = free_port(self._port())
        self._write(self.place.path / "port", f"{port}\n", 0o600)
        return {**files, "listen_addresses": "127.0.0.1", "unix_socket_directories": "", "port": str(port)}

    def _spawn(self, binaries: Binaries) -> None:
        """Leave the server running on its own, every process of it holding the lock that says it lives."""
        lock = open_lock(self.place.path / RUNNING)
        try:
            if not try_lock(lock):
                raise EmbeddedServerFailed("An earlier PostgreSQL is still shutting down. Start again.")
            program = [binaries["postgres"], "-c", f"config_file={self.place.path / 'postgresql.conf'}"]
            with self.place.log.open("ab") as log:
                self.place.log.chmod(0o600)
                self.place.account.run(
                    ["/bin/sh", "-c", '"$@" &', "sh", *program],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[lock],
                    start_new_session=True,
                )
        finally:
            os.close(lock)

    def wait(self) -> bool:
        """Wait until the server answers; False when it has ended instead.

        Raises:
            EmbeddedServerFailed: when it lives and is silent for too long.
        """
        deadline = time.monotonic() + self.patience
        while True:
            try:
                self._greet()
                return True
            except psycopg.OperationalError as exc:
                said = str(exc)
                # A server that is refused its port lives for a moment, while its neighbour refuses us.
                time.sleep(0.5 if "authentication failed" in said else _POLL)
                if not is_running(self.place.path):
                    return False
                if any(word in said for word in _BUSY_STARTING):
                    deadline = time.monotonic() + self.patience
                if "authentication failed" in said or time.monotonic() > deadline:
                    raise self._failed("PostgreSQL runs but does not let us in", said) from exc

    def _greet(self) -> None:
        """Connect to the server, which must be the one on our data, and make the database once."""
        with psycopg.connect(self._address("postgres"), connect_timeout=5, autocommit=True) as connection:
            shown = connection.execute("SHOW data_directory").fetchone()
            if shown is None or not Path(shown[0]).samefile(self.place.data):
                raise EmbeddedServerFailed("Another PostgreSQL answers at the address of the embedded one.")
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _password(self) -> str:
        path = self.place.path / "password"
        try:
            return path.read_text(encoding="ascii").strip()
        except FileNotFoundError as exc:
            raise EmbeddedServerFailed(
                f"The file {path} with the password of the embedded PostgreSQL is gone. "
                "Put it back from a backup of the home."
            ) from exc

    def _write_secret(self) -> None:
        self._write(self.place.path / "password", secrets.token_urlsafe(24), 0o600)

    def _port(self) -> int:
        """The port of the last start, or the first to try in this place."""
        with contextlib.suppress(OSError, ValueError):
            return int((self.place.path / "port").read_text(encoding="ascii"))
        spread = zlib.crc32(os.fsencode(self.place.path)) % (HIGHEST_PORT - LOWEST_PORT)
        return LOWEST_PORT + spread

    def _write(self, path: Path, content: str, mode: int) -> None:
        unfinished = path.with_name(f"{path.name}.new")
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(content)
            os.fchmod(descriptor, mode)
        unfinished.replace(path)

    def _log_since(self, offset: int) -> str:
        with self.place.log.open("rb") as log:
            log.seek(offset)
            return log.read(100_000).decode("utf-8", "replace")

    def _failed(self, what: str, said: str) -> EmbeddedServerFailed:
        if "No space left on device" in said:
            return disk_full(self.place.path)
        last = " / ".join(said.strip().splitlines()[-4:])
        return EmbeddedServerFailed(f"{what}: {last or 'it said nothing'}. Its log is {self.place.log}.")


def _setting(name: str, value: str) -> str:
    quoted = value.replace("'", "''")
    return f"{name} = '{quoted}'"


def shared_memory_kind(directory: Path = _SHARED_MEMORY, system: str = sys.platform) -> str:
    """Where parallel workers share memory: containers give /dev/shm 64 MB, too little to build an index."""
    if system != "linux":
        return "posix"
    try:
        found = os.statvfs(directory)
    except OSError:
        return "mmap"
    return "posix" if found.f_blocks * found.f_frsize >= _ENOUGH_SHARED_MEMORY else "mmap"


def free_port(first: int) -> int:
    """The first free port of 127.0.0.1 from ``first`` on, below the range that systems give to clients.

    Raises:
        EmbeddedServerFailed: when there is none.
    """
    span = HIGHEST_PORT - LOWEST_PORT + 1
    for step in range(span):
        port = LOWEST_PORT + (first - LOWEST_PORT + step) % span
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise EmbeddedServerFailed(f"No port of 127.0.0.1 from {LOWEST_PORT} to {HIGHEST_PORT} is free.")
