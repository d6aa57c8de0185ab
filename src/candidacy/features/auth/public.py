"""The door of auth: who the users are."""

from collections.abc import Iterable

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import User
from candidacy.kernel.ids import UserId, uuid7

LOCAL_USER_NAME = "Me"


async def ensure_local_user(session: AsyncSession) -> UserId:
    """The one user of a laptop, made at the first start. Safe when several processes start at once."""
    await session.execute(
        insert(User)
        .values(id=uuid7(), display_name=LOCAL_USER_NAME, is_local=True)
        .on_conflict_do_nothing(index_elements=[User.is_local], index_where=text("is_local"))
    )
    return UserId((await session.execute(select(User.id).where(User.is_local))).scalar_one())


async def names_of(session: AsyncSession, users: Iterable[UserId]) -> dict[UserId, str]:
    """What people are called, by their id; for one without a name nothing."""
    wanted = set(users)
    if not wanted:
        return {}
    rows = await session.execute(select(User.id, User.display_name).where(User.id.in_(wanted)))
    return {UserId(user): name for user, name in rows if name}
