"""The parts of a header line that say one thing each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from candidacy.domain.reading.fields.dates import durations, find_dates, without_dates
from candidacy.domain.reading.fields.flow import Flow
from candidacy.domain.reading.fields.hints import is_date
from candidacy.domain.reading.fields.lexicon import institution_score, is_label, is_place, place_tail
from candidacy.domain.reading.fields.rows import Row
from candidacy.domain.reading.fields.values import Found

_SEPARATOR = re.compile(
    r"\s+[–—-]\s+|\s*[|•·⋄◦∙]\s*|\s*\t\s*|\s+@\s+|;\s+|:\s+(?=\S)"
    r"|\s+(?P<at>at|bei|chez|presso|hos)\s+(?=[A-ZÀ-ÞČŠŽİ\d])"
)

_IN_BRACKETS = re.compile(r"\s*\(([^()]+)\)$")
_JOINT_END = re.compile(r"\s(?:in|im|at|bei|of|from|en|em|w|for|and|,)\s*$")


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


def row_chunks(row: Row, number: int) -> Iterator[Chunk]:
    for order, piece in enumerate(row.pieces):
        for run in piece.runs:
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
                    if value and not _leftover(value.text) and not _labels(run.text, b, value.text):
                        yield Chunk(value, number, run.style.bold, order > 0)


def joint_at_end(row: Row) -> Found | None:
    """The word at the end of a line that leads over to the next: ``University of``."""
    piece = row.pieces[0] if len(row.pieces) == 2 and is_date(row.pieces[1].text) else row.pieces[-1]
    match = _JOINT_END.search(piece.text)
    if match is None or match.group().strip() in {"", ","}:
        return None
    return Flow.of([piece]).cut(match.start(), len(piece.text))


def _without_durations(text: str) -> list[tuple[int, int]]:
    if durations(text):
        return without_dates(text, [])
    return [(0, len(text))]


def _without_joint(text: str, begin: int, stop: int) -> tuple[int, int]:
    """The part without the word that leads over to the next part."""
    match = _JOINT_END.search(text, begin, stop)
    return (begin, match.start()) if match and match.start() > begin else (begin, stop)


def _labels(text: str, stop: int, part: str) -> bool:
    """Whether a part only says what the one after its colon is: ``Company: Acme``."""
    return text[stop : stop + 1] == ":" and is_label(part, "column_labels")


def _leftover(text: str) -> bool:
    return len(text) < 2 or text.lower() in {"in", "at", "and", "to", "from", "–"}


def _split(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts of ``text[begin:stop]`` between separators outside brackets."""
    position = begin
    for match in _SEPARATOR.finditer(text, begin, stop):
        if text.count("(", position, match.start()) > text.count(")", position, match.start()):
            continue
        if match.group().startswith(":") and text[match.end() : match.end() + 1].isdigit():
            continue
        if match["at"] and institution_score(text[position : match.start()]) > 0:
            continue
        if match.start() > position:
            yield position, match.start()
        position = match.end()
    if position < stop:
        yield position, stop


def continued(last: Chunk, new: Chunk, row: Row, number: int, joint: Found | None = None) -> Chunk:
    """A chunk that goes on in the next line, with the word at the line end that leads over to it."""
    if last.text.count("(") > last.text.count(")") and f"{new.text})" in row.text:
        begin, end = new.value.ranges[-1]
        new = replace(
            new,
            value=replace(new.value, text=f"{new.text})", ranges=(*new.value.ranges[:-1], (begin, end + 1))),
        )
    parts = [last.value, *([joint] if joint else []), new.value]
    text = " ".join(part.text for part in parts)
    value = Found(text, tuple(r for part in parts for r in part.ranges), last.value.confidence)
    return Chunk(value, number, last.bold, last.side)


def split_place(chunk: Chunk, least: int = 1) -> tuple[Chunk, Found | None]:
    """The chunk without the place that ends it, if at least ``least`` of its comma-parted items make one."""
    bracket = _IN_BRACKETS.search(chunk.text)
    if bracket and len(chunk.value.ranges) == 1 and is_place(bracket[1]):
        return _cut(chunk, bracket.start(), bracket.start(1), bracket.end(1))
    items = chunk.text.split(",")
    count = place_tail(chunk.text)
    if count < least or count >= len(items) or len(chunk.value.ranges) != 1:
        return chunk, None
    cut = len(",".join(items[:-count]))
    return _cut(chunk, cut, len(chunk.text) - len(chunk.text[cut:].lstrip(" ,")), len(chunk.text))


def _cut(chunk: Chunk, end: int, begin: int, stop: int) -> tuple[Chunk, Found]:
    """The chunk up to ``end``, and the place from ``begin`` to ``stop``."""
    start = chunk.value.ranges[0][0]
    head = Found(chunk.text[:end].strip(" ,"), ((start, start + end),), chunk.value.confidence)
    place = Found(chunk.text[begin:stop].strip(" ,"), ((start + begin, start + stop),), 0.88)
    return Chunk(head, chunk.row, chunk.bold, chunk.side), place
