"""Letters: written down in the request's transaction, found out about and sent afterwards."""

import json
from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

import structlog
from anyio import to_thread
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.models import MailToken, User
from candidacy.features.auth.policies.proofs import token_hash
from candidacy.features.auth.policies.settings import INVITATION_LIFETIME, REGISTER_LIFETIME, RESET_LIFETIME
from candidacy.features.auth.repository import MailTokenRepository, UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.letters import Occasion, write
from candidacy.infrastructure.languages import SOURCE, Languages, current_language, speaking
from candidacy.infrastructure.mail import Letter, MailFailed
from candidacy.infrastructure.postgres import Sessions
from candidacy.kernel.cancellation import pause
from candidacy.kernel.errors import Unavailable
from candidacy.kernel.ids import uuid7
from candidacy.kernel.language import sentence

log = structlog.get_logger(__name__)

LETTER = sentence("If this address can be written to, a letter is on its way.")
"""What everybody is told, whoever has an account."""

_LIFETIMES = {
    "register": REGISTER_LIFETIME,
    "reset": RESET_LIFETIME,
    "email": RESET_LIFETIME,
    "notice": timedelta(days=2),
    "invitation": INVITATION_LIFETIME,
}
LANGUAGE = "language"
"""Where the language of a letter stands in its details."""
_ATTEMPTS = 8
_FIRST_DELAY = timedelta(seconds=10)
_POLL = 1.0


class Letters:
    """Writes down which letters are to be sent."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._rows, self._session, self._auth = MailTokenRepository(session), session, auth

    async def request(
        self,
        kind: str,
        email: str,
        *,
        display_name: str | None = None,
        password_hash: str | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """A letter, with a token, if it turns out that ``email`` is to have one."""
        await self._write(
            kind, email, details=details, display_name=display_name, password_hash=password_hash
        )

    async def notify(self, user: User, topic: str, details: Mapping[str, str] | None = None) -> None:
        """Tell a person what happened to their account; one without an address sees it nowhere else."""
        if user.email is not None:
            await self._write("notice", user.email, topic=topic, details=details)

    async def remind(self, email: str, details: Mapping[str, str]) -> None:
        """Remind somebody of something; a notice of its own kind, which is no matter of the account."""
        await self._write("notice", email, topic="reminder", details=details)

    async def _write(
        self, kind: str, email: str, *, details: Mapping[str, str] | None = None, **values: str | None
    ) -> None:
        now, name = self._auth.clock.now(), uuid7()
        # The letter is written later, when nobody knows any more which language was spoken.
        spoken = {} if current_language() == SOURCE else {LANGUAGE: current_language()}
        kept = {**(details or {}), **spoken}
        row = MailToken(
            id=name,
            kind=kind,
            email=email,
            token_hash=token_hash(token_of(self._auth, name.bytes)),
            expires_at=now + _LIFETIMES[kind],
            next_try=now,
            details=sealed(self._auth, name, kept) if kept else None,
            **values,
        )
        self._rows.add(row)
        await self._session.flush()


def token_of(auth: AuthContext, name: bytes) -> str:
    """The token in the letter of this id; derived, so that it is kept nowhere."""
    return auth.keyring.code("mail token", name)


def tokens_of(auth: AuthContext, row: UUID) -> tuple[str, ...]:
    """The tokens that the letter may have been written down with, that of the newest secret first."""
    return auth.keyring.codes("mail token", row.bytes)


def letter_context(row: UUID) -> bytes:
    """Where the sealed details of a letter belong."""
    return b"letter" + row.bytes


def sealed(auth: AuthContext, row: UUID, details: Mapping[str, str]) -> bytes:
    """Details as they are kept: what is in them may open something, and is bound to its row."""
    return auth.sealer.seal(json.dumps(dict(details)).encode(), letter_context(row))


def details_of(auth: AuthContext, row: MailToken) -> dict[str, str]:
    """What was sealed with a letter."""
    if row.details is None:
        return {}
    found: dict[str, str] = json.loads(auth.sealer.open(row.details, letter_context(row.id)))
    return found


class MailSender:
    """Sends what is due, one letter in each transaction; what fails is tried again, later each time."""

    def __init__(self, sessions: Sessions, auth: AuthContext, languages: Languages) -> None:
        self._sessions, self._auth, self._languages = sessions, auth, languages

    async def run(self) -> None:
        """Send for ever; a database that is away is waited for."""
        while True:
            try:
                await self.send_due()
            except Unavailable as exc:
                log.warning("mail_waits", code=exc.code)
            await pause(_POLL)

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

    def _token(self, row: MailToken) -> str:
        """The token that the row waits for: of an older secret, where the newest one came in meanwhile."""
        tokens = tokens_of(self._auth, row.id)
        return next((token for token in tokens if token_hash(token) == row.token_hash), tokens[0])

    async def _letter(self, session: AsyncSession, row: MailToken) -> Letter | None:
        """What to write, in the language that was asked in, now that nobody waits; None for nothing."""
        details = details_of(self._auth, row)
        language = details.get(LANGUAGE, SOURCE)
        if not self._languages.is_read(language):
            await to_thread.run_sync(self._languages.catalog, language)
        occasion = Occasion(
            name=str(row.id),
            to=row.email,
            user=await UserRepository(session).find_by_email(row.email),
            url=self._auth.public_url,
            token=self._token(row),
            topic=row.topic or "",
            details=details,
            say=self._languages.translate,
        )
        with speaking(language):
            return write(row.kind, occasion)
