"""Passwords: looked at, chosen and changed while no connection of the database is held.

Each deed reads in one transaction, hashes outside of any, and writes in a last one that looks again at what
was read. What is noted of a refusal is committed before the error is raised.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import BadCode, BadCredentials, NoPassword, TooManyAttempts
from candidacy.features.auth.models import User
from candidacy.features.auth.policies import passwords
from candidacy.features.auth.policies.proofs import BadEmail, email_address
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.accounts import PRODUCT, AccountService, NewAccount, checked, words_of
from candidacy.features.auth.service.context import AuthContext, Visitor
from candidacy.features.auth.service.second_factor import SecondFactorService
from candidacy.features.auth.service.sessions import SessionService, Tokens
from candidacy.features.auth.service.sign_in import Challenge, SignInService
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.identity import Actor
from candidacy.kernel.ids import UserId


class PasswordService:
    """What people do with passwords, in transactions of its own."""

    def __init__(self, sessions: Sessions, auth: AuthContext) -> None:
        self._sessions, self._auth = sessions, auth

    async def sign_in(self, email: str, password: str, visitor: Visitor) -> Tokens | Challenge:
        """Raises BadCredentials, for whatever reason and after the same work, and TooManyAttempts."""
        name, typed = _name_of(email), passwords.normalized(password)
        await self._check_visitor(name, visitor)
        # A second look is for who signs in twice at the moment in which the hash is renewed.
        for _ in range(2):
            known, renewed = await self._known_by(name, typed, visitor.ip)
            await self._auth.guard.succeeded(name, visitor.ip)
            made = await self._go_on(known, renewed, visitor)
            if made is not None:
                return made
        raise BadCredentials

    async def confirm(self, actor: Actor, *, password: str | None, code: str | None, ip: str) -> None:
        """Prove again who one is: by a code where a second factor is on, else by the password.

        Raises BadCode, BadCredentials, NoPassword, TooManyAttempts.
        """
        user = await self._get(actor.user)
        if user.totp_since is None and user.password_hash is None:
            raise NoPassword("Sign out and in again: your account has no password to confirm with.")
        if user.totp_since is None:
            await self._require(user, password or "", ip)
        async with self._noting() as session:
            if user.totp_since is not None:
                await SecondFactorService(session, self._auth).require(actor.user, code or "", ip)
            if actor.session is not None:
                await SessionService(session, self._auth).confirm(actor.session, user=actor.user)

    async def change(self, actor: Actor, current: str, new: str, ip: str) -> None:
        """Change it; all other sessions end. Raises BadCredentials, TooManyAttempts, WeakPassword."""
        known = await self._get(actor.user)
        await self._require(known, current, ip)
        hashed = await self._auth.passwords.hash(passwords.accept(new, context=words_of(known)))
        async with self._sessions.begin() as session:
            await AccountService(session, self._auth).change_password(known, hashed, but=actor.session)

    async def register(self, given: NewAccount, then: str = "/") -> None:
        """Ask for an account, as ``AccountService.ask_for`` says."""
        async with self._sessions() as session:
            await AccountService(session, self._auth).require_open()
        email, hashed = await checked(self._auth, given)
        async with self._sessions.begin() as session:
            await AccountService(session, self._auth).ask_for(email, given.display_name, hashed, then)

    async def reset(self, token: str, password: str) -> UserId:
        """Choose a new password with a letter's token; every session ends, and a second factor stays on.

        Raises:
            LinkExpired: when the token was used, is over an hour old, or a newer one was asked for.
            WeakPassword: and the token is good for another try.
        """
        accepted = passwords.accept(password, context=[PRODUCT])
        async with self._sessions() as session:
            known = await AccountService(session, self._auth).owner_of_reset(token)
        hashed = await self._auth.passwords.hash(passwords.accept(accepted, context=words_of(known)))
        async with self._sessions.begin() as session:
            return await AccountService(session, self._auth).reset(token, hashed)

    async def _known_by(self, name: str, password: str, ip: str) -> tuple[User, str]:
        """The account, and the hash of its password by today's parameters. Raises BadCredentials."""
        async with self._sessions() as session:
            known = await UserRepository(session).find_by_email(name)
        hashed = known.password_hash if known is not None and known.deactivated_at is None else None
        right = await self._auth.passwords.verify(hashed, password)
        if not right or known is None or hashed is None:
            await self._auth.guard.failed(name, ip)
            await self._note("sign_in.failed", None, known, ip)
            raise BadCredentials
        outdated = self._auth.passwords.is_outdated(hashed)
        return known, await self._auth.passwords.hash(password) if outdated else hashed

    async def _go_on(self, known: User, renewed: str, visitor: Visitor) -> Tokens | Challenge | None:
        """None where the account was shut or got another password meanwhile."""
        async with self._sessions.begin() as session:
            user = await UserRepository(session).find_unchanged(known)
            if user is None:
                return None
            user.password_hash = renewed
            return await SignInService(session, self._auth).go_on(user, visitor)

    async def _get(self, user: UserId) -> User:
        async with self._sessions() as session:
            return await UserRepository(session).get(user)

    async def _require(self, user: User, password: str, ip: str) -> None:
        """Raises BadCredentials unless it is the password of ``user``, and TooManyAttempts."""
        guard, name, who = self._auth.guard, user.email or str(user.id), UserId(user.id)
        try:
            await guard.check(name, ip)
        except TooManyAttempts:
            if await guard.is_news(name, ip):
                await self._note("sign_in.limited", who, user, ip)
            raise
        if not await self._auth.passwords.verify(user.password_hash, passwords.normalized(password)):
            await guard.failed(name, ip)
            await self._note("password.refused", who, user, ip)
            raise BadCredentials("This is not your password.")
        await guard.succeeded(name, ip)

    async def _check_visitor(self, name: str, visitor: Visitor) -> None:
        try:
            await self._auth.guard.check(name, visitor.ip)
        except TooManyAttempts:
            if await self._auth.guard.is_news(name, visitor.ip):
                async with self._sessions() as session:
                    user = await UserRepository(session).find_by_email(name)
                await self._note("sign_in.limited", None, user, visitor.ip)
            raise

    @asynccontextmanager
    async def _noting(self) -> AsyncIterator[AsyncSession]:
        """A transaction that keeps what it noted of a refused code."""
        refused = None
        async with self._sessions.begin() as session:
            try:
                yield session
            except (BadCode, TooManyAttempts) as error:
                refused = error
        if refused is not None:
            raise refused

    async def _note(self, kind: str, by: UserId | None, user: User | None, ip: str) -> None:
        event = SecurityEvent(kind, by, str(user.id) if user is not None else None, {"ip": ip})
        async with self._sessions.begin() as session:
            await self._auth.events.publish(event, session)


def _name_of(email: str) -> str:
    """The address as it is kept; what is none belongs to nobody."""
    try:
        return email_address(email)
    except BadEmail:
        return email[:254].lower()
