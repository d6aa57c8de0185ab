"""The CV as the checks see it: its passages with their kinds, and how to quote them with their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from candidacy.domain.postings.schema import Posting
from candidacy.domain.reading.document import Document, Line
from candidacy.domain.resume import Resume, SourcedResume, Span, Volunteer, Work
from candidacy.domain.review.industries import Industry
from candidacy.domain.review.lexicon import Lexicon, headings, lexicon
from candidacy.domain.review.schema import Quote
from candidacy.domain.review.spelling import english_share
from candidacy.domain.skills import SkillMention, Taxonomy, find_skills


class Kind(StrEnum):
    """What a passage is, which decides what is expected of it."""

    SUMMARY = "summary"
    BULLET = "bullet"
    """One statement of a role, a project or voluntary work."""
    PROSE = "prose"
    """A running description."""
    TITLE = "title"
    LOOSE = "loose"
    """Text of the document that became no field."""


@dataclass(frozen=True)
class Passage:
    """A text of the CV. ``offset`` is its place in the document where it was taken from there."""

    text: str
    kind: Kind
    path: str | None = None
    section: str = ""
    index: int = 0
    offset: int | None = None

    @property
    def words(self) -> int:
        """The runs that hold a letter or digit; leader dots and bullets are none."""
        return sum(any(map(str.isalnum, run)) for run in self.text.split())


_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÄÖÜ])|\s*[\n•▪●]\s*")
_WORDS_OF_PROSE = 6


@dataclass(frozen=True, eq=False)
class Subject:
    """A CV under review. All derived values are computed once and depend on nothing else."""

    sourced: SourcedResume
    document: Document | None
    today: date
    industry: Industry
    posting: Posting | None = None
    taxonomy: Taxonomy | None = None

    @property
    def resume(self) -> Resume:
        return self.sourced.resume

    @cached_property
    def language(self) -> str | None:
        """The CV's language; told from its words where the detector was not sure or clearly wrong."""
        detected = self.document.language if self.document else None
        texts = [p.text for p in self.passages] or [p.text for p in self.whole]
        share = english_share(texts)
        if share >= 0.75:
            return "en"
        return detected if detected != "en" or share >= 0.5 else None

    @cached_property
    def lexicon(self) -> Lexicon | None:
        """The lexicon of the CV's language."""
        return lexicon(self.language)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of the Resume that say something, in its order."""
        basics = self.resume.basics
        found = [Passage(basics.summary, Kind.SUMMARY, "/basics/summary")] if basics.summary else []
        for section in ("work", "volunteer", "projects"):
            for index, entry in enumerate(getattr(self.resume, section)):
                found.extend(_of_entry(section, index, entry))
        return tuple(found)

    @cached_property
    def statements(self) -> tuple[Passage, ...]:
        """What the person says they did: bullets, and the sentences of roles that are told in prose."""
        found = [p for p in self.passages if p.kind is Kind.BULLET]
        told = {(p.section, p.index) for p in found}
        for passage in self.passages:
            if passage.kind is Kind.PROSE and (passage.section, passage.index) not in told:
                found.extend(_sentences(passage))
        return tuple(found)

    @cached_property
    def whole(self) -> tuple[Passage, ...]:
        """Everything that stands in the CV: the document's text, or each value of a typed Resume."""
        if self.document is not None:
            return (Passage(self.document.text, Kind.LOOSE, offset=0),)
        values = _strings(self.resume.to_json_resume(), "")
        return tuple(Passage(value, Kind.LOOSE, path) for path, value in values)

    @cached_property
    def text(self) -> str:
        """All of the CV's text."""
        return "\n".join(p.text for p in self.whole)

    @cached_property
    def mentions(self) -> Sequence[SkillMention]:
        """The taxonomy's concepts in the CV's text; none without a taxonomy."""
        return find_skills(self.text, self.taxonomy) if self.taxonomy is not None else []

    @cached_property
    def words(self) -> int:
        return len(self.text.split())

    @cached_property
    def loose(self) -> tuple[Passage, ...]:
        """The document's paragraphs that became no field, headings left out."""
        if self.document is None:
            return ()
        found = []
        for lines in _blocks(self.document.lines):
            start, end = lines[0].start, lines[-1].end
            text = self.document.text[start:end]
            if self._covered(start, end) or all(self.is_heading(line) for line in lines):
                continue
            if _letters(text) not in self._told:
                found.append(Passage(text, Kind.LOOSE, offset=start))
        return tuple(found)

    @cached_property
    def _told(self) -> str:
        """The letters of all passages: a paragraph found here was read, though its place is not known."""
        return "\n".join(_letters(p.text) for p in self.passages)

    @cached_property
    def section_lines(self) -> tuple[tuple[Line, str], ...]:
        """The document's lines that head a section we know, with the JSON Resume section."""
        if self.document is None:
            return ()
        named = ((line, self._section_of(line)) for line in self.document.lines)
        return tuple((line, section) for line, section in named if section)

    def is_heading(self, line: Line) -> bool:
        """Whether the line heads a section, by its format or its words."""
        return line.heading > 0 or bool(self._section_of(line))

    def _section_of(self, line: Line) -> str | None:
        if len(line.words) > 5 or self.document is None:
            return None
        words = self.document.text[line.start : line.end].lower().strip(" :•|-–—.")
        return headings().get(words) or headings().get(words.replace(" ", ""))

    @cached_property
    def _field_ranges(self) -> tuple[tuple[int, int, str], ...]:
        return tuple(sorted((s.start, s.end, f.path) for f in self.sourced.fields for s in f.spans))

    def _covered(self, start: int, end: int) -> bool:
        """Whether fields hold more than half of the characters of the document's text from start to end."""
        held, reached = 0, start
        for a, b, _ in self._field_ranges:
            held += max(0, min(b, end) - max(a, reached))
            reached = max(reached, min(b, end))
        return 2 * held > end - start

    @cached_property
    def _spans(self) -> dict[str, tuple[Span, ...]]:
        spans: dict[str, tuple[Span, ...]] = {}
        for field in self.sourced.fields:
            spans.setdefault(field.path, field.spans)
        return spans

    def value(self, path: str, value: str) -> Quote:
        """A whole value of the Resume."""
        return Quote(quote=value, path=path, spans=self._spans.get(path, ()))

    def entry(self, path: str, **values: str | None) -> Quote:
        """An entry of the Resume by the first of its values (by their names in JSON) that it has."""
        for name, value in values.items():
            if value:
                return self.value(f"{path}/{name}", value)
        section, index = path.split("/")[1:3]
        return Quote(quote=f"{section} {int(index) + 1}", path=path)

    def quote(self, passage: Passage, start: int = 0, end: int | None = None) -> Quote:
        """The words ``passage.text[start:end]`` with their own place in the document."""
        end = len(passage.text) if end is None else end
        words = " ".join(passage.text[start:end].split())
        if passage.offset is not None and self.document is not None:
            at = passage.offset + start
            path = passage.path or self._path_at(at)
            return Quote(quote=words, path=path, spans=self.document.span(at, passage.offset + end))
        whole = self._spans.get(passage.path or "", ())
        return Quote(quote=words, path=passage.path, spans=self._within(passage, start, end, whole))

    def _within(self, passage: Passage, start: int, end: int, whole: tuple[Span, ...]) -> tuple[Span, ...]:
        """The spans of a part of a field; those of the whole field where the part is not found in it."""
        if self.document is None or not whole:
            return whole
        first, last = min(s.start for s in whole), max(s.end for s in whole)
        wanted = re.compile(r"\s+".join(map(re.escape, passage.text[start:end].split())))
        before = len(wanted.findall(passage.text[:start]))
        hits = list(wanted.finditer(self.document.text, first, last))
        if not hits:
            return whole
        hit = hits[min(before, len(hits) - 1)]
        return self.document.span(hit.start(), hit.end())

    def _path_at(self, offset: int) -> str | None:
        holding = [(b - a, path) for a, b, path in self._field_ranges if a <= offset < b]
        return min(holding)[1] if holding else None

    def search(self, pattern: re.Pattern[str], passages: Sequence[Passage]) -> list[Quote]:
        """A quote for each match of ``pattern``, in order."""
        return [self.quote(p, m.start(), m.end()) for p in passages for m in pattern.finditer(p.text)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _of_entry(section: str, index: int, entry: object) -> Iterator[Passage]:
    for name, kind in (
        ("position", Kind.TITLE),
        ("summary", Kind.PROSE),
        ("description", Kind.PROSE),
    ):
        text = getattr(entry, name, None)
        if text:
            yield Passage(text, kind, f"/{section}/{index}/{name}", section, index)
    for n, text in enumerate(getattr(entry, "highlights", ())):
        if text.strip():
            yield Passage(text, Kind.BULLET, f"/{section}/{index}/highlights/{n}", section, index)


def _sentences(passage: Passage) -> Iterator[Passage]:
    """The sentences of a description as statements; their quotes stand for the whole field's path."""
    for sentence in _SENTENCE_END.split(passage.text):
        if len(sentence.split()) >= 3:
            yield Passage(sentence, Kind.BULLET, passage.path, passage.section, passage.index)


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, f"{path}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}/{index}")
    elif isinstance(value, str):
        yield path, value


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if block and (line.block != block[-1].block or line.bullet):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def prose(subject: Subject) -> tuple[Passage, ...]:
    """Everything that is written in sentences: the Resume's passages, and loose text of some length."""
    told = tuple(p for p in subject.passages if p.kind is not Kind.TITLE)
    return told + tuple(p for p in subject.loose if p.words >= _WORDS_OF_PROSE)


def roles(subject: Subject) -> list[tuple[str, Work | Volunteer]]:
    """Paid and voluntary roles with their JSON pointers."""
    found: list[tuple[str, Work | Volunteer]] = [(f"/work/{i}", w) for i, w in enumerate(subject.resume.work)]
    return found + [(f"/volunteer/{i}", v) for i, v in enumerate(subject.resume.volunteer)]
