"""The rows of a section, and what each of them seems to be: a header line, or part of a body."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from candidacy.domain.reading.fields.dates import DateRange, find_dates, without_dates
from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.hints import is_date, with_hints, with_side_notes
from candidacy.domain.reading.fields.lexicon import is_label, is_place
from candidacy.domain.reading.fields.rows import Look, Piece, Row

_LABELLED = re.compile(r"[A-ZÀ-ÞČŠŽ][\w .&/-]{1,25}:\s")


def look(row: Row) -> Look:
    return row.look


_DANGLING = re.compile(r"(?:[-–—]|\b(?:to|until|bis|au|à|a|al|até|hasta|tot))$")


def _with_whole_dates(rows: Sequence[Row]) -> list[Row]:
    """The rows, with a range put together that a line end parts: ``Engineer, 2011 –`` and ``2013``."""
    result: list[Row] = []
    for row in rows:
        count = _end_of_range(result[-1], row) if result else 0
        if not count:
            result.append(row)
            continue
        above, words = result[-1].pieces[-1], row.first.words
        whole = Piece(
            f"{above.text} {row.first.part(words[:count]).text}",
            (*above.words, *words[:count]),
            above.line,
        )
        result[-1] = replace(result[-1], pieces=(*result[-1].pieces[:-1], whole))
        rest = (row.first.part(words[count:]), *row.pieces[1:]) if count < len(words) else row.pieces[1:]
        if rest:
            result.append(replace(row, pieces=rest))
    return result


def _end_of_range(above: Row, row: Row) -> int:
    """How many words at the start of a row end the range that the row above begins."""
    last = above.pieces[-1]
    if row.bullet or row.line.block != above.line.block or row.first.start != last.end + 1:
        return 0
    if not _DANGLING.search(last.text):
        return 0
    joined = f"{last.text} {row.first.text}"
    dates = next((d for d in find_dates(joined) if d.begin < len(last.text) < d.stop - 1), None)
    if dates is None:
        return 0
    return len(joined[len(last.text) : dates.stop].split())


def _heads_a_table(row: Row) -> bool:
    """Whether a row only says what the columns of a table hold: ``Period | Employer | Position``."""
    return len(row.pieces) > 1 and all(is_label(piece.text, "column_labels") for piece in row.pieces)


def _headers_of(rows: list[Row], whole: Callable[[str], bool] | None) -> list[Row]:
    """A list whose items are entries rather than text: each has a date or says all of an entry."""
    items = [row for row in rows if row.bullet]
    if not rows or not rows[0].bullet or len({row.left for row in items}) > 1:
        return rows
    full = sum(_is_entry(row, whole) for row in items)
    if full < len(items) or any(row.pieces and not row.bullet for row in rows):
        return rows
    return [replace(row, bullet=False) for row in rows]


def _is_entry(row: Row, whole: Callable[[str], bool] | None) -> bool:
    if whole is not None and whole(row.text):
        return True
    dates = find_dates(row.text)
    return any(not d.single for d in dates) and (dates[0].begin <= 2 or dates[-1].stop >= len(row.text) - 2)


def _goes_under_a_date(before: Row, row: Row) -> bool:
    """Whether a line goes on below one that had no room left beside the date at its right."""
    if len(before.pieces) != 2 or len(row.pieces) != 1 or not is_date(before.pieces[-1].text):
        return False
    a, date, word = before.first.box, before.pieces[-1].box, row.first.words[0].box
    if a is None or date is None or word is None or abs(a.x0 - word.x0) > 2:
        return False
    if row.bullet or row.line.block != before.line.block:
        return False
    style = before.first.runs[-1].style
    alike = (round(style.size * 2) / 2, style.bold, style.italic, style.color) == (
        *look(row)[:3],
        look(row)[4],
    )
    if not alike or is_place(row.text):
        return False
    cut = before.first.text.count("(") > before.first.text.count(")")
    return cut or a.x1 + (word.x1 - word.x0) > date.x0 - 1.5 * (word.y1 - word.y0)


class Lines:
    """The rows of a section with what each of them seems to be."""

    def __init__(self, rows: Sequence[Row], *, whole: Callable[[str], bool] | None = None) -> None:
        """``whole`` tells of a line's text whether it says by itself all that the header of an entry does."""
        rows = _with_whole_dates([row for row in rows if not _heads_a_table(row)])
        self.rows = with_side_notes(with_hints(_headers_of(rows, whole)))
        self.right = self._right_edges()
        self.dates = [self._header_date(row) for row in self.rows]
        self.whole = [whole is not None and not r.bullet and whole(r.text) for r in self.rows]
        self.body: list[bool] = []
        for index in range(len(self.rows)):
            self.body.append(self._is_body(index))
        looks = Counter(look(r) for r, b in zip(self.rows, self.body, strict=True) if b)
        self.body_look = looks.most_common(1)[0][0] if looks else None

    def runs_over(self, index: int) -> bool:
        """Whether a line of a header goes on with the one before it, where there was no room left."""
        before, row = self.rows[index - 1], self.rows[index]
        if _goes_under_a_date(before, row):
            return True
        end = before.pieces[-1].runs[-1].style
        if (round(end.size * 2) / 2, end.bold, end.italic) != look(row)[:3] or (
            "," in row.text and is_place(row.text)
        ):
            return False
        if self.wraps(index):
            return True
        if _LABELLED.match(row.text):
            return False
        a, b, word = before.pieces[-1].box, row.first.box, row.first.words[0].box
        if a is None or b is None or word is None or look(before) != look(row) or len(before.pieces) > 1:
            return False
        alike = [p.x1 for r in self.rows if look(r) == look(row) and (p := r.pieces[-1].box) is not None]
        edge = self.right.get((before.line.page, before.line.column), 0.0)
        near = row.line.block == before.line.block and abs(a.x0 - b.x0) < 2
        return near and a.x1 + word.x1 - word.x0 > min(edge, max(alike) * 1.02)

    @property
    def short(self) -> bool:
        """Whether the section holds short lines only, whose own right edge tells nothing."""
        return sum(len(r.text.split()) for r in self.rows) <= 7 * len(self.rows)

    def _right_edges(self) -> dict[tuple[int, int], float]:
        edges: dict[tuple[int, int], float] = {}
        for row in self.rows:
            box = row.first.box
            if box is not None and len(row.pieces) == 1:
                key = (row.line.page, row.line.column)
                edges[key] = max(edges.get(key, 0.0), box.x1)
        return edges

    def wraps(self, index: int) -> bool:
        """Whether a row is there only because its first word did not fit on the line before."""
        if index == 0:
            return False
        before, row = self.rows[index - 1], self.rows[index]
        a, b = before.pieces[-1].box, row.first.box
        if (
            _LABELLED.match(row.text)
            or a is None
            or b is None
            or row.bullet
            or row.line.block != before.line.block
            or row.hint
        ):
            return False
        edge = self.right.get((before.line.page, before.line.column), 0.0)
        if row.first.text[:1].isupper() and self.short:
            edge = before.edge
        word = row.first.words[0].box
        if word is None or (look(before)[:2] != look(row)[:2] and look(row)[1]):
            return False
        needed = a.x1 + (word.x1 - word.x0) + 0.2 * (word.y1 - word.y0)
        return needed > max(edge, before.edge) - 1 and len(before.pieces) == 1

    def _header_date(self, row: Row) -> DateRange | None:
        if row.hint:
            ranges = find_dates(Flow.of(row.hint).text)
            if ranges:
                return ranges[0]
        if row.bullet:
            return None
        for piece in row.pieces:
            ranges = find_dates(piece.text)
            if ranges and self._heads(piece, ranges):
                return ranges[0]
        return None

    @staticmethod
    def _heads(piece: Piece, ranges: list[DateRange]) -> bool:
        """Whether a date is one of a header: with few words beside it and at an edge of them."""
        left = [piece.text[a:b] for a, b in without_dates(piece.text, ranges)]
        count = sum(len(part.split()) for part in left)
        if is_date(piece.text):
            return True
        if count > 14:
            return False
        edge = ranges[0].begin <= 2 or ranges[-1].stop >= len(piece.text.rstrip(" ).,;|")) - 1
        inside = piece.text[: ranges[0].begin].rstrip().endswith(("(", "|", ",", "•", "·", "–", "-", ":"))
        return inside or (edge and (count <= 9 or not ranges[0].single))

    def _is_body(self, index: int) -> bool:
        row = self.rows[index]
        if row.bullet:
            return True
        if self.dates[index] is not None or self.whole[index]:
            return False
        before = self.body[index - 1] if index else False
        if before and self._runs_on(index):
            return True
        text = row.text
        count = len(text.split())
        return count >= 14 or (count >= 8 and text.endswith((".", ";"))) or is_label(text, "body_labels")

    def _runs_on(self, index: int) -> bool:
        """Whether a row continues the list item or paragraph before it."""
        before, row = self.rows[index - 1], self.rows[index]
        if look(row)[:3] != look(before)[:3] or len(row.pieces) > 1:
            return False
        if self.wraps(index):
            return True
        turned = row.line.page != before.line.page and row.first.text[:1].islower()
        if row.line.block != before.line.block and not turned:
            return False
        if before.bullet and before.left is not None and row.left is not None:
            return (
                row.left >= before.first.words[0].start * 0 + before.left - 1 and row.first.text[:1].islower()
            )
        return row.first.text[:1].islower()
