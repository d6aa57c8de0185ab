"""Sections that are lists: skills, languages, certificates, interests."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.headings import named
from candidacy.domain.reading.fields.rows import Piece, Row, gap_between
from candidacy.domain.reading.fields.tables import words
from candidacy.domain.reading.fields.values import Found, found, joined

_LEVEL_MARKS = re.compile(
    r"[●○◉◎★☆✩⭐■□▪▫▮▯█░▓◼◻⬤◯•·\u2b1b\u2b1c]{3,}|\b\d{1,2}\s?/\s?(?:5|10)\b|\b\d{1,3}\s?%|[\ue000-\uf8ff]+"
)
_ITEM_BREAK = re.compile(r"\s*[,;|•·◦∙●▪‣⋄]\s*|\s+[–—]\s+|\s+/\s+|\s*\n\s*|\t+")
_LABEL = re.compile(r"^(?P<label>[^:,;|]{2,45}?)\s*:\s*(?P<rest>.*)$")
_LEVEL_TAIL = re.compile(r"^(?P<name>.+?)\s*(?:\(\s*(?P<inner>[^()]+)\s*\)|[:–—-]\s*(?P<after>.+))$")


@cache
def _levels() -> frozenset[str]:
    return words("languages", "levels")


@cache
def _languages() -> frozenset[str]:
    return words("languages", "languages")


def is_level(text: str) -> bool:
    """Whether the text is a degree of mastery such as "fluent" or "B2"."""
    bare = fold(text).strip(" ()[].,:;–—-")
    if bare in _levels():
        return True
    parts = re.split(r"[\s/,()–-]+", bare)
    return (
        0 < len(parts) <= 6
        and parts[0] in _levels()
        and all(
            p in _levels()
            or p
            in {
                "",
                "and",
                "und",
                "level",
                "niveau",
                "nivel",
                "livello",
                "speaker",
                "proficiency",
                "in",
                "word",
                "wort",
                "schrift",
                "or",
                "oder",
                "working",
                "professional",
                "user",
                "kenntnisse",
                "skills",
                "tongue",
                "language",
                "sprache",
                "seviye",
                "uroven",
                "poziom",
                "niva",
                "cefr",
                "of",
                "written",
                "spoken",
            }
            for p in parts
        )
    )


def _outside_brackets(text: str, breaks: re.Pattern[str]) -> Iterator[tuple[int, int]]:
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


def _items(text: str, start: int) -> list[Found]:
    items = []
    for begin, stop in _outside_brackets(text, _ITEM_BREAK):
        part = _LEVEL_MARKS.sub(lambda m: " " * len(m.group()), text[begin:stop])
        item = found(part, start + begin, 0.9, strip=" \t\n,;|·•–—-")
        if (
            item.text.endswith(".")
            and len(item.text.split()) >= 1
            and not re.search(r"\.\w+\.$|\b[A-Z]\.$", item.text)
        ):
            item = found(item.text.rstrip("."), item.ranges[0][0], 0.9)
        if any(c.isalnum() for c in item.text):
            items.append(item)
    return items


def _merged(rows: Sequence[Row]) -> list[Row | list[Row]]:
    """Rows of running lists put together: a line that goes on on the next one."""
    groups: list[Row | list[Row]] = []
    edges = _edges(rows)
    for index, row in enumerate(rows):
        before = rows[index - 1] if index else None
        if before is not None and groups and _goes_on(before, row, edges):
            last = groups[-1]
            groups[-1] = [*last, row] if isinstance(last, list) else [last, row]
        else:
            groups.append(row)
    return groups


def _edges(rows: Sequence[Row]) -> dict[tuple[int, int], float]:
    edges: dict[tuple[int, int], float] = {}
    for row in rows:
        box = row.pieces[-1].box
        if box is not None:
            key = (row.line.page, row.line.column)
            edges[key] = max(edges.get(key, 0.0), box.x1)
    return edges


def _goes_on(before: Row, row: Row, edges: dict[tuple[int, int], float]) -> bool:
    if (
        row.bullet
        or row.line.block != before.line.block
        or (row.line.page != before.line.page and before.first.box is None)
    ):
        return False
    text = before.text.rstrip()
    if text.endswith((",", ";", "&", "/", "(")) or text.count("(") > text.count(")"):
        return True
    label = _LABEL.match(row.text)
    if label and len(label["label"].split()) <= 4:
        return False
    a, b = before.pieces[-1].box, row.first.words[0].box
    if a is None or b is None or len(row.pieces) > 1 or row.first.runs()[0].style.bold:
        return False
    full = a.x1 + (b.x1 - b.x0) + 3 > edges.get((before.line.page, before.line.column), 0.0)
    many = "," in text or len(text.split()) >= 6 or ";" in text or "•" in text or "|" in text
    if full and many:
        return True
    return row.text[:1].islower() and ("," in text or (before.bullet and len(text.split()) > 2))


def _text_of(group: Row | list[Row]) -> list[tuple[Piece, ...]]:
    rows = group if isinstance(group, list) else [group]
    return [row.pieces for row in rows]


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


def _group_items(rows: list[Row]) -> list[Found]:
    """The items of lines that make one running list; an item may go over a line end."""
    items: list[Found] = []
    open_end = False
    usual = min(_usual_gap(rows), 0.4)
    for row in rows:
        fresh: list[Found] = []
        for piece in row.pieces:
            for cell in _cells(piece, usual):
                fresh.extend(_items(cell.text, cell.start))
        if open_end and fresh and items:
            last = items.pop()
            head = fresh.pop(0)
            by = "" if last.text.endswith("-") else " "
            items.append(joined([last, head], by=by))
        items.extend(fresh)
        open_end = bool(items) and not re.search(r"[,;|•·]\s*$", row.text)
    return items


def _grid(rows: Sequence[Row]) -> bool:
    """Whether the rows are a grid or a plain list of single items."""
    return all("," not in r.text and len(r.text.split()) <= 8 for r in rows)


def _grid_items(rows: Sequence[Row]) -> list[Found] | None:
    """The cells of a grid, each with the lines it runs over; None where the rows are no grid."""
    wide = [r for r in rows if len(r.pieces) > 1]
    if len(wide) < 2 or len(wide) * 2 < len(rows) or any(":" in r.text for r in rows):
        return None
    blocks = Counter(r.line.block for r in rows)
    single = sum(n == 1 for n in blocks.values()) > len(blocks) / 2
    cells: list[list[Piece]] = []
    above: list[list[Piece]] = []
    before: Row | None = None
    for row in rows:
        here: list[list[Piece]] = []
        for piece in row.pieces:
            cell = (
                _cell_above(piece, above)
                if before is not None and before.line.block == row.line.block
                else None
            )
            if cell is not None and (single or _open_bracket(cell)):
                cell.append(piece)
            else:
                cell = [piece]
                cells.append(cell)
            here.append(cell)
        above = (
            here
            if len(here) >= len(above) or before is None or before.line.block != row.line.block
            else above
        )
        before = row
    return [item for cell in cells for item in _flow_items(cell)]


def _cell_above(piece: Piece, above: Sequence[list[Piece]]) -> list[Piece] | None:
    box = piece.box
    for cell in above:
        other = cell[-1].box
        if box is not None and other is not None and abs(box.x0 - other.x0) <= 3:
            return cell
    return None


def _open_bracket(cell: Sequence[Piece]) -> bool:
    text = " ".join(p.text for p in cell)
    return text.count("(") > text.count(")")


def _flow_items(cell: Sequence[Piece]) -> list[Found]:
    flow = Flow.of(cell)
    items = []
    for begin, stop in _outside_brackets(flow.text, _ITEM_BREAK):
        item = flow.cut(begin, stop) if any(map(str.isalnum, flow.text[begin:stop])) else None
        if item:
            items.append(item)
    return items


def skill_groups(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Groups of skills with their headings; skills without a heading make a group without a name."""
    rows = [r for r in rows if any(c.isalnum() for c in r.text)]
    grid = _grid_items(rows)
    if grid is not None:
        return [{"name": None, "keywords": _without_levels(grid)}]
    groups: list[dict[str, Any]] = []
    for group in _merged(rows):
        lines = group if isinstance(group, list) else [group]
        _add_lines(groups, lines, rows)
    return [g for g in groups if g["keywords"] or g["name"]]


def _open(groups: list[dict[str, Any]], name: Found | None) -> dict[str, Any]:
    groups.append({"name": name, "keywords": []})
    return groups[-1]


def _add_lines(groups: list[dict[str, Any]], lines: list[Row], rows: Sequence[Row]) -> None:
    first = lines[0]
    label, rest = _label_of(first, rows)
    if label is not None and rest is None:
        _open(groups, label)
        return
    if label is not None and rest is not None:
        group = _open(groups, label)
        lines = [_row_of(first, rest), *lines[1:]] if rest else lines[1:]
        group["keywords"].extend(_without_levels(_group_items(lines)))
        return
    group = (
        groups[-1]
        if groups and (groups[-1]["name"] is None or not _labelled_inline(groups[-1]))
        else _open(groups, None)
    )
    group["keywords"].extend(_without_levels(_group_items(lines)))


def _labelled_inline(group: dict[str, Any]) -> bool:
    """Whether the group's label and its skills stand on one line, so that the next line is not part of it."""
    return bool(group["keywords"]) and bool(group.get("inline"))


def _row_of(row: Row, pieces: tuple[Piece, ...]) -> Row:
    return Row(pieces, row.bullet, row.index, row.hint)


def _label_of(row: Row, rows: Sequence[Row]) -> tuple[Found | None, tuple[Piece, ...] | None]:
    """A row's label and the pieces after it; no pieces when the label has the line to itself."""
    match = _LABEL.match(row.first.text)
    if match:
        label = found(match["label"], row.first.start, 0.9)
        words_after = [w for w in row.first.words if w.start >= row.first.start + match.start("rest")]
        rest = ((row.first.part(words_after),) if words_after and match["rest"] else ()) + row.pieces[1:]
        return label, rest or None
    runs = row.first.runs()
    standout = runs[0].style.bold or runs[0].style.italic
    if len(runs) > 1 and standout and runs[0].text.rstrip().endswith((":", "–", "-")):
        return found(runs[0].text, runs[0].start, 0.9), (*runs[1:], *row.pieces[1:])
    plain = sum(not r.first.style.bold for r in rows)
    if (
        standout
        and plain
        and len(row.pieces) > 1
        and not row.pieces[1].style.bold
        and _lists(row.pieces[1].text)
    ):
        return found(row.first.text, row.first.start, 0.88), row.pieces[1:]
    if (
        len(row.pieces) == 1
        and len(runs) == 1
        and runs[0].style.bold
        and plain >= 1
        and not row.bullet
        and "," not in row.text
    ):
        return found(row.text, row.start, 0.85), None
    return None, None


def _lists(text: str) -> bool:
    return "," in text or ";" in text or "|" in text or "•" in text


def _without_levels(items: list[Found]) -> list[Found]:
    return [i for i in items if not is_level(i.text)]


def read_skills(rows: Sequence[Row]) -> tuple[list[dict[str, Any]], list[dict[str, Found]]]:
    """The skill groups; and languages, where a group of the section is one of languages."""
    skills: list[dict[str, Any]] = []
    spoken: list[dict[str, Found]] = []
    for group in skill_groups(rows):
        name = group["name"]
        section = named(name.text) if name else None
        tongues = [t for t in (_language(k) for k in group["keywords"]) if t]
        if (
            section is not None
            and section.kind == "languages"
            and tongues
            and len(tongues) >= len(group["keywords"]) / 2
        ):
            spoken.extend(tongues)
        elif (
            section is not None
            and section.kind in {"interests", "awards", "certificates", "languages"}
            and section.kind != "languages"
        ):
            continue
        else:
            skills.append(group)
    return skills, spoken


def _language(item: Found) -> dict[str, Found] | None:
    """A language and its level in one text: ``English (C1)``, ``Deutsch – Muttersprache``."""
    text = item.text
    start = item.ranges[0][0]
    position = 0
    for match in re.finditer(r"[^\W\d_]+(?:[ '-][^\W\d_]+)*", text):
        words_in = match.group()
        for size in range(min(3, len(words_in.split())), 0, -1):
            candidate = " ".join(words_in.split()[:size])
            if fold(candidate) in _languages():
                position = match.start() + len(candidate)
                language = Found(candidate, ((start + match.start(), start + position),), 0.96)
                rest = found(text[position:], start + position, 0.88, strip=" \t,;:|·•–—-()/.")
                return (
                    {"language": language, "fluency": rest}
                    if rest and not find_dates(rest.text)
                    else {"language": language}
                )
        return None
    return None


def read_languages(rows: Sequence[Row]) -> list[dict[str, Found]]:
    """The languages of a section; a level may stand beside its language or on the line below it."""
    spoken: list[dict[str, Found]] = []
    for row in rows:
        waiting: list[dict[str, Found]] = []
        for piece in row.pieces:
            for part in _language_parts(piece):
                language = _language(part)
                if language:
                    spoken.append(language)
                    waiting.append(language)
                elif is_level(part.text) or (
                    spoken and not find_dates(part.text) and len(part.text.split()) <= 6
                ):
                    target = next((s for s in spoken if "fluency" not in s), None)
                    if target is not None and (waiting or is_level(part.text)):
                        target["fluency"] = part
    return spoken


def _language_parts(piece: Piece) -> list[Found]:
    """The items of a piece; a comma before a level does not part it from its language."""
    parts: list[Found] = []
    text = piece.text
    for begin, stop in _outside_brackets(
        text, re.compile(r"\s*[;|•·◦∙●▪]\s*|,\s+|\s+(?:and|und|et|y|e|og|och|i)\s+")
    ):
        part = _LEVEL_MARKS.sub(lambda m: " " * len(m.group()), text[begin:stop])
        item = found(part, piece.start + begin, 0.9, strip=" \t,;|·•–—-.")
        if item:
            parts.append(item)
    return parts


def read_items(rows: Sequence[Row]) -> list[Found]:
    """The items of a plain list: interests, hobbies."""
    items: list[Found] = []
    for group in _merged(rows):
        lines = group if isinstance(group, list) else [group]
        items.extend(_group_items(lines))
    return [i for i in items if len(i.text.split()) <= 12]
