"""A Document as rows of pieces: what stands at one height, split where wide gaps set it apart.

A title at the left and its date at the right are two pieces of one row, whether the Document has them as one
line or as two.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from candidacy.domain.reading.document import Document, Line, Word
from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.resume import Box

_GAP_IN_EMS = 1.9
_PAGE_NUMBER = re.compile(
    r"(?i)^\W*(?:page|seite|p\.|página|pagina|strona|sida|side)?\W*\d{1,2}\W*$"
    r"|\b\d{1,2}\s*(?:/|of|von|de|sur|di|z|av|af)\s*\d{1,2}\W*$"
)
_ENDS_IN_NUMBER = re.compile(r"\W(\d{1,2})\W*$")
_LARGER = 1.4
"""What is set so much larger than its neighbour at the left is a heading of its own."""
_BULLETS = "•◦▪▫●○■□‣⁃∙·–—-*➢➤►▶»✓✔❖◆◇⚬❍➔→"


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks; what is equal looks the same."""

    size: float
    bold: bool
    italic: bool
    color: str | None
    capitals: bool
    font: str | None = None

    @property
    def emphasis(self) -> tuple[float, bool, bool, bool]:
        return self.size, self.bold, self.italic, self.capitals


def _look(word: Word) -> tuple[float, bool, bool, str | None, str | None]:
    return round(word.size, 1), word.bold, word.italic, word.color, word.font


def style_of(words: Sequence[Word]) -> Style:
    """The style of most characters of ``words``."""
    weights: dict[tuple[float, bool, bool, str | None, str | None], int] = {}
    for word in words:
        look = _look(word)
        weights[look] = weights.get(look, 0) + len(word.text)
    usual = next(iter(weights)) if len(weights) == 1 else max(weights, key=lambda k: weights[k])
    text = " ".join(w.text for w in words)
    return Style(*usual[:4], capitals=text.isupper() and len(text) > 1, font=usual[4])


Look = tuple[float, bool, bool, bool, str | None]


@dataclass(frozen=True)
class Piece:
    """Words of one line that no wide gap parts; ``text == document.text[start:end]``."""

    text: str
    words: tuple[Word, ...]
    line: Line

    @property
    def start(self) -> int:
        return self.words[0].start

    @property
    def end(self) -> int:
        return self.words[-1].end

    @cached_property
    def style(self) -> Style:
        return style_of(self.words)

    @cached_property
    def box(self) -> Box | None:
        boxes = [w.box for w in self.words if w.box is not None]
        if not boxes:
            return None
        return Box(boxes[0].x0, min(b.y0 for b in boxes), boxes[-1].x1, max(b.y1 for b in boxes))

    @cached_property
    def runs(self) -> list["Piece"]:
        """The piece split where its style changes."""
        groups: list[list[Word]] = []
        last: tuple[float, bool, bool, str | None] | None = None
        for word in self.words:
            look = (round(word.size), word.bold, word.italic, word.color)
            plain = not any(c.isalnum() for c in word.text)
            if not groups or (look != last and not plain):
                groups.append([])
                last = look
            groups[-1].append(word)
        return [self] if len(groups) == 1 else [self.part(group) for group in groups]

    def part(self, words: Sequence[Word]) -> "Piece":
        start = self.start
        return Piece(self.text[words[0].start - start : words[-1].end - start], tuple(words), self.line)


@dataclass(frozen=True)
class Row:
    """Pieces at one height, from left to right."""

    pieces: tuple[Piece, ...]
    bullet: bool = False
    index: int = 0
    hint: tuple[Piece, ...] = ()
    """What stands in a narrow column at its left, over one or more lines: a date, a label."""
    edge: float = 0.0
    """How far to the right the lines of its column go on any page; 0 without layout."""

    @cached_property
    def text(self) -> str:
        return " ".join(p.text for p in self.pieces)

    @cached_property
    def look(self) -> Look:
        """How it begins, in sizes that are half points apart."""
        style = self.first.runs[0].style
        return round(style.size * 2) / 2, style.bold, style.italic, style.capitals, style.color

    @property
    def first(self) -> Piece:
        return self.pieces[0]

    @property
    def line(self) -> Line:
        return self.pieces[0].line

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    @property
    def left(self) -> float | None:
        box = self.first.box
        return box.x0 if box else None


def gap_between(before: Word, word: Word) -> float:
    """The white space between two words in ems; 0 where there is no layout."""
    if before.box is None or word.box is None:
        return 0.0
    em = max(before.size, word.size) or (word.box.y1 - word.box.y0)
    return (word.box.x0 - before.box.x1) / max(em, 5)


@dataclass(frozen=True)
class _Gaps:
    """What the white space between words means in one document."""

    usual: float
    """The space between words, in ems; wider in typewriter fonts."""
    stops: dict[int, frozenset[int]]
    """Per page, where text resumes at one x again and again after a gap that is more than a space."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Gaps":
        gaps = sorted(gap_between(a, b) for ln in lines for a, b in zip(ln.words, ln.words[1:], strict=False))
        usual = gaps[len(gaps) // 2] if gaps else 0.0
        return cls(usual, _tab_stops(lines, max(0.45, 1.5 * usual)))

    def part(self, before: Word, word: Word, page: int) -> bool:
        """Whether the gap between two words of a line is more than a space between words."""
        gap = gap_between(before, word)
        if gap > _GAP_IN_EMS:
            return True
        at_stop = word.box is not None and round(word.box.x0) in self.stops.get(page, frozenset())
        if at_stop and gap > max(0.45, 1.5 * self.usual):
            return True
        other = abs(before.size - word.size) > 1 or before.bold != word.bold or before.color != word.color
        return gap > max(0.8, 1.5 * self.usual) and other


def _tab_stops(lines: Iterable[Line], least: float) -> dict[int, frozenset[int]]:
    resumed: Counter[tuple[int, int]] = Counter()
    begun: Counter[tuple[int, int]] = Counter()
    for line in lines:
        if line.words and line.words[0].box is not None:
            begun[(line.page, round(line.words[0].box.x0))] += 1
        for before, word in zip(line.words, line.words[1:], strict=False):
            if word.box is not None and gap_between(before, word) > least:
                resumed[(line.page, round(word.box.x0))] += 1
                break
    stops: dict[int, set[int]] = {}
    for page, x in resumed:
        near = range(x - 1, x + 2)
        alike = sum(resumed[(page, n)] for n in near)
        starts = sum(begun[(page, n)] for n in near)
        if alike >= 2 and alike + starts >= 5 and (starts >= 2 or alike >= 6):
            stops.setdefault(page, set()).update(near)
    return {page: frozenset(found) for page, found in stops.items()}


def _pieces(line: Line, text: str, gaps: _Gaps) -> list[Piece]:
    groups: list[list[Word]] = [[line.words[0]]]
    for before, word in zip(line.words, line.words[1:], strict=False):
        if gaps.part(before, word, line.page) or (word.gap and word.box is None):
            groups.append([])
        groups[-1].append(word)
    return [Piece(text[g[0].start : g[-1].end], tuple(g), line) for g in groups]


def _beside(left: Line, right: Line) -> bool:
    """Whether ``right`` stands at the height of ``left``, to its right, within the same stream of text."""
    a, b = left.box, right.box
    if a is None or b is None or left.page != right.page or right.bullet:
        return False
    if right.words and left.words and right.words[0].size > _LARGER * left.words[-1].size > 0:
        return False
    overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
    return overlap > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0) and b.x0 >= a.x1 - 1


def _without_marker(pieces: list[Piece]) -> tuple[list[Piece], bool]:
    """The pieces without a list marker that the text itself still has."""
    first = pieces[0]
    if first.words[0].text[0] not in _BULLETS:
        return pieces, False
    marker = first.words[0]
    if len(marker.text) == 1 and (len(first.words) > 1 or len(pieces) > 1):
        rest = [first.part(first.words[1:])] if len(first.words) > 1 else []
        return rest + pieces[1:], True
    if marker.text[0] in "•◦▪●○■‣➢➤►▶❖◆" and len(marker.text) > 1:
        bare = replace(marker, text=marker.text[1:], start=marker.start + 1)
        return [Piece(first.text[1:], (bare, *first.words[1:]), first.line), *pieces[1:]], True
    return pieces, False


def rows_of(document: Document) -> list[Row]:
    """The document's rows in reading order. Lines without words give none."""
    rows: list[tuple[list[Piece], bool, Line]] = []
    gaps = _Gaps.of(document.lines)
    for line in document.lines:
        if not line.words:
            continue
        pieces = _pieces(line, document.text, gaps)
        if rows and _beside(rows[-1][2], line):
            rows[-1] = (rows[-1][0] + pieces, rows[-1][1], line)
        else:
            rows.append((pieces, line.bullet, line))
    found: list[Row] = []
    for pieces, bullet, _ in _without_margins(rows, document):
        clean, marked = _without_marker(pieces)
        found.append(Row(tuple(clean), bullet or marked, len(found)))
    return _with_edges(found)


def _with_edges(rows: list[Row]) -> list[Row]:
    edges: dict[int, float] = {}
    for row in rows:
        box = row.first.box
        if box is not None and len(row.pieces) == 1:
            edges[row.line.column] = max(edges.get(row.line.column, 0.0), box.x1)
    return [replace(r, edge=edges.get(r.line.column, 0.0)) for r in rows]


def _without_margins(
    rows: list[tuple[list[Piece], bool, Line]], document: Document
) -> list[tuple[list[Piece], bool, Line]]:
    """The rows without page numbers and what repeats in the foot of the pages."""
    seen: Counter[str] = Counter()
    keys = []
    for pieces, _, line in rows:
        key = _margin_key(pieces, line, document)
        keys.append(key)
        if key is not None:
            seen[key] += 1
    text = {(line.page, line.block) for (_, _, line), key in zip(rows, keys, strict=True) if key is None}
    return [
        row
        for row, key in zip(rows, keys, strict=True)
        if key is None or not (seen[key] > 1 or _is_page_number(row, text))
    ]


def _is_page_number(row: tuple[list[Piece], bool, Line], text: set[tuple[int, int]]) -> bool:
    """Whether a row in the foot numbers its page; the last line of a paragraph may end in a number, too."""
    pieces, bullet, line = row
    if bullet or (line.page, line.block) in text:
        return False
    words = " ".join(p.text for p in pieces)
    if any(dates.stop >= len(words.rstrip()) - 1 for dates in find_dates(words)):
        return False
    last = _ENDS_IN_NUMBER.search(words)
    return _PAGE_NUMBER.search(words) is not None or (last is not None and int(last[1]) == line.page)


def _margin_key(pieces: list[Piece], line: Line, document: Document) -> str | None:
    """What a row in the foot (or head, from page two) says apart from numbers; None elsewhere."""
    box = line.box
    if box is None or not 1 <= line.page <= len(document.pages):
        return None
    height = document.pages[line.page - 1].height
    if box.y0 < 0.92 * height and not (line.page > 1 and box.y1 < 0.07 * height):
        return None
    return re.sub(r"\d+", "#", " ".join(p.text for p in pieces))


def body_size(rows: Iterable[Row]) -> float:
    """The font size of most of the text; 0 where the format has none."""
    exact: dict[float, int] = {}
    for row in rows:
        for piece in row.pieces:
            for word in piece.words:
                exact[word.size] = exact.get(word.size, 0) + word.end - word.start
    weights: Counter[float] = Counter()
    for size, weight in exact.items():
        weights[round(size, 1)] += weight
    return weights.most_common(1)[0][0] if weights else 0.0
