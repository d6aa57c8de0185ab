"""Lists written in running lines, one below another, or in a grid, as their items."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.rows import Piece, Row, gap_between
from candidacy.domain.reading.fields.values import Found, found, joined

LEVEL_MARKS = re.compile(
    r"[●○◉◎★☆✩⭐■□▪▫▮▯█░▓◼◻⬤◯•·\u2b1b\u2b1c]{3,}|\b\d{1,2}\s?/\s?(?:5|10)\b|\b\d{1,3}\s?%|[\ue000-\uf8ff]+"
)

_ITEM_BREAK = re.compile(r"\s*[,;|•·◦∙●▪‣⋄]\s*|\s+[–—]\s+|\s+/\s+|\s*\n\s*|\t+")

_LEAST_APART = 4
_BRACKETED = re.compile(r"\([^()]*\)")
LABEL = re.compile(r"^(?P<label>[^:,;|]{2,45}?)\s*:\s*(?P<rest>.*)$")


def read_items(rows: Sequence[Row]) -> list[Found]:
    """The items of a plain list: interests, hobbies."""
    items = [item for lines in running_lines(rows) for item in items_of_rows(lines)]
    return [i for i in items if len(i.text.split()) <= 12]


def running_lines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of running lists put together: a line with those that go on with it."""
    groups: list[list[Row]] = []
    edges = _edges(rows)
    apart = _stand_apart(rows)
    for row in rows:
        if groups and (_goes_on(groups[-1][-1], row, edges) or (apart and _in_block(groups[-1][-1], row))):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _stand_apart(rows: Sequence[Row]) -> bool:
    """Whether each item is set apart from the next: what then stands close is one item over two lines."""
    blocks = Counter(row.line.block for row in rows)
    single = sum(count == 1 for count in blocks.values())
    plain = not any(row.bullet or len(row.pieces) > 1 for row in rows)
    return plain and single >= _LEAST_APART and single * 4 >= len(blocks) * 3 and max(blocks.values()) <= 2


def _in_block(before: Row, row: Row) -> bool:
    return before.line.block == row.line.block and before.first.style == row.first.style


def _edges(rows: Sequence[Row]) -> dict[tuple[int, int], float]:
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        box = row.pieces[-1].box
        key = (row.line.page, row.line.column)
        edges[key] = max(edges.get(key, 0.0), box.x1 if box is not None else float(len(row.text)))
    return edges


def _goes_on(before: Row, row: Row, edges: dict[tuple[int, int], float]) -> bool:
    if row.bullet or not _in_one_flow(before, row):
        return False
    text = before.text.rstrip()
    if text.endswith((",", ";", "&", "/", "(")) or text.count("(") > text.count(")"):
        return True
    label = LABEL.match(row.text)
    if label and len(label["label"].split()) <= 4:
        return False
    a, b = before.pieces[-1].box, row.first.words[0].box
    if a is None or b is None:
        return _fills(before, row, edges)
    if len(row.pieces) > 1 or row.first.runs[0].style.bold:
        return False
    full = a.x1 + (b.x1 - b.x0) + 3 > edges.get((before.line.page, before.line.column), 0.0)
    bare = _BRACKETED.sub("", text)
    many = any(c in bare for c in ",;•|") or len(bare.split()) >= 6
    if full and (many or any(c in row.text for c in ",;•|")):
        return True
    return row.text[:1].islower() and ("," in bare or (before.bullet and len(bare.split()) > 2))


def _in_one_flow(before: Row, row: Row) -> bool:
    """Whether a row stands right below another; also over the end of a page, where blocks end too."""
    if row.line.page == before.line.page:
        return row.line.block == before.line.block
    alike = before.pieces[-1].runs[-1].style.emphasis[:3] == row.first.runs[0].style.emphasis[:3]
    return before.first.box is not None and (alike or row.line.block == before.line.block)


def _fills(before: Row, row: Row, edges: dict[tuple[int, int], float]) -> bool:
    """Whether a line of a list, in a format without layout, is as long as lines there get."""
    longest = edges.get((before.line.page, before.line.column), 0.0)
    many = any(c in before.text for c in ",;•|") and any(c in row.text for c in ",;•|")
    return many and longest > 50 and len(before.text) + len(row.first.words[0].text) + 1 > longest


def items_of_rows(rows: list[Row]) -> list[Found]:
    """The items of lines that make one running list; an item may go over a line end."""
    items: list[Found] = []
    open_end = False
    usual = min(_usual_gap(rows), 0.4)
    for row in rows:
        fresh: list[Found] = []
        for piece in row.pieces:
            for cell in _cells(piece, usual):
                fresh.extend(_items(cell.text, cell.start))
        while fresh and items and (open_end or _open(items[-1].text)):
            last = items.pop()
            by = "" if last.text.endswith(("-", "/")) else " " if open_end else ", "
            whole = joined([last, fresh.pop(0)], by=by)
            items.append(whole.at(_surety(whole.text)))
            open_end = False
        items.extend(fresh)
        open_end = bool(items) and not re.search(r"[,;|•·]\s*$", row.text)
    return items


def _open(text: str) -> bool:
    """Whether a bracket is open at the end, with little in it so far."""
    return text.count("(") > text.count(")") and len(text) < 120


def _items(text: str, start: int) -> list[Found]:
    items = []
    for begin, stop in outside_brackets(text, _ITEM_BREAK):
        part = LEVEL_MARKS.sub(lambda m: " " * len(m.group()), text[begin:stop])
        item = found(part, start + begin, 0.9, strip=" \t\n,;|·•–—-")
        if (
            item.text.endswith(".")
            and len(item.text.split()) >= 1
            and not re.search(r"\.\w+\.$|\b[A-Z]\.$", item.text)
        ):
            item = found(item.text.rstrip("."), item.ranges[0][0], 0.9)
        if any(c.isalnum() for c in item.text):
            items.append(item.at(_surety(item.text)))
    return items


def _surety(text: str) -> float:
    """How sure a skill is by its form: a short name more than half a sentence."""
    if text.count("(") != text.count(")"):
        return 0.5
    count = len(text.split())
    return 0.95 if count <= 2 else 0.9 if count == 3 else 0.82 if count <= 5 else 0.65


def outside_brackets(text: str, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of ``text`` between breaks that are not inside brackets."""
    depth, position = 0, 0
    spans = {m.start(): m.end() for m in breaks.finditer(text)}
    index = 0
    while index < len(text):
        depth += (text[index] in "([") - (text[index] in ")]")
        if depth <= 0 and index in spans:
            yield position, index
            position = index = spans[index]
            depth = 0
            continue
        index += 1
    yield position, len(text)


def _cells(piece: Piece, usual: float) -> list[Piece]:
    """A piece split where gaps are wider than the spaces between words: labels side by side."""
    if len(piece.words) < 2 or re.search(r"[,;|•·]", piece.text):
        return [piece]
    groups = [[piece.words[0]]]
    for before, word in zip(piece.words, piece.words[1:], strict=False):
        if gap_between(before, word) > max(0.55, 1.7 * usual):
            groups.append([])
        groups[-1].append(word)
    return [piece.part(group) for group in groups]


def _usual_gap(rows: Sequence[Row]) -> float:
    """The usual space between words in ems."""
    gaps = sorted(
        gap_between(a, b) for r in rows for p in r.pieces for a, b in zip(p.words, p.words[1:], strict=False)
    )
    return gaps[len(gaps) // 3] if gaps else 0.0


def grid_cells(rows: Sequence[Row], least: int = 2) -> list[list[Piece]] | None:
    """The cells of a grid, each with the lines it runs over; None where the rows are no grid."""
    wide = [r for r in rows if len(r.pieces) > 1]
    if len(wide) < least or len(wide) * 2 < len(rows) or any(":" in r.text for r in rows):
        return None
    blocks = Counter(r.line.block for r in rows)
    single = sum(n == 1 for n in blocks.values()) > len(blocks) / 2
    cells: list[list[Piece]] = []
    above: list[list[Piece]] = []
    before: Row | None = None
    for row in rows:
        beside = before is not None and before.line.block == row.line.block
        here: list[list[Piece]] = []
        for piece in row.pieces:
            cell = _cell_above(piece, above) if beside else None
            if cell is not None and (single or _goes_over(cell, piece)):
                cell.append(piece)
            else:
                cell = [piece]
                cells.append(cell)
            here.append(cell)
        above = here if len(here) >= len(above) or not beside else above
        before = row
    return cells


def grid_items(rows: Sequence[Row]) -> list[Found] | None:
    cells = grid_cells(rows)
    return None if cells is None else [item for cell in cells for item in _flow_items(cell)]


def _cell_above(piece: Piece, above: Sequence[list[Piece]]) -> list[Piece] | None:
    box = piece.box
    for cell in above:
        other = cell[-1].box
        if box is not None and other is not None and abs(box.x0 - other.x0) <= 3:
            return cell
    return None


def _goes_over(cell: Sequence[Piece], piece: Piece) -> bool:
    """Whether a piece can only be the rest of the cell above it."""
    text = " ".join(p.text for p in cell)
    return text.count("(") > text.count(")") or piece.text[:1].islower() or piece.text[:1] == "("


def _flow_items(cell: Sequence[Piece]) -> list[Found]:
    flow = Flow.of(cell)
    items = []
    for begin, stop in outside_brackets(flow.text, _ITEM_BREAK):
        item = flow.cut(begin, stop) if any(map(str.isalnum, flow.text[begin:stop])) else None
        if item:
            items.append(item.at(_surety(item.text)))
    return items
