"""Letters that other slices ask for: to somebody who was invited, and to a person about what is theirs."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters
from candidacy.kernel.ids import UserId


async def send_invitation(
    session: AsyncSession,
    auth: AuthContext,
    email: str,
    *,
    inviter: UserId,
    where: str,
    role: str,
    token: str,
) -> None:
    """A letter with the invitation's link, sent once this transaction has committed."""
    name = (await UserRepository(session).get(inviter)).display_name
    details = {"inviter": name, "workspace": where, "role": role, "token": token}
    await Letters(session, auth).request("invitation", email, details=details)


async def send_notice(
    session: AsyncSession, auth: AuthContext, person: UserId, topic: str, details: Mapping[str, str]
) -> None:
    """A letter to a person about something of theirs; one without an address sees it on the pages alone."""
    user = await UserRepository(session).get(person)
    await Letters(session, auth).notify(user, topic, details)
