"""The tiers of the guard against guessing."""

import pytest

from candidacy.features.auth.errors import TooManyAttempts
from candidacy.features.auth.service.guard import LimitedGuard
from candidacy.infrastructure.redis import MemoryLimiter


@pytest.fixture
def guard() -> LimitedGuard:
    return LimitedGuard(MemoryLimiter(), "login", by_account=10)


async def attempts(guard: LimitedGuard, accounts: list[str], addresses: list[str], *, right: bool) -> int:
    """How many attempts are let in before one is refused."""
    for number, (email, ip) in enumerate(zip(accounts, addresses, strict=True)):
        try:
            await guard.check(email, ip)
        except TooManyAttempts:
            return number
        await (guard.succeeded(email, ip) if right else guard.failed(email, ip))
    return len(accounts)


def people(count: int) -> list[str]:
    return [f"p{n}@example.org" for n in range(count)]


def places(count: int) -> list[str]:
    return [f"203.0.{n // 250}.{n % 250}" for n in range(count)]


async def test_auth_005_one_account_has_ten_attempts_from_wherever_they_come(guard: LimitedGuard) -> None:
    assert await attempts(guard, ["ada@example.org"] * 11, places(11), right=False) == 10


async def test_auth_005_one_address_has_twenty_failures_over_all_accounts(guard: LimitedGuard) -> None:
    assert await attempts(guard, people(21), ["203.0.113.9"] * 21, right=False) == 20


async def test_auth_005_an_office_behind_one_address_comes_in_at_nine(guard: LimitedGuard) -> None:
    assert await attempts(guard, people(51), ["203.0.113.9"] * 51, right=True) == 50


async def test_auth_005_one_person_who_mistypes_shuts_no_colleague_out(guard: LimitedGuard) -> None:
    await attempts(guard, ["ada@example.org"] * 11, ["203.0.113.9"] * 11, right=False)

    await guard.check("grace@example.org", "203.0.113.9")


async def test_auth_005_the_installation_has_a_thousand_attempts(guard: LimitedGuard) -> None:
    assert await attempts(guard, people(1_001), places(1_001), right=True) == 1_000


async def test_auth_005_who_gets_in_begins_anew(guard: LimitedGuard) -> None:
    for ip in places(3):
        await attempts(guard, ["ada@example.org"] * 9, [ip] * 9, right=False)
        await guard.succeeded("ada@example.org", ip)

    await guard.check("ada@example.org", "198.51.100.1")


async def test_auth_005_a_refusal_says_when_to_come_back(guard: LimitedGuard) -> None:
    await attempts(guard, ["ada@example.org"] * 10, places(10), right=False)

    with pytest.raises(TooManyAttempts) as refused:
        await guard.check("ada@example.org", "198.51.100.1")

    assert 1 <= (refused.value.retry_after or 0) <= 300
