"""The cells of a table's row -> lines, for formats that have tables and no layout."""

import re

from candidacy.domain.reading.draft import DraftLine

_SHORT_CELL = 80
_SHORT_NOTE, _NOTE_LINES = 30, 3
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def lines_of_row(cells: list[list[DraftLine]]) -> list[DraftLine]:
    """One printed row where all cells but one are a label or a date; else cell after cell."""
    full = [cell for cell in cells if cell]
    long = [cell for cell in full if len(cell) > 1 or _width(cell[0]) > _SHORT_CELL]
    headed = any(line.heading for cell in full for line in cell)
    if len(full) > 1 and len(long) <= 1 and not headed:
        return _joined(full)
    if len(full) == 2 and not headed and _is_note(full[1]):
        return _noted(*full)
    if len(full) == 1 < len(cells) and not long:
        full[0][0].column = 0
    return [line for cell in full for line in cell]


def _noted(text: list[DraftLine], note: list[DraftLine]) -> list[DraftLine]:
    """Each line of a note, such as a date over a place, at the end of the line that it stands beside."""
    for line, beside in zip(text, note, strict=False):
        beside.words[0].gap = True
        line.words.extend(beside.words)
    lines = [*text, *note[len(text) :]]
    for line in lines:
        line.column = 0
    return lines


def _joined(cells: list[list[DraftLine]]) -> list[DraftLine]:
    first = DraftLine([], block=cells[0][0].block)
    lines = [first]
    for cell in cells:
        words = cell[0].words
        if first.words:
            words[0].gap = True
        first.words.extend(words)
        first.bullet = first.bullet or cell[0].bullet
    for cell in cells:
        for line in cell[1:]:
            if line.block == cell[0].block:
                line.block = first.block
            line.column = 0
            lines.append(line)
    return lines


def _is_note(cell: list[DraftLine]) -> bool:
    """Whether a cell is only a date, perhaps with a place below it."""
    texts = [" ".join(word.text for word in line.words) for line in cell]
    brief = len(cell) <= _NOTE_LINES and all(len(text) <= _SHORT_NOTE for text in texts)
    return brief and not any(line.bullet for line in cell) and any(map(_YEAR.search, texts))


def _width(line: DraftLine) -> int:
    return sum(len(word.text) + 1 for word in line.words)
