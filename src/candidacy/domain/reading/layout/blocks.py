"""Lines -> draft lines: which belong together, which begin a list item."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from candidacy.domain.reading.characters import is_bullet
from candidacy.domain.reading.draft import DraftLine, DraftWord
from candidacy.domain.reading.layout.columns import Region
from candidacy.domain.reading.layout.directions import in_reading_order
from candidacy.domain.reading.layout.order import Placed
from candidacy.domain.reading.layout.segments import Segment
from candidacy.domain.resume import Box

_WIDER = 1.25
_LARGER = 1.12
_LEAST_REPEATS = 2
_DISC_ROW = 6.0
_NUMBER = re.compile(r"\d{1,2}[.)]")
_GLUED_BULLET = re.compile(r"^[・•◦▪▫■□●○‣⁃∙➢➤►▶▸▹◆◇❖✓✔➔❑❒⚫]+(?=\w)")


def draft_lines(lines: list[Placed], page: int, columns: dict[int, int], discs: "Discs") -> list[DraftLine]:
    """The lines of a page with blocks counted from 0."""
    usual = _usual_step(lines)
    drafts: list[DraftLine] = []
    block = 0
    before: Placed | None = None
    marks = list_marks(lines)
    for placed in lines:
        line, region = placed
        words, bullet = without_mark(in_reading_order(line.words), marks)
        if not words:
            continue
        if before is not None and _parts(before, placed, usual):
            block += 1
        before = placed
        bullet = bullet or discs.before(words[0])
        for part in _at_discs(words, discs):
            drafts.append(DraftLine(part, page, block, columns.get(id(region), 0), bullet))
            bullet = True
    return drafts


def _at_discs(words: list[DraftWord], discs: "Discs") -> list[list[DraftWord]]:
    """A line parted where, after a wide space, the mark of a list item is drawn."""
    parts = [words[:1]]
    for word in words[1:]:
        if word.gap and discs.before(word):
            word.gap = False
            parts.append([])
        parts[-1].append(word)
    return parts


class Discs:
    """The small marks drawn on a page."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._rows: dict[int, list[Box]] = {}
        for box in boxes:
            self._rows.setdefault(round((box.y0 + box.y1) / 2 / _DISC_ROW), []).append(box)

    def before(self, word: DraftWord) -> bool:
        """Whether a mark stands left of a word, at the height of its letters."""
        if not self._rows or word.box is None:
            return False
        middle = word.baseline - 0.33 * word.style.size
        row = round(middle / _DISC_ROW)
        near = [box for index in (row - 1, row, row + 1) for box in self._rows.get(index, ())]
        return any(
            0 < word.box.x0 - box.x1 < 2.5 * word.style.size
            and abs((box.y0 + box.y1) / 2 - middle) < 0.35 * word.style.size
            for box in near
        )


def list_marks(lines: list[Placed]) -> frozenset[str]:
    """The icons that mark list items: they begin lines that follow one another."""
    marks: Counter[str] = Counter()
    last, edge = "", 0.0
    for line, _ in lines:
        mark = line.words[0].mark
        if mark and mark == last:
            marks[mark] += 1
        if mark:
            last, edge = mark, line.x0
        elif line.x0 < edge + 1:
            last = ""
    return frozenset(mark for mark, times in marks.items() if times >= _LEAST_REPEATS)


def without_mark(words: list[DraftWord], marks: frozenset[str] = frozenset()) -> tuple[list[DraftWord], bool]:
    """The line without icons and without the mark that begins it, and whether there was one."""
    marked = bool(words[0].mark) and words[0].mark in marks
    words = [word for word in words if word.text]
    if not words:
        return [], False
    words[0].gap = False
    if is_bullet(words[0].text) or (len(words) > 1 and _NUMBER.fullmatch(words[0].text)):
        if len(words) > 1:
            words[1].gap = False
        return words[1:], True
    if match := _GLUED_BULLET.match(words[0].text):
        words[0].text = words[0].text[match.end() :]
        return words, True
    return words, marked


def _usual_step(lines: list[Placed]) -> float:
    """The usual distance of two lines of one paragraph, in sizes of their type."""
    steps = [
        (below.baseline - above.baseline) / above.size
        for (above, a), (below, b) in pairwise(lines)
        if a is b and 0.8 < (below.baseline - above.baseline) / above.size < 2.2 and _alike(above, below)
    ]
    if not steps:
        return 1.3
    steps.sort()
    return median(steps[: max(len(steps) * 2 // 3, 1)])


def _parts(before: Placed, after: Placed, usual: float) -> bool:
    """Whether a new block begins: another column, more space than usual, or another size of type."""
    (above, region), (below, other) = before, after
    if region is not other:
        return True
    step = (below.baseline - above.baseline) / max(min(above.size, below.size), 1.0)
    return step < 0.3 or step > _WIDER * usual + 0.1 or not _alike(above, below)


def _alike(one: Segment, other: Segment) -> bool:
    return max(one.size, other.size) < _LARGER * min(one.size, other.size)


def column_numbers(regions: list[Region]) -> dict[int, int]:
    """The columns from the left, by where they begin; 0 for regions over the whole width."""
    starts: list[float] = []
    for left in sorted(region.left for region in regions if region.left is not None):
        if not starts or left - starts[-1] > 25:
            starts.append(left)
    return {
        id(region): 0
        if region.left is None
        else 1 + max(index for index, start in enumerate(starts) if start <= region.left)
        for region in regions
    }
