"""The door of auth: who the users are, and that it is they."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import ConfirmationNeeded
from candidacy.features.auth.models import User
from candidacy.features.auth.policies.cookies import ACCESS_COOKIE, REFRESH_COOKIE
from candidacy.features.auth.policies.settings import ACCESS_LIFETIME
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.renewing import renew_letters, renew_seeds
from candidacy.features.auth.service.sessions import SessionService
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId, uuid7
from candidacy.kernel.pagination import Rows

__all__ = [
    "ACCESS_COOKIE",
    "ACCESS_LIFETIME",
    "REFRESH_COOKIE",
    "AuthContext",
    "ConfirmationNeeded",
    "Person",
    "ensure_local_user",
    "get_person",
    "list_people",
    "renew_letters",
    "renew_seeds",
    "require_confirmed",
    "restore",
    "suspend",
]

LOCAL_USER_NAME = "Me"


async def ensure_local_user(session: AsyncSession) -> UserId:
    """The one user of a laptop, made at the first start. Safe when several processes start at once."""
    await session.execute(
        insert(User)
        .values(id=uuid7(), display_name=LOCAL_USER_NAME, is_local=True)
        .on_conflict_do_nothing(index_elements=[User.is_local], index_where=text("is_local"))
    )
    return UserId((await session.execute(select(User.id).where(User.is_local))).scalar_one())


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is; ``email`` is None for the local user of a laptop who has given none."""

    id: UserId
    email: str | None
    is_local: bool


async def get_person(session: AsyncSession, user: UserId, *, lock: bool = False) -> Person:
    """The person; with ``lock`` nobody else changes them until this transaction ends. Raises UserNotFound."""
    row = await UserRepository(session).get(user, lock=lock)
    return Person(UserId(row.id), row.email, row.is_local)


async def require_confirmed(session: AsyncSession, auth: AuthContext, actor: Actor) -> None:
    """Raises ConfirmationNeeded unless the person proved who they are within the last ten minutes."""
    await SessionService(session, auth).require_confirmed(actor)


async def names_of(session: AsyncSession, users: Iterable[UserId]) -> dict[UserId, str]:
    """What people are called, by their id; for one without a name nothing."""
    wanted = set(users)
    if not wanted:
        return {}
    rows = await session.execute(select(User.id, User.display_name).where(User.id.in_(wanted)))
    return {UserId(user): name for user, name in rows if name}


async def list_people(session: AsyncSession, cursor: str | None, limit: int) -> Rows[User]:
    """Everybody with an account, newest first; for who runs the installation."""
    return await UserRepository(session).list_page(cursor, limit)


async def suspend(session: AsyncSession, auth: AuthContext, user: UserId, *, by: UserId) -> None:
    """Take an account out of use at once: sessions and keys end, its things stay. Raises UserNotFound."""
    await AccountService(session, auth).deactivate(user, by)


async def restore(session: AsyncSession, auth: AuthContext, user: UserId, *, by: UserId) -> None:
    """Let somebody sign in again. Raises UserNotFound."""
    await AccountService(session, auth).activate(user, by)
