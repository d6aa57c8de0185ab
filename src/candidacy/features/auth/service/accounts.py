"""Accounts: how they come to be, how they get back in, and how they are shut."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import (
    AlreadySetUp,
    BadCredentials,
    EmailTaken,
    LaptopMode,
    LinkExpired,
    RegistrationClosed,
    TooManyAttempts,
)
from candidacy.features.auth.events import UserRegistered
from candidacy.features.auth.models import User
from candidacy.features.auth.policies import passwords
from candidacy.features.auth.policies.proofs import email_address, token_hash
from candidacy.features.auth.repository import ApiKeyRepository, MailTokenRepository, UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters
from candidacy.features.auth.service.sessions import SessionService
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.ids import SessionId, UserId, uuid7

PRODUCT = "candidacy"


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who somebody wants to be."""

    email: str
    display_name: str
    password: str


class AccountService:
    """The accounts of the installation."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth = session, auth
        self._users, self._letters = UserRepository(session), Letters(session, auth)
        self._sessions = SessionService(session, auth)

    async def get(self, user: UserId) -> User:
        return await self._users.get(user)

    async def find(self, email: str) -> UserId:
        """The account with this address. Raises UserNotFound."""
        return UserId((await self._users.get_by_email(email_address(email))).id)

    async def create(self, given: NewAccount, *, superuser: bool = False) -> UserId:
        """Make an account whose address an operator vouches for. Raises EmailTaken, WeakPassword."""
        email, hashed = await self._checked(given)
        return await self._create(email, given.display_name, hashed, superuser=superuser)

    async def register(self, given: NewAccount, then: str = "/") -> None:
        """Ask for an account: it begins to exist when the letter's link is followed.

        The answer and the work are the same whether or not there is an account with this address: that
        is found out by the sender of the letter, and told in the letter alone. ``then`` is the path of this
        site where the letter's link leads in the end.
        """
        await self._require_open()
        email, hashed = await self._checked(given)
        await self._letters.request(
            "register",
            email,
            display_name=_name(given.display_name),
            password_hash=hashed,
            details={"then": then},
        )

    async def verify(self, token: str) -> UserId:
        """Make the account of a letter's token. Raises LinkExpired."""
        row = await MailTokenRepository(self._session).use(
            "register", token_hash(token), self._auth.clock.now()
        )
        if row is None or await self._users.find_by_email(row.email) is not None:
            raise LinkExpired
        return await self._create(row.email, row.display_name or row.email, row.password_hash)

    async def adopt(self, email: str | None, display_name: str) -> UserId:
        """Make an account for somebody whom another service vouches for. Raises RegistrationClosed."""
        await self._require_open()
        return await self._create(email, display_name, None)

    async def forgot(self, email: str) -> None:
        """Send a link to choose a new password, if there is such an account."""
        await self._letters.request("reset", email_address(email))

    async def reset(self, token: str, password: str) -> UserId:
        """Choose a new password with a letter's token; every session ends, and a second factor stays on.

        Raises:
            LinkExpired: when the token was used, is over an hour old, or a newer one was asked for.
            WeakPassword: and the token is good for another try.
        """
        accepted = passwords.accept(password, context=[PRODUCT])
        row = await MailTokenRepository(self._session).use("reset", token_hash(token), self._auth.clock.now())
        user = await self._users.find_by_email(row.email) if row is not None else None
        if user is None or user.deactivated_at is not None:
            raise LinkExpired
        passwords.accept(accepted, context=_context(user))
        await self._set_password(user, accepted, "password.reset")
        await self._sessions.revoke_all(UserId(user.id), "password_reset")
        return UserId(user.id)

    async def change_password(
        self, user: UserId, session: SessionId | None, current: str, new: str, ip: str
    ) -> None:
        """Change it; all other sessions end. Raises BadCredentials, TooManyAttempts, WeakPassword."""
        row = await self._users.get(user, lock=True)
        await self.require_password(row, current, ip)
        await self._set_password(row, passwords.accept(new, context=_context(row)), "password.changed")
        await self._sessions.revoke_all(user, "password_changed", but=session)

    async def require_password(self, row: User, password: str, ip: str) -> None:
        """Raises BadCredentials unless it is the password of ``row``, and TooManyAttempts.

        What it notes of a wrong one is to be committed all the same.
        """
        guard, name = self._auth.guard, row.email or str(row.id)
        try:
            await guard.check(name, ip)
        except TooManyAttempts:
            if await guard.is_news(name, ip):
                await self._note("sign_in.limited", UserId(row.id), ip=ip)
            raise
        if not await self._auth.passwords.verify(row.password_hash, passwords.normalized(password)):
            await guard.failed(name, ip)
            await self._note("password.refused", UserId(row.id), ip=ip)
            raise BadCredentials("This is not your password.")
        await guard.succeeded(name, ip)

    async def claim(self, given: NewAccount) -> UserId:
        """Give the local user an address and a password: from then on they are asked for.

        They own the installation. Raises AlreadySetUp when somebody did so before.
        """
        local = await self._users.find_local()
        if local is None or local.password_hash is not None:
            raise AlreadySetUp
        email, hashed = await self._checked(given)
        if await self._users.find_by_email(email) is not None:
            raise EmailTaken
        locked = await self._users.get(UserId(local.id), lock=True)
        if locked.password_hash is not None:
            raise AlreadySetUp
        locked.email, locked.display_name, locked.password_hash = email, _name(given.display_name), hashed
        locked.verified_at, locked.is_superuser = self._auth.clock.now(), True
        await self._session.flush()
        await self._note("user.claimed", UserId(local.id))
        return UserId(local.id)

    async def is_claimed(self) -> bool:
        """Whether the local user has a password, or somebody runs this installation already."""
        local = await self._users.find_local()
        return local is None or local.password_hash is not None

    async def deactivate(self, user: UserId, by: UserId | None = None) -> None:
        """Shut an account at once: its sessions and keys end, its things stay.

        ``by`` is None where an operator does it on the command line.
        """
        now = self._auth.clock.now()
        row = await self._users.get(user, lock=True)
        row.deactivated_at = now
        await self._session.flush()
        await self._sessions.revoke_all(user, "deactivated")
        await ApiKeyRepository(self._session, user).revoke_all(now)
        await self._note_of_operator("user.deactivated", user, by)

    async def activate(self, user: UserId, by: UserId | None = None) -> None:
        (await self._users.get(user, lock=True)).deactivated_at = None
        await self._session.flush()
        await self._note_of_operator("user.activated", user, by)

    async def _require_open(self) -> None:
        if self._auth.settings.registration == "closed":
            raise RegistrationClosed
        if self._auth.laptop and not await self._users.exists_account():
            raise LaptopMode

    async def _checked(self, given: NewAccount) -> tuple[str, str]:
        email = email_address(given.email)
        context = [email, given.display_name, PRODUCT]
        return email, await self._auth.passwords.hash(passwords.accept(given.password, context=context))

    async def _create(
        self, email: str | None, display_name: str, hashed: str | None, *, superuser: bool = False
    ) -> UserId:
        if email is not None and await self._users.find_by_email(email) is not None:
            raise EmailTaken
        user = User(
            id=uuid7(),
            email=email,
            display_name=_name(display_name),
            password_hash=hashed,
            verified_at=self._auth.clock.now() if email else None,
            is_superuser=superuser,
        )
        self._users.add(user)
        await self._session.flush()
        made = UserId(user.id)
        await self._auth.events.publish(UserRegistered(made, user.display_name), self._session)
        await self._note("user.registered", made)
        return made

    async def _set_password(self, user: User, accepted: str, kind: str) -> None:
        user.password_hash = await self._auth.passwords.hash(accepted)
        await self._session.flush()
        await self._note(kind, UserId(user.id))
        await self._letters.notify(user, "password_changed")

    async def _note(self, kind: str, user: UserId, **detail: str) -> None:
        await self._auth.events.publish(SecurityEvent(kind, user, str(user), detail), self._session)

    async def _note_of_operator(self, kind: str, user: UserId, by: UserId | None = None) -> None:
        detail = {"by": "whoever runs this server"} if by is None else {}
        event = SecurityEvent(kind, by, str(user), detail)
        await self._auth.events.publish(event, self._session)


def _name(text: str) -> str:
    return " ".join(text.split())[:100] or "Someone"


def _context(user: User) -> list[str]:
    return [user.email or "", user.display_name, PRODUCT]
