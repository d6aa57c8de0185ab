"""A CV prepared for matching: once for any number of postings."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from candidacy.domain.matching.passages import Passage, Place, is_personal, passages_of
from candidacy.domain.matching.timeline import Months, months_of
from candidacy.domain.matching.titles import Title, read_title
from candidacy.domain.matching.words import stems
from candidacy.domain.postings.education import DEGREES, degree_rank, highest_degree
from candidacy.domain.postings.languages import find_languages, language_named, level_of
from candidacy.domain.postings.occupations import occupation_of
from candidacy.domain.postings.text import fold
from candidacy.domain.reading.document import Document
from candidacy.domain.reading.language import language_of
from candidacy.domain.resume import Project, Resume, SourcedResume, Span, Volunteer, Work
from candidacy.domain.resume.experience import years_of_experience
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.names import names_of
from candidacy.domain.skills.taxonomy import Taxonomy
from candidacy.domain.skills.tokens import label_tokens

_UNFINISHED = (
    "incomplete",
    "not completed",
    "unfinished",
    "abgebrochen",
    "ohne abschluss",
    "inacab",
    "incompl",
    "niet afgerond",
    "dropped out",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept found in a passage: the wording there, and which passage."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """All that the CV shows of one concept, best mention first."""

    uri: str
    mentions: tuple[Mention, ...]
    shown: int
    """In how many roles and projects it is mentioned, two mentions in loose text as one."""
    months: tuple[Months, ...]
    """When: of the dated roles that mention it."""


@dataclass(frozen=True, slots=True)
class Role:
    """A position someone held or holds."""

    title: Title
    occupation: str | None
    months: Months | None
    passage: int


@dataclass(frozen=True, slots=True)
class Degree:
    """A course of study; ``level`` is None when the wording does not tell, ``fields`` are its subjects."""

    level: str | None
    fields: tuple[str, ...]
    quote: str
    path: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A language with its level, None when the CV does not say."""

    code: str
    level: str | None
    quote: str
    path: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class CandidateProfile:
    """What matching may know of a CV. Made by ``prepare_cv`` from a whitelist of fields."""

    passages: tuple[Passage, ...]
    concepts: dict[str, Known]
    places_of: dict[str, tuple[int, ...]]
    """For each stem the passages that hold it, in order."""
    counts: dict[str, int]
    """How often each stem stands in the CV."""
    length: int
    """How many content words the CV has."""
    roles: tuple[Role, ...]
    months: tuple[Months, ...]
    """Of all dated paid roles."""
    degrees: tuple[Degree, ...]
    languages: tuple[Spoken, ...]
    written_in: str | None
    locations: tuple[tuple[str, str], ...]
    """Where the person worked, as (path, place); shown beside a place asked for, never counted."""
    years: float
    """Of dated paid work, overlapping roles counted once."""
    today: date


def prepare_cv(
    resume: SourcedResume, taxonomy: Taxonomy, today: date, document: Document | None = None
) -> CandidateProfile:
    """The profile of a CV. ``document`` adds the lines that no field was read from.

    Name, photo, age, gender, nationality, marital status and address never get into it.
    """
    passages = passages_of(resume, document, _words_of(taxonomy).__contains__)
    dated = _dated(resume.resume, today)
    words = [stems(p.text) for p in passages]
    return CandidateProfile(
        passages=passages,
        concepts=_concepts(passages, dated, taxonomy),
        places_of=_places(words),
        counts=Counter(stem for found in words for stem in found),
        length=sum(map(len, words)),
        roles=_roles(resume.resume, passages, dated, taxonomy),
        months=tuple(m for m in dated[: len(resume.resume.work)] if m),
        degrees=_degrees(resume, taxonomy),
        languages=_languages(resume, passages),
        written_in=_written_in(passages),
        locations=_locations(resume.resume),
        years=years_of_experience(resume.resume, today),
        today=today,
    )


@lru_cache(maxsize=4)
def _words_of(taxonomy: Taxonomy) -> frozenset[str]:
    """Each word of the names of skills and occupations."""
    return frozenset(
        word for concept in taxonomy for name in names_of(concept) for word in label_tokens(name)
    )


def _dated(resume: Resume, today: date) -> list[Months | None]:
    """The months of each role, volunteering and project, in the order that passages count them."""
    entries: list[Work | Volunteer | Project] = [*resume.work, *resume.volunteer, *resume.projects]
    return [months_of(e.start_date, e.end_date, today) for e in entries]


def _concepts(
    passages: Sequence[Passage], dated: Sequence[Months | None], taxonomy: Taxonomy
) -> dict[str, Known]:
    found: dict[str, list[Mention]] = {}
    for index, passage in enumerate(passages):
        for mention in find_skills(passage.text, taxonomy):
            found.setdefault(mention.uri, []).append(Mention(index, mention.text))
    return {uri: _known(uri, mentions, passages, dated) for uri, mentions in found.items()}


def _known(
    uri: str, mentions: list[Mention], passages: Sequence[Passage], dated: Sequence[Months | None]
) -> Known:
    order = list(Place)
    best = sorted(mentions, key=lambda m: (order.index(passages[m.passage].place), m.passage))
    roles = dict.fromkeys(role for m in mentions if (role := passages[m.passage].role) is not None)
    months = tuple(span for role in roles if (span := dated[role]) is not None)
    loose = sum(passages[m.passage].place in (Place.SUMMARY, Place.OTHER) for m in mentions)
    return Known(uri, tuple(best), len(roles) + loose // 2, months)


def _places(words: Sequence[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    places: dict[str, list[int]] = {}
    for index, held in enumerate(words):
        for stem in dict.fromkeys(held):
            places.setdefault(stem, []).append(index)
    return {stem: tuple(found) for stem, found in places.items()}


def _roles(
    resume: Resume, passages: Sequence[Passage], dated: Sequence[Months | None], taxonomy: Taxonomy
) -> tuple[Role, ...]:
    at = {p.path: i for i, p in reversed(list(enumerate(passages)))}
    named = [(f"/work/{i}/position", w.position, dated[i]) for i, w in enumerate(resume.work)]
    latest = max((m for m in dated if m), key=lambda m: m[1], default=None)
    headline = next((p.text for p in passages if p.path == "/basics/label"), None)
    named.append(("/basics/label", headline, latest))
    return tuple(
        Role(read_title(text), occupation_of(text, taxonomy), months, at[path])
        for path, text, months in named
        if text and path in at
    )


def _degrees(sourced: SourcedResume, taxonomy: Taxonomy) -> tuple[Degree, ...]:
    found = []
    for i, entry in enumerate(sourced.resume.education):
        stated = entry.study_type or entry.area
        if not stated:
            continue
        member = "studyType" if entry.study_type else "area"
        text = " ".join(v for v in (entry.study_type, entry.area) if v)
        level = highest_degree(text) or highest_degree(f"{entry.study_type} degree")
        if level and any(word in fold(text) for word in _UNFINISHED):
            level = _one_below(level)
        fields = tuple(dict.fromkeys(m.uri for m in find_skills(text, taxonomy)))
        path = f"/education/{i}/{member}"
        found.append(Degree(level, fields, stated, path, sourced.spans_at(path)))
    return tuple(sorted(found, key=lambda d: -degree_rank(d.level or "")))


def _one_below(level: str) -> str | None:
    rank = degree_rank(level)
    return DEGREES[rank - 1] if rank > 0 else None


def _languages(sourced: SourcedResume, passages: Sequence[Passage]) -> tuple[Spoken, ...]:
    found: dict[str, Spoken] = {}
    for i, entry in enumerate(sourced.resume.languages):
        code = language_named(entry.language or "")
        if code:
            path = f"/languages/{i}/language"
            level = level_of(entry.fluency or "") or level_of(entry.language or "")
            quote = " ".join(v for v in (entry.language, entry.fluency) if v)
            found.setdefault(code, Spoken(code, level, quote, path, sourced.spans_at(path)))
    for passage in passages:
        if passage.place in (Place.SKILL, Place.SUMMARY, Place.OTHER) and not is_personal(passage.text):
            for said in find_languages(passage.text):
                found.setdefault(
                    said.code, Spoken(said.code, said.level, passage.text, passage.path, passage.spans)
                )
    return tuple(found.values())


def _written_in(passages: Sequence[Passage]) -> str | None:
    """Of what is compared alone: names and addresses would sway it."""
    return language_of("\n".join(p.text for p in passages))


def _locations(resume: Resume) -> tuple[tuple[str, str], ...]:
    return tuple((f"/work/{i}/location", w.location) for i, w in enumerate(resume.work) if w.location)
