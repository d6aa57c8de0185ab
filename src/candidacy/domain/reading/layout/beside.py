"""Labels and dates that stand beside the lines that they belong to, on the left or on the right."""

import re
from bisect import bisect_left
from itertools import pairwise

from candidacy.domain.reading.layout.segments import Segment
from candidacy.domain.reading.layout.sides import CLOSE, Cut, words_a_line

RUNNING_TEXT = 3.2
_LEAST_LINES_OF_TEXT = 5
_FEW_WORDS = 4.0
_LARGER = 1.15
_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:present|current|today|now|heute|aktuell|atual|presente|actual|aujourd)",
    re.IGNORECASE,
)
_DATE_LAST = re.compile(rf"(?:{_DATE.pattern})\w*$", re.IGNORECASE)
_MONTH_LAST = re.compile(r"[^\W\d]{3,}\.?$")
_GOES_ON = re.compile(r"(?:[-–—,/&]|\b(?:to|and|of|bis|und|a|até|au|et))$", re.IGNORECASE)


def beside_evidence(cut: Cut) -> bool:
    """Whether one side is labels or dates of the other's lines, rather than a text of its own."""
    few, many, _ = cut.few_and_many()
    cells = cells_of(few, many)
    apart = cut.turns() <= 1
    firsts = sum(any(cell[0].beside(other) for other in many) for cell in cells) / len(cells)
    dated = sum(any(_DATE.search(s.text) for s in cell) for cell in cells) / len(cells)
    if firsts >= 0.6 and dated >= (0.75 if apart else 0.5) and words_a_line(few) < 2 * RUNNING_TEXT:
        return True
    if dated >= 0.9 and not apart and few[0] in cut.right and words_a_line(few) < _FEW_WORDS:
        return True
    if cut.worth >= _LEAST_LINES_OF_TEXT and min(words_a_line(few), words_a_line(many)) >= RUNNING_TEXT:
        return False
    labels = not apart or len({round(s.size) for s in few}) == 1
    by_rows = cut.turns() >= len(cells) or (labels and _loose(cells) and len(few) <= 0.6 * len(many))
    return firsts >= 0.8 and words_a_line(few) < RUNNING_TEXT and by_rows and len(cells) > 1


def heads_bands(cut: Cut) -> bool:
    """Whether the labels on the left are rather the heads of entries, of several lines each."""
    few, many, _ = cut.few_and_many()
    if few[0] not in cut.left:
        return False
    cells = cells_of(few, many)
    dated = sum(any(_DATE.search(line.text) for line in cell[:2]) for cell in cells)
    return len(few) >= 2 * len(cells) and 2 * dated < len(cells)


def cells_of(few: list[Segment], many: list[Segment]) -> list[list[Segment]]:
    """The lines of the lesser side that belong together: close, and in the file with nothing in between."""
    orders = sorted(s.order for s in many)
    cells: list[list[Segment]] = []
    for line in sorted(few, key=lambda s: (s.baseline, s.x0)):
        last = cells[-1][-1] if cells else None
        if last is not None and _close(last, line) and not _between(orders, last.order, line.order):
            cells[-1].append(line)
        else:
            cells.append([line])
    return cells


def attached(few: list[Segment], main: list[Segment], many: list[Segment], *, on_left: bool) -> list[Segment]:
    """The main lines in order, each with the label or date that stands beside it."""
    lines = list(main)
    widest = max((s.x1 - s.x0 for s in few), default=0.0)
    for cell in cells_of(few, many):
        _attach(_unwrapped(cell, widest, on_left=on_left), lines, on_left=on_left)
    return lines


def _attach(cell: list[Segment], lines: list[Segment], *, on_left: bool) -> None:
    first = cell[0]
    at = next((index for index, line in enumerate(lines) if line.beside(first)), None)
    if at is None:
        at = next((index for index, line in enumerate(lines) if line.baseline > first.baseline), len(lines))
        lines[at:at] = cell
        return
    if on_left and _unlike(first, lines[at]):
        lines[at:at] = cell
        return
    pair = (first, lines[at]) if on_left else (lines[at], first)
    lines[at : at + 1] = [_in_row(*pair), *cell[1:]]


def _in_row(left: Segment, right: Segment) -> Segment:
    right.words[0].gap = True
    return Segment([*left.words, *right.words])


def _unwrapped(cell: list[Segment], widest: float, *, on_left: bool) -> list[Segment]:
    """The lines of a cell, with those joined that only the narrowness of the column has broken."""
    result = [cell[0]]
    for line in cell[1:]:
        if _wraps(result[-1], line, widest, on_left=on_left):
            baseline = result[-1].baseline
            result[-1] = Segment([*result[-1].words, *line.words])
            result[-1].baseline = baseline
        else:
            result.append(line)
    return result


def _wraps(above: Segment, below: Segment, widest: float, *, on_left: bool) -> bool:
    last_line = [word for word in above.words if word.baseline == above.words[-1].baseline]
    box, first = last_line[0].box, below.words[0]
    if box is None or first.box is None or last_line[-1].box is None:
        return False
    width = last_line[-1].box.x1 - box.x0
    if width + first.box.x1 - first.box.x0 < 0.9 * widest:
        return False
    end, start = above.words[-1].text, first.text
    if _GOES_ON.search(end) or start[:1].islower() or (_MONTH_LAST.search(end) and start[:4].isdigit()):
        return True
    return on_left and above.words[-1].style == first.style and _DATE_LAST.search(end) is None


def _close(above: Segment, below: Segment) -> bool:
    return below.baseline - above.baseline < CLOSE * max(above.size, below.size)


def _between(orders: list[int], one: int, other: int) -> bool:
    low, high = sorted((one, other))
    return bisect_left(orders, low) != bisect_left(orders, high)


def _unlike(one: Segment, other: Segment) -> bool:
    return max(one.size, other.size) > _LARGER * min(one.size, other.size)


def _loose(cells: list[list[Segment]]) -> bool:
    """Whether the cells stand apart, rather than under one another."""
    steps = [(b[0].baseline - a[-1].baseline) > 1.9 * a[-1].size for a, b in pairwise(cells)]
    return sum(steps) > 0.5 * len(steps)
