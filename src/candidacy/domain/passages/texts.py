"""Parts of plain text and of documents: their lines, each under the heading above it."""

import re
from collections.abc import Iterator

from candidacy.domain.passages.schema import Part
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import Span

_LINE = re.compile(r"[^\n]+")
_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")
_ITEM = re.compile(r"(?:[-*+•·‣▪◦●–—]|\d{1,2}[.)])\s+")
_LONGEST_HEADING, _MOST_WORDS = 60, 7


def parts_of_text(text: str) -> list[Part]:
    """The lines of a text, Markdown included. ``text[span.start:span.end]`` is a part's one span."""
    parts, heading = [], ""
    lines = list(_LINE.finditer(text))
    for number, match in enumerate(lines):
        start, end = _trimmed(match[0], match.start())
        line = text[start:end]
        if not line:
            continue
        above = text[lines[number - 1].end() : match.start()] if number else "\n\n"
        if _is_heading(line, apart=above.count("\n") > 1):
            heading = _MARKDOWN.sub("", line).rstrip(":").strip()
            # A heading with nothing below it is still text.
            if number + 1 < len(lines):
                continue
        parts.append(Part(line, heading, spans=(Span(start=start, end=end),), whole=True))
    return _with_lone_headings(parts, text)


def _with_lone_headings(parts: list[Part], text: str) -> list[Part]:
    """A text of headings alone is cut as plain lines."""
    if parts or not text.strip():
        return parts
    return [
        Part(text[s:e], spans=(Span(start=s, end=e),), whole=True)
        for s, e in (_trimmed(m[0], m.start()) for m in _LINE.finditer(text))
        if s < e
    ]


def parts_of_document(document: Document) -> list[Part]:
    """The lines of a document with page and box; headings are those that the format or the type declares."""
    parts, heading = [], ""
    ordinary = _ordinary_size(document)
    for number, line in enumerate(document.lines):
        text = document.text[line.start : line.end]
        if not text.strip():
            continue
        short = len(text) <= _LONGEST_HEADING and len(text.split()) <= _MOST_WORDS and not line.bullet
        stands_out = line.heading > 0 or (short and (line.size > ordinary * 1.15 or _shouts(text)))
        if stands_out and number + 1 < len(document.lines) and short:
            heading = text.rstrip(":").strip()
        spans = document.span(line.start, line.end)
        parts.append(Part(text, heading if not stands_out else "", spans=spans, whole=len(spans) == 1))
    return _under_their_headings(parts)


def _under_their_headings(parts: list[Part]) -> list[Part]:
    """A line that is a heading opens the passage of what stands below it."""
    found = []
    for number, part in enumerate(parts):
        below = parts[number + 1] if number + 1 < len(parts) else None
        opens = not part.heading and below is not None and below.heading == part.text.rstrip(":").strip()
        heading = below.heading if opens and below is not None else part.heading
        found.append(Part(part.text, heading, part.path, part.spans, part.whole))
    return found


def _ordinary_size(document: Document) -> float:
    """The size that most of the text is set in; 0 where the format does not say."""
    amounts: dict[float, int] = {}
    for line in document.lines:
        amounts[line.size] = amounts.get(line.size, 0) + line.end - line.start
    return max(amounts, key=lambda size: amounts[size]) if amounts else 0.0


def _is_heading(line: str, *, apart: bool) -> bool:
    if _MARKDOWN.match(line):
        return True
    if len(line) > _LONGEST_HEADING or _ITEM.match(line) or len(line.split()) > _MOST_WORDS:
        return False
    return line.endswith(":") or _shouts(line) or (apart and line[-1].isalnum() and line[0].isupper())


def _shouts(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) > 3


def _trimmed(line: str, start: int) -> tuple[int, int]:
    left = len(line) - len(line.lstrip())
    return start + left, start + max(left, len(line.rstrip()))


def lines_of(document: Document) -> Iterator[Part]:
    """Every line as a part of its own, without headings."""
    for line in document.lines:
        spans = document.span(line.start, line.end)
        yield Part(document.text[line.start : line.end], spans=spans, whole=len(spans) == 1)
