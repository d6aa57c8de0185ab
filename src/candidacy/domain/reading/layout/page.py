"""One page: words -> draft lines."""

from collections.abc import Sequence

from candidacy.domain.reading.draft import DraftLine, DraftWord
from candidacy.domain.reading.layout.blocks import Discs, column_numbers, draft_lines
from candidacy.domain.reading.layout.columns import regions_of
from candidacy.domain.reading.layout.order import reading_order
from candidacy.domain.reading.layout.segments import segments_of
from candidacy.domain.resume import Box


def lay_out_page(
    words: list[DraftWord], page: int, *, turned: Sequence[DraftWord] = (), discs: Sequence[Box] = ()
) -> list[DraftLine]:
    """The lines of a page in reading order; words that run up or down the page come last.

    ``discs`` are small marks that are drawn rather than written: bullets where they stand before a line.
    """
    regions = regions_of(segments_of(words))
    lines = draft_lines(reading_order(regions), page, column_numbers(regions), Discs(discs))
    block = lines[-1].block + 1 if lines else 0
    return [*lines, *_turned_lines(turned, page, block)]


def _turned_lines(words: Sequence[DraftWord], page: int, block: int) -> list[DraftLine]:
    """Text that is set upright along the page's edge: the words of one strip are one line."""
    lines: list[DraftLine] = []
    for word in (word for word in words if word.text):
        last = lines[-1].words[-1].box if lines else None
        if last is not None and word.box is not None and last.x0 < word.box.x1 and word.box.x0 < last.x1:
            lines[-1].words.append(word)
        else:
            lines.append(DraftLine([word], page, block + len(lines)))
    return lines
