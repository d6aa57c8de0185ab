"""Looks at each line of a CV with the words of its language."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from candidacy.domain.reading.language import language_of
from candidacy.domain.resume import SourcedResume
from candidacy.domain.review.figures import has_figure, has_number_word
from candidacy.domain.review.lexicon import Lexicon, lexicon
from candidacy.domain.review.shipped import shipped
from candidacy.domain.review.spelling import english
from candidacy.domain.review.tips.schema import Line, LineSet, Tip, TipKind

_LEAST, _MOST = 5, 34
"""Words of a line; the rubric asks for about the same."""
_MOST_SUMMARY = 90
_ENGLISH, _LEAST_WORDS = 0.75, 3
_FIRST_WORD = re.compile(r"[A-Za-z]+")
_SECTIONS = ("work", "volunteer", "projects")


@dataclass(frozen=True, slots=True)
class Context:
    """What has to be known of a line besides its words."""

    is_summary: bool = False
    ended: bool = False
    past_beside: bool = False
    """Whether the other lines of the entry are told in the past."""


@cache
def _said() -> Mapping[str, Any]:
    said: Mapping[str, Any] = shipped("tips", "tips.yaml")
    return said


def lines_of(sourced: SourcedResume) -> LineSet:
    """Every text of a CV that can be worded anew, each with its tips."""
    texts = list(_texts(sourced))
    language = _language(" \n".join(text for _, text, _ in texts))
    known = lexicon(language)
    return LineSet(
        language=known.language if known else None,
        lines=tuple(
            Line(path=path, text=text, tips=tips_for(text, known, context)) for path, text, context in texts
        ),
    )


def tips_for(text: str, known: Lexicon | None, context: Context = Context()) -> tuple[Tip, ...]:
    """What there is to say of one text; without a lexicon only what needs no words."""
    words = sum(any(map(str.isalnum, run)) for run in text.split())
    found = list(_by_length(text, words, context))
    if known is not None:
        found += _by_words(text, known, context)
    return tuple(sorted(found, key=lambda tip: (tip.start, tip.kind)))


def _language(text: str) -> str | None:
    """Told by the detector, or by how many words are English where there is too little text."""
    detected = language_of(text)
    if detected is not None:
        return detected
    words = [word for word in text.split() if word.isalpha() and word.islower() and len(word) > 2]
    known = sum(english().knows(word) for word in words)
    return "en" if len(words) >= _LEAST_WORDS and known >= _ENGLISH * len(words) else None


def _texts(sourced: SourcedResume) -> Iterator[tuple[str, str, Context]]:
    resume = sourced.resume
    if resume.basics.summary:
        yield "/basics/summary", resume.basics.summary, Context(is_summary=True)
    known = lexicon("en")
    for section in _SECTIONS:
        for n, entry in enumerate(getattr(resume, section)):
            lines = list(entry.highlights)
            past = sum(_is_past(line, known) for line in lines) * 2 > len(lines)
            context = Context(ended=bool(entry.end_date), past_beside=past)
            for member in ("summary", "description"):
                told = getattr(entry, member, None)
                if told and not (section == "work" and member == "description"):
                    yield f"/{section}/{n}/{member}", told, Context(is_summary=True, ended=context.ended)
            for i, line in enumerate(lines):
                yield f"/{section}/{n}/highlights/{i}", line, context


def _tip(kind: TipKind, text: str, start: int = 0, end: int | None = None, **facts: object) -> Tip:
    said, end = _said()[kind.value], len(text) if end is None else end
    advice = said["advice"].format(words=" ".join(text[start:end].split()), **facts)
    return Tip(kind=kind, title=said["title"], advice=advice, start=start, end=end)


def _by_length(text: str, words: int, context: Context) -> Iterator[Tip]:
    if words > (_MOST_SUMMARY if context.is_summary else _MOST):
        yield _tip(TipKind.TOO_LONG, text, count=words)
    if context.is_summary:
        return
    if words < _LEAST:
        yield _tip(TipKind.TOO_SHORT, text, count=words)
    if not has_figure(text) and not has_number_word(text):
        yield _tip(TipKind.NO_FIGURE, text)


def _by_words(text: str, known: Lexicon, context: Context) -> Iterator[Tip]:
    lead = len(text) - len(text.lstrip(" •–—-*▪●\t"))
    opening = known.weak_openings.match(text, lead)
    if opening:
        verbs = _said()["verbs"][known.language]
        yield _tip(TipKind.WEAK_OPENING, text, opening.start(), opening.end(), verbs=verbs)
    for hit in known.passive.finditer(text):
        yield _tip(TipKind.PASSIVE, text, hit.start(), hit.end())
    for pattern in (known.strong_buzzwords, known.mild_buzzwords):
        for hit in pattern.finditer(text):
            yield _tip(TipKind.BUZZWORD, text, hit.start(), hit.end())
    if not context.is_summary:
        for hit in known.first_person.finditer(text):
            yield _tip(TipKind.FIRST_PERSON, text, hit.start(), hit.end())
        yield from _by_tense(text, known, context)


def _by_tense(text: str, known: Lexicon, context: Context) -> Iterator[Tip]:
    first = _FIRST_WORD.match(text)
    verb = first[0].lower() if first else ""
    if first is None or verb not in known.base_verbs or verb in known.past_verbs:
        return
    if context.ended:
        yield _tip(TipKind.TENSE, text, first.start(), first.end())
    elif context.past_beside:
        yield _tip(TipKind.MIXED_TENSE, text, first.start(), first.end())


def _is_past(line: str, known: Lexicon | None) -> bool:
    first = _FIRST_WORD.match(line)
    return bool(first and known and first[0].lower() in known.past_verbs)
