"""How often the groups of people are selected or score high, against the group that fares best.

The measures are those of New York City's Local Law 144 and of the four-fifths rule (29 CFR 1607.4 D):
selection rate, scoring rate (the share above the median of all scores), and the impact ratio, which is a
group's rate divided by the highest rate. Groups that hold less than 2 % of the applicants are listed and get
no ratio, and who is of unknown group is counted and in no rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from statistics import median

from pydantic import BaseModel, ConfigDict, Field

FOUR_FIFTHS = 0.8
"""An impact ratio below this is a sign of adverse impact."""
SMALL_SHARE = 0.02
"""Groups with a smaller share of the applicants are too small for a ratio."""


@dataclass(frozen=True, slots=True)
class Applicant:
    """One row of the table: what came of it, and the groups the person is known to be of."""

    score: float | None = None
    selected: bool | None = None
    groups: Mapping[str, str] = field(default_factory=dict)


class GroupRates(BaseModel):
    """One group: its numbers, its rates, and its rates against the highest one."""

    model_config = ConfigDict(frozen=True)

    name: tuple[str, ...] = Field(description="The value in each column of the breakdown")
    applicants: int
    share: float = Field(description="Of the applicants whose group is known")
    small: bool = Field(description="Less than 2 % of the applicants: no ratio is computed")
    selected: int | None = None
    selection_rate: float | None = None
    selection_ratio: float | None = None
    above_median: int | None = None
    scoring_rate: float | None = None
    scoring_ratio: float | None = None
    below_four_fifths: bool = False


class Breakdown(BaseModel):
    """All groups by one column, or by two together."""

    model_config = ConfigDict(frozen=True)

    by: tuple[str, ...]
    groups: tuple[GroupRates, ...]
    unknown: int = Field(description="Applicants whose group is not known; they are in no rate")


class GroupAudit(BaseModel):
    """The result for a table of applicants."""

    model_config = ConfigDict(frozen=True)

    applicants: int
    selected: int | None
    median_score: float | None
    breakdowns: tuple[Breakdown, ...]

    @property
    def flagged(self) -> int:
        """How many groups are below four fifths."""
        return sum(group.below_four_fifths for part in self.breakdowns for group in part.groups)


def audit_groups(applicants: Sequence[Applicant], columns: Sequence[str]) -> GroupAudit:
    """The rates by each column, then by each two columns together."""
    scores = [a.score for a in applicants if a.score is not None]
    middle = float(median(scores)) if scores else None
    ways = [*((column,) for column in columns), *combinations(columns, 2)]
    decided = [a.selected for a in applicants if a.selected is not None]
    return GroupAudit(
        applicants=len(applicants),
        selected=sum(decided) if decided else None,
        median_score=middle,
        breakdowns=tuple(_breakdown(applicants, by, middle) for by in ways),
    )


def _breakdown(applicants: Sequence[Applicant], by: tuple[str, ...], middle: float | None) -> Breakdown:
    members: dict[tuple[str, ...], list[Applicant]] = {}
    for one in applicants:
        if all(column in one.groups for column in by):
            members.setdefault(tuple(one.groups[column] for column in by), []).append(one)
    known = sum(map(len, members.values()))
    groups = [_rates(name, found, known, middle) for name, found in sorted(members.items())]
    return Breakdown(by=by, groups=tuple(_with_ratios(groups)), unknown=len(applicants) - known)


def _rates(
    name: tuple[str, ...], members: Sequence[Applicant], known: int, middle: float | None
) -> GroupRates:
    decided = [a.selected for a in members if a.selected is not None]
    scored = [a.score for a in members if a.score is not None]
    above = sum(score > middle for score in scored) if middle is not None else 0
    share = len(members) / known
    return GroupRates(
        name=name,
        applicants=len(members),
        share=share,
        small=share < SMALL_SHARE,
        selected=sum(decided) if decided else None,
        selection_rate=sum(decided) / len(decided) if decided else None,
        above_median=above if scored else None,
        scoring_rate=above / len(scored) if scored else None,
    )


def _with_ratios(groups: Sequence[GroupRates]) -> list[GroupRates]:
    best_selection = _highest([g.selection_rate for g in groups if not g.small])
    best_scoring = _highest([g.scoring_rate for g in groups if not g.small])
    return [_with_ratio(group, best_selection, best_scoring) for group in groups]


def _with_ratio(group: GroupRates, best_selection: float, best_scoring: float) -> GroupRates:
    if group.small:
        return group
    selection = _ratio(group.selection_rate, best_selection)
    scoring = _ratio(group.scoring_rate, best_scoring)
    low = any(ratio is not None and ratio < FOUR_FIFTHS for ratio in (selection, scoring))
    return group.model_copy(
        update={"selection_ratio": selection, "scoring_ratio": scoring, "below_four_fifths": low}
    )


def _highest(rates: Sequence[float | None]) -> float:
    return max((rate for rate in rates if rate is not None), default=0.0)


def _ratio(rate: float | None, highest: float) -> float | None:
    return rate / highest if rate is not None and highest > 0 else None
