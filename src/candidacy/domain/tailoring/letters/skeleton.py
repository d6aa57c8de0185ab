"""A letter without a model: a frame around the lines of the CV that answer the posting best."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from candidacy.domain.matching import Match, PreparedPosting, Status, prepare_cv, score
from candidacy.domain.postings import Importance, RequirementKind
from candidacy.domain.postings.schema import Posting
from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.experience import years_of_experience
from candidacy.domain.resume.pointer import leaves, split
from candidacy.domain.review.lexicon import lexicon
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring.letters.frames import Frame
from candidacy.domain.tailoring.letters.schema import Draft, LetterKind, Sentence, Tone
from candidacy.domain.tailoring.places import entry_of
from candidacy.domain.tailoring.schema import Source

_LINES = {LetterKind.LETTER: 3, LetterKind.NOTE: 1}
_MOST_SKILLS = 5
_LONGEST_ASKED = 70
_LEAST_YEARS = 2
_LINE = re.compile(r"/(?:work|volunteer|projects)/\d+/(?:highlights/\d+|summary|description)")
_SKILL = re.compile(r"/skills/\d+/(?:keywords/\d+|name)")
_NAMES = ("name", "organization")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a letter is to be."""

    kind: LetterKind = LetterKind.LETTER
    language: str = "en"
    tone: Tone = Tone.FORMAL


@dataclass(frozen=True, slots=True)
class Answering:
    """A line of the CV and what of the posting it answers, best first."""

    path: str
    quote: str
    asked: tuple[str, ...]


def drafted(
    sourced: SourcedResume, prepared: PreparedPosting, taxonomy: Taxonomy, wanted: Wanted, *, today: date
) -> Draft:
    """A whole letter of nothing but the frame and what the CV says. Raises UnknownLetterLanguage."""
    found = score(prepare_cv(sourced, taxonomy, today), prepared)
    return _Skeleton(sourced, prepared.posting, found, wanted, today).draft()


def answering_lines(found: Match, most: int) -> tuple[Answering, ...]:
    """The lines that answer most of what is asked for, each once."""
    by_line: dict[tuple[str, str], list[str]] = {}
    worth: dict[tuple[str, str], float] = {}
    for one in found.requirements:
        if one.status not in (Status.MET, Status.PARTIAL) or one.kind is RequirementKind.LOCATION:
            continue
        best = next((e for e in one.evidence if _LINE.fullmatch(e.path)), None)
        if best is None:
            continue
        line = best.path, best.quote
        by_line.setdefault(line, []).append(_short(one.text))
        must = 1.0 if one.importance is Importance.MUST else 0.5
        worth[line] = worth.get(line, 0.0) + must * one.weight * best.strength
    order = sorted(by_line, key=lambda line: (-worth[line], line))
    return tuple(Answering(*line, tuple(dict.fromkeys(by_line[line]))) for line in order[:most])


def _short(text: str) -> str:
    text = " ".join(text.split()).rstrip(".;,:")
    return text if len(text) <= _LONGEST_ASKED else ""


class _Skeleton:
    def __init__(
        self, sourced: SourcedResume, posting: Posting, found: Match, wanted: Wanted, today: date
    ) -> None:
        self._sourced, self._posting, self._match = sourced, posting, found
        self._wanted, self._today = wanted, today
        self._frame = Frame(wanted.language, wanted.tone)
        self._values = dict(leaves(sourced.resume.to_json_resume()))

    def draft(self) -> Draft:
        note = self._wanted.kind is LetterKind.NOTE
        prefix = "note_" if note else ""
        paragraphs = [
            self._framed("greeting"),
            [*self._framed(f"{prefix}opening"), *(() if note else self._standing())],
            *([one] for one in self._answers()),
            list(self._skills()),
            self._framed(f"{prefix}closing"),
            self._framed("farewell"),
            self._signature(),
        ]
        return Draft(
            kind=self._wanted.kind,
            language=self._wanted.language,
            tone=self._wanted.tone,
            subject=self._frame.say("subject", title=self._posting.title) or "",
            paragraphs=tuple(tuple(one) for one in paragraphs if one),
        )

    def _framed(self, name: str) -> list[Sentence]:
        said = self._frame.say(name, title=self._posting.title, organization=self._posting.organization)
        return [Sentence(text=said)] if said else []

    def _signature(self) -> list[Sentence]:
        name = self._sourced.resume.basics.name
        return [Sentence(text=name)] if name else []

    def _standing(self) -> Iterator[Sentence]:
        """What the person does or did last, and for how long they have worked."""
        work = self._sourced.resume.work
        if work and work[0].position and work[0].name:
            name = "before" if work[0].end_date else "now"
            said = self._frame.say(name, position=work[0].position, employer=work[0].name)
            if said:
                yield Sentence(text=said, sources=self._sources("/work/0/position", "/work/0/name"))
        years = int(years_of_experience(self._sourced.resume, self._today))
        said = self._frame.say("years", years=str(years)) if years >= _LEAST_YEARS else None
        if said:
            dated = [f"/work/{n}/startDate" for n in range(len(work))]
            yield Sentence(text=said, sources=self._sources(*dated))

    def _answers(self) -> Iterator[Sentence]:
        for line in answering_lines(self._match, _LINES[self._wanted.kind]):
            asked = [text for text in line.asked if text][:2]
            lead = self._frame.say("asked", asked=self._frame.listed(asked)) if asked else None
            told, sources = self._told(line)
            if told is not None:
                yield Sentence(text=f"{lead} {told}" if lead else told, sources=sources)

    def _told(self, line: Answering) -> tuple[str | None, tuple[Source, ...]]:
        """A line in a sentence that says where it was, as far as the CV does."""
        entry = entry_of(line.path) or ""
        at = next((f"{entry}/{m}" for m in _NAMES if f"{entry}/{m}" in self._values), "")
        facts = {
            "position": self._values.get(f"{entry}/position"),
            "employer": self._values.get(at),
            "line": _as_clause(line.quote),
            "told": _in_first_person(line.quote),
        }
        sources = self._sources(line.path, f"{entry}/position", at)
        if self._wanted.language == "en" and (said := self._frame.say("line_told", **facts)):
            return said, sources
        return self._frame.say("line_now", **facts) or self._frame.say("line_bare", **facts), sources

    def _skills(self) -> Iterator[Sentence]:
        """Skills that are asked for and stand in the CV's list alone."""
        told = {one.path for one in answering_lines(self._match, _LINES[self._wanted.kind])}
        places = self._skill_places(told)
        if places:
            said = self._frame.say("skills", skills=self._frame.listed([q for _, q in places]))
            if said:
                yield Sentence(text=said, sources=self._sources(*(path for path, _ in places)))

    def _skill_places(self, told: set[str]) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        for one in self._match.requirements:
            if one.status is not Status.MET or any(e.path in told for e in one.evidence):
                continue
            place = next((e for e in one.evidence if self._is_skill(e.path)), None)
            if place is not None:
                found.setdefault(place.path, self._values.get(place.path, place.quote))
        return list(found.items())[:_MOST_SKILLS]

    def _is_skill(self, path: str) -> bool:
        """Whether one skill stands there, and not the heading of several."""
        headed = path.endswith("/name") and f"{entry_of(path)}/keywords/0" in self._values
        return _SKILL.fullmatch(path) is not None and not headed

    def _sources(self, *paths: str) -> tuple[Source, ...]:
        return tuple(
            Source(path=path, quote=self._values[path], spans=self._sourced.spans_at(path))
            for path in paths
            if path in self._values and split(path)
        )


def _as_clause(line: str) -> str:
    return " ".join(line.split()).rstrip(".;")


def _in_first_person(line: str) -> str | None:
    """``built services`` of ``Built services``; None for a line that does not begin with a past verb."""
    text = _as_clause(line)
    first, _, rest = text.partition(" ")
    known = lexicon("en")
    if known is None or not rest or first.lower() not in known.past_verbs:
        return None
    return f"{first.lower()} {rest}"


def sentences_of(text: str) -> Sequence[str]:
    """The sentences of a text that somebody wrote, in order."""
    return [one.strip() for one in re.split(r"(?<=[.!?…])\s+|\n+", text) if one.strip()]
