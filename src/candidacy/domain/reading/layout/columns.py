"""Where a page has columns, and where it has labels or dates beside its lines."""

from collections import Counter
from dataclasses import dataclass, field

from candidacy.domain.reading.layout.beside import attached, beside_evidence
from candidacy.domain.reading.layout.cells import with_wrapped_cells
from candidacy.domain.reading.layout.segments import Segment, merged
from candidacy.domain.reading.layout.sides import Cut, words_a_line

_LEAST_LINES = 3
_LEAST_BESIDE = 2
_EDGE = 2.0
_LEAST_INDENT = 20.0
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
    columns, beside = _best_cuts(segments) if depth < _MAX_DEPTH else (None, None)
    if columns is not None:
        return _columns(columns, left, depth + 1)
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


def _best_cuts(segments: list[Segment]) -> tuple[Cut | None, Cut | None]:
    """The cut into two columns that is worth most, and the one into labels and lines."""
    ordered = sorted(segments, key=lambda s: (s.baseline, s.x0))
    columns: list[Cut] = []
    beside: list[Cut] = []
    for cut in (cut for edge in _edges(ordered) for cut in _cuts_at(edge, ordered)):
        if not cut.share_height():
            continue
        if _is_title_beside(cut):
            columns.append(cut)
            continue
        if min(len(cut.left), len(cut.right)) < _LEAST_BESIDE or len(cut.few_and_many()[0]) < _LEAST_BESIDE:
            continue
        if beside_evidence(cut):
            beside.append(cut)
        elif cut.worth >= (_LEAST_LINES if cut.turns() <= 1 else 2 * _LEAST_LINES):
            columns.append(cut)
    return max(columns, key=_worth, default=None), max(beside, key=_worth, default=None)


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
