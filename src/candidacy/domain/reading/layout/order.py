"""Two reading orders, the file's and the page's, and the evidence that decides between them."""

from itertools import pairwise

from candidacy.domain.reading.layout.columns import Region
from candidacy.domain.reading.layout.segments import Segment

_COLUMN_CHANGE = 0.3
_LEAD = 2.0
_WITHIN_COLUMN = 2.0
"""What a step up counts within a column, where nothing on the page can be meant by it."""
Placed = tuple[Segment, Region]


def reading_order(regions: list[Region]) -> list[Placed]:
    """The lines in the order of the file, unless it jumps about much more than the page's own order."""
    by_page = [(line, region) for region in regions for line in region.lines]
    by_file = sorted(by_page, key=lambda placed: placed[0].order)
    if disorder(by_file) > disorder(by_page) + _LEAD:
        return by_page
    return by_file


def disorder(lines: list[Placed]) -> float:
    """How often the order goes up within a column, or passes over a line that stands in between."""
    place = {id(line): index for index, (line, _) in enumerate(lines)}
    columns = {id(region): region for _, region in lines}
    jumps = sum(
        place[id(below)] != place[id(above)] + 1
        for region in columns.values()
        for above, below in pairwise(region.lines)
    )
    rises = sum(
        _WITHIN_COLUMN if region is other else 1.0
        for (before, region), (after, other) in pairwise(lines)
        if after.baseline < before.baseline - before.size and _overlap(before, after)
    )
    changes = sum(a is not b for (_, a), (_, b) in pairwise(lines))
    return jumps + rises + _COLUMN_CHANGE * changes


def _overlap(one: Segment, other: Segment) -> bool:
    return min(one.x1, other.x1) > max(one.x0, other.x0)
