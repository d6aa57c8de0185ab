"""The use of models in a period, summed up in the ways that a page shows it. Pure."""

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from candidacy.features.agents.policies.budget import month_after
from candidacy.features.agents.schemas import MICROS

LONGEST = timedelta(days=366)
HEAD = (
    "day", "purpose", "model", "prompt", "prompt_version", "calls", "failed", "input_tokens", "output_tokens",
    "cost", "mean_latency_ms",
)  # fmt: skip
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


class Used(Protocol):
    """A line of use, as the ledger sums it up."""

    @property
    def day(self) -> date: ...
    @property
    def purpose(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def prompt(self) -> str: ...
    @property
    def prompt_version(self) -> int: ...
    @property
    def calls(self) -> int: ...
    @property
    def failed(self) -> int: ...
    @property
    def input_tokens(self) -> int: ...
    @property
    def output_tokens(self) -> int: ...
    @property
    def cost_micros(self) -> Decimal: ...
    @property
    def latency_ms(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sum:
    """All that was used by what has one name: a day, a purpose, a model, a version of a prompt."""

    name: str
    calls: int
    failed: int
    tokens: int
    cost_micros: Decimal
    mean_latency_ms: int


@dataclass(frozen=True, slots=True)
class Usage:
    """A period's use in total and by each of its sides."""

    total: Sum
    sides: tuple[tuple[str, tuple[Sum, ...]], ...]


def period(since: date | None, until: date | None, today: date) -> tuple[date, date]:
    """The days that are meant: this month unless others are named; never more than a year."""
    last = until or today
    if until is None and since is not None:
        last = min(month_after(since.replace(day=1)) - timedelta(days=1), today)
    first = since or last.replace(day=1)
    return max(first, last - LONGEST), max(first, last)


def summed(rows: Sequence[Used]) -> Usage:
    """By day, purpose, model and version of a prompt; what cost most comes first, of days the newest."""
    by_day = sorted(_by(rows, lambda u: u.day.isoformat()), key=lambda s: s.name, reverse=True)
    sides = (
        ("Day", tuple(by_day)),
        ("Purpose", _dearest(_by(rows, lambda u: u.purpose))),
        ("Model", _dearest(_by(rows, lambda u: u.model))),
        ("Prompt", _dearest(_by(rows, lambda u: f"{u.prompt} v{u.prompt_version}"))),
    )
    return Usage(_sum("", rows), sides)


def as_csv(rows: Iterable[Used]) -> bytes:
    """A table for spreadsheets, where no cell is run as a formula."""
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEAD)
    for u in rows:
        mean = _mean(u.latency_ms, u.calls)
        named = [u.day.isoformat(), *map(_harmless, (u.purpose, u.model, u.prompt)), u.prompt_version]
        writer.writerow(
            [*named, u.calls, u.failed, u.input_tokens, u.output_tokens, _amount(u.cost_micros), mean]
        )
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _by(rows: Sequence[Used], name: Callable[[Used], str]) -> list[Sum]:
    groups: dict[str, list[Used]] = {}
    for row in rows:
        groups.setdefault(name(row), []).append(row)
    return [_sum(called, group) for called, group in groups.items()]


def _dearest(sums: list[Sum]) -> tuple[Sum, ...]:
    return tuple(sorted(sums, key=lambda s: (-s.cost_micros, -s.tokens, s.name)))


def _sum(name: str, rows: Sequence[Used]) -> Sum:
    calls = sum(u.calls for u in rows)
    return Sum(
        name,
        calls,
        sum(u.failed for u in rows),
        sum(u.input_tokens + u.output_tokens for u in rows),
        sum((u.cost_micros for u in rows), Decimal(0)),
        _mean(sum(u.latency_ms for u in rows), calls),
    )


def _mean(total: int, count: int) -> int:
    return round(total / count) if count else 0


def _amount(micros: Decimal) -> str:
    return f"{micros / MICROS:.6f}"


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell
