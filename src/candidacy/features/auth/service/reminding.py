"""Reminding somebody of what they wanted to be reminded of."""

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters
from candidacy.kernel.ids import UserId


async def send_reminder(
    session: AsyncSession,
    auth: AuthContext,
    user: UserId,
    *,
    what: str,
    about: str,
    when: str,
    path: str,
) -> None:
    """A letter, sent once this transaction has committed; for somebody without an address nothing."""
    person = await UserRepository(session).get(user)
    if person.email is None or person.deactivated_at is not None:
        return
    details = {"what": what, "about": about, "when": when, "path": path}
    await Letters(session, auth).remind(person.email, details)
