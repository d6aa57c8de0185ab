"""The parts of a posting: where each section begins and ends, and its list items and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from candidacy.domain.postings.heading_wordings import kind_by_wording
from candidacy.domain.postings.headings import HEADINGS, SectionKind
from candidacy.domain.postings.text import BULLET, fold

_KIND_OF: dict[str, SectionKind] = {}
for _kind, _phrases in HEADINGS.items():
    for _phrase in _phrases:
        _KIND_OF.setdefault(re.sub(r"[^\w]+", " ", _phrase).strip(), _kind)

_LONGEST_HEADING = 9
"""Words. A longer line is a sentence."""
_LONGEST_HEADING_LINE = 120
"""Characters."""
_LONGEST_SENTENCE = 1500
"""Characters."""
_FLATTENED = 400
"""A line longer than this has lost its line breaks: headings may follow on a word without a full stop."""
_DECORATION = re.compile(r"^[\W_]+|[\W_]+$")
_GENERIC = frozenset(
    [
        "experience",
        "education",
        "role",
        "profile",
        "plus",
        "bonus",
        "interesse",
        "contact",
        "skills",
        "tools",
        "preferred",
        "required",
        "pre",
        "desired",
        "essential",
        "scope",
        "functie",
        "profil",
        "perfil",
        "mission",
        "missions",
        "formation",
        "formacion",
        "formacao",
        "experiencia",
        "apply",
        "essentials",
        "unternehmen",
    ]
)
"""Headings of one common word: they open a section only when they stand alone or before a colon."""
_INLINE = re.compile(
    r"(?:^|(?<=[.!?:;)*•\w] ))(?P<phrase>"
    + "|".join(
        sorted(
            (
                p.replace(" ", r"[\s'&,-]{1,3}")
                for p in _KIND_OF
                if p not in _GENERIC and (" " in p or len(p) > 9)
            ),
            key=lambda p: (-len(p), p),
        )
    )
    + r")(?P<tail> (?:and|&|und|et|y|e|en) \w+)?(?P<colon> ?[:?]| -(?= ))?(?=\s|$)"
)
"""Runs over folded text; whether it is a heading then depends on the capitals of the original."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.?g|i\.?e|etc|inc|ltd|corp|co|st|dr|mr|mrs|ms|no|nr|vs|ca|bzw|z\.? ?b|u\.? ?a"
    r"|d\.? ?h|inkl|ggf|evtl|usw|p\.? ?ex|ex|sr|jr|approx|min|max|incl|resp|dept|univ|ph\.d"
    r"|b\.sc|m\.sc|b\.a|m\.a|u\.s|art|bac)|\b[a-z]|\d)\.$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]?\s+(?=[\"'(¿¡<]?[A-ZÀ-ÞŁŚŻ0-9<])|;\s+|\s[|¦]\s")
_INLINE_BULLET = re.compile(
    r"(?:(?<=^)|(?<=\s))(?:[•●▪◦■➢✓✔‣·*]|[-–](?= [A-ZÀ-Þ])|\d{1,2}[.)](?= [A-ZÀ-Þ]))\s+"
)


@dataclass(frozen=True, slots=True)
class Section:
    """``text[start:end]`` is the body, without its heading."""

    kind: SectionKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A list item or a sentence: ``text[start:end]``, and the section it stands in."""

    section: SectionKind
    start: int
    end: int
    bullet: bool = False


_QUESTION_WORDS = frozenset(("what", "who", "das", "was", "wen", "ce", "lo", "o", "wat"))


def heading_kind(line: str) -> SectionKind | None:
    """The kind of section that a line on its own opens; None when it is no heading we know."""
    if len(line) > _LONGEST_HEADING_LINE:
        return None
    bare = _DECORATION.sub("", line)
    words = re.sub(r"[^\w]+", " ", fold(bare)).split()
    if not words or len(words) > _LONGEST_HEADING or line.rstrip().endswith((".", ",", ";")):
        return None
    if kind := _KIND_OF.get(" ".join(words)):
        return kind
    if not _looks_like_heading(line, bare) and not _asks_or_offers(words):
        return None
    return _contained(words, bare) or kind_by_wording(fold(bare).strip())


def _asks_or_offers(words: list[str]) -> bool:
    """Whether a line begins as headings do that are half a question: "What we ask for"."""
    return len(words) > 2 and words[0] in _QUESTION_WORDS


def find_sections(text: str) -> tuple[Section, ...]:
    """The sections of a normalised posting, in order; text before the first heading is the intro.

    Headings count on a line of their own, before a colon at the start of a line ("Requirements: Python"),
    and in running text that lost its line breaks.
    """
    marks = sorted(_marks(text))
    sections = []
    at, kind = 0, SectionKind.INTRO
    for start, end, opened in marks:
        if start < at:
            continue
        sections.append(Section(kind, at, start))
        at, kind = end, opened
    sections.append(Section(kind, at, len(text)))
    return tuple(s for s in sections if text[s.start : s.end].strip())


def find_pieces(text: str, sections: tuple[Section, ...]) -> tuple[Piece, ...]:
    """The list items and sentences of all sections, in order, each without its marker."""
    return tuple(
        p for s in sections for line in _lines(text, s.start, s.end) for p in _pieces(text, s.kind, *line)
    )


def _marks(text: str) -> Iterator[tuple[int, int, SectionKind]]:
    for start, end in _lines(text, 0, len(text)):
        line = text[start:end]
        if kind := heading_kind(line):
            yield start, end, kind
            continue
        head, colon, _ = line.partition(":")
        if colon and len(head) <= 60 and (kind := heading_kind(head + ":")):
            body = len(head) + 1
            yield start, start + body, kind
            yield from _inline_marks(line[body:], start + body)
        else:
            yield from _inline_marks(line, start)


def _inline_marks(line: str, offset: int) -> Iterator[tuple[int, int, SectionKind]]:
    for hit in _INLINE.finditer(fold(line)):
        start, end = hit.span()
        before, after = line[:start].rstrip(), line[end:].lstrip()
        if hit["tail"] and not line[hit.start("tail") :].split()[1][:1].isupper() and not hit["colon"]:
            end, after = hit.end("phrase"), line[hit.end("phrase") :].lstrip()
        if not line[start].isupper() or not _opens_a_section(after):
            continue
        if hit["colon"] or not before or before[-1] in ".!?:;)*•" or len(line) > _FLATTENED:
            yield offset + start, offset + end, _KIND_OF[_key(hit["phrase"])]


def _opens_a_section(after: str) -> bool:
    return not after or after[0].isupper() or after[0] in "*•◦▪-–" or re.match(r"\d[.)] ", after) is not None


def _key(phrase: str) -> str:
    return re.sub(r"[^\w]+", " ", phrase).strip()


def _looks_like_heading(line: str, bare: str) -> bool:
    if line.rstrip().endswith((":", "?")) or line.lstrip().startswith(("#", "**", "==")):
        return True
    words = [w for w in bare.split() if len(w) > 3]
    return bool(words) and sum(w[0].isupper() for w in words) * 2 >= len(words) and not BULLET.match(line)


def _contained(words: list[str], bare: str) -> SectionKind | None:
    """The longest known phrase inside a short heading, with at most three words around it."""
    if len(words) > 6 or re.search(r"\d", bare):
        return None
    for size in range(len(words), 0, -1):
        for first in range(len(words) - size + 1):
            phrase = " ".join(words[first : first + size])
            kind = _KIND_OF.get(phrase)
            if kind and len(words) - size <= 3 and (size > 1 or phrase not in _GENERIC):
                return kind
    return None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].strip():
            yield at, stop
        at = stop + 1


def _pieces(text: str, kind: SectionKind, start: int, end: int) -> Iterator[Piece]:
    marker = BULLET.match(text[start:end])
    bullet = marker is not None
    if marker:
        start += marker.end()
    for item_start, item_end, listed in _items(text, start, end):
        for first, last in _sentences(text, item_start, item_end):
            yield Piece(kind, first, last, bullet or listed)


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """List items written in one line ("include: * Python * SQL"), or the line itself."""
    marks = list(_INLINE_BULLET.finditer(text[start:end]))
    if len(marks) < 2:
        yield start, end, False
        return
    if marks[0].start() > 0:
        yield start, start + marks[0].start(), False
    for index, mark in enumerate(marks):
        stop = start + marks[index + 1].start() if index + 1 < len(marks) else end
        yield start + mark.end(), stop, True


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for hit in _SENTENCE_END.finditer(text, start, end):
        if hit.start() <= at or _is_abbreviation(text, at, hit.start()):
            continue
        yield from _bounded(text, at, hit.start())
        at = hit.end()
    yield from _bounded(text, at, end)


def _is_abbreviation(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and _ABBREVIATION.search(text[max(start, end - 12) : end]) is not None


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, or one without end in parts: so the work on a posting grows with its length only."""
    while end - start > _LONGEST_SENTENCE:
        limit = start + _LONGEST_SENTENCE
        cut = max(text.rfind(", ", start, limit), text.rfind("; ", start, limit))
        cut = cut + 1 if cut > start else text.rfind(" ", start, limit)
        cut = cut if cut > start else limit
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in " \t\n–—-*•,":
        start += 1
    while end > start and text[end - 1] in " \t\n;":
        end -= 1
    if any(ch.isalnum() for ch in text[start:end]):
        yield start, end
