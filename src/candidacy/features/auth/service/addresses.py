"""Changing the address of an account: proved by a letter to the new one, and told to the old one."""

import hashlib

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import LinkExpired, NoPassword
from candidacy.features.auth.models import User
from candidacy.features.auth.policies.proofs import email_address, token_hash
from candidacy.features.auth.repository import MailTokenRepository, UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters, details_of
from candidacy.features.auth.service.sessions import SessionService
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId


class AddressService:
    """The address that an account is signed in to with."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth = session, auth
        self._users, self._letters = UserRepository(session), Letters(session, auth)

    async def ask(self, actor: Actor, email: str, ip: str) -> None:
        """Write to the new address, and tell the old one. Whether it is taken is told by letter alone.

        Raises ConfirmationNeeded, BadEmail, TooManyAttempts; NoPassword for the local user of a laptop, who
        gets an address together with a password.
        """
        await SessionService(self._session, self._auth).require_confirmed(actor)
        new, user = email_address(email), await self._users.get(actor.user)
        if user.is_local and user.password_hash is None:
            raise NoPassword
        await self._auth.mail_guard.check(new, ip)
        details = {"user": str(user.id), "standing": _standing(user)}
        await self._letters.request("email", new, details=details)
        await self._letters.notify(user, "email_asked")
        await self._note("email.asked", user)

    async def change(self, token: str) -> None:
        """Give the account of a letter's token that address; sessions stay. Raises LinkExpired."""
        row = await MailTokenRepository(self._session).use("email", token_hash(token), self._auth.clock.now())
        if row is None:
            raise LinkExpired
        asked = details_of(self._auth, row)
        user = await self._users.find(asked["user"])
        if user is None or user.deactivated_at is not None or asked["standing"] != _standing(user):
            raise LinkExpired
        if await self._users.find_by_email(row.email) is not None:
            raise LinkExpired
        await self._letters.notify(user, "email_changed")
        user.email, user.verified_at = row.email, self._auth.clock.now()
        await self._session.flush()
        await self._note("email.changed", user)

    async def _note(self, kind: str, user: User) -> None:
        who = UserId(user.id)
        await self._auth.events.publish(SecurityEvent(kind, who, str(who)), self._session)


def _standing(user: User) -> str:
    """Changes with address and password: a letter that was asked for before either changed is void."""
    return hashlib.sha256(f"{user.email}\0{user.password_hash}".encode()).hexdigest()[:32]
