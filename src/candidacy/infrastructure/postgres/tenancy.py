"""The tenant of a transaction, and the roles under which it cannot be left out.

Row-level security shows a transaction the rows of the workspace in ``app.workspace``, and none while that is
not set. The setting ends with its transaction, so each new one of a session that has entered a workspace sets
it again. It is never set for a whole connection, which the next request would inherit from the pool.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import Session, SessionTransaction

from candidacy.infrastructure.postgres.engine import Sessions, libpq_url, sqlalchemy_url
from candidacy.kernel.ids import WorkspaceId

APP_ROLE, WORKER_ROLE = "candidacy_app", "candidacy_worker"

_KEY = "workspace"
_SET_WORKSPACE = text("SELECT set_config('app.workspace', CAST(:workspace AS text), true)")


async def enter(session: AsyncSession, workspace: WorkspaceId) -> None:
    """Work in ``workspace`` from here on: in this transaction and in every later one of the session."""
    if session.info.get(_KEY) == workspace:
        return
    await session.execute(_SET_WORKSPACE, {"workspace": str(workspace)})
    entered(session, workspace)


def entered(session: AsyncSession, workspace: WorkspaceId) -> None:
    """Note that a query of this transaction has set ``app.workspace`` along with what it asked for."""
    session.info[_KEY] = workspace


@asynccontextmanager
async def visiting(session: AsyncSession, workspace: WorkspaceId) -> AsyncIterator[None]:
    """Work in another workspace for a block of this transaction, as when somebody joins it."""
    before = session.info.get(_KEY)
    await enter(session, workspace)
    try:
        yield
        await session.flush()
        if before is not None:
            await enter(session, before)
    finally:
        session.info[_KEY] = before


def within(sessions: Sessions, workspace: WorkspaceId) -> Sessions:
    """Sessions like those of ``sessions`` that work in ``workspace`` from their first transaction on."""
    settings: dict[str, Any] = {**sessions.kw, "info": {_KEY: workspace}}
    return async_sessionmaker(**settings)


@event.listens_for(Session, "after_begin")
def _set_again(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    workspace = session.info.get(_KEY)
    if workspace is not None and not transaction.nested:
        connection.execute(_SET_WORKSPACE, {"workspace": str(workspace)})


def acting_as(url: str, role: str) -> str:
    """The same address, on whose connections everything is done as ``role`` from the start.

    PostgreSQL takes it at the connection's start, so that it costs no query and RESET ROLE comes back to it.
    """
    parsed = sqlalchemy_url(url)
    own = str(parsed.query.get("options", ""))
    return libpq_url(parsed.update_query_dict({"options": f"{own} -c role={role}".strip()}))
