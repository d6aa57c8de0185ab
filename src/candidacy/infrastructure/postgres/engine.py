"""Engines and sessions: psycopg under SQLAlchemy, with a deadline on everything that may hang."""

import select
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any, TypeVar

import psycopg
import sqlalchemy.exc
from psycopg import errors as pg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, ConnectionPoolEntry

from candidacy.infrastructure.postgres.errors import DatabaseBusy, DatabaseUnavailable, UnstorableText
from candidacy.infrastructure.postgres.settings import PostgresSettings
from candidacy.kernel.errors import AppError, Invalid

T = TypeVar("T")

Sessions = async_sessionmaker[AsyncSession]

_GRACE = 5.0
_SOUND_FOR = 5.0
"""Seconds after an answer in which a connection is believed to be there while its socket says nothing."""
# Connection exception, operator intervention, insufficient resources.
_OUTAGE_CLASSES = frozenset({"08", "57", "53"})
_BUSY = (
    pg.QueryCanceled,
    pg.LockNotAvailable,
    pg.TooManyConnections,
    pg.IdleInTransactionSessionTimeout,
    pg.DeadlockDetected,
    pg.SerializationFailure,
)


# Untranslatable in JSON, not in the repertoire; psycopg refuses a NUL itself, without a state.
_UNSTORABLE = frozenset({"22P05", "22021", None})


class BadDatabaseUrl(Invalid):
    """The database address must look like postgresql://user:password@host:5432/name."""

    code = "bad_database_url"


class DeadlineConnection(psycopg.AsyncConnection[Any]):
    """A connection that gives up when a frozen server, which can keep no timeout itself, stays silent."""

    deadline: float | None = None
    heard = 0.0
    """When the server answered last, by the monotonic clock."""

    def is_sound(self) -> bool:
        """Whether the server answered a moment ago, and has not hung up or said anything unasked since."""
        if self.closed or monotonic() - self.heard > _SOUND_FOR:
            return False
        socket = select.poll()
        socket.register(self.pgconn.socket, select.POLLIN)
        return not socket.poll(0)

    async def wait(self, gen: PQGen[T], *args: Any, **kwargs: Any) -> T:
        bounded = bool(args) or kwargs.get("timeout") is not None
        if not bounded:
            kwargs["timeout"] = self.deadline
        try:
            answer = await super().wait(gen, *args, **kwargs)
            self.heard = monotonic()
            return answer
        except psycopg.errors.PipelineAborted:
            raise
        except psycopg.OperationalError:
            if not bounded and self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                # The query goes on without us, so nothing else may be asked on this connection.
                self.pgconn.finish()
            raise


class _Pool(AsyncAdaptedQueuePool):
    """A pool that says in our words that it has been empty for too long."""

    def _do_get(self) -> ConnectionPoolEntry:
        try:
            return super()._do_get()
        except sqlalchemy.exc.TimeoutError as exc:
            raise DatabaseBusy from exc


def sqlalchemy_url(url: str | URL) -> URL:
    """The address for SQLAlchemy: any spelling of PostgreSQL's scheme, always with psycopg.

    Raises:
        BadDatabaseUrl: when it is not an address of PostgreSQL.
    """
    try:
        parsed = make_url(url)
    except (sqlalchemy.exc.ArgumentError, ValueError) as exc:
        raise BadDatabaseUrl from exc
    if parsed.drivername.split("+")[0] not in {"postgresql", "postgres"}:
        raise BadDatabaseUrl
    return parsed.set(drivername="postgresql+psycopg")


def libpq_url(url: str | URL) -> str:
    """The same address as libpq and psycopg write it, with the password."""
    written = sqlalchemy_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    address, mark, query = written.partition("?")
    # SQLAlchemy writes a space of the query as a plus, which libpq takes for a plus.
    return address + mark + query.replace("+", "%20")


def _server_options(settings: PostgresSettings) -> str:
    timeouts: Mapping[str, int] = {
        "statement_timeout": settings.statement_timeout_ms,
        "lock_timeout": settings.lock_timeout_ms,
        "idle_in_transaction_session_timeout": settings.idle_in_transaction_timeout_ms,
    }
    return " ".join(f"-c {name}={value}" for name, value in timeouts.items())


def _connect_args(url: URL, settings: PostgresSettings) -> dict[str, Any]:
    deadline = settings.statement_timeout_ms / 1000 + _GRACE if settings.statement_timeout_ms else None

    async def connect(*args: Any, **kwargs: Any) -> DeadlineConnection:
        connection = await DeadlineConnection.connect(*args, **kwargs)
        connection.deadline = deadline
        return connection

    own_options = str(url.query.get("options", ""))
    return {
        "async_creator_fn": connect,
        "connect_timeout": settings.connect_timeout,
        "application_name": settings.application_name,
        "options": f"{_server_options(settings)} {own_options}".strip(),
        "prepare_threshold": 5 if settings.prepared_statements else None,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    }


def translate(error: BaseException | None, *, disconnected: bool = False) -> AppError | None:
    """Our error for a driver error that means "not now" or "not this text", or None for any other."""
    if isinstance(error, _BUSY):
        return DatabaseBusy()
    if disconnected or (isinstance(error, psycopg.OperationalError) and _is_outage(error)):
        return DatabaseUnavailable()
    if isinstance(error, psycopg.DataError) and error.sqlstate in _UNSTORABLE:
        return UnstorableText()
    return None


def _is_outage(error: psycopg.OperationalError) -> bool:
    """Whether the server was not reached, or answered that it cannot work."""
    return error.sqlstate is None or error.sqlstate[:2] in _OUTAGE_CLASSES


def _on_error(context: ExceptionContext) -> None:
    ours = translate(context.original_exception, disconnected=context.is_disconnect)
    if ours is not None:
        raise ours from context.original_exception


def create_engine(url: str | URL, settings: PostgresSettings | None = None) -> AsyncEngine:
    """An engine for ``url``; nothing connects before its first use.

    Raises:
        BadDatabaseUrl: when ``url`` is not an address of PostgreSQL.
    """
    settings = settings or PostgresSettings()
    address = sqlalchemy_url(url)
    engine = create_async_engine(
        address.difference_update_query(["options"]),
        poolclass=_Pool,
        pool_size=settings.pool_size,
        max_overflow=settings.max_overflow,
        pool_timeout=settings.pool_timeout,
        pool_recycle=settings.pool_recycle,
        connect_args=_connect_args(address, settings),
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "handle_error", _on_error)
    event.listen(engine.sync_engine, "checkout", _replacing_dead(engine.dialect))
    return engine


def _replacing_dead(dialect: Dialect) -> Callable[..., None]:
    """What SQLAlchemy's ``pool_pre_ping`` does, without asking a connection that was just heard of.

    The question is a round trip, a fifth of those of a short request.
    """

    def look(connection: DBAPIConnection, record: ConnectionPoolEntry, _: object) -> None:
        driver = record.driver_connection
        if isinstance(driver, DeadlineConnection) and driver.is_sound():
            return
        try:
            dialect.do_ping(connection)
        except (psycopg.OperationalError, psycopg.InterfaceError) as exc:
            raise sqlalchemy.exc.InvalidatePoolError from exc

    return look


def create_sessionmaker(engine: AsyncEngine) -> Sessions:
    """Sessions on ``engine`` whose objects stay readable after the commit."""
    return async_sessionmaker(engine, expire_on_commit=False)
