"""Sentences that somebody else proposed for a letter, each held against the CV."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candidacy.domain.matching.words import stems
from candidacy.domain.tailoring.guard import Facts, check_text
from candidacy.domain.tailoring.guard.proofs import refusal
from candidacy.domain.tailoring.letters.frames import Frame
from candidacy.domain.tailoring.letters.schema import AskedSentence, Draft, RefusedSentence, Sentence
from candidacy.domain.tailoring.places import entry_of
from candidacy.domain.tailoring.schema import ClaimKind, Refusal, Source, Verdict, verdict_of, words_of

Judged = Sentence | AskedSentence | RefusedSentence
_MOST_SOURCES = 3
_QUOTED = re.compile(r"[“„«\"]\s?(.{2,120}?)\s?[”“»\"]")
_OF_ITS_LINES = frozenset({ClaimKind.SCOPE, ClaimKind.TENSE})
_LEAST_SHARED = 2
"""Words in common: with fewer a line says nothing of a sentence."""
_TOLD = re.compile(
    r"/basics/(?:summary|label)|/(?:work|volunteer|projects)/\d+/(?:summary|description|highlights/\d+)"
    r"|/(?:skills|languages|certificates|education)/\d+/.+"
)
_ORGANISATION = re.compile(r"/(?:work|volunteer|projects|education)/\d+/(?:name|organization|institution)")


def guarded(draft: Draft, proposed: Iterable[Iterable[str]], facts: Facts, posting: str = "") -> Draft:
    """The letter with those of the proposed sentences that the CV supports in place of its body.

    ``proposed`` is in paragraphs, which stay: one of which nothing is taken or asked about is left out.

    Greeting, opening, closing and farewell stay the frame's, which claim nothing; where no sentence is
    supported, the body stays too. Of a sentence that quotes the posting the quotation alone is taken, in the
    frame's own words. What only its person can confirm is among the questions, with its place in the body.
    """
    frame, asked = Frame(draft.language, draft.tone), " ".join(posting.split())
    judged = [
        [
            _asking(text, asked, frame) or judged_sentence(" ".join(text.split()), facts)
            for text in paragraph
            if text.strip()
        ]
        for paragraph in proposed
    ]
    told, questions = _sorted(judged)
    if told:
        draft = _with_body(draft, told, questions)
    refused = tuple(one for paragraph in judged for one in paragraph if isinstance(one, RefusedSentence))
    return draft.model_copy(update={"refused": refused})


Paragraphs = tuple[tuple[Sentence, ...], ...]


def _sorted(judged: Sequence[Sequence[Judged]]) -> tuple[Paragraphs, list[AskedSentence]]:
    """What is taken, in paragraphs, and what is asked about, each once, with its place in these.

    Nothing is taken where no sentence rests on the CV. A paragraph of questions alone is empty.
    """
    taken = any(isinstance(one, Sentence) and one.sources for paragraph in judged for one in paragraph)
    told: list[tuple[Sentence, ...]] = []
    questions: list[AskedSentence] = []
    for paragraph in judged:
        kept = tuple(one for one in paragraph if isinstance(one, Sentence) and taken)
        known = {one.key for one in questions}
        asked = [one for one in _questions(paragraph, counted=taken) if one.key not in known]
        if kept or asked:
            questions += [one.model_copy(update={"paragraph": len(told)}) for one in asked]
            told.append(kept)
    return tuple(told), questions


def _with_body(draft: Draft, told: Paragraphs, questions: Iterable[AskedSentence]) -> Draft:
    """Paragraphs in place of the body; empty ones leave it, and are behind it for what is asked about."""
    body = [n for n, paragraph in enumerate(draft.paragraphs) if n > 1 and any(s.sources for s in paragraph)]
    first = body[0] if body else min(2, len(draft.paragraphs))
    if not any(told) and body:
        first = body[-1] + 1
    before = draft.paragraphs[:first]
    after = tuple(p for n, p in enumerate(draft.paragraphs) if n >= first and n not in body)
    placed = tuple(one.model_copy(update={"paragraph": first + one.paragraph}) for one in questions)
    return draft.model_copy(update={"paragraphs": (*before, *told, *after), "questions": placed})


def _questions(judged: Sequence[Judged], *, counted: bool) -> Iterator[AskedSentence]:
    """What is asked about, each once, behind so many sentences that are taken."""
    taken, seen = 0, set[str]()
    for one in judged:
        if isinstance(one, Sentence):
            taken += counted
        elif isinstance(one, AskedSentence) and one.key not in seen:
            seen.add(one.key)
            yield one.model_copy(update={"place": taken})


def _asking(text: str, posting: str, frame: Frame) -> Sentence | None:
    """What the posting asks for, where a sentence does no more than quote it."""
    hit = _QUOTED.search(" ".join(text.split()))
    if hit is None or not posting or hit[1].casefold() not in posting.casefold():
        return None
    said = frame.say("asked", asked=hit[1].rstrip(".;,:"))
    return Sentence(text=said) if said else None


def judged_sentence(text: str, facts: Facts) -> Judged:
    """The sentence with the lines it rests on; or all that speaks against it; or the words to be confirmed.

    What names one organisation may say no more than an entry of that organisation does: what was done for
    somebody else is not told as done there. All of it is told by the line that it shares most with, or by
    the CV and the few lines that it rests on; where it names several organisations, by these acts and tense.
    """
    sources = tuple(_sources(text, facts))
    if not sources:
        against = check_text(text, facts) or (refusal(ClaimKind.UNSUPPORTED, text),)
        return RefusedSentence(text=text, refusals=against)
    named = _entries_named(text, facts)
    sources, against = min(
        ((given, _spoken_against(text, facts, given, named)) for given in (sources[:1], sources)),
        key=lambda one: _gravity(one[1]),
    )
    match verdict_of(against):
        case Verdict.SUPPORTED:
            return Sentence(text=text, sources=sources)
        case Verdict.ASK:
            return AskedSentence(text=text, words=words_of(against), sources=sources)
        case Verdict.REFUSE:
            return RefusedSentence(text=text, refusals=against)


def _gravity(against: Sequence[Refusal]) -> tuple[int, int]:
    return [*Verdict].index(verdict_of(against)), len(against)


def _spoken_against(
    text: str, facts: Facts, sources: Sequence[Source], named: Mapping[str, str]
) -> tuple[Refusal, ...]:
    """What goes beyond these lines, and beyond the organisation that is named: led here is not led there."""
    of_lines = check_text(text, facts, path=sources[0].path, cited=[one.path for one in sources])
    several = len(set(named.values())) > 1
    if several:
        of_lines = tuple(one for one in of_lines if one.kind in _OF_ITS_LINES)
    if len(sources) == 1 and not named:
        return of_lines
    places: list[str | None] = [None] if several or not named else [*named]
    of_place = min((_against(text, facts, place) for place in places), key=_gravity)
    return tuple(dict.fromkeys((*of_place, *of_lines)))


def _against(text: str, facts: Facts, entry: str | None) -> tuple[Refusal, ...]:
    if entry is None:
        return check_text(text, facts)
    lines = [path for path in facts.values if path.startswith(f"{entry}/")]
    return check_text(text, facts, path=lines[0], cited=lines)


def _entries_named(text: str, facts: Facts) -> dict[str, str]:
    """The entries of the organisations that are named, each with its name; not what is part of another."""
    folded = text.casefold()
    found = {
        entry: name.casefold()
        for path, name in facts.values.items()
        if _ORGANISATION.fullmatch(path)
        and (entry := entry_of(path))
        and re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", folded)
    }
    return {
        entry: name
        for entry, name in found.items()
        if not any(name != other and name in other for other in found.values())
    }


def _sources(text: str, facts: Facts) -> Iterator[Source]:
    """The lines that share most with a sentence, best first."""
    own = set(stems(text))
    shared = [
        (len(own.intersection(stems(quote))), path, quote)
        for path, quote in facts.values.items()
        if _TOLD.fullmatch(path)
    ]
    least = min(_LEAST_SHARED, max(1, len(own) - 1))
    best = sorted((one for one in shared if one[0] >= least), key=lambda one: -one[0])
    for _, path, quote in best[:_MOST_SOURCES]:
        yield Source(path=path, quote=quote, spans=facts.sourced.spans_at(path))
