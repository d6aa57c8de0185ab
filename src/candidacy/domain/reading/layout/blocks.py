"""Lines -> draft lines: which belong together, which begin a list item."""

import re
from itertools import pairwise
from statistics import median

from candidacy.domain.reading.characters import is_bullet
from candidacy.domain.reading.draft import DraftLine, DraftWord
from candidacy.domain.reading.layout.columns import Region
from candidacy.domain.reading.layout.order import Placed
from candidacy.domain.reading.layout.segments import Segment

_WIDER = 1.25
_LARGER = 1.12
_NUMBER = re.compile(r"\d{1,2}[.)]")
_GLUED_BULLET = re.compile(r"^[•◦▪▫■□●○‣⁃∙➢➤►▶▸▹◆◇❖✓✔➔❑❒⚫]+(?=\w)")


def draft_lines(lines: list[Placed], page: int, columns: dict[int, int]) -> list[DraftLine]:
    """The lines of a page with blocks counted from 0."""
    usual = _usual_step(lines)
    drafts: list[DraftLine] = []
    block = 0
    before: Placed | None = None
    for placed in lines:
        if before is not None and _parts(before, placed, usual):
            block += 1
        before = placed
        line, region = placed
        words, bullet = without_mark(line.words)
        if words:
            drafts.append(DraftLine(words, page, block, columns.get(id(region), 0), bullet))
    return drafts


def without_mark(words: list[DraftWord]) -> tuple[list[DraftWord], bool]:
    """The line without the bullet or number that begins it, and whether there was one."""
    if len(words) > 1 and (is_bullet(words[0].text) or _NUMBER.fullmatch(words[0].text)):
        words[1].gap = False
        return words[1:], True
    if is_bullet(words[0].text):
        return [], True
    if match := _GLUED_BULLET.match(words[0].text):
        words[0].text = words[0].text[match.end() :]
        return words, True
    return words, False


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
