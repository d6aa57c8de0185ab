"""Other people, and nobody, for tests of who sees what; and what the database is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.workspaces import public as workspaces
from candidacy.infrastructure.http.services import Authenticate
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import Unauthenticated
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, WorkspaceId, uuid7
from candidacy.kernel.permissions import Role

if TYPE_CHECKING:
    from candidacy.testing.application import Client


HERS = (
    "insert into users (id, display_name) values (:user, 'Grace')",
    "insert into workspaces (id, name, kind) values (:workspace, 'Hers', 'personal')",
    "insert into memberships (workspace_id, user_id, role) values (:workspace, :user, 'owner')",
)


def is_always(actor: Actor) -> Authenticate:
    """Every request is made by ``actor``."""

    async def authenticate(_: AsyncSession, __: dict[str, str]) -> Actor:
        return actor

    return authenticate


async def nobody(_: AsyncSession, __: dict[str, str]) -> Actor:
    """No request is made by anybody we know."""
    raise Unauthenticated


async def local(sessions: Sessions) -> Actor:
    """The one whom requests are made by in other tests."""
    async with sessions() as session:
        return await workspaces.local_actor(session)


async def somebody_else(sessions: Sessions) -> Actor:
    """The owner of another workspace."""
    actor = Actor(UserId(uuid7()), WorkspaceId(uuid7()), Role.OWNER)
    async with sessions.begin() as session:
        for statement in HERS:
            await session.execute(text(statement), {"user": actor.user, "workspace": actor.workspace})
    return actor


@contextmanager
def counted(client: Client) -> Iterator[list[str]]:
    """The statements that are sent while the block runs, without those of the test's own savepoints."""
    statements: list[str] = []
    engine = client.application.sessions.kw["bind"].sync_engine

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if "SAVEPOINT" not in statement:
            statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)
