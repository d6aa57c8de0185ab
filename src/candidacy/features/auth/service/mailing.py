"""Letters: written down in the request's transaction, found out about and sent afterwards."""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import MailToken, User
from candidacy.features.auth.policies.proofs import token_hash
from candidacy.features.auth.policies.settings import REGISTER_LIFETIME, RESET_LIFETIME
from candidacy.features.auth.repository import MailTokenRepository, UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.infrastructure.mail import Letter, MailFailed
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import uuid7

log = structlog.get_logger(__name__)

LETTER = "If this address can be written to, a letter is on its way."
"""What everybody is told, whoever has an account."""

_LIFETIMES = {"register": REGISTER_LIFETIME, "reset": RESET_LIFETIME, "notice": timedelta(days=2)}
_ATTEMPTS = 8
_FIRST_DELAY = timedelta(seconds=10)
_POLL = 1.0

_END = "\n\nIf this was not you, you need not do anything.\n"
_ALARM = (
    "\n\nIf this was not you, reset your password at once: {url}/forgot-password\n"
    "Then end all sessions in your account.\n"
)
_NOTICES = {
    "password_changed": ("Your password was changed", "The password of your Candidacy account was changed."),
    "second_factor_on": ("Second factor on", "A second factor was switched on for your Candidacy account."),
    "second_factor_off": ("Second factor off", "The second factor of your account was switched off."),
    "api_key_created": ("New API key", "An API key was created for your Candidacy account."),
    "openid_linked": ("Account linked", "Another service can now sign you in to Candidacy."),
}


class Letters:
    """Writes down which letters are to be sent."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._rows, self._session, self._auth = MailTokenRepository(session), session, auth

    async def request(
        self, kind: str, email: str, *, display_name: str | None = None, password_hash: str | None = None
    ) -> None:
        """A letter with a token, if it turns out that ``email`` is to have one."""
        await self._write(kind, email, display_name=display_name, password_hash=password_hash)

    async def notify(self, user: User, topic: str) -> None:
        """Tell a person what happened to their account; one without an address sees it nowhere else."""
        if user.email is not None:
            await self._write("notice", user.email, topic=topic)

    async def _write(self, kind: str, email: str, **values: str | None) -> None:
        now, name = self._auth.clock.now(), uuid7()
        row = MailToken(
            id=name,
            kind=kind,
            email=email,
            token_hash=token_hash(token_of(self._auth, name.bytes)),
            expires_at=now + _LIFETIMES[kind],
            next_try=now,
            **values,
        )
        self._rows.add(row)
        await self._session.flush()


def token_of(auth: AuthContext, name: bytes) -> str:
    """The token in the letter of this id; derived, so that it is kept nowhere."""
    return auth.keyring.code("mail token", name)


class MailSender:
    """Sends what is due, one letter in each transaction; what fails is tried again, later each time."""

    def __init__(self, sessions: Sessions, auth: AuthContext) -> None:
        self._sessions, self._auth = sessions, auth

    async def run(self) -> None:
        """Send for ever; a database that is away is waited for."""
        while True:
            try:
                await self.send_due()
            except Unavailable as exc:
                log.warning("mail_waits", code=exc.code)
            await asyncio.sleep(_POLL)

    async def send_due(self) -> int:
        """Send all that is due; the number of letters that were looked at."""
        count = 0
        while await self._send_next():
            count += 1
        return count

    async def _send_next(self) -> bool:
        async with self._sessions.begin() as session:
            now = self._auth.clock.now()
            row = await MailTokenRepository(session).lock_due(now)
            if row is None:
                return False
            letter = await self._letter(session, row)
            try:
                if letter is not None and row.expires_at > now:
                    await self._auth.mail.send(letter)
                row.sent_at = now
            except MailFailed as exc:
                row.attempts += 1
                row.next_try = now + _FIRST_DELAY * 2**row.attempts
                row.sent_at = now if row.attempts >= _ATTEMPTS else None
                log.warning("mail_failed", mail=str(row.id), attempt=row.attempts, cause=str(exc.__cause__))
            else:
                log.info("mail_sent", mail=str(row.id), kind=row.kind)
            return True

    async def _letter(self, session: AsyncSession, row: MailToken) -> Letter | None:
        """What to write, now that nobody waits for the answer; None for nothing."""
        user, url = await UserRepository(session).find_by_email(row.email), self._auth.public_url
        if row.kind == "notice":
            subject, text = _NOTICES[row.topic or ""]
            return Letter(str(row.id), row.email, subject, text + _ALARM.format(url=url))
        token = token_of(self._auth, row.id.bytes)
        if row.kind == "register" and user is None:
            text = f"Confirm your address to open your Candidacy account:\n\n{url}/verify?token={token}{_END}"
            return Letter(str(row.id), row.email, "Confirm your address", text)
        if user is None or user.deactivated_at is not None:
            return None
        if row.kind == "register":
            text = (
                f"You have an account already. Sign in: {url}/sign-in\nForgot it? {url}/forgot-password{_END}"
            )
            return Letter(str(row.id), row.email, "You have an account already", text)
        text = f"Choose a new password within an hour:\n\n{url}/reset-password?token={token}{_END}"
        return Letter(str(row.id), row.email, "Reset your password", text)
