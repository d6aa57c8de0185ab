"""The second factor: codes of an authenticator (RFC 6238), each taken once, and recovery codes."""

import hmac
from dataclasses import dataclass
from datetime import datetime

import pyotp
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.features.auth.errors import (
    BadCode,
    NoPassword,
    SecondFactorOff,
    SecondFactorOn,
    TooManyAttempts,
)
from candidacy.features.auth.models import User
from candidacy.features.auth.policies.proofs import (
    new_recovery_codes,
    recovery_code,
    token_hash,
    totp_code,
)
from candidacy.features.auth.repository import UserRepository
from candidacy.features.auth.service.context import AuthContext
from candidacy.features.auth.service.mailing import Letters
from candidacy.kernel.events import SecurityEvent
from candidacy.kernel.ids import UserId

_STEP = 30
_TOLERATED = (0, -1)
"""The step of now and the one before, for a code that was typed slowly; it is taken once all the same."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What an authenticator needs: the secret to type, and the address in the picture to scan."""

    secret: str
    uri: str


class SecondFactorService:
    """Second factors of accounts."""

    def __init__(self, session: AsyncSession, auth: AuthContext) -> None:
        self._session, self._auth = session, auth
        self._users = UserRepository(session)

    async def begin(self, user: UserId) -> Enrolment:
        """Give a person a secret, which counts once confirmed. Raises SecondFactorOn, NoPassword."""
        row = await self._users.get(user, lock=True)
        if row.totp_since is not None:
            raise SecondFactorOn
        if row.password_hash is None:
            raise NoPassword
        secret = pyotp.random_base32()
        row.totp_secret = self._auth.sealer.seal(secret.encode(), row.id.bytes)
        await self._session.flush()
        return self._enrolment(row, secret)

    async def pending(self, user: UserId) -> Enrolment:
        """The secret that was given and not confirmed yet. Raises SecondFactorOff."""
        row = await self._users.get(user)
        if row.totp_secret is None or row.totp_since is not None:
            raise SecondFactorOff
        return self._enrolment(row, self._secret(row))

    async def confirm(self, user: UserId, typed: str, ip: str) -> list[str]:
        """Switch it on with a first code; the recovery codes, shown this once. Raises BadCode."""
        row = await self._users.get(user, lock=True)
        if row.totp_secret is None or row.totp_since is not None:
            raise SecondFactorOff
        await self._counted(row, typed, ip)
        row.totp_since = self._auth.clock.now()
        await self._session.flush()
        await self._changed(row, "on")
        return await self.renew_recovery_codes(user)

    async def renew_recovery_codes(self, user: UserId) -> list[str]:
        codes = new_recovery_codes()
        await self._users.replace_recovery_codes(user, [token_hash(c) for c in codes])
        await self._note("recovery_code.renewed", user)
        return codes

    async def switch_off(self, user: UserId) -> None:
        row = await self._users.get(user, lock=True)
        row.totp_secret = row.totp_since = row.totp_step = None
        await self._session.flush()
        await self._users.replace_recovery_codes(user, [])
        await self._changed(row, "off")

    async def require(self, user: UserId, typed: str, ip: str) -> None:
        """Take a code or recovery code of ``user``. Raises BadCode, TooManyAttempts."""
        await self._counted(await self._users.get(user), typed, ip)

    async def count_recovery_codes(self, user: UserId) -> int:
        return await self._users.count_recovery_codes(user)

    async def _counted(self, row: User, typed: str, ip: str) -> None:
        guard, key = self._auth.code_guard, str(row.id)
        try:
            await guard.check(key, ip)
        except TooManyAttempts:
            if await guard.is_news(key, ip):
                await self._note("second_factor.limited", UserId(row.id), ip=ip)
            raise
        if not await self._take(row, typed):
            await guard.failed(key, ip)
            await self._note("second_factor.failed", UserId(row.id), ip=ip)
            raise BadCode
        await guard.succeeded(key, ip)

    async def _take(self, row: User, typed: str) -> bool:
        """Use up a code; False when it is wrong or was used before."""
        if (digits := totp_code(typed)) is not None:
            return await self._take_totp(row, digits)
        code, user = recovery_code(typed), UserId(row.id)
        if code is None or row.totp_since is None:
            return False
        used = await self._users.use_recovery_code(user, token_hash(code), self._auth.clock.now())
        if used:
            await self._note("recovery_code.used", user)
        return used

    async def _take_totp(self, row: User, digits: str) -> bool:
        if row.totp_secret is None:
            return False
        totp, now = pyotp.TOTP(self._secret(row)), self._auth.clock.now()
        step = _step_of(totp, digits, now)
        return step is not None and await self._users.use_totp_step(UserId(row.id), step)

    def _secret(self, row: User) -> str:
        return self._auth.sealer.open(row.totp_secret or b"", row.id.bytes).decode()

    def _enrolment(self, row: User, secret: str) -> Enrolment:
        name = row.email or row.display_name
        return Enrolment(secret, pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name="Candidacy"))

    async def _changed(self, row: User, which: str) -> None:
        user = UserId(row.id)
        await self._note(f"second_factor.{which}", user)
        await Letters(self._session, self._auth).notify(row, f"second_factor_{which}")

    async def _note(self, kind: str, user: UserId, **detail: str) -> None:
        await self._auth.events.publish(SecurityEvent(kind, user, str(user), detail), self._session)


def _step_of(totp: pyotp.TOTP, digits: str, now: datetime) -> int | None:
    """The step whose code this is. The comparison takes as long for any other."""
    current = int(now.timestamp()) // _STEP
    steps = [current + offset for offset in _TOLERATED]
    matching = [s for s in steps if hmac.compare_digest(totp.at(s * _STEP), digits)]
    return matching[0] if matching else None
