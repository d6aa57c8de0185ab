"""What a check says about a CV, before points are counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from candidacy.domain.review.schema import FindingStatus, Quote

LIMIT = 12
"""How many quotes a finding carries; its count is of all."""


@dataclass(frozen=True)
class Outcome:
    """The share of the points earned (0..1), the places it is about, and the facts its fix can name."""

    share: float
    evidence: tuple[Quote, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict)
    unknown: bool = False

    @property
    def status(self) -> FindingStatus:
        if self.unknown:
            return FindingStatus.UNKNOWN
        if self.share >= 1:
            return FindingStatus.MET
        return FindingStatus.PARTIAL if self.share > 0 else FindingStatus.MISSING


def met(evidence: Iterable[Quote] = ()) -> Outcome:
    """Nothing to improve."""
    return Outcome(1.0, tuple(evidence)[:LIMIT])


def missing(evidence: Iterable[Quote] = (), **facts: object) -> Outcome:
    """All of the points lost."""
    return part(0.0, evidence, **facts)


def part(share: float, evidence: Iterable[Quote] = (), **facts: object) -> Outcome:
    """``share`` of the points earned, cut to 0..1; ``facts`` are what the fix can name."""
    quotes = tuple(evidence)
    named = {"count": len(quotes), "first": quotes[0].quote if quotes else "", **facts}
    return Outcome(round(min(1.0, max(0.0, share)), 4), quotes[:LIMIT], named)


def silent() -> Outcome:
    """Unknown because the CV says nothing that could be judged: no points, so that leaving out never pays."""
    return Outcome(0.0, unknown=True)


def unseen() -> Outcome:
    """Unknown because we cannot look (no file, a language without a lexicon): half of the points."""
    return Outcome(0.5, unknown=True)


def by_count(found: Iterable[Quote], *, zero_at: int, **facts: object) -> Outcome:
    """Fewer points the more is found: none found earns all, ``zero_at`` or more earn nothing."""
    quotes = tuple(found)
    return part(1 - len(quotes) / zero_at, quotes, **facts) if quotes else met()
