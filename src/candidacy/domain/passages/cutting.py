"""Joining parts into passages, and cutting those that are too long."""

import re
from collections.abc import Iterable, Iterator, Sequence

from candidacy.domain.passages.schema import Part, Passage
from candidacy.domain.resume import Span

LONGEST = 700
"""Characters. About 170 tokens of English and under 256 of most languages, with room for the heading."""
_SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n+")
_SPACE = re.compile(r"\s+")


def cut(parts: Iterable[Part], *, longest: int = LONGEST) -> list[Passage]:
    """The passages in the order of the parts; every word of every part is in exactly one of them."""
    passages: list[Passage] = []
    group: list[Part] = []
    for part in _short_enough(parts, longest):
        size = sum(len(p.text) + 1 for p in group)
        if group and (part.heading != group[0].heading or size + len(part.text) > longest):
            passages.append(_joined(group))
            group = []
        group.append(part)
    if group:
        passages.append(_joined(group))
    return passages


def _joined(group: Sequence[Part]) -> Passage:
    first = group[0]
    spans = tuple(dict.fromkeys(span for part in group for span in part.spans))
    return Passage("\n".join(p.text for p in group), first.heading, first.path, spans)


def _short_enough(parts: Iterable[Part], longest: int) -> Iterator[Part]:
    for part in parts:
        if part.text.strip():
            yield from _cut(part, longest)


def _cut(part: Part, longest: int) -> Iterator[Part]:
    if len(part.text) <= longest:
        yield part
        return
    for start, end in _ranges(part.text, longest):
        yield Part(part.text[start:end], part.heading, part.path, _spans(part, start, end), part.whole)


def _ranges(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Ranges of at most ``longest`` characters that end where a sentence does, else a word, else anywhere."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > longest:
            window = text[start : start + longest]
            breaks = [m.end() for m in _SENTENCE.finditer(window)] or [
                m.end() for m in _SPACE.finditer(window)
            ]
            end = start + (breaks[-1] if breaks else longest)
        stripped = text[start:end].rstrip()
        if stripped.strip():
            yield start + len(stripped) - len(stripped.lstrip()), start + len(stripped)
        start = end


def _spans(part: Part, start: int, end: int) -> tuple[Span, ...]:
    if not part.whole or len(part.spans) != 1:
        return part.spans
    span = part.spans[0]
    return (span.model_copy(update={"start": span.start + start, "end": span.start + end, "box": None}),)
