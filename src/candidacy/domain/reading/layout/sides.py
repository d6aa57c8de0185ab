"""The two sides of a gutter, and what stands above and below them."""

from dataclasses import dataclass
from itertools import groupby

from candidacy.domain.reading.layout.segments import Segment

_SHARED = 0.4
_LEAST_BANDS = 4
CLOSE = 1.45
"""Lines of one paragraph are at most so far apart, in sizes of their type."""


@dataclass(slots=True)
class Cut:
    """A stretch of the page that a gutter divides."""

    above: list[Segment]
    left: list[Segment]
    right: list[Segment]
    below: list[Segment]

    @property
    def worth(self) -> int:
        return min(len(self.left), len(self.right))

    def share_height(self) -> bool:
        """Whether the sides stand beside one another for a good part of their height."""
        tops = [min(s.y0 for s in side) for side in (self.left, self.right)]
        bottoms = [max(s.y1 for s in side) for side in (self.left, self.right)]
        least = min(bottom - top for top, bottom in zip(tops, bottoms, strict=True))
        return min(bottoms) - max(tops) > _SHARED * least

    def few_and_many(self) -> tuple[list[Segment], list[Segment], list[Segment]]:
        """The side with less text, the other, and lines of the first that stand alone on their height."""
        few, many = sorted((self.left, self.right), key=_length)
        kept: list[Segment] = []
        alone: list[Segment] = []
        for line in sorted(few, key=lambda s: s.baseline):
            goes_on = bool(kept) and line.baseline - kept[-1].baseline < CLOSE * line.size
            beside = any(other.y0 < line.y1 and line.y0 < other.y1 for other in many)
            (kept if beside or (goes_on and line.size == kept[-1].size) else alone).append(line)
        return kept, many, alone

    def turns(self) -> int:
        """How often the file goes from one side to the other."""
        return len(self.runs()) - 1

    def runs(self) -> list[list[Segment]]:
        """The lines in the order of the file, parted where it goes from one side to the other."""
        sides = [(s.order, 0, s) for s in self.left] + [(s.order, 1, s) for s in self.right]
        sides.sort(key=lambda side: side[:2])
        return [[s for _, _, s in run] for _, run in groupby(sides, key=lambda side: side[1])]

    def in_bands(self) -> bool:
        """Whether the sides are pairs of blocks under one another, such as entries and the text beside them.

        The file then comes back to the left side only below all that it wrote on the right.
        """
        runs = self.runs()
        if len(runs) < _LEAST_BANDS or sum(len(run) > 1 for run in runs) * 2 < len(runs):
            return False
        first = 0 if min(s.x0 for s in runs[0]) < min(s.x0 for s in self.right) else 1
        right = runs[first + 1 :: 2]
        below = runs[first + 2 :: 2]
        return all(
            min(s.y0 for s in under) > max(s.y1 for s in above) - 1
            for above, under in zip(right, below, strict=False)
        )


def _length(lines: list[Segment]) -> int:
    return sum(len(s.text) for s in lines)


def words_a_line(lines: list[Segment]) -> float:
    """How long the lines are on average."""
    return sum(len(s.words) for s in lines) / max(len(lines), 1)
