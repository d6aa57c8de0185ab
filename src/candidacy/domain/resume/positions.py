"""Work entries grouped by employer, and back: JSON Resume has one entry for each role."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from candidacy.domain.resume.schema import Work


@dataclass(frozen=True, slots=True)
class Employment:
    """The roles that follow one another at one employer, in the order of the Resume; never empty."""

    positions: tuple[Work, ...]

    @property
    def name(self) -> str | None:
        return self.positions[0].name

    @property
    def start_date(self) -> str | None:
        """The earliest start; None when a role does not say when it began."""
        starts = [p.start_date for p in self.positions]
        known = [s for s in starts if s is not None]
        return min(known) if len(known) == len(starts) else None

    @property
    def end_date(self) -> str | None:
        """The latest end; None while a role goes on."""
        ends = [p.end_date for p in self.positions]
        known = [e for e in ends if e is not None]
        return max(known) if len(known) == len(ends) else None


def group_positions(work: Sequence[Work]) -> tuple[Employment, ...]:
    """The entries with neighbours at the same employer together; ``flatten`` gives ``work`` back."""
    numbered = [(_key(entry) or index, entry) for index, entry in enumerate(work)]
    return tuple(
        Employment(tuple(entry for _, entry in group))
        for _, group in groupby(numbered, key=lambda pair: pair[0])
    )


def flatten(employments: Iterable[Employment]) -> tuple[Work, ...]:
    """The work entries of all employments, in order."""
    return tuple(position for employment in employments for position in employment.positions)


def _key(entry: Work) -> str:
    """The employer's name as it is compared; empty for an entry without one, which stays by itself."""
    return " ".join((entry.name or "").casefold().split())
