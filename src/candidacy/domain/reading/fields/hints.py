"""Dates in a narrow column at the left or at the right of list items, brought to the line they belong to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from candidacy.domain.reading.fields.dates import find_dates, without_dates
from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.lexicon import is_place
from candidacy.domain.reading.fields.rows import Piece, Row


def is_date(text: str) -> bool:
    """Whether the text is a date or range and nothing else."""
    ranges = find_dates(text)
    if not ranges:
        return False
    return not any(c.isalnum() for begin, stop in without_dates(text, ranges) for c in text[begin:stop])


def _text_column(rows: Sequence[Row]) -> float | None:
    """Where the text beside a narrow left column begins; None when there is no such column."""
    second: Counter[int] = Counter()
    first: Counter[int] = Counter()
    for row in rows:
        if row.left is None:
            return None
        first[round(row.left)] += 1
        if len(row.pieces) > 1 and row.pieces[1].box is not None and not row.bullet:
            second[round(row.pieces[1].box.x0)] += 1
    if not second:
        return None
    x, _ = second.most_common(1)[0]
    beside = sum(second[n] for n in range(x - 1, x + 2))
    return float(x) if beside >= 1 else None


def _hint_of(row: Row, x: float) -> Piece | None:
    """The piece of a row in the left column."""
    box = row.first.box
    if box is None or row.bullet or box.x1 > x + 1 or box.x0 > x - 12:
        return None
    if len(row.pieces) == 1:
        return row.first if box.x1 <= x else None
    beside = row.pieces[1].box
    return row.first if beside is not None and abs(beside.x0 - x) <= 2 else None


def _complete(text: str) -> bool:
    """Whether the text is a date that nothing on the next line can belong to."""
    return is_date(text) and not text.rstrip().endswith(("-", "–", "—", "to", "bis"))


def _groups(rows: Sequence[Row], hints: Sequence[Piece | None]) -> list[list[int]]:
    """Runs of rows whose left pieces make one date together."""
    groups: list[list[int]] = []
    index = 0
    while index < len(rows):
        run: list[int] = []
        while index + len(run) < len(rows) and len(run) < 4 and hints[index + len(run)] is not None:
            run.append(index + len(run))
            text = " ".join(h.text for i in run if (h := hints[i]))
            if _complete(text):
                break
        size = next(
            (
                n
                for n in range(len(run), 0, -1)
                if is_date(" ".join(h.text for i in run[:n] if (h := hints[i])))
            ),
            0,
        )
        if size:
            groups.append(run[:size])
        index += max(size, 1)
    return groups


def with_hints(rows: Sequence[Row]) -> list[Row]:
    """The rows with the dates of a left column as the ``hint`` of the line they begin at."""
    x = _text_column(rows)
    if x is None:
        return list(rows)
    hints = [_hint_of(row, x) for row in rows]
    groups = _groups(rows, hints)
    if not groups:
        return list(rows)
    heads = {group[0]: group for group in groups}
    tails = {i for group in groups for i in group[1:]}
    result: list[Row] = []
    for index, row in enumerate(rows):
        if index in heads and len(row.pieces) > 1:
            taken = tuple(h for i in heads[index] if (h := hints[i]))
            result.append(replace(row, pieces=row.pieces[1:], hint=taken))
        elif index in tails:
            if len(row.pieces) > 1:
                result.append(replace(row, pieces=row.pieces[1:]))
        else:
            result.append(row)
    return result


def with_side_notes(rows: Sequence[Row]) -> list[Row]:
    """The rows with a date or place at the right of a list item moved up to the line before the list."""
    result: list[Row] = []
    for row in rows:
        last = row.pieces[-1]
        noted = row.bullet and len(row.pieces) > 1 and (is_date(last.text) or is_place(last.text))
        target = _line_before_list(result) if noted else None
        if target is None:
            result.append(row)
            continue
        result[target] = replace(result[target], pieces=(*result[target].pieces, last))
        result.append(replace(row, pieces=row.pieces[:-1]))
    return result


def _line_before_list(rows: Sequence[Row]) -> int | None:
    """The last of the three rows before that is no list item."""
    near = range(len(rows) - 1, max(-1, len(rows) - 4), -1)
    return next((index for index in near if not rows[index].bullet), None)


def hint_flow(row: Row) -> Flow:
    return Flow.of(row.hint)
