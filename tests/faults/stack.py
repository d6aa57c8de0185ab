"""An installation as operators run it: web processes, workers, PostgreSQL, Redis, a bucket, each killable."""

import asyncio
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote

import httpx
import psycopg

from candidacy.infrastructure.postgres import PostgresSettings, create_engine, migrations
from candidacy.infrastructure.postgres.embedded import EmbeddedPostgres
from candidacy.infrastructure.postgres.embedded.keeper import postmaster_pid
from candidacy.infrastructure.redis.tests.servers import Server as RedisServer
from candidacy.infrastructure.storage.tests.servers import BUCKET, KEY, SECRET, BucketServer
from tests.faults.links import Link
from tests.service.processes import COMMAND, environment, free_port, until

PATIENCE = float(os.environ.get("FAULT_PATIENCE", "180"))
"""Seconds. Several processes that start at once on a small machine take their time."""
SECRETS = "b3f1Kx0vT9qLw7eYdZ2uNc5sHa8mRj4P"
# A shared disk is lost with the machine alone, which no test here takes down.
OPTIONS = {"fsync": "off", "shared_buffers": "64MB", "max_connections": "60"}


@cache
def _prepared() -> "tempfile.TemporaryDirectory[str]":
    """A database at the newest schema, stopped, to be copied: to set one up takes longer than to start it."""
    directory = tempfile.TemporaryDirectory(prefix="cdy-", ignore_cleanup_errors=True)
    Path(directory.name).chmod(0o711)

    async def migrate(url: str) -> None:
        engine = create_engine(url, PostgresSettings(pool_size=1))
        try:
            await migrations.upgrade(engine)
        finally:
            await engine.dispose()

    with EmbeddedPostgres(Path(directory.name) / "database", options=OPTIONS) as url:
        asyncio.run(migrate(url))
    return directory


class Database:
    """An external PostgreSQL, reached through a link of ours."""

    def __init__(self, folder: Path) -> None:
        subprocess.run(["/bin/cp", "-a", Path(_prepared().name) / "database", folder], check=True)
        self._server = EmbeddedPostgres(folder, options=OPTIONS)
        self.direct = ""
        self._folder = folder

    def start(self) -> None:
        self.direct = self._server.start()

    def stop(self) -> None:
        self._server.stop()

    @property
    def socket(self) -> Path:
        info = psycopg.conninfo.conninfo_to_dict(self.direct)
        return Path(str(info["host"])) / ".s.PGSQL.5432"

    def through(self, port: int) -> str:
        info = psycopg.conninfo.conninfo_to_dict(self.direct)
        password = quote(str(info["password"]), safe="")
        return f"postgresql://{info['user']}:{password}@127.0.0.1:{port}/{info['dbname']}"

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Rows as the owner of the tables sees them, policies lifted."""
        with psycopg.connect(self.direct, autocommit=True) as connection:
            connection.execute("SET row_security = off")
            return list(connection.execute(query.encode()))

    def do(self, statement: str) -> None:
        """Run a statement as the owner of the tables."""
        with psycopg.connect(self.direct, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _processes(self) -> list[int]:
        first = self._postmaster()
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False
        )
        return [first, *map(int, listed.stdout.split())]

    def _postmaster(self) -> int:
        found = postmaster_pid(self._folder)
        assert found is not None
        return found

    def kill(self) -> None:
        """The first process dies; the others see it and end."""
        os.kill(self._postmaster(), signal.SIGKILL)

    def freeze(self) -> None:
        for pid in self._processes():
            os.kill(pid, signal.SIGSTOP)

    def thaw(self) -> None:
        for pid in self._processes():
            os.kill(pid, signal.SIGCONT)


@dataclass
class Program:
    """A process of ours, at one port or at none, that may be started again after every kill."""

    arguments: tuple[str, ...]
    variables: Mapping[str, str]
    home: Path
    log: Path
    port: int = 0
    popen: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        assert self.popen is not None
        return self.popen.pid

    def start(self, *, wait: bool = True) -> None:
        variables = environment(self.home, **self.variables)
        with self.log.open("ab") as out:
            self.popen = subprocess.Popen([COMMAND, *self.arguments], env=variables, stdout=out, stderr=out)
        if wait:
            self.wait()

    def wait(self) -> None:
        until(self.is_up, f"up: {self.arguments}", PATIENCE)

    def is_up(self) -> bool:
        assert self.popen is not None
        assert self.popen.poll() is None, self.said[-3000:]
        if not self.port:
            return self.said.count("The worker is ready") > self._before
        try:
            # Certificates that nobody needs here would be loaded each time, for longer than the rest takes.
            return httpx.get(f"{self.url}/health/ready", timeout=5, verify=False).status_code == 200
        except httpx.TransportError:
            return False

    _before: int = field(default=0)

    def kill(self) -> None:
        self.signal(signal.SIGKILL)
        self.gone()

    def signal(self, number: signal.Signals) -> None:
        assert self.popen is not None
        self.popen.send_signal(number)

    def gone(self) -> int:
        assert self.popen is not None
        code = self.popen.wait(PATIENCE)
        self._before = self.said.count("The worker is ready")
        return code

    def stop(self) -> None:
        if self.popen is not None and self.popen.poll() is None:
            self.popen.send_signal(signal.SIGCONT)
            self.popen.terminate()
            try:
                self.popen.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.popen.kill()
                self.popen.wait()

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""


@dataclass
class Stack:
    """Everything, and the links in between."""

    database: Database
    redis: RedisServer
    bucket: BucketServer
    to_database: Link
    to_redis: Link
    to_bucket: Link
    webs: list[Program]
    workers: list[Program]

    def start(self) -> None:
        """Web processes one after the other, for the first brings the database to the newest schema."""
        self.webs[0].start()
        others = [*self.webs[1:], *self.workers]
        for program in others:
            program.start(wait=False)
        for program in others:
            program.wait()


@contextmanager
def stack(
    folder: Path, variables: Mapping[str, str] | None = None, *, webs: int = 1, workers: int = 1
) -> Iterator[Stack]:
    """An installation that is down yet but for what it stands on; all of it is stopped at the end."""
    with ExitStack() as after:
        database = Database(folder / "database")
        database.start()
        after.callback(database.stop)
        redis = RedisServer(folder)
        redis.start()
        after.callback(redis.stop)
        bucket = BucketServer(folder / "bucket", keys=True)
        bucket.start()
        after.callback(bucket.stop)
        to_database = after.enter_context(Link(database.socket))
        to_redis = after.enter_context(Link(("127.0.0.1", redis.port)))
        to_bucket = after.enter_context(Link(("127.0.0.1", bucket.port)))
        common = {
            "DATABASE_URL": database.through(to_database.port),
            "REDIS_URL": f"redis://127.0.0.1:{to_redis.port}/0",
            "CANDIDACY_WORKER": "apart",
            "CANDIDACY_EMBEDDINGS__PROVIDER": "none",
            "CANDIDACY_CRYPTO__SECRETS": f'["{SECRETS}"]',
            "CANDIDACY_STORAGE__PROVIDER": "s3",
            "CANDIDACY_STORAGE__BUCKET": BUCKET,
            "CANDIDACY_STORAGE__ENDPOINT": to_bucket.url,
            "CANDIDACY_STORAGE__ACCESS_KEY_ID": KEY,
            "CANDIDACY_STORAGE__SECRET_ACCESS_KEY": SECRET,
            "CANDIDACY_STORAGE__TIMEOUT": "5",
            # The key of a request whose process was killed is free again after half as long again.
            "CANDIDACY_HTTP__DEADLINE": "10",
            "CANDIDACY_HTTP__UPLOAD_DEADLINE": "10",
            "CANDIDACY_HTTP__MODEL_DEADLINE": "10",
            **(variables or {}),
        }
        # Homes apart, as on machines apart: what they share is the database, Redis and the bucket.
        made = Stack(database, redis, bucket, to_database, to_redis, to_bucket, [], [])
        for number in range(webs):
            port = free_port()
            arguments = ("serve", "--port", str(port))
            made.webs.append(
                Program(arguments, common, folder / f"web{number}", folder / f"web{number}.log", port)
            )
        for number in range(workers):
            home, log = folder / f"worker{number}", folder / f"worker{number}.log"
            made.workers.append(Program(("worker",), common, home, log))
        for program in (*made.webs, *made.workers):
            after.callback(program.stop)
        yield made
