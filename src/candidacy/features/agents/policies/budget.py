"""What a workspace may spend on models in a month: pure functions that let pass or raise."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from candidacy.ai_agents.errors import BudgetExceeded
from candidacy.features.agents.errors import TooManyModelCalls, TooYoungCalls
from candidacy.features.agents.schemas import MICROS, Amount
from candidacy.kernel.language import sentence

LEAST_KEPT = timedelta(days=184)
"""Six months, however long these are (AI Act, article 26, paragraph 6); the database holds the same."""

FIRSTS = (
    *(sentence("1 January {0}"), sentence("1 February {0}"), sentence("1 March {0}")),
    *(sentence("1 April {0}"), sentence("1 May {0}"), sentence("1 June {0}")),
    *(sentence("1 July {0}"), sentence("1 August {0}"), sentence("1 September {0}")),
    *(sentence("1 October {0}"), sentence("1 November {0}"), sentence("1 December {0}")),
)
"""The days on which a limit begins anew."""


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
    anew = datetime.combine(month_after(month_of(now)), datetime.min.time(), UTC)
    wait = max(1, int((anew - now).total_seconds()))
    if limits.tokens is not None and total.tokens > limits.tokens:
        raise BudgetExceeded(
            f"The limit of {limits.tokens:,} tokens a month would be exceeded: {taken.tokens:,} are used or "
            f"reserved. It begins anew on {_day(anew)!s} UTC. An administrator of the workspace can raise it "
            "in the model settings.",
            retry_after=wait,
        )
    if limits.cost_micros is not None and total.cost_micros > limits.cost_micros:
        most, spent = money(limits.cost_micros), money(taken.cost_micros)
        raise BudgetExceeded(
            f"The limit of {most!s} {limits.currency} a month would be exceeded: {spent!s} are spent or "
            f"reserved. It begins anew on {_day(anew)!s} UTC. An administrator of the workspace can raise it "
            "in the model settings.",
            retry_after=wait,
        )


def money(micros: Decimal) -> str:
    """Millionths as an amount: cents, and four places where it is less than ten of them."""
    amount = micros / MICROS
    if amount >= Decimal("0.1") or amount == 0:
        return f"{amount:,.2f}"
    return f"{amount:.4f}" if amount >= Decimal("0.0001") else sentence("under 0.0001")


def require_old(before: datetime, now: datetime) -> None:
    """Raises TooYoungCalls unless all that is before this moment is older than six months."""
    if before > now - LEAST_KEPT:
        raise TooYoungCalls


def _day(begin: datetime) -> str:
    """The first of a month."""
    return FIRSTS[begin.month - 1].format(begin.year)
