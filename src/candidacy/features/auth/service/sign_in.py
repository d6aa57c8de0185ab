"""Signing in after the first factor: a session, or the question for the second factor and its answer."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import User
from candidacy.features.auth.policies.settings import CHALLENGE_LIFETIME
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.features.auth.service.second_factor import SecondFactorService
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.infrastructure.crypto import BadToken
from candidacy.kernel.ids import UserId


@dataclass(frozen=True, slots=True)
class Challenge:
    """The password was right; a code is needed too. The token is good for five minutes."""

    token: str


class SignInService:
    """Lets people in who have shown their first factor.

    What it raises is not to undo what it notes: the caller commits all the same.
    """

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._auth, self._users = auth, UserRepository(session)
        self._sessions, self._factors = SessionService(session, auth), SecondFactorService(session, auth)

    async def go_on(self, user: User, visitor: Visitor) -> Tokens | Challenge:
        """A session for somebody who has shown their first factor, or the question for the second."""
        if user.totp_since is None:
            return await self._sessions.begin(UserId(user.id), visitor)
        claims = {"sub": str(user.id), "pwd": _mark(user)}
        now = self._auth.clock.now()
        return Challenge(self._auth.challenges.sign(claims, now=now, lifetime=CHALLENGE_LIFETIME))

    async def with_code(self, challenge: str, code: str, visitor: Visitor) -> Tokens:
        """Raises BadToken for a challenge that is over, BadCode, TooManyAttempts."""
        claims = self._auth.challenges.read(challenge, now=self._auth.clock.now())
        if "pwd" not in claims:
            raise BadToken
        user = await self._users.get(UserId(UUID(claims["sub"])))
        if user.deactivated_at is not None or claims["pwd"] != _mark(user):
            raise BadToken
        await self._factors.require(UserId(user.id), code, visitor.ip)
        return await self._sessions.begin(UserId(user.id), visitor)


def _mark(user: User) -> str:
    """Changes with the password, so that a challenge does not outlive it."""
    return hashlib.sha256((user.password_hash or "").encode()).hexdigest()[:16]
