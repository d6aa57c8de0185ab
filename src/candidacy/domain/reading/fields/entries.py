"""The entries of a section (jobs, studies, projects), each a header taken apart and a body."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from candidacy.domain.reading.fields.chunks import Chunk, continued, joint_at_end, row_chunks
from candidacy.domain.reading.fields.dates import DateRange, Point, find_dates
from candidacy.domain.reading.fields.flow import Flow, paragraph
from candidacy.domain.reading.fields.hints import is_date
from candidacy.domain.reading.fields.lexicon import (
    company_score,
    degree_score,
    institution_score,
    is_label,
    is_place,
    reads_like_a_sentence,
    title_score,
)
from candidacy.domain.reading.fields.lines import Lines, look
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.starts import starts_of
from candidacy.domain.reading.fields.values import Found


@dataclass
class Entry:
    """A header taken apart into dates and chunks, and the rows below it."""

    header: list[Row]
    body: list[Row]
    dates: DateRange | None = None
    start: Found | None = None
    end: Found | None = None
    chunks: list[Chunk] = field(default_factory=list)
    location: Found | None = None
    location_slot: tuple[int, bool] | None = None
    """The line of the header the place is in, and whether it stands at the right."""
    first_look: bool = True
    """Whether it begins in the look that the section's first entry begins in."""


def entries_of(rows: Sequence[Row], *, whole: Callable[[str], bool] | None = None) -> list[Entry]:
    """The entries of a section in order; see ``Lines`` for ``whole``."""
    if not rows:
        return []
    lines = Lines(rows, whole=whole)
    starts = starts_of(lines) if lines.rows else []
    if not starts:
        return []
    first = look(lines.rows[starts[0]])
    entries = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(lines.rows)
        entry = _entry(lines, start, stop)
        entry.first_look = look(lines.rows[start])[:3] == first[:3]
        entries.append(entry)
    _settle_places(entries)
    return entries


def _entry(lines: Lines, start: int, stop: int) -> Entry:
    end = _header_end(lines, start, stop)
    entry = Entry(lines.rows[start:end], lines.rows[end:stop])
    _take_dates(entry)
    entry.chunks = _chunks(lines, entry, start)
    return entry


def _header_end(lines: Lines, start: int, stop: int) -> int:
    """The row after the header: it has the date, and lines until two names are there."""
    anchor = next((i for i in range(start, stop) if lines.dates[i] is not None), None)
    end = anchor + 1 if anchor is not None and anchor - start <= 4 else start + 1
    names = sum(_names_in(row) for row in lines.rows[start:end])
    while end < stop and not lines.body[end]:
        row = lines.rows[end]
        if end > start and lines.runs_over(end) and not reads_like_a_sentence(row.text):
            end += 1
            continue
        count = len(row.text.split())
        near = row.line.block - lines.rows[end - 1].line.block <= 1
        fresh = (
            names < 2
            or _names_a_subject(lines, end, count)
            or is_place(row.text)
            or (lines.dates[end] is not None and is_date(row.text))
        )
        small = row.first.text[:1].islower() and not degree_score(row.text)
        if not near or not fresh or count > 13 or small or _reads_like_body(lines, row, count):
            break
        names += _names_in(row)
        end += 1
    return end


def _names_a_subject(lines: Lines, index: int, count: int) -> bool:
    """Whether a short line below a degree may be its subject."""
    above, row = lines.rows[index - 1], lines.rows[index]
    below = row.line.block == above.line.block and degree_score(above.text) > 0 and not degree_score(row.text)
    return (
        below and count <= 6 and title_score(row.text) < 1 and ":" not in row.text and row.text[:1].isupper()
    )


def _reads_like_body(lines: Lines, row: Row, count: int) -> bool:
    """Whether a line below a header looks like the text of the bodies and has no word of a name."""
    if reads_like_a_sentence(row.text) and not look(row)[1]:
        return True
    if count <= 6 or look(row) != (lines.body_look or look(row)) or look(row)[1] or look(row)[2]:
        return False
    text = row.text
    return max(title_score(text), company_score(text), degree_score(text), institution_score(text)) < 0.9


def _names_in(row: Row) -> int:
    """How many names (role, employer, degree, school) a header line holds."""
    return sum(_names_of(chunk.text) for chunk in row_chunks(row, 0))


def _names_of(text: str) -> int:
    """None for a place, two for a role and an employer parted by a comma, else one."""
    if is_place(text):
        return 0
    if degree_score(text) >= 1.5 and institution_score(text) == 0:
        return 1
    parts = text.split(", ")
    role = any(title_score(part) >= 1.2 for part in parts)
    employer = any(company_score(part) >= 0.9 and title_score(part) < 1.2 for part in parts)
    return 2 if role and employer and len(parts) > 1 else 1


def _take_dates(entry: Entry) -> None:
    singles: list[tuple[DateRange, Flow]] = []
    for row in entry.header:
        for flow in ([Flow.of(row.hint)] if row.hint else []) + [Flow.of([p]) for p in row.pieces]:
            for dates in find_dates(flow.text):
                if not dates.single:
                    _set_dates(entry, dates, flow)
                    return
                singles.append((dates, flow))
    if singles:
        _set_dates(entry, *singles[0])


def _set_dates(entry: Entry, dates: DateRange, flow: Flow) -> None:
    sure = 0.97 if not dates.single else 0.85
    entry.dates = dates

    def value(point: Point | None) -> Found | None:
        return Found(point.value, flow.ranges(point.begin, point.stop), sure) if point else None

    entry.start, entry.end = value(dates.start), value(dates.end)


def _chunks(lines: Lines, entry: Entry, start: int) -> list[Chunk]:
    chunks: list[Chunk] = []
    for number, row in enumerate(entry.header):
        near = number > 0 and bool(chunks) and chunks[-1].row == number - 1
        joined = near and lines.runs_over(start + number) and not reads_like_a_sentence(row.text)
        fresh = list(row_chunks(row, number))
        if joined and fresh and not any(dates.begin == 0 for dates in find_dates(row.text)):
            last, new = chunks.pop(), fresh.pop(0)
            joint = joint_at_end(entry.header[number - 1])
            chunks.append(continued(last, new, row, number, joint))
        chunks.extend(fresh)
    return _with_location(entry, chunks)


def _settle_places(entries: Sequence[Entry]) -> None:
    """A name at the right of a line is a place where it is one in most of the other entries."""
    slots: Counter[tuple[int, bool]] = Counter()
    for entry in entries:
        if entry.location_slot is not None:
            slots[entry.location_slot] += 1
    for entry in entries:
        if entry.location is not None or len(entry.chunks) < 3:
            continue
        for chunk in entry.chunks:
            if (
                chunk.side
                and slots[(chunk.row, True)] * 2 > len(entries) - 1
                and slots[(chunk.row, True)] > 1
            ):
                entry.location = chunk.value.at(0.8)
                entry.chunks = [c for c in entry.chunks if c is not chunk]
                break


def _with_location(entry: Entry, chunks: list[Chunk]) -> list[Chunk]:
    """The chunks without those that are a place, or with the place at their end cut off."""
    kept: list[Chunk] = []
    places: list[Found] = []
    for chunk in chunks:
        if is_place(chunk.text) and (kept or chunk.side or len(chunks) > 1):
            places.append(chunk.value)
            entry.location_slot = (chunk.row, chunk.side)
            continue
        kept.append(chunk)
    if places:
        entry.location = max(places, key=lambda p: len(p.text)).at(0.9)
    return kept


def body_items(entry: Entry, lines_rows: Sequence[Row] | None = None) -> tuple[list[Found], list[Found]]:
    """The list items and the paragraphs of an entry's body."""
    rows = list(lines_rows if lines_rows is not None else entry.body)
    if not rows:
        return [], []
    lines = Lines(rows)
    groups: list[tuple[bool, list[Row]]] = []
    for index, row in enumerate(lines.rows):
        if is_label(row.text, "body_labels"):
            continue
        if row.bullet or not groups:
            groups.append((row.bullet, [row]))
        elif lines.wraps(index) or _follows(groups[-1], row):
            groups[-1][1].append(row)
        else:
            groups.append((False, [row]))
    bullets = [paragraph(g, 0.92) for is_bullet, g in groups if is_bullet]
    plain = [paragraph(g, 0.85) for is_bullet, g in groups if not is_bullet]
    return bullets, plain


def _follows(group: tuple[bool, list[Row]], row: Row) -> bool:
    """Whether a row without a marker goes on with the item before it."""
    before = group[1][-1]
    turned = row.line.page != before.line.page and row.first.text[:1].islower()
    if row.line.block != before.line.block and not turned:
        return False
    if row.first.text[:1].islower():
        return True
    if group[0] and row.left is not None and before.left is not None:
        return row.left >= before.left - 2 and look(row)[:3] == look(before)[:3]
    return False
