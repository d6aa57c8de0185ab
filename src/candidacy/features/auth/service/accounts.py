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
)
from candidacy.features.auth.events import UserRegistered
from candidacy.features.auth.models import MailToken, User
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
        email, hashed = await checked(self._auth, given)
        return await self._create(email, given.display_name, hashed, superuser=superuser)

    async def ask_for(self, email: str, display_name: str, hashed: str, then: str) -> None:
        """Ask for an account: it begins to exist when the letter's link is followed.

        The answer and the work are the same whether or not there is an account with this address: that
        is found out by the sender of the letter, and told in the letter alone. ``then`` is the path of this
        site where the letter's link leads in the end.
        """
        await self._letters.request(
            "register",
            email,
            display_name=_name(display_name),
            password_hash=hashed,
            details={"then": then},
        )

    async def require_open(self) -> None:
        """Raises RegistrationClosed, and LaptopMode where the local user has no password yet."""
        if self._auth.settings.registration == "closed":
            raise RegistrationClosed
        if self._auth.laptop and not await self._users.exists_account():
            raise LaptopMode

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
        await self.require_open()
        return await self._create(email, display_name, None)

    async def forgot(self, email: str) -> None:
        """Send a link to choose a new password, if there is such an account."""
        await self._letters.request("reset", email_address(email))

    async def owner_of_reset(self, token: str) -> User:
        """Whose new password a letter's token is for, while it can be used. Raises LinkExpired."""
        rows, now = MailTokenRepository(self._session), self._auth.clock.now()
        return await self._owner(await rows.find_usable("reset", token_hash(token), now))

    async def reset(self, token: str, hashed: str) -> UserId:
        """Use the token up: this is the password from now on, and every session ends. Raises LinkExpired."""
        rows, now = MailTokenRepository(self._session), self._auth.clock.now()
        owner = await self._owner(await rows.use("reset", token_hash(token), now))
        user = await self._users.get(UserId(owner.id), lock=True)
        await self._set_password(user, hashed, "password.reset")
        await self._sessions.revoke_all(UserId(user.id), "password_reset")
        return UserId(user.id)

    async def change_password(self, known: User, hashed: str, *, but: SessionId | None) -> None:
        """All other sessions end. Raises BadCredentials when it is no longer the password of ``known``."""
        row = await self._users.get(UserId(known.id), lock=True)
        if row.password_hash != known.password_hash:
            raise BadCredentials("This is not your password.")
        await self._set_password(row, hashed, "password.changed")
        await self._sessions.revoke_all(UserId(row.id), "password_changed", but=but)

    async def claim(self, given: NewAccount) -> UserId:
        """Give the local user an address and a password: from then on they are asked for.

        They own the installation. Raises AlreadySetUp when somebody did so before.
        """
        local = await self._users.find_local()
        if local is None or local.password_hash is not None:
            raise AlreadySetUp
        email, hashed = await checked(self._auth, given)
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

    async def _owner(self, row: MailToken | None) -> User:
        user = await self._users.find_by_email(row.email) if row is not None else None
        if user is None or user.deactivated_at is not None:
            raise LinkExpired
        return user

    async def _set_password(self, user: User, hashed: str, kind: str) -> None:
        user.password_hash = hashed
        await self._session.flush()
        await self._note(kind, UserId(user.id))
        await self._letters.notify(user, "password_changed")

    async def _note(self, kind: str, user: UserId, **detail: str) -> None:
        await self._auth.events.publish(SecurityEvent(kind, user, str(user), detail), self._session)

    async def _note_of_operator(self, kind: str, user: UserId, by: UserId | None = None) -> None:
        detail = {"by": "whoever runs this server"} if by is None else {}
        event = SecurityEvent(kind, by, str(user), detail)
        await self._auth.events.publish(event, self._session)


async def checked(auth: AuthContext, given: NewAccount) -> tuple[str, str]:
    """The address as it is kept, and the hash of the password. Raises BadEmail, WeakPassword."""
    email = email_address(given.email)
    context = [email, given.display_name, PRODUCT]
    return email, await auth.passwords.hash(passwords.accept(given.password, context=context))


def words_of(user: User) -> list[str]:
    """What a password of this person is not to consist of."""
    return [user.email or "", user.display_name, PRODUCT]


def _name(text: str) -> str:
    return " ".join(text.split())[:100] or "Someone"
