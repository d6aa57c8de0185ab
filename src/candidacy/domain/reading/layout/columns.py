"""Where a page has columns, and where it has labels or dates beside its lines."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from candidacy.domain.reading.layout.beside import RUNNING_TEXT, attached, beside_evidence, heads_bands
from candidacy.domain.reading.layout.cells import with_wrapped_cells
from candidacy.domain.reading.layout.segments import Segment, merged
from candidacy.domain.reading.layout.sides import Cut, words_a_line

_LEAST_LINES = 3
_LEAST_BESIDE = 2
_EDGE = 2.0
_LEAST_INDENT = 20.0
_HANGING = 20.0
"""So far to the left of its list a column may have its heading."""
_MAX_DEPTH = 8
_TRAILING = 2
_DISPLAY = 1.8
_LARGER = 1.15
_FEW_WORDS = 6


@dataclass(slots=True)
class Region:
    """A part of the page that is read from top to bottom, line by line."""

    lines: list[Segment] = field(default_factory=list)
    left: float | None = None
    """Where the column begins; None over the whole width."""


def regions_of(segments: list[Segment], *, left: float | None = None, depth: int = 0) -> list[Region]:
    """The regions of a page in reading order: columns from the left, what spans them above and below."""
    if not segments:
        return []
    cuts = _Cuts.of(segments) if depth < _MAX_DEPTH else _Cuts()
    if cuts.columns:
        return _columns(_best_columns(cuts.columns), left, depth + 1)
    bands, beside = (max(found, key=_worth, default=None) for found in (cuts.bands, cuts.beside))
    if bands is not None and (beside is None or bands.worth >= beside.worth):
        return _joined(_bands(bands, left, depth + 1))
    if beside is not None:
        return _joined(_beside(beside, left, depth + 1))
    return [Region(rows_of(segments), left)]


def rows_of(segments: list[Segment]) -> list[Segment]:
    """The lines from top to bottom, each with all that stands on it."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.baseline, s.x0)):
        if rows and rows[-1][0].beside(segment):
            rows[-1].append(segment)
        else:
            rows.append([segment])
    margins = Counter(round(min(s.x0 for s in row) / _EDGE) for row in rows)
    return [merged(part) for row in with_wrapped_cells(rows) for part in _without_side_title(row, margins)]


def _without_side_title(row: list[Segment], margins: Counter[int]) -> list[list[Segment]]:
    """A title in larger type, left of the margin at which the lines below begin, is a line of its own."""
    row.sort(key=lambda s: s.x0)
    if (
        len(row) > 1
        and row[0].size > _LARGER * row[1].size
        and margins[round(row[1].x0 / _EDGE)] >= _LEAST_LINES
    ):
        return [row[:1], row[1:]]
    return [row]


def _columns(cut: Cut, left: float | None, depth: int) -> list[Region]:
    cut = _without_trailing_headings(cut)
    return [
        *regions_of(cut.above, left=left, depth=depth),
        *regions_of(cut.left, left=min(s.x0 for s in cut.left), depth=depth),
        *regions_of(cut.right, left=min(s.x0 for s in cut.right), depth=depth),
        *regions_of(cut.below, left=left, depth=depth),
    ]


def _beside(cut: Cut, left: float | None, depth: int) -> list[Region]:
    few, many, alone = cut.few_and_many()
    main = [line for region in regions_of([*many, *alone], left=left, depth=depth) for line in region.lines]
    return [
        *regions_of(cut.above, left=left, depth=depth),
        Region(attached(few, main, many, on_left=few[0] in cut.left), left),
        *regions_of(cut.below, left=left, depth=depth),
    ]


def _bands(cut: Cut, left: float | None, depth: int) -> list[Region]:
    stacks = [stack for run in cut.runs() for stack in _stacks(run)]
    return [
        *regions_of(cut.above, left=left, depth=depth),
        *(region for stack in stacks for region in regions_of(stack, left=left, depth=depth)),
        *regions_of(cut.below, left=left, depth=depth),
    ]


def _stacks(run: list[Segment]) -> list[list[Segment]]:
    """Lines parted where the file goes up again, to what stands beside them."""
    stacks = [[run[0]]]
    for before, after in pairwise(run):
        up = after.baseline < before.baseline - 0.3 * after.size
        if up and (after.x0 > before.x1 or after.x1 < before.x0):
            stacks.append([])
        stacks[-1].append(after)
    return stacks


def _joined(regions: list[Region]) -> list[Region]:
    """Neighbouring regions over the same width are one."""
    result: list[Region] = []
    for region in regions:
        if result and result[-1].left == region.left:
            result[-1] = Region([*result[-1].lines, *region.lines], region.left)
        else:
            result.append(region)
    return result


def _without_trailing_headings(cut: Cut) -> Cut:
    """A line or two under the shorter column, before text over the whole width, is a heading of that text."""
    bottom = max(s.y1 for s in cut.right)
    trailing = [s for s in cut.left if s.y0 >= bottom]
    if not cut.below or not 0 < len(trailing) <= _TRAILING or len(cut.left) - len(trailing) < 1:
        return cut
    kept = [s for s in cut.left if s.y0 < bottom]
    return Cut(cut.above, kept, cut.right, [*trailing, *cut.below])


@dataclass(slots=True)
class _Cuts:
    """The cuts of a page that make sense, by what they part."""

    columns: list[Cut] = field(default_factory=list)
    bands: list[Cut] = field(default_factory=list)
    """Entries on one side, each with its text on the other."""
    beside: list[Cut] = field(default_factory=list)
    """Labels or dates, and the lines that they stand beside."""

    @classmethod
    def of(cls, segments: list[Segment]) -> "_Cuts":
        ordered = sorted(segments, key=lambda s: (s.baseline, s.x0))
        cuts = cls()
        for cut in (cut for edge in _edges(ordered) for cut in _cuts_at(edge, ordered)):
            if cut.share_height():
                cuts._take(cut)
        return cuts

    def _take(self, cut: Cut) -> None:
        if _is_title_beside(cut):
            self.columns.append(cut)
            return
        few = cut.few_and_many()[0]
        if min(len(cut.left), len(cut.right), len(few)) < _LEAST_BESIDE:
            return
        bands = words_a_line(cut.right) >= RUNNING_TEXT and cut.in_bands()
        if beside_evidence(cut):
            (self.bands if bands and heads_bands(cut) else self.beside).append(cut)
        elif bands:
            self.bands.append(cut)
        elif cut.worth >= (_LEAST_LINES if cut.turns() <= 1 else 2 * _LEAST_LINES):
            self.columns.append(cut)


def _best_columns(cuts: list[Cut]) -> Cut:
    """The cut that is worth most; one that the file goes by before one that it does not."""
    best = max(cuts, key=_worth)
    by_file = [cut for cut in cuts if cut.turns() <= 1 and 2 * cut.worth >= best.worth]
    return max(by_file, key=_worth, default=best)


def _is_title_beside(cut: Cut) -> bool:
    """Whether one side is a name in large type and the other some lines beside it."""
    few, many = sorted((cut.left, cut.right), key=len)
    largest, usual = max(s.size for s in few), max(s.size for s in many)
    return len(few) <= _TRAILING < len(many) and largest > _DISPLAY * usual and words_a_line(few) < _FEW_WORDS


def _worth(cut: Cut) -> int:
    return cut.worth


def _edges(segments: list[Segment]) -> list[float]:
    """Where at least three lines begin, not at the left margin, or a column set to the right begins."""
    starts = Counter(round(s.x0 / _EDGE) for s in segments)
    margin = min((s.x0 for s in segments), default=0.0)
    edges = {
        min(s.x0 for s in segments if abs(s.x0 - start * _EDGE) <= _EDGE)
        for start, count in starts.items()
        if count + starts[start + 1] >= _LEAST_LINES
    }
    edges |= _edges_of_right_aligned(segments)
    edges |= {s.x0 for s in segments for edge in edges if edge - _HANGING <= s.x0 < edge - _EDGE}
    return sorted(edge for edge in edges if edge > margin + _LEAST_INDENT)


def _edges_of_right_aligned(segments: list[Segment]) -> set[float]:
    """Where a column of short pieces begins that all end at one place, such as dates at the right margin."""
    middle = (min((s.x0 for s in segments), default=0.0) + max((s.x1 for s in segments), default=0.0)) / 2
    ends: dict[int, list[Segment]] = {}
    for s in segments:
        if s.x0 > middle:
            ends.setdefault(round(s.x1 / _EDGE), []).append(s)
    return {min(s.x0 for s in column) for column in ends.values() if len(column) >= _LEAST_LINES}


def _cuts_at(edge: float, ordered: list[Segment]) -> list[Cut]:
    """The stretches of the page in which nothing crosses a gutter that ends at ``edge``."""
    cuts: list[Cut] = []
    start = 0
    crossing = [index for index, s in enumerate(ordered) if _crosses(s, edge)]
    for end in [*crossing, len(ordered)]:
        zone = ordered[start:end]
        left = [s for s in zone if s.x0 < edge - _EDGE]
        right = [s for s in zone if s.x0 >= edge - _EDGE]
        if left and right and len(zone) > _LEAST_BESIDE:
            cuts.append(Cut(ordered[:start], left, right, ordered[end:]))
        start = end
        if end < len(ordered):
            start += 1
    return cuts


def _crosses(segment: Segment, edge: float) -> bool:
    gutter = max(4.0, 0.5 * min(segment.size, 12.0))
    return segment.x0 < edge - _EDGE and segment.x1 > edge - gutter
