"""The entries of a section (jobs, studies, projects): where each begins, its header and its body."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from candidacy.domain.reading.fields.dates import DateRange, Point, durations, find_dates, without_dates
from candidacy.domain.reading.fields.flow import Flow, paragraph
from candidacy.domain.reading.fields.hints import is_date, with_hints, with_side_notes
from candidacy.domain.reading.fields.lexicon import degree_score, is_label, is_place, place_tail, title_score
from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.values import Found

_SEPARATOR = re.compile(
    r"\s+[–—-]\s+|\s*[|•·⋄◦∙]\s*|\s*\t\s*|\s+@\s+|;\s+|:\s+(?=\S)"
    r"|\s+(?P<at>at|bei|chez|presso|hos)\s+(?=[A-ZÀ-ÞČŠŽİ\d])"
)
_Look = tuple[float, bool, bool, bool, str | None]


@dataclass(frozen=True)
class Chunk:
    """A part of an entry's header that says one thing."""

    value: Found
    row: int
    """The line of the header it is in."""
    bold: bool = False
    side: bool = False
    """Whether it stands apart at the right."""

    @property
    def text(self) -> str:
        return self.value.text


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


def look(row: Row) -> _Look:
    style = row.first.runs()[0].style
    return round(style.size), style.bold, style.italic, style.capitals, style.color


class Lines:
    """The rows of a section with what each of them seems to be."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = with_side_notes(with_hints(rows))
        self.right = self._right_edges()
        self.dates = [self._header_date(row) for row in self.rows]
        self.body: list[bool] = []
        for index in range(len(self.rows)):
            self.body.append(self._is_body(index))
        looks = Counter(look(r) for r, b in zip(self.rows, self.body, strict=True) if b)
        self.body_look = looks.most_common(1)[0][0] if looks else None

    def runs_over(self, index: int) -> bool:
        """Whether a line of a header goes on with the one before it, where there was no room left."""
        before, row = self.rows[index - 1], self.rows[index]
        if self.wraps(index):
            return True
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
        if a is None or b is None or row.bullet or row.line.block != before.line.block or row.hint:
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
        if self.dates[index] is not None:
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
        if row.line.block != before.line.block:
            return False
        if before.bullet and before.left is not None and row.left is not None:
            return (
                row.left >= before.first.words[0].start * 0 + before.left - 1 and row.first.text[:1].islower()
            )
        return row.first.text[:1].islower()


def entries_of(rows: Sequence[Row]) -> list[Entry]:
    """The entries of a section in order."""
    if not rows:
        return []
    lines = Lines(rows)
    starts = _starts(lines)
    if not starts:
        return []
    first = look(lines.rows[starts[0]])
    entries = []
    for number, start in enumerate(starts):
        stop = starts[number + 1] if number + 1 < len(starts) else len(lines.rows)
        entry = _entry(lines, start, stop)
        entry.first_look = look(lines.rows[start])[:3] == first[:3]
        entries.append(entry)
    settle_places(entries)
    return entries


def _starts(lines: Lines) -> list[int]:
    anchors = [i for i, d in enumerate(lines.dates) if d is not None and not lines.body[i]]
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


def _start_of(lines: Lines, anchor: int, taken: int, above: int, usual: _Look) -> int:
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
    lines: Lines, starts: Sequence[int], anchors: Sequence[int], usual: _Look
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


def _bigger(a: _Look, b: _Look | None) -> bool:
    return b is not None and a[0] > b[0]


def _undated_starts(lines: Lines) -> list[int]:
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


def _spaced(lines: Lines, begins: list[int]) -> list[int]:
    """Of lines that follow one another in the look of a beginning, the first."""
    return [
        i for i in begins if i - 1 not in begins or lines.rows[i].line.block != lines.rows[i - 1].line.block
    ]


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
        if lines.wraps(end) and end > start:
            end += 1
            continue
        count = len(row.text.split())
        near = row.line.block - lines.rows[end - 1].line.block <= 1
        fresh = names < 2 or is_place(row.text) or (lines.dates[end] is not None and is_date(row.text))
        small = row.first.text[:1].islower() and not degree_score(row.text)
        if not near or not fresh or count > 13 or small:
            break
        names += _names_in(row)
        end += 1
    return end


def _names_in(row: Row) -> int:
    """How many names (role, employer, degree, school) a header line holds."""
    return sum(not is_place(chunk.text) for chunk in _row_chunks(row, 0))


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
        joined = (
            number > 0 and bool(chunks) and chunks[-1].row == number - 1 and lines.runs_over(start + number)
        )
        fresh = list(_row_chunks(row, number))
        if joined and fresh and not find_dates(row.text):
            last, new = chunks.pop(), fresh.pop(0)
            chunks.append(_continued(last, new, number))
        chunks.extend(fresh)
    return _with_location(entry, chunks)


def _continued(last: Chunk, new: Chunk, number: int) -> Chunk:
    value = Found(f"{last.text} {new.text}", last.value.ranges + new.value.ranges, last.value.confidence)
    return Chunk(value, number, last.bold, last.side)


def _row_chunks(row: Row, number: int) -> Iterator[Chunk]:
    for order, piece in enumerate(row.pieces):
        for run in piece.runs():
            ranges = find_dates(run.text)
            flow = Flow.of([run])
            parts = without_dates(run.text, ranges) if ranges else _without_durations(run.text)
            for begin, stop in parts:
                for a, b in _split(run.text, begin, stop):
                    value = (
                        flow.cut(*_without_joint(run.text, a, b))
                        if any(map(str.isalnum, run.text[a:b]))
                        else None
                    )
                    if value and not _leftover(value.text):
                        yield Chunk(value, number, run.style.bold, order > 0)


def _without_durations(text: str) -> list[tuple[int, int]]:
    if durations(text):
        return without_dates(text, [])
    return [(0, len(text))]


_JOINT_END = re.compile(r"\s(?:in|im|at|bei|of|from|en|em|w|for|and|,)\s*$")


def _without_joint(text: str, begin: int, stop: int) -> tuple[int, int]:
    """The part without the word that leads over to the next part."""
    match = _JOINT_END.search(text, begin, stop)
    return (begin, match.start()) if match and match.start() > begin else (begin, stop)


def _leftover(text: str) -> bool:
    return len(text) < 2 or text.lower() in {"in", "at", "and", "to", "from", "–"}


def _split(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of ``text[begin:stop]`` between separators outside brackets."""
    position = begin
    for match in _SEPARATOR.finditer(text, begin, stop):
        if text.count("(", position, match.start()) > text.count(")", position, match.start()):
            continue
        if match["at"] and title_score(text[position : match.start()]) < 1:
            continue
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < stop:
        yield position, stop


def settle_places(entries: Sequence[Entry]) -> None:
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


def split_place(chunk: Chunk, least: int = 1) -> tuple[Chunk, Found | None]:
    """The chunk without the place that ends it, if at least ``least`` of its comma-parted items make one."""
    items = chunk.text.split(",")
    count = place_tail(chunk.text)
    if count < least or count >= len(items) or len(chunk.value.ranges) != 1:
        return chunk, None
    start = chunk.value.ranges[0][0]
    cut = len(",".join(items[:-count]))
    head = Found(chunk.text[:cut].strip(" ,"), ((start, start + cut),), chunk.value.confidence)
    lead = len(chunk.text) - len(chunk.text[cut:].lstrip(" ,"))
    tail = Found(chunk.text[cut:].strip(" ,"), ((start + lead, chunk.value.ranges[0][1]),), 0.88)
    return Chunk(head, chunk.row, chunk.bold, chunk.side), tail


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
    if row.line.block != before.line.block:
        return False
    if row.first.text[:1].islower():
        return True
    if group[0] and row.left is not None and before.left is not None:
        return row.left >= before.left - 2 and look(row)[:3] == look(before)[:3]
    return False
