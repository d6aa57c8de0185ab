"""Taking from a quota."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from candidacy.infrastructure.quotas.models import QuotaUse
from candidacy.infrastructure.quotas.settings import QuotaSettings
from candidacy.kernel.clock import Clock
from candidacy.kernel.errors import RateLimited
from candidacy.kernel.ids import UserId


class Quota(StrEnum):
    """What is counted; each is a setting of the same name."""

    FILES = "files"
    UPLOAD_BYTES = "upload_bytes"
    EXPORTS = "exports"


class QuotaUsedUp(RateLimited):
    """You have used up what one person may use in a day. Go on tomorrow."""

    code = "quota_used_up"


class Quotas:
    """The quotas of everybody on one installation."""

    def __init__(self, settings: QuotaSettings, clock: Clock) -> None:
        self._settings, self._clock = settings, clock

    async def spend(self, session: AsyncSession, user: UserId, quota: Quota, amount: int = 1) -> None:
        """Take ``amount``, given back when the transaction fails. Raises QuotaUsedUp and takes nothing.

        One statement that locks the person's row: those who ask at once are served one after the other.
        """
        limit: int = getattr(self._settings, quota.value)
        if limit == 0:
            return
        if amount > limit:
            raise self._used_up(quota)
        row = {"user_id": user, "kind": quota.value, "day": self._clock.today(), "used": amount}
        total = QuotaUse.used + literal(amount)
        taken = (
            insert(QuotaUse)
            .values(row)
            .on_conflict_do_update(
                index_elements=(QuotaUse.user_id, QuotaUse.kind, QuotaUse.day),
                set_={"used": total},
                where=total <= limit,
            )
        )
        used = (await session.execute(taken.returning(QuotaUse.used))).scalar_one_or_none()
        if used is None:
            raise self._used_up(quota)
        if used == amount:
            await self._forget_the_past(session, user)

    async def used(self, session: AsyncSession, user: UserId, quota: Quota) -> int:
        """What of ``quota`` is used today."""
        query = select(QuotaUse.used).where(
            QuotaUse.user_id == user, QuotaUse.kind == quota.value, QuotaUse.day == self._clock.today()
        )
        return await session.scalar(query) or 0

    async def _forget_the_past(self, session: AsyncSession, user: UserId) -> None:
        yesterday = self._clock.today() - timedelta(days=1)
        await session.execute(delete(QuotaUse).where(QuotaUse.user_id == user, QuotaUse.day < yesterday))

    def _used_up(self, quota: Quota) -> QuotaUsedUp:
        now = self._clock.now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        what = quota.value.replace("_", " ")
        limit: int = getattr(self._settings, quota.value)
        return QuotaUsedUp(
            f"You have used up today's quota ({limit:,} {what}). It begins anew at midnight UTC.",
            retry_after=int((midnight - now).total_seconds()) or 1,
        )
