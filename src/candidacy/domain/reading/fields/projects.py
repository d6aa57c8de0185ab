"""Projects: with a header each, named before a colon or dash, or no more than names."""

import itertools
import re
from collections.abc import Sequence
from typing import Any

from candidacy.domain.reading.document import Document
from candidacy.domain.reading.fields.dates import find_dates
from candidacy.domain.reading.fields.entries import Entry, body_items, entries_of
from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.lines import look
from candidacy.domain.reading.fields.records import INLINE, URL, dated, record_items
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.values import Found, found


def _project(entry: Entry, document: Document) -> dict[str, Any] | None:
    if not entry.chunks:
        return None
    name = entry.chunks[0].value
    bullets, plain = body_items(entry)
    if not bullets and len(plain) > 1:
        bullets, plain = plain[1:], plain[:1]
    name, url = _name_and_url(name)
    description = plain[0] if plain else None
    if description is None and len(entry.chunks) > 1 and len(entry.chunks[1].text.split()) > 3:
        description = entry.chunks[1].value.at(0.7)
    start, end = entry.start, entry.end
    if url is None:
        url = _link(name, document)
    return {
        "name": name,
        "description": description,
        "highlights": bullets,
        "startDate": start,
        "endDate": end,
        "url": url,
    }


def _name_and_url(name: Found) -> tuple[Found, Found | None]:
    match = URL.search(name.text)
    if match is None or len(name.ranges) != 1 or match.start() < 3:
        return name, None
    start = name.ranges[0][0]
    url = found(match.group(), start + match.start(), 0.85)
    return found(name.text[: match.start()], start, name.confidence, strip=" ,;:|·•–—-/([").at(
        name.confidence
    ), url


def _link(name: Found, document: Document) -> Found | None:
    for start, end in name.ranges:
        for link in document.links:
            if link.start < end and start < link.end and link.url.startswith("http"):
                return Found(link.url, ((link.start, link.end),), 0.85)
    return None


def read_projects(rows: Sequence[Row], document: Document) -> list[dict[str, Any]]:
    """Projects with a header each; or one in each list item or paragraph, named before a colon or dash."""
    if not rows:
        return []
    if _are_names(rows):
        return [{"name": found(row.text, row.start, 0.75)} for row in rows]
    groups = record_items(rows)
    inline = sum(bool(INLINE.match(Flow.of_rows([r.pieces for r in g]).text)) for g in groups)
    lists = all(g[0].bullet for g in groups)
    if lists or (inline * 2 > len(groups) and not any(g[0].bullet for g in groups)):
        return [p for group in groups if (p := _inline_project(group)) is not None]
    projects = [_project(entry, document) for entry in entries_of(rows)]
    return [p for p in projects if p is not None]


def _are_names(rows: Sequence[Row]) -> bool:
    """Whether a section holds only names: short lines in bold, each with room left for the next word."""
    return (
        len(rows) > 1
        and all(
            not row.bullet
            and not row.hint
            and len(row.pieces) == 1
            and len(row.text.split()) <= 6
            and look(row) == look(rows[0])
            and row.first.runs[0].style.bold
            and not find_dates(row.text)
            for row in rows
        )
        and all(_has_room(before, row) for before, row in itertools.pairwise(rows))
    )


def _has_room(before: Row, row: Row) -> bool:
    """Whether the first word of a row would have stood on the line before."""
    a, word = before.first.box, row.first.words[0].box
    return a is None or word is None or a.x1 + (word.x1 - word.x0) + 0.3 * (word.y1 - word.y0) < before.edge


def _inline_project(group: Sequence[Row]) -> dict[str, Any] | None:
    flow, date, _ = dated(group)
    match = re.search(r"\s*[:–—]\s+|\s+-\s+", flow.text)
    if match is None or match.start() > 70:
        whole = flow.whole(0.6)
        return {"name": whole} if whole else None
    name = flow.cut(0, match.start(), 0.8)
    return {"name": name, "description": flow.cut(match.end(), len(flow.text), 0.8), "endDate": date}
