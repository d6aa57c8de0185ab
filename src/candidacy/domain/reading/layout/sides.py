"""The two sides of a gutter, and what stands above and below them."""

from dataclasses import dataclass
from itertools import pairwise

from candidacy.domain.reading.layout.segments import Segment

_SHARED = 0.4
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
        sides = sorted([(s.order, 0) for s in self.left] + [(s.order, 1) for s in self.right])
        return sum(a != b for (_, a), (_, b) in pairwise(sides))


def _length(lines: list[Segment]) -> int:
    return sum(len(s.text) for s in lines)


def words_a_line(lines: list[Segment]) -> float:
    """How long the lines are on average."""
    return sum(len(s.words) for s in lines) / max(len(lines), 1)
