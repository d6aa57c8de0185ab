"""Signing in: password, then the second factor where there is one."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import BadCredentials, NoPassword, TooManyAttempts
from candidacy.features.auth.models import User
from candidacy.features.auth.policies import passwords
from candidacy.features.auth.policies.proofs import BadEmail, email_address
from candidacy.features.auth.policies.settings import CHALLENGE_LIFETIME
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.accounts import AccountService
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.features.auth.service.second_factor import SecondFactorService
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.infrastructure.crypto import BadToken
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId


@dataclass(frozen=True, slots=True)
class Challenge:
    """The password was right; a code is needed too. The token is good for five minutes."""

    token: str


class SignInService:
    """Proves who people are. What it raises is not to undo what it notes: the caller commits all the same."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth = session, auth
        self._users, self._sessions = UserRepository(session), SessionService(session, auth)
        self._factors, self._accounts = SecondFactorService(session, auth), AccountService(session, auth)

    async def with_password(self, email: str, password: str, visitor: Visitor) -> Tokens | Challenge:
        """Raises BadCredentials, for whatever reason and after the same work, and TooManyAttempts."""
        name = _name_of(email)
        await self._check(name, visitor)
        user = await self._users.find_by_email(name)
        usable = user is not None and user.deactivated_at is None
        hashed, typed = (
            (user.password_hash if user is not None and usable else None),
            passwords.normalized(password),
        )
        if not await self._auth.passwords.verify(hashed, typed) or user is None:
            await self._auth.guard.failed(name, visitor.ip)
            await self._note("sign_in.failed", UserId(user.id) if user else None, ip=visitor.ip)
            raise BadCredentials
        await self._auth.guard.succeeded(name, visitor.ip)
        await self._renew_hash(user, typed)
        return await self.go_on(user, visitor)

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

    async def confirm(self, actor: Actor, *, password: str | None, code: str | None, ip: str) -> None:
        """Prove again who one is: by a code where a second factor is on, else by the password."""
        user = await self._users.get(actor.user)
        if user.totp_since is not None:
            await self._factors.require(actor.user, code or "", ip)
        elif user.password_hash is None:
            raise NoPassword("Sign out and in again: your account has no password to confirm with.")
        else:
            await self._accounts.require_password(user, password or "", ip)
        if actor.session is not None:
            await self._sessions.confirm(actor.session, user=actor.user)

    async def _check(self, name: str, visitor: Visitor) -> None:
        try:
            await self._auth.guard.check(name, visitor.ip)
        except TooManyAttempts:
            if await self._auth.guard.is_news(name, visitor.ip):
                user = await self._users.find_by_email(name)
                await self._note("sign_in.limited", UserId(user.id) if user else None, ip=visitor.ip)
            raise

    async def _renew_hash(self, user: User, password: str) -> None:
        """Bring the hash to today's parameters, which takes the password to do."""
        if user.password_hash is not None and self._auth.passwords.is_outdated(user.password_hash):
            user.password_hash = await self._auth.passwords.hash(password)
            await self._session.flush()

    async def _note(self, kind: str, user: UserId | None, **detail: str) -> None:
        event = SecurityEvent(kind, None, str(user) if user else None, detail)
        await self._auth.events.publish(event, self._session)


def _name_of(email: str) -> str:
    """The address as it is kept; what is none belongs to nobody."""
    try:
        return email_address(email)
    except BadEmail:
        return email[:254].lower()


def _mark(user: User) -> str:
    """Changes with the password, so that a challenge does not outlive it."""
    return hashlib.sha256((user.password_hash or "").encode()).hexdigest()[:16]
