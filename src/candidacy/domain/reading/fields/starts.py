"""Where each entry of a section begins."""

from collections.abc import Iterator, Sequence

from candidacy.domain.reading.fields.chunks import row_chunks
from candidacy.domain.reading.fields.dates import find_dates, without_dates
from candidacy.domain.reading.fields.hints import is_date
from candidacy.domain.reading.fields.lexicon import is_label, is_place
from candidacy.domain.reading.fields.lines import Lines, look
from candidacy.domain.reading.fields.rows import Look, Row


def starts_of(lines: Lines) -> list[int]:
    marked = [d is not None or w for d, w in zip(lines.dates, lines.whole, strict=True)]
    anchors = [i for i, m in enumerate(marked) if m and not lines.body[i]]
    if not anchors:
        return _undated_starts(lines)
    head = next((i for i in range(anchors[0] + 1) if not lines.body[i]), anchors[0])
    lowest = max((i + 1 for i in range(anchors[0]) if lines.body[i]), default=0)
    first = max(head, lowest, anchors[0] - 4)
    above = anchors[0] - first
    usual = look(lines.rows[first])
    starts = [first]
    taken = anchors[0]
    for anchor in anchors[1:]:
        if _same_header(lines, taken, anchor, starts[-1], above):
            continue
        starts.append(_start_of(lines, anchor, taken, above, usual))
        taken = anchor
    return sorted({*starts, *_undated_between(lines, starts, anchors, usual)})


def _same_header(lines: Lines, last: int, anchor: int, start: int, above: int) -> bool:
    """Whether a second date belongs to the entry of the first: a date alone right below a header."""
    if lines.whole[last] and lines.dates[last] is None and is_date(lines.rows[anchor].text):
        return anchor == last + 1
    if lines.whole[anchor] and lines.dates[anchor] is None and lines.dates[last] is not None:
        return anchor == last + 1 and _names_nothing(lines.rows[last].text)
    if anchor != last + 1 or (above > 0 and anchor - above > last):
        return False
    row = lines.rows[anchor]
    return (
        is_date(row.text)
        and not is_date(lines.rows[last].text)
        and start == last
        and look(row) != look(lines.rows[last])
        and not row.hint
    )


def _names_nothing(text: str) -> bool:
    """Whether a line has a date and at most a place."""
    rest = " ".join(text[a:b] for a, b in without_dates(text, find_dates(text))).strip(" ,|·•–-")
    return not rest or is_place(rest)


def _start_of(lines: Lines, anchor: int, taken: int, above: int, usual: Look) -> int:
    """Where the header with the date at ``anchor`` begins; it may have lines above its date."""
    lowest = max([taken + 1, *(i + 1 for i in range(taken, anchor) if lines.body[i])])
    wanted = anchor - above
    if wanted >= lowest and look(lines.rows[wanted])[:3] == usual[:3]:
        return wanted
    alike = [
        i
        for i in range(lowest, anchor + 1)
        if look(lines.rows[i])[:3] == usual[:3] and anchor - i <= above + 2
    ]
    if alike and usual != lines.body_look:
        return min(alike, key=lambda i: (abs(i - wanted), i))
    after_body = lowest > taken + 1
    if after_body and anchor - lowest <= 3 and above:
        return lowest
    return max(lowest, wanted)


def _undated_between(
    lines: Lines, starts: Sequence[int], anchors: Sequence[int], usual: Look
) -> Iterator[int]:
    """Entries without a date among dated ones: lines in the look that entries begin in, after a body."""
    if usual == lines.body_look or not (usual[1] or usual[2] or usual[3] or _bigger(usual, lines.body_look)):
        return
    for index in range(min(starts), len(lines.rows)):
        row = lines.rows[index]
        if lines.body[index] or index in starts or look(row) != usual or len(row.text.split()) > 12:
            continue
        following = next((s for s in sorted(starts) if s > index), None)
        reaches = (
            following is not None
            and any(following <= a for a in anchors)
            and not any(lines.body[i] for i in range(index, following))
            and following - index <= 1
        )
        after_body = lines.body[index - 1] and not is_label(row.text, "body_labels")
        if after_body and not reaches:
            yield index


def _bigger(a: Look, b: Look | None) -> bool:
    return b is not None and a[0] > b[0]


def _undated_starts(lines: Lines) -> list[int]:
    if len(lines.rows) > 1 and not any(lines.body) and all(map(_names_two, lines.rows)):
        return list(range(len(lines.rows)))
    usual = look(lines.rows[0])
    others = {look(r)[:3] for r in lines.rows} - {usual[:3]}
    begins = [
        i for i, r in enumerate(lines.rows) if look(r) == usual and not lines.body[i] and not lines.wraps(i)
    ]
    if (
        others
        and begins
        and begins[0] == 0
        and (usual[1] or usual[2] or usual[0] > min(o[0] for o in others))
    ):
        return _spaced(lines, begins)
    starts = [0]
    for index in range(1, len(lines.rows)):
        before, row = lines.rows[index - 1], lines.rows[index]
        if lines.body[index] and not row.bullet:
            continue
        if row.line.block != before.line.block and not row.bullet and not lines.wraps(index):
            starts.append(index)
    return starts


def _names_two(row: Row) -> bool:
    """Whether a line holds a role and an employer, or a degree and a school."""
    return sum(not is_place(chunk.text) for chunk in row_chunks(row, 0)) >= 2


def _spaced(lines: Lines, begins: list[int]) -> list[int]:
    """Of lines that follow one another in the look of a beginning, the first."""
    return [
        i for i in begins if i - 1 not in begins or lines.rows[i].line.block != lines.rows[i - 1].line.block
    ]
