"""Where a page has columns: gutters that no line crosses, between two texts of their own."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from candidacy.domain.reading.layout.segments import Segment, merged

_LEAST_LINES = 3
_EDGE = 2.0
_MAX_DEPTH = 8
_RUNNING_TEXT = 3.2
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:present|current|today|now|heute|aktuell|atual|presente|actual|actualidad|aujourd)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Region:
    """A part of the page that is read from top to bottom, line by line."""

    lines: list[Segment] = field(default_factory=list)
    left: float | None = None
    """Where the column begins; None over the whole width."""


@dataclass(slots=True)
class _Cut:
    """Two columns and what stands above and below them."""

    above: list[Segment]
    left: list[Segment]
    right: list[Segment]
    below: list[Segment]

    @property
    def worth(self) -> int:
        return min(len(self.left), len(self.right))


def regions_of(segments: list[Segment], *, left: float | None = None, depth: int = 0) -> list[Region]:
    """The regions of a page in reading order: columns from the left, what spans them above and below."""
    cut = _best_cut(segments) if depth < _MAX_DEPTH else None
    if cut is None:
        return [Region(rows_of(segments), left)] if segments else []
    return [
        *regions_of(cut.above, left=left, depth=depth + 1),
        *regions_of(cut.left, left=min(s.x0 for s in cut.left), depth=depth + 1),
        *regions_of(cut.right, left=min(s.x0 for s in cut.right), depth=depth + 1),
        *regions_of(cut.below, left=left, depth=depth + 1),
    ]


def rows_of(segments: list[Segment]) -> list[Segment]:
    """The lines from top to bottom, each with all that stands on it."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.baseline, s.x0)):
        if rows and rows[-1][0].beside(segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [merged(row) for row in rows]


def _best_cut(segments: list[Segment]) -> _Cut | None:
    ordered = sorted(segments, key=lambda s: (s.baseline, s.x0))
    cuts = [cut for edge in _edges(ordered) for cut in _cuts_at(edge, ordered) if _are_columns(cut)]
    return max(cuts, key=lambda cut: cut.worth, default=None)


def _edges(segments: list[Segment]) -> list[float]:
    """Where at least three lines begin, other than at the left margin."""
    starts = Counter(round(s.x0 / _EDGE) for s in segments)
    margin = min((s.x0 for s in segments), default=0.0)
    edges = {
        min(s.x0 for s in segments if abs(s.x0 - start * _EDGE) <= _EDGE)
        for start, count in starts.items()
        if count + starts[start + 1] >= _LEAST_LINES
    }
    return sorted(edge for edge in edges if edge > margin + 20)


def _cuts_at(edge: float, ordered: list[Segment]) -> list[_Cut]:
    """The stretches of the page in which nothing crosses a gutter that ends at ``edge``."""
    cuts: list[_Cut] = []
    start = 0
    crossing = [index for index, s in enumerate(ordered) if _crosses(s, edge)]
    for end in [*crossing, len(ordered)]:
        zone = ordered[start:end]
        left = [s for s in zone if s.x0 < edge - _EDGE]
        right = [s for s in zone if s.x0 >= edge - _EDGE]
        if min(len(left), len(right)) >= _LEAST_LINES:
            cuts.append(_Cut(ordered[:start], left, right, ordered[end:]))
        start = end + 1 if end < len(ordered) else end
    return cuts


def _crosses(segment: Segment, edge: float) -> bool:
    gutter = max(4.0, 0.5 * min(segment.size, 12.0))
    return segment.x0 < edge - _EDGE and segment.x1 > edge - gutter


def _are_columns(cut: _Cut) -> bool:
    """Whether both sides are texts of their own, rather than labels or dates beside their lines."""
    if not _share_height(cut):
        return False
    few, many = sorted((cut.left, cut.right), key=len)
    aligned = sum(any(s.beside(other) for other in many) for s in few) / len(few)
    if aligned > 0.6 and sum(_DATE.search(s.text) is not None for s in few) >= 0.5 * len(few):
        return False
    if _turns(cut) <= max(1.0, 0.2 * cut.worth):
        return aligned < 0.9 or not _is_beside_entries(few, many)
    if aligned >= 0.75:
        return cut.worth >= 5 and min(_words_a_line(cut.left), _words_a_line(cut.right)) >= _RUNNING_TEXT
    return True


def _is_beside_entries(few: list[Segment], many: list[Segment]) -> bool:
    """Whether the lesser side has one short piece for each entry of the other."""
    return len(few) <= 0.6 * len(many) and _words_a_line(few) < _RUNNING_TEXT and _loose(few)


def _loose(lines: list[Segment]) -> bool:
    """Whether the lines stand apart, rather than under one another."""
    steps = [below.baseline - above.baseline for above, below in pairwise(lines)]
    return sum(step > 1.9 * line.size for step, line in zip(steps, lines, strict=False)) > 0.5 * len(steps)


def _share_height(cut: _Cut) -> bool:
    top = max(min(s.y0 for s in cut.left), min(s.y0 for s in cut.right))
    bottom = min(max(s.y1 for s in cut.left), max(s.y1 for s in cut.right))
    least = min(
        max(s.y1 for s in cut.left) - min(s.y0 for s in cut.left),
        max(s.y1 for s in cut.right) - min(s.y0 for s in cut.right),
    )
    return bottom - top > 0.4 * least


def _turns(cut: _Cut) -> int:
    """How often the file goes from one side to the other."""
    sides = sorted([(s.order, 0) for s in cut.left] + [(s.order, 1) for s in cut.right])
    return sum(a != b for (_, a), (_, b) in pairwise(sides))


def _words_a_line(lines: list[Segment]) -> float:
    return sum(len(s.words) for s in lines) / len(lines)
