"""The door of auth: who the users are."""

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
