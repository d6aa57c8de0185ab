"""What a workspace may spend on models in a month: pure functions that let pass or raise."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from candidacy.ai_agents.errors import BudgetExceeded
from candidacy.features.agents.errors import TooManyModelCalls, TooYoungCalls
from candidacy.features.agents.schemas import MICROS, Amount

LEAST_KEPT = timedelta(days=184)
"""Six months, however long these are (AI Act, article 26, paragraph 6); the database holds the same."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workspace may use; None is no limit."""

    tokens: int | None
    cost_micros: Decimal | None
    concurrency: int
    currency: str = "USD"


def month_of(now: datetime) -> date:
    """The first day of the month, in UTC."""
    return now.astimezone(UTC).date().replace(day=1)


def month_after(month: date) -> date:
    return (month + timedelta(days=32)).replace(day=1)


def require_slot(limits: Limits, under_way: int) -> None:
    """Raise TooManyModelCalls when as many calls are under way as may be."""
    if under_way >= limits.concurrency:
        raise TooManyModelCalls(
            f"{limits.concurrency} calls to the model are under way, as many as this workspace may have at "
            "once. Try again in a moment."
        )


def require_room(limits: Limits, taken: Amount, wanted: Amount, now: datetime) -> None:
    """Raise BudgetExceeded with the limit and its end, unless ``wanted`` fits beside ``taken``."""
    total = taken + wanted
    if limits.tokens is not None and total.tokens > limits.tokens:
        raise _exceeded(f"{limits.tokens:,} tokens a month", f"{taken.tokens:,} are used or reserved", now)
    if limits.cost_micros is not None and total.cost_micros > limits.cost_micros:
        said = f"{money(limits.cost_micros)} {limits.currency} a month"
        raise _exceeded(said, f"{money(taken.cost_micros)} are spent or reserved", now)


def money(micros: Decimal) -> str:
    """Millionths as an amount: cents, and four places where it is less than ten of them."""
    amount = micros / MICROS
    if amount >= Decimal("0.1") or amount == 0:
        return f"{amount:,.2f}"
    return f"{amount:.4f}" if amount >= Decimal("0.0001") else "under 0.0001"


def require_old(before: datetime, now: datetime) -> None:
    """Raises TooYoungCalls unless all that is before this moment is older than six months."""
    if before > now - LEAST_KEPT:
        raise TooYoungCalls


def _exceeded(limit: str, taken: str, now: datetime) -> BudgetExceeded:
    anew = datetime.combine(month_after(month_of(now)), datetime.min.time(), UTC)
    return BudgetExceeded(
        f"The limit of {limit} would be exceeded: {taken}. It begins anew on {anew:%-d %B %Y} UTC. An "
        "administrator of the workspace can raise it in the model settings.",
        retry_after=max(1, int((anew - now).total_seconds())),
    )
