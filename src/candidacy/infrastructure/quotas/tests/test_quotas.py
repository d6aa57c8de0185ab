"""Quotas hold side by side, are given back by a failure, and begin anew each day."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from candidacy.infrastructure.postgres import Sessions
from candidacy.infrastructure.quotas import Quota, Quotas, QuotaSettings, QuotaUsedUp
from candidacy.kernel.clock import FixedClock
from candidacy.kernel.ids import UserId, uuid7

SETTINGS = QuotaSettings(files=10, upload_bytes=1_000, exports=0)


async def somebody(sessions: Sessions) -> UserId:
    user = UserId(uuid7())
    async with sessions.begin() as session:
        await session.execute(text("insert into users (id, display_name) values (:id, 'Ada')"), {"id": user})
    return user


@pytest.mark.own_database
async def test_req_009_of_fifty_at_once_as_many_get_through_as_the_quota_says(
    sessionmaker: Sessions, clock: FixedClock
) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)

    async def spend() -> bool:
        try:
            async with sessionmaker.begin() as session:
                await quotas.spend(session, user, Quota.FILES)
        except QuotaUsedUp:
            return False
        return True

    through = await asyncio.gather(*(spend() for _ in range(50)))

    async with sessionmaker() as session:
        assert (sum(through), await quotas.used(session, user, Quota.FILES)) == (10, 10)


async def test_what_a_failed_transaction_took_is_given_back(
    sessionmaker: Sessions, clock: FixedClock
) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)

    async with sessionmaker() as session:
        await quotas.spend(session, user, Quota.FILES, 10)
        await session.rollback()

    async with sessionmaker() as session:
        assert await quotas.used(session, user, Quota.FILES) == 0


async def test_more_than_is_left_is_refused_and_takes_nothing(
    sessionmaker: Sessions, clock: FixedClock
) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)

    async with sessionmaker.begin() as session:
        await quotas.spend(session, user, Quota.UPLOAD_BYTES, 600)
        with pytest.raises(QuotaUsedUp, match="1,000 upload bytes") as refusal:
            await quotas.spend(session, user, Quota.UPLOAD_BYTES, 401)
        await quotas.spend(session, user, Quota.UPLOAD_BYTES, 400)

    assert refusal.value.retry_after == 12 * 3600


@pytest.mark.parametrize("amount", [1_000, 1_001])
async def test_the_first_may_take_all_and_no_more(
    sessionmaker: Sessions, clock: FixedClock, amount: int
) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)

    async with sessionmaker() as session:
        try:
            await quotas.spend(session, user, Quota.UPLOAD_BYTES, amount)
        except QuotaUsedUp:
            assert amount == 1_001
        assert await quotas.used(session, user, Quota.UPLOAD_BYTES) == (amount if amount == 1_000 else 0)


async def test_kinds_and_people_are_counted_apart(sessionmaker: Sessions, clock: FixedClock) -> None:
    quotas = Quotas(SETTINGS, clock)
    ada, grace = await somebody(sessionmaker), await somebody(sessionmaker)

    async with sessionmaker() as session:
        await quotas.spend(session, ada, Quota.FILES, 10)
        await quotas.spend(session, ada, Quota.UPLOAD_BYTES, 10)
        await quotas.spend(session, grace, Quota.FILES, 10)


async def test_a_new_day_begins_anew_and_old_ones_are_forgotten(
    sessionmaker: Sessions, clock: FixedClock
) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)
    async with sessionmaker() as session:
        await quotas.spend(session, user, Quota.FILES, 10)

        clock.set(clock.now() + timedelta(days=2))
        await quotas.spend(session, user, Quota.FILES, 10)

        rows = await session.scalar(text("select count(*) from quota_uses where user_id = :u"), {"u": user})
        assert rows == 1


async def test_zero_is_no_limit(sessionmaker: Sessions, clock: FixedClock) -> None:
    quotas, user = Quotas(SETTINGS, clock), await somebody(sessionmaker)

    async with sessionmaker() as session:
        await quotas.spend(session, user, Quota.EXPORTS, 1_000_000)
