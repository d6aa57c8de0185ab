"""Experiments on prompts: who gets which version, and what came of it. Pure: counts in, verdict out.

Assignment is sticky by hash: a subject keeps its arm while the experiment's name and weights stand. Shares
are told with Wilson intervals, means (latency, cost) with normal ones; nothing is said of an arm before it
has enough outcomes. Whoever looks again and again finds a difference in the end: until the last look one
counts only beyond three standard errors (Haybittle and Peto), at the last look beyond the usual two.
"""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

Z = 1.959964
"""Of a two-sided 95 % interval."""
Z_EARLY = 3.0
"""Of a look before the last one."""


class Arm(BaseModel):
    """A version of a prompt in an experiment, and its share of the subjects."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_-]{1,40}$")
    version: int = Field(ge=1)
    weight: int = Field(
        default=1, ge=0, le=1_000, description="Share of the subjects: 0 gives it no new ones."
    )


class StopRule(BaseModel):
    """When an experiment is over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enough: int = Field(default=50, ge=20, description="Outcomes of each arm before anything is said of it.")
    most: int = Field(default=2_000, ge=20, description="Outcomes of each arm at which it ends in any case.")
    harm: float = Field(
        default=0.10,
        gt=0,
        le=1,
        description="An arm that is surely worse than the first, and by this much, ends it.",
    )


class Experiment(BaseModel):
    """Arms of one prompt; the first is what the others are held against."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z0-9_-]{1,40}$")
    prompt_id: str
    arms: tuple[Arm, ...] = Field(min_length=2, max_length=5)
    stop: StopRule = StopRule()

    @model_validator(mode="after")
    def _can_be_drawn(self) -> "Experiment":
        if len({arm.name for arm in self.arms}) != len(self.arms):
            raise ValueError("two arms have the same name")
        if not any(arm.weight for arm in self.arms):
            raise ValueError("no arm has a weight")
        return self


def assign(experiment: Experiment, subject: str) -> Arm:
    """The arm of a subject (a workspace, a CV): always the same one."""
    digest = hashlib.sha256(f"{experiment.name}\0{subject}".encode()).digest()
    total = sum(arm.weight for arm in experiment.arms)
    point = int.from_bytes(digest[:8]) * total >> 64
    for arm in experiment.arms:
        if point < arm.weight:
            return arm
        point -= arm.weight
    raise AssertionError("weights add up to the total")


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the 95 % interval around it; None while there are not enough outcomes."""

    n: int
    value: float | None
    low: float | None
    high: float | None

    @property
    def enough(self) -> bool:
        return self.value is not None


def share(successes: int, n: int, *, enough: int, z: float = Z) -> Interval:
    """A share with its Wilson interval."""
    if n < max(enough, 1):
        return Interval(n, None, None, None)
    p, zz = successes / n, z * z
    middle = (p + zz / (2 * n)) / (1 + zz / n)
    half = z / (1 + zz / n) * math.sqrt(p * (1 - p) / n + zz / (4 * n * n))
    return Interval(n, p, max(0.0, middle - half), min(1.0, middle + half))


def mean(total: float, total_of_squares: float, n: int, *, enough: int) -> Interval:
    """A mean with its normal interval, from sums, so that no single value has to be kept."""
    if n < max(enough, 2):
        return Interval(n, None, None, None)
    value = total / n
    variance = max(0.0, (total_of_squares - n * value * value) / (n - 1))
    half = Z * math.sqrt(variance / n)
    return Interval(n, value, value - half, value + half)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What came of one arm, summed up."""

    arm: str
    accepted: int = 0
    """Changes or texts that a person took."""
    offered: int = 0
    quotes_verified: int = 0
    quotes: int = 0
    calls: int = 0
    latency_ms: float = 0.0
    latency_ms_squared: float = 0.0
    cost_micros: float = 0.0
    cost_micros_squared: float = 0.0


@dataclass(frozen=True, slots=True)
class ArmResult:
    """The measures of an arm."""

    arm: str
    accepted: Interval
    quotes_verified: Interval
    latency_ms: Interval
    cost_micros: Interval
    against_first: Interval | None
    """Difference of the accepted share to the first arm's; None for the first."""


class Verdict(StrEnum):
    """Where an experiment stands."""

    NOT_ENOUGH_DATA = "not_enough_data"
    UNDECIDED = "undecided"
    BETTER = "better"
    """An arm is surely accepted more than the first."""
    WORSE = "worse"
    """An arm is surely worse than the first, and by so much that it has to end."""
    ENDED = "ended"
    """It has run as long as it may, without a sure difference."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All arms, the verdict, and the arm it is about."""

    arms: tuple[ArmResult, ...]
    verdict: Verdict
    arm: str | None = None

    @property
    def over(self) -> bool:
        return self.verdict in {Verdict.BETTER, Verdict.WORSE, Verdict.ENDED}


def standing(experiment: Experiment, outcomes: Sequence[Outcomes]) -> Standing:
    """Where the experiment stands by what came of its arms."""
    told = {o.arm: o for o in outcomes}
    stop = experiment.stop
    counts = [told.get(arm.name, Outcomes(arm.name)) for arm in experiment.arms]
    done = all(o.offered >= stop.most for o in counts)
    results = tuple(_measured(o, counts[0], stop.enough, Z if done else Z_EARLY) for o in counts)
    if any(o.offered < stop.enough for o in counts):
        return Standing(results, Verdict.NOT_ENOUGH_DATA)
    for result in results[1:]:
        verdict = _sure(result, stop)
        if verdict is not None:
            return Standing(results, verdict, result.arm)
    return Standing(results, Verdict.ENDED if done else Verdict.UNDECIDED)


def _sure(result: ArmResult, stop: StopRule) -> Verdict | None:
    difference = result.against_first
    if difference is None or difference.low is None or difference.high is None:
        return None
    if difference.high < 0 and difference.value is not None and difference.value <= -stop.harm:
        return Verdict.WORSE
    return Verdict.BETTER if difference.low > 0 else None


def _measured(own: Outcomes, first: Outcomes, enough: int, z: float) -> ArmResult:
    return ArmResult(
        arm=own.arm,
        accepted=share(own.accepted, own.offered, enough=enough),
        quotes_verified=share(own.quotes_verified, own.quotes, enough=enough),
        latency_ms=mean(own.latency_ms, own.latency_ms_squared, own.calls, enough=enough),
        cost_micros=mean(own.cost_micros, own.cost_micros_squared, own.calls, enough=enough),
        against_first=None if own is first else _difference(own, first, enough, z),
    )


def _difference(own: Outcomes, first: Outcomes, enough: int, z: float) -> Interval:
    """Newcombe's interval of a difference of shares, made of the two Wilson intervals."""
    a, b = (share(o.accepted, o.offered, enough=enough, z=z) for o in (own, first))
    n = min(a.n, b.n)
    if (
        a.value is None
        or a.low is None
        or a.high is None
        or b.value is None
        or b.low is None
        or b.high is None
    ):
        return Interval(n, None, None, None)
    value = a.value - b.value
    low = value - math.hypot(a.value - a.low, b.high - b.value)
    high = value + math.hypot(a.high - a.value, b.value - b.low)
    return Interval(n, value, low, high)
