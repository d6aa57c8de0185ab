"""The sections of a CV: where each begins, judged by the words of its heading and by how it looks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.headings import Named, named
from candidacy.domain.reading.fields.rows import Piece, Row, Style, body_size

HEAD = "head"
_BESIDE = 1.5
_DEMOTABLE = {"work", "education", "skills", "projects", "volunteer", "publications", "certificates"}


@dataclass
class Section:
    """A heading and the rows up to the next one. ``head`` is what stands before the first heading."""

    kind: str
    heading: Piece | None = None
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class _Candidate:
    row: Row
    piece: Piece
    name: Named | None
    weight: float
    """How much of the look of a heading it has."""

    @property
    def look(self) -> tuple[float, bool, bool, bool, str | None]:
        style = self.piece.style
        return round(style.size), style.bold, style.italic, style.capitals, style.color


@dataclass(frozen=True)
class _Text:
    """What is usual in the document, for what stands out to be measured against."""

    size: float
    bold: bool
    color: str | None
    plain: bool
    """Whether all text looks the same, or the format does not tell how it looks."""


def _usual(rows: Sequence[Row]) -> _Text:
    looks: Counter[tuple[float, bool, bool]] = Counter()
    bold: Counter[bool] = Counter()
    colors: Counter[str | None] = Counter()
    for row in rows:
        for piece in row.pieces:
            looks[(round(piece.style.size), piece.style.bold, piece.style.italic)] += len(piece.text)
            bold[piece.style.bold] += len(piece.text)
            colors[piece.style.color] += len(piece.text)
    size = body_size(rows)
    one_look = looks.most_common(1)[0][1] > 0.97 * looks.total()
    return _Text(size, bold[True] > bold[False], colors.most_common(1)[0][0], one_look)


def _weight(row: Row, piece: Piece, usual: _Text, before: Row | None, after: Row | None) -> float:
    style, text = piece.style, piece.text
    weight = 3.0 if row.line.heading else 0.0
    if usual.size:
        weight += 2.0 if style.size > usual.size * 1.12 else 1.0 if style.size > usual.size * 1.03 else 0.0
        weight -= 1.5 if style.size < usual.size * 0.93 else 0.0
    weight += 1.0 if style.bold and not usual.bold else 0.0
    weight += 1.0 if style.capitals else 0.0
    weight += 1.0 if style.color != usual.color else 0.0
    weight += 0.5 if before is None or before.line.block != row.line.block else 0.0
    weight += 0.5 if after is not None and after.line.block != row.line.block else 0.0
    weight += 0.5 if text.endswith(":") else 0.0
    weight -= 1.5 if row.bullet else 0.0
    weight -= 1.0 if text.endswith((".", ",", ";")) else 0.0
    weight -= 5.0 if "@" in text or "http" in text else 0.0
    if usual.plain:
        weight += 1.0
    return weight


def _candidates(rows: Sequence[Row]) -> list[_Candidate]:
    usual = _usual(rows)
    found = []
    for index, row in enumerate(rows):
        piece = row.first
        spaced = all(len(w.text) == 1 for w in piece.words)
        if (len(piece.words) > 7 and not spaced) or not any(c.isalpha() for c in piece.text):
            continue
        name = named(piece.text)
        alone = len(row.pieces) == 1
        if not alone and (name is None or not name.exact):
            continue
        before = rows[index - 1] if index else None
        after = rows[index + 1] if index + 1 < len(rows) else None
        weight = _weight(row, piece, usual, before, after) - (0.0 if alone else 1.0)
        found.append(_Candidate(row, piece, name, weight))
    return found


def _wanted(name: Named, row: Row) -> float:
    """The weight a heading needs: less for the very words of the table, more where it heads a table row."""
    return 1.0 if name.exact and len(row.pieces) == 1 else 2.0


def _dominant(headings: Sequence[_Candidate]) -> tuple[float, bool, bool, bool, str | None] | None:
    """The look that most headings share, if at least two do."""
    looks = Counter(c.look for c in headings)
    if not looks:
        return None
    look, count = max(looks.items(), key=lambda item: (item[1], item[0][0]))
    return look if count >= 2 else None


def _lesser(style: Style, look: tuple[float, bool, bool, bool, str | None]) -> bool:
    """Whether a style stands out less than the look of the headings."""
    size, bold, _, capitals, color = look
    if style.size and round(style.size) > size:
        return False
    smaller = bool(style.size) and round(style.size) < size
    return smaller or (bold and not style.bold) or (capitals and not style.capitals) or style.color != color


def _without_labels(headings: list[_Candidate]) -> list[_Candidate]:
    """The headings without the labels that repeat within a section, such as "Highlights" under each job."""
    look = _dominant(headings)
    counts = Counter(c.piece.text.lower() for c in headings)
    kept: list[_Candidate] = []
    inside = HEAD
    for candidate in headings:
        lesser = look is not None and candidate.look != look and _lesser(candidate.piece.style, look)
        repeated = counts[candidate.piece.text.lower()] > 1 and candidate.look != look
        if inside in _DEMOTABLE and (lesser or repeated):
            continue
        kept.append(candidate)
        if candidate.name is not None and (look is None or candidate.look == look):
            inside = candidate.name.kind
    return kept


def _beginnings(
    candidates: Sequence[_Candidate], headings: Sequence[_Candidate], rows: Sequence[Row]
) -> set[int]:
    """The rows that begin dated entries: the first stands right below a heading, the others look like it."""
    found: set[int] = set()
    unknown = {c.row.index: c for c in candidates if c.name is None}
    places = sorted(c.row.index for c in headings)
    for start, stop in zip(places, [*places[1:], len(rows)], strict=True):
        if start + 1 not in unknown:
            continue
        alike = [
            i for i in range(start + 1, stop) if i in unknown and unknown[i].look == unknown[start + 1].look
        ]
        dated = [i for i in alike if any(find_dates(r.text) for r in rows[i : min(i + 4, stop)])]
        found.update(dated)
    return found


def _unknown(
    candidates: Sequence[_Candidate], headings: list[_Candidate], rows: Sequence[Row]
) -> list[_Candidate]:
    """Headings whose words are in no table but which look just like those that are."""
    look = _dominant(headings)
    if look is None:
        return []
    known = sum(c.look == look for c in headings)
    levels = {c.row.line.heading for c in headings if c.look == look}
    first = min(c.row.index for c in headings)
    entries = _beginnings(candidates, headings, rows)
    alike = [
        c
        for c in candidates
        if c.name is None
        and c.look == look
        and c.row.line.heading in levels
        and c.weight >= 1.5
        and c.row.index > first
        and not c.row.bullet
        and not find_dates(c.piece.text)
        and c.row.index not in entries
    ]
    return [replace(c, name=Named("other", exact=False)) for c in alike] if len(alike) <= known else []


def _in_place(rows: list[Row]) -> list[Row]:
    """Rows with headings of a column of their own moved to the height of what they head."""
    order = list(rows)
    index = 0
    while index < len(order):
        run = _heading_run(order, index)
        if len(run) >= 2:
            order = _merged(order, index, run)
        index += max(len(run), 1)
    return [row if row.index == i else replace(row, index=i) for i, row in enumerate(order)]


def _heading_run(rows: Sequence[Row], index: int) -> list[Row]:
    run: list[Row] = []
    for row in rows[index:]:
        name = named(row.first.text) if len(row.pieces) == 1 and len(row.first.words) <= 5 else None
        if name is None or not name.exact or row.first.box is None or row.line.page != rows[index].line.page:
            break
        if run and not _far_below(run[-1], row):
            break
        run.append(row)
    return run


def _far_below(upper: Row, lower: Row) -> bool:
    a, b = upper.first.box, lower.first.box
    return a is not None and b is not None and b.y0 - a.y1 > 1.5 * (a.y1 - a.y0)


def _merged(rows: list[Row], index: int, run: list[Row]) -> list[Row]:
    page = run[0].line.page
    end = index + len(run)
    stop = end
    while stop < len(rows) and rows[stop].line.page == page and rows[stop].first.box is not None:
        stop += 1
    rest, pending, merged = rows[end:stop], list(run), []
    for row in rest:
        box = row.first.box
        while pending and box is not None and (b := pending[0].first.box) is not None and b.y0 <= box.y1 - 1:
            merged.append(pending.pop(0))
        merged.append(row)
    return rows[:index] + merged + pending + rows[stop:]


def sections_of(rows: list[Row]) -> list[Section]:
    """The sections in reading order, the head first; a text without headings is all head."""
    rows = _in_place(rows)
    candidates = _candidates(rows)
    beside = {c.row.index for c in _beside_text(candidates)}
    sure = [
        c
        for c in candidates
        if c.name is not None and (c.weight >= _wanted(c.name, c.row) or c.row.index in beside)
    ]
    sure = _without_labels(sure)
    by_row = {c.row.index: c for c in sure + _unknown(candidates, sure, rows)}
    return _cut(rows, by_row)


def _beside_text(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """Headings that stand left of the text of their sections."""
    beside = [
        c for c in candidates if c.name and c.name.exact and c.weight >= _BESIDE and len(c.row.pieces) > 1
    ]
    kinds = {c.name.kind for c in beside if c.name}
    return beside if len(kinds) > 1 and kinds & {"work", "education"} else []


def _cut(rows: Sequence[Row], headings: dict[int, _Candidate]) -> list[Section]:
    sections = [Section(HEAD)]
    current: Section = sections[0]
    in_column: dict[int, Section] = {}
    edges: dict[int, float] = {}
    size = body_size(rows)
    page, column = 1, 0
    for row in rows:
        candidate = headings.get(row.index)
        if row.line.column != column or row.line.page != page:
            turned = row.line.page != page
            page, column = row.line.page, row.line.column
            if turned and (before := _same_column(row, in_column, edges)) is not None:
                current = in_column[before]
            elif column not in in_column and page == 1 and row.first.style.size > size * 1.15 > 0:
                current = sections[0]
        if candidate is not None and candidate.name is not None:
            current = Section(candidate.name.kind, candidate.piece)
            sections.append(current)
            if len(row.pieces) > 1:
                current.rows.append(replace(row, pieces=row.pieces[1:]))
        else:
            current.rows.append(row)
        in_column[column] = current
        if row.first.box is not None:
            edges[column] = row.first.box.x0
    return sections


def _same_column(row: Row, in_column: dict[int, Section], edges: dict[int, float]) -> int | None:
    """The column of the pages before that a row on a new page goes on with.

    A page on which one of the columns has come to its end numbers those that are left otherwise, so a column
    that is new is the one that begins nearest to its left.
    """
    column, box = row.line.column, row.first.box
    if column in in_column:
        return column
    if box is None or len(edges) < 2:
        return None
    return min(edges, key=lambda known: abs(edges[known] - box.x0))
