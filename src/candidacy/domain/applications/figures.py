"""What the applications of a workspace add up to: the funnel, time in stages, rates by source, CV and band.

Counted over categories. A move that was taken back is no step. Rates and medians of fewer than
``LEAST`` applications are hidden: five coins do not say what a coin does.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from candidacy.domain.applications.stages import ANSWERED, FINAL, INTERVIEWED, Category, is_ahead

LEAST = 5
"""Below so many a rate says nothing."""
UNKNOWN = "not stated"


@dataclass(frozen=True, slots=True)
class Step:
    """From when on an application was in a stage of this category."""

    category: Category
    at: datetime


@dataclass(frozen=True, slots=True)
class Journey:
    """The way of one application, oldest step first; there is at least one."""

    steps: tuple[Step, ...]
    source: str | None = None
    cv: str | None = None
    band: str | None = None

    @property
    def now(self) -> Category:
        return self.steps[-1].category

    @property
    def seen(self) -> frozenset[Category]:
        return frozenset(step.category for step in self.steps)


@dataclass(frozen=True, slots=True)
class Flow:
    """How many applications went from one category to another."""

    source: Category
    target: Category
    count: int


@dataclass(frozen=True, slots=True)
class Node:
    """How many applications came to a category, and how many of them went no further yet."""

    category: Category
    count: int
    there: int


@dataclass(frozen=True, slots=True)
class Funnel:
    """All that came through, category by category; ``flows`` has the same applications as ``nodes``."""

    total: int
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]

    @property
    def is_empty(self) -> bool:
        return self.total == 0


@dataclass(frozen=True, slots=True)
class Stay:
    """How long applications stayed in a category before they went on; ``days`` is None below LEAST."""

    category: Category
    n: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Rate:
    """Of the applications that were sent, how many got an answer and how many an interview.

    The shares, 0 to 1, are None where fewer than LEAST were sent.
    """

    name: str
    n: int
    answered: int
    interviewed: int
    answer_rate: float | None
    interview_rate: float | None


def way_of(journey: Journey) -> tuple[Category, ...]:
    """The categories that it came through, each once, without the steps back; at its end how it ended."""
    way: list[Category] = []
    for step in journey.steps:
        if step.category not in FINAL and (not way or is_ahead(way[-1], step.category)):
            way.append(step.category)
    if journey.now in FINAL:
        way.append(journey.now)
    return tuple(way)


def funnel_of(journeys: Iterable[Journey]) -> Funnel:
    """Counts and flows; an application that goes back stays counted where it came to."""
    reached: Counter[Category] = Counter()
    ended: Counter[Category] = Counter()
    flows: Counter[tuple[Category, Category]] = Counter()
    total = 0
    for journey in journeys:
        way = way_of(journey)
        total += 1
        reached.update(way)
        ended[way[-1]] += 1
        flows.update(pairwise(way))
    order = {category: place for place, category in enumerate(Category)}
    nodes = tuple(Node(one, reached[one], ended[one]) for one in Category if reached[one])
    ordered = sorted(flows.items(), key=lambda flow: (order[flow[0][0]], order[flow[0][1]]))
    return Funnel(total, nodes, tuple(Flow(a, b, count) for (a, b), count in ordered))


def stays_of(journeys: Iterable[Journey]) -> tuple[Stay, ...]:
    """Of every category that was left again the median of days in it."""
    found: dict[Category, list[float]] = defaultdict(list)
    for journey in journeys:
        for step, after in pairwise(journey.steps):
            if step.category is not after.category:
                found[step.category].append(max(0.0, (after.at - step.at).total_seconds() / 86_400))
    return tuple(
        Stay(one, len(found[one]), round(median(found[one]), 1) if len(found[one]) >= LEAST else None)
        for one in Category
        if one in found
    )


def rates_by(journeys: Sequence[Journey], trait: Callable[[Journey], str | None]) -> tuple[Rate, ...]:
    """Rates of the applications that were sent, for each value of a trait; the most frequent first."""
    sent: dict[str, list[Journey]] = defaultdict(list)
    for journey in journeys:
        if journey.seen - {Category.SAVED, Category.WITHDRAWN}:
            sent[trait(journey) or UNKNOWN].append(journey)
    rates = [_rate(name, group) for name, group in sent.items()]
    return tuple(sorted(rates, key=lambda rate: (-rate.n, rate.name)))


def _rate(name: str, group: Sequence[Journey]) -> Rate:
    n = len(group)
    answered = sum(1 for one in group if one.seen & ANSWERED)
    interviewed = sum(1 for one in group if one.seen & INTERVIEWED)
    told = n >= LEAST
    return Rate(
        name,
        n,
        answered,
        interviewed,
        round(answered / n, 4) if told else None,
        round(interviewed / n, 4) if told else None,
    )
