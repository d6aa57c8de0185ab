"""Certificates, publications, awards and references."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from candidacy.domain.reading.fields.dates import find_dates, without_dates
from candidacy.domain.reading.fields.flow import Flow, paragraph
from candidacy.domain.reading.fields.hints import is_date
from candidacy.domain.reading.fields.items import grid_cells
from candidacy.domain.reading.fields.lexicon import company_score, has, is_place, reads_like_a_sentence
from candidacy.domain.reading.fields.lines import Lines, look
from candidacy.domain.reading.fields.rows import Piece, Row
from candidacy.domain.reading.fields.values import Found, found

_ISSUER = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+|\s+-\s+|,\s+|\s*[(:]\s*|\s+(?:by|from|von|par|por)\s+")
INLINE = re.compile(r"^[^.:!?]{2,60}?(?::\s|\s[–—-]\s)\s*\S+\s+\S+")
_CITED = re.compile(
    r"[^\W\d_][^.(]*?,\s(?:[^\W\d_]\.[\s,;&-]*)+.{0,200}?\(?(?:19|20)\d\d[a-z]?\)?[.,:]\s+(.{8,}?)(?:[.?!](?=\s|$)|$)"
)
"""``Author, A., & Other, B. (2021). Title of the work. Journal, 5, 101.``"""
_NUMBER = re.compile(r"\[\d{1,3}\]\s")
_ON_REQUEST = re.compile(
    r"(?i)request|anfrage|demande|solicitud|richiesta|pedido|verzoek|żądanie|begäran|"
    r"forespørgsel|vyžádání|istek"
)
URL = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:com|org|io|net|dev|app|ai|co|edu)\b(?:/\S*)?")


def record_items(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows put together into items: a list item or a line, with the lines that it runs over."""
    if not rows:
        return []
    lines = Lines(rows)
    first = look(lines.rows[0])
    standing = {look(r)[:3] for r in lines.rows} != {first[:3]} and (first[1] or first[2])
    groups: list[list[Row]] = []
    for index, row in enumerate(lines.rows):
        before = groups[-1][-1] if groups else None
        below = standing and look(row)[:3] != first[:3] and bool(groups) and not groups[-1][0].bullet
        if before is None or row.bullet or row.hint or _NUMBER.match(row.text):
            groups.append([row])
        elif _dangles(before, row) or (lines.wraps(index) and not _new(before, row)) or below:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _new(row: Row, after: Row) -> bool:
    """Whether a line ends in a date or a bracket, so that the next one with a capital is a new item."""
    if not after.text.lstrip("“„«\"‘'")[:1].isupper():
        return False
    dates = find_dates(row.text)
    return row.text.endswith(")") or (bool(dates) and dates[-1].stop >= len(row.text) - 1)


def _dangles(before: Row, row: Row) -> bool:
    """Whether a row can only be the rest of the one before: a date alone, an open bracket, a small letter."""
    text = row.text.strip(" ().")
    if before.text.endswith(".") and INLINE.match(row.text):
        return False
    if row.line.block == before.line.block and (
        row.text[:1].islower() or before.text.count("(") > before.text.count(")")
    ):
        return True
    dates = find_dates(text)
    return bool(dates) and not any(c.isalpha() for a, b in without_dates(text, dates) for c in text[a:b])


def dated(group: Sequence[Row]) -> tuple[Flow, Found | None, list[tuple[int, int]]]:
    """The text of an item, its date, and the parts of the text without dates."""
    hints = [p for row in group for p in row.hint]
    flow = Flow.of_rows([row.pieces for row in group])
    if hints:
        left = Flow.of(hints)
        dates = find_dates(left.text)
        point = dates[0].end or dates[0].start if dates else None
        if point:
            return flow, Found(point.value, left.ranges(point.begin, point.stop), 0.9), [(0, len(flow.text))]
    ranges = find_dates(flow.text)
    if not ranges:
        return flow, None, [(0, len(flow.text))]
    point = ranges[0].start or ranges[0].end
    date = Found(point.value, flow.ranges(point.begin, point.stop), 0.9) if point else None
    return flow, date, without_dates(flow.text, ranges)


def _title_and_issuer(flow: Flow, parts: Sequence[tuple[int, int]]) -> tuple[Found | None, Found | None]:
    """What is named, and who stands behind it."""
    pieces: list[Found] = []
    for begin, stop in parts:
        for a, b in _fields(flow.text, begin, stop):
            value = flow.cut(a, b, 0.88)
            if value and any(c.isalpha() for c in value.text) and not _filler(value.text):
                pieces.append(value)
    if not pieces:
        return None, None
    title, issuer = pieces[0], next((p for p in pieces[1:] if not is_place(p.text)), None)
    if issuer is None:
        return _issuer_within(title)
    return title, issuer.at(0.75)


def _apart(group: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows that the title of an item stands on, and those below it that look otherwise."""
    first = look(group[0])[:3]
    stop = next((i for i, row in enumerate(group) if look(row)[:3] != first), len(group))
    stands_out = first[1] and not group[-1].first.runs[0].style.bold
    return (group[:stop], group[stop:]) if stands_out else (group, ())


def _record(group: Sequence[Row]) -> dict[str, Found | None] | None:
    """Title, who stands behind it, date and summary of an item; None where nothing is named."""
    head, below = _apart(group)
    flow, date, parts = dated(head)
    title, by = _title_and_issuer(flow, parts)
    summary: Found | None = None
    if below and title is not None:
        text, later, parts = dated(below)
        dated_below = date is None and later is not None
        if dated_below or (by is None and not reads_like_a_sentence(text.text)):
            date, by = date or later, by or _title_and_issuer(text, parts)[0]
        else:
            summary = paragraph(below, 0.8)
    return {"title": title, "by": by, "date": date, "summary": summary} if title or date else None


def _filler(text: str) -> bool:
    return bool(
        re.fullmatch(
            r"(?i)(?:issued(?: by)?|expires?|valid|until|obtained|completed|earned|gültig|bis|expiration|"
            r"in progress|credential id)\W*",
            text,
        )
    )


def _fields(text: str, begin: int, stop: int) -> list[tuple[int, int]]:
    fields, position = [], begin
    for match in re.finditer(r"\s*[\t|]\s*|\s+[·•]\s+|\s+[–—]\s+", text[begin:stop]):
        fields.append((position, begin + match.start()))
        position = begin + match.end()
    fields.append((position, stop))
    return [f for f in fields if f[0] < f[1]]


def _issuer_within(title: Found) -> tuple[Found, Found | None]:
    """``Scrum Master (Scrum Alliance)``, ``CKA, Acme Ltd``: the tail is an issuer if it is a company."""
    if len(title.ranges) != 1:
        return title, None
    start = title.ranges[0][0]
    for match in _ISSUER.finditer(title.text):
        head, tail = title.text[: match.start()], title.text[match.end() :].rstrip(") ")
        joint = match.group().strip()
        named = company_score(tail) >= 0.9 or has(tail, "institution_words")
        if len(head) > 3 and named and (joint != "-" or company_score(tail) >= 1.5):
            at = start + match.end()
            return Found(head, ((start, start + match.start()),), 0.85), Found(
                tail, ((at, at + len(tail)),), 0.75
            )
    return title, None


def read_certificates(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Certificates, one for each line or list item; semicolons part several on one line."""
    grid = _from_grid(rows)
    if grid is not None:
        return grid
    certificates: list[dict[str, Any]] = []
    for group in _side_by_side(record_items(rows)):
        flow, date, _ = dated(group)
        if date is None and ";" in flow.text:
            certificates.extend(_several(flow))
            continue
        record = _record(group)
        if record is None:
            continue
        if record["title"] is not None:
            certificates.append({"name": record["title"], "date": record["date"], "issuer": record["by"]})
        elif certificates and certificates[-1]["date"] is None:
            certificates[-1]["date"] = record["date"]
    return certificates


def _from_grid(rows: Sequence[Row]) -> list[dict[str, Any]] | None:
    """Certificates set in columns; None where they are not, or where a column says something else."""
    cells = grid_cells(rows, least=1)
    if (
        cells is None
        or any(r.hint for r in rows)
        or not all(_is_certificate(p) for cell in cells for p in cell[:1])
    ):
        return None
    if any(find_dates(r.text) for r in rows):
        return None
    return [{"name": Flow.of(cell).whole(0.85)} for cell in cells]


def _side_by_side(groups: list[list[Row]]) -> list[list[Row]]:
    """The items with those that stand beside one another on a line taken apart."""
    result: list[list[Row]] = []
    for group in groups:
        row = group[0]
        apart = (
            len(group) == 1
            and len(row.pieces) > 1
            and not row.hint
            and all(_is_certificate(p) for p in row.pieces)
        )
        result.extend([[replace(row, pieces=(piece,))] for piece in row.pieces] if apart else [group])
    return result


def _is_certificate(piece: Piece) -> bool:
    bare = piece.text.strip(" |·•,")
    return (
        any(map(str.isalpha, bare))
        and not is_date(bare)
        and not is_place(bare)
        and company_score(bare) < 2
        and len(bare) > 6
    )


def _several(flow: Flow) -> list[dict[str, Any]]:
    items, position = [], 0
    for part in flow.text.split(";"):
        value = flow.cut(position, position + len(part), 0.88)
        if value:
            name, issuer = _issuer_within(value)
            items.append({"name": name, "issuer": issuer})
        position += len(part) + 1
    return items


def read_awards(rows: Sequence[Row]) -> list[dict[str, Any]]:
    awards = []
    for group in record_items(rows):
        record = _record(group)
        if record is not None and record["title"] is not None:
            members = {"title": "title", "date": "date", "by": "awarder", "summary": "summary"}
            awards.append({name: record[member] for member, name in members.items()})
    return awards


def read_publications(rows: Sequence[Row]) -> list[dict[str, Any]]:
    publications = []
    for group in record_items(rows):
        head, below = _quoted_head(group)
        flow, date, parts = dated(head)
        number = _NUMBER.match(flow.text)
        if number:
            parts = [(max(begin, number.end()), stop) for begin, stop in parts if stop > number.end()]
        publisher: Found | None = None
        quoted = re.search(r"[“\"„«](.{8,}?)[”\"“»]", flow.text) or _CITED.match(flow.text)
        if quoted:
            name: Found | None = flow.cut(quoted.start(1), quoted.end(1), 0.9)
            publisher = _publisher(flow, parts, quoted.end())
        else:
            name = next((v for a, b in parts if (v := flow.cut(a, b, 0.7)) and len(v.text) > 3), None)
        if name is not None:
            summary = paragraph(below, 0.8) if below else None
            publications.append(
                {"name": name, "publisher": publisher, "releaseDate": date, "summary": summary}
            )
    return publications


def _quoted_head(group: Sequence[Row]) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of a publication up to the one that ends its citation, and those below in another colour."""
    first = group[0].first.runs[0].style.color
    ends = [i for i, row in enumerate(group) if i and group[i - 1].text.endswith(".")]
    stop = next((i for i in ends if group[i].first.style.color != first), len(group))
    return (group[:stop], group[stop:]) if group[0].text[:1] in '“„«"' else (group, ())


def _publisher(flow: Flow, parts: Sequence[tuple[int, int]], after: int) -> Found | None:
    """What follows a quoted title up to the date, as in ``“Title”, Journal, 2021``."""
    if flow.text[after : after + 1] != ",":
        return None
    begin, stop = next(((max(a, after), b) for a, b in parts if b > after + 1), (after, after))
    value = flow.cut(begin, stop, 0.8)
    short = 0 < len(value.text.split()) <= 10
    named = short and any(map(str.isalpha, value.text)) and not URL.search(value.text)
    return replace(value, text=value.text.rstrip(". ")) if named else None


def read_references(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What people say, each under a name that stands out; without such names one text."""
    text = paragraph(rows, 0.7)
    if not text or _ON_REQUEST.search(text.text):
        return []
    starts = [i for i, row in enumerate(rows) if _referee(row) is not None]
    if not starts or starts[0] != 0:
        return [{"reference": text}]
    found_references = []
    for begin, stop in zip(starts, [*starts[1:], len(rows)], strict=True):
        name = _referee(rows[begin])
        said = rows[begin].first.runs[1:]
        first = [replace(rows[begin], pieces=(*said, *rows[begin].pieces[1:]))] if said else []
        words = [*first, *rows[begin + 1 : stop]]
        found_references.append({"name": name, "reference": paragraph(words, 0.8) if words else None})
    return found_references


def _referee(row: Row) -> Found | None:
    """The bold name at the beginning of a row."""
    run = row.first.runs[0]
    alone = len(row.first.runs) == 1 and len(row.pieces) == 1
    bold = run.style.bold and (alone or run.text.rstrip().endswith(":"))
    return found(run.text, run.start, 0.8) if bold and len(run.text.split()) <= 6 else None
