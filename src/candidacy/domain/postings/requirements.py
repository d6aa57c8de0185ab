"""From the pieces of a posting to its requirements."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from candidacy.domain.postings import cues
from candidacy.domain.postings.alternatives import group
from candidacy.domain.postings.education import DegreeMention, degree_rank, find_degrees
from candidacy.domain.postings.headings import SectionKind
from candidacy.domain.postings.languages import LanguageMention, find_languages
from candidacy.domain.postings.schema import Importance, Requirement, RequirementKind
from candidacy.domain.postings.sections import Piece, Section
from candidacy.domain.postings.text import fold
from candidacy.domain.postings.years import YearsAsked, find_years
from candidacy.domain.skills.concepts import ConceptKind, SkillMention

Finder = Callable[[str], Sequence[SkillMention]]
"""Finds the skills of a sentence; offsets count in the sentence."""

_ASKING = (SectionKind.REQUIREMENTS, SectionKind.NICE)
SILENT = (SectionKind.BENEFITS, SectionKind.ABOUT, SectionKind.APPLY, SectionKind.LEGAL, SectionKind.TERMS)
"""The sections that are never requirements."""
_LANGUAGE_ITEM = 8
"""Words. A longer item that names a language must also speak of knowing it."""
_SHORTEST_DUTY = 3
_SHORTEST_SENTENCE = 5
"""Words that a list item, and a sentence outside lists, has at least to count as a duty."""
_OR_DEGREE = re.compile(r"\s*(?:,|/|or|oder|ou|o|of|and/or|\W)*\s*")
_FIELD_ENDS = re.compile(
    r"[;.]|\b(?:and|with|plus|und|mit|et|avec|y|con|e|com|en|met)\s+(?:\w+\s+){0,3}?(?:\d"
    r"|years?|experience|erfahrung|ervaring|experien)|\bexperience\b|\berfahrung\b"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the pieces of one posting have in common."""

    find: Finder
    kind_of: Callable[[str], ConceptKind | None]
    """The kind of a concept by its URI."""
    lists_requirements: bool
    """A section of its own says what is asked for, so that duties need not be searched for skills."""
    structured: bool
    """The posting has headings that say what its parts are."""
    is_soft: Callable[[str], bool] = lambda _: False
    """Whether a concept is a soft skill by its URI."""


def requirements_of(text: str, pieces: Sequence[Piece], context: Context) -> tuple[Requirement, ...]:
    """The requirements of a posting in the order of its text; the same thing asked for twice counts once."""
    found = [r for piece in pieces for r in _of_piece(text, piece, context)]
    return tuple(_once(sorted(found, key=lambda r: (r.start, r.end, r.kind.value, r.skill_uris))))


def has_requirement_section(sections: Sequence[Section]) -> bool:
    """Whether any section says what is asked for."""
    return any(s.kind in _ASKING for s in sections)


def _of_piece(text: str, piece: Piece, context: Context) -> Iterator[Requirement]:
    sentence = text[piece.start : piece.end]
    if piece.section in SILENT or cues.not_needed(sentence) or _is_noise(sentence, piece):
        return
    asked = piece.section in _ASKING or (cues.asks(sentence) and not cues.is_about_the_company(sentence))
    if piece.section is SectionKind.DUTIES and piece.bullet:
        asked = bool(find_years(sentence) or find_degrees(sentence))
    if asked:
        yield from _asked_for(sentence, piece, context)
    elif _is_duty(sentence, piece, context):
        yield _whole(sentence, piece, RequirementKind.DUTY, Importance.MUST)
        if not context.lists_requirements:
            yield from _skills(sentence, piece, context.find(sentence), context)


def _is_noise(sentence: str, piece: Piece) -> bool:
    if cues.is_boilerplate(sentence):
        return piece.section not in _ASKING or not (find_degrees(sentence) or find_years(sentence))
    return sentence.endswith(":")


def _is_duty(sentence: str, piece: Piece, context: Context) -> bool:
    words = len(sentence.split())
    if words < (_SHORTEST_DUTY if piece.bullet else _SHORTEST_SENTENCE) or sentence.endswith("?"):
        return False
    if piece.section is SectionKind.DUTIES:
        return piece.bullet or not cues.is_about_the_company(sentence)
    if cues.is_about_the_company(sentence):
        return False
    return cues.does(sentence) or not context.structured


def _asked_for(sentence: str, piece: Piece, context: Context) -> Iterator[Requirement]:
    """All that one sentence asks for; a sentence without anything known is kept whole as a skill in words."""
    mentions = [m for m in context.find(sentence) if context.kind_of(m.uri) is not ConceptKind.OCCUPATION]
    degrees, years = find_degrees(sentence), find_years(sentence)
    short = piece.section in _ASKING and len(sentence.split()) <= _LANGUAGE_ITEM
    languages = find_languages(sentence, anywhere=short)
    default = _default(piece)
    fields = [m for m in mentions if _is_field(sentence, degrees, m)]
    skills = [m for m in mentions if m not in fields and not _names_a_language(m, languages, context)]
    found: list[Requirement] = []
    found += _education(sentence, piece, degrees, fields)
    found += _languages(sentence, piece, languages, mentions)
    found += _experience(sentence, piece, years, skills)
    found += _licences(sentence, piece, skills, context)
    found += _skills(sentence, piece, [m for m in skills if not _is_qualification(m, context)], context)
    if cues.is_about_place(sentence) and not found:
        found.append(
            _whole(
                sentence,
                piece,
                RequirementKind.LOCATION,
                cues.importance_at(sentence, 0, len(sentence), default),
            )
        )
    if not found and len(sentence.split()) >= 2:
        kind = (
            RequirementKind.DUTY if cues.does(sentence) and not cues.asks(sentence) else RequirementKind.SKILL
        )
        found.append(_whole(sentence, piece, kind, cues.importance_at(sentence, 0, len(sentence), default)))
    yield from found


def _default(piece: Piece) -> Importance:
    return Importance.NICE if piece.section is SectionKind.NICE else Importance.MUST


def _whole(sentence: str, piece: Piece, kind: RequirementKind, importance: Importance) -> Requirement:
    return Requirement(text=sentence, kind=kind, importance=importance, start=piece.start, end=piece.end)


def _education(
    sentence: str, piece: Piece, degrees: Sequence[DegreeMention], fields: Sequence[SkillMention]
) -> Iterator[Requirement]:
    """One requirement for the must level and one for a higher level that is wished for."""
    by_importance: dict[Importance, list[DegreeMention]] = {}
    for degree in degrees:
        importance = cues.importance_at(sentence, degree.start, degree.end, _default(piece))
        by_importance.setdefault(importance, []).append(degree)
    for importance in (Importance.MUST, Importance.NICE):
        named = by_importance.get(importance)
        if named:
            level = min((d.level for d in named), key=degree_rank)
            uris = tuple(dict.fromkeys(m.uri for m in fields))
            whole = _whole(sentence, piece, RequirementKind.EDUCATION, importance)
            yield whole.model_copy(update={"level": level, "skill_uris": uris})


def _is_field(sentence: str, degrees: Sequence[DegreeMention], mention: SkillMention) -> bool:
    """Whether the mention is the subject of a degree: "Bachelor's degree in computer science"."""
    before = [d for d in degrees if d.end <= mention.start]
    if not before:
        return any(d.start - 1 <= mention.end and mention.start < d.end for d in degrees)
    return not _FIELD_ENDS.search(fold(sentence), before[-1].end, mention.start)


def _names_a_language(mention: SkillMention, languages: Sequence[LanguageMention], context: Context) -> bool:
    if context.kind_of(mention.uri) is ConceptKind.LANGUAGE:
        return True
    return any(lang.start < mention.end and mention.start < lang.end for lang in languages)


def _languages(
    sentence: str, piece: Piece, languages: Sequence[LanguageMention], mentions: Sequence[SkillMention]
) -> Iterator[Requirement]:
    for alternatives in _language_groups(sentence, languages):
        first, last = alternatives[0], alternatives[-1]
        uris = [m.uri for m in mentions if any(m.start < a.end and a.start < m.end for a in alternatives)]
        single = len(languages) == len(alternatives)
        start, end = (0, len(sentence)) if single else (first.start, last.end)
        yield Requirement(
            text=sentence[start:end],
            kind=RequirementKind.LANGUAGE,
            importance=cues.importance_at(sentence, first.start, last.end, _default(piece)),
            skill_uris=tuple(dict.fromkeys(uris)),
            languages=tuple(dict.fromkeys(a.code for a in alternatives)),
            level=first.level,
            start=piece.start + start,
            end=piece.start + end,
        )


def _language_groups(sentence: str, languages: Sequence[LanguageMention]) -> list[list[LanguageMention]]:
    groups: list[list[LanguageMention]] = []
    for language in languages:
        between = fold(sentence[groups[-1][-1].end : language.start]) if groups else ""
        if groups and re.fullmatch(r"\s*(?:,?\s*(?:or|oder|ou|o|of|and/or)\s+|/)\s*", between):
            groups[-1].append(language)
        elif not any(language.code == other.code for g in groups for other in g):
            groups.append([language])
    return groups


def _experience(
    sentence: str, piece: Piece, years: Sequence[YearsAsked], skills: Sequence[SkillMention]
) -> Iterator[Requirement]:
    for asked in years:
        about = group(sentence, [m for m in skills if m.start >= asked.end or len(years) == 1])
        uris = tuple(dict.fromkeys(m.uri for m in about[0])) if len(about) == 1 else ()
        importance = cues.importance_at(sentence, asked.start, asked.end, _default(piece))
        yield _whole(sentence, piece, RequirementKind.EXPERIENCE, importance).model_copy(
            update={"years": asked.years, "skill_uris": uris}
        )


def _is_qualification(mention: SkillMention, context: Context) -> bool:
    return context.kind_of(mention.uri) is ConceptKind.QUALIFICATION


def _licences(
    sentence: str, piece: Piece, skills: Sequence[SkillMention], context: Context
) -> Iterator[Requirement]:
    named = [m for m in skills if _is_qualification(m, context)]
    for alternatives in group(sentence, named):
        yield _mentioned(sentence, piece, alternatives, RequirementKind.LICENCE, _default(piece))
    words = cues.find_licences(sentence)
    if words and not named:
        importance = cues.importance_at(sentence, *words[0], _default(piece))
        yield _whole(sentence, piece, RequirementKind.LICENCE, importance)


def _skills(
    sentence: str, piece: Piece, mentions: Sequence[SkillMention], context: Context
) -> Iterator[Requirement]:
    wanted = [m for m in mentions if context.kind_of(m.uri) in (ConceptKind.SKILL, ConceptKind.KNOWLEDGE)]
    for alternatives in group(sentence, wanted):
        # Nearly every posting lists soft skills and hardly any means them as a condition, unless it says so.
        soft = all(context.is_soft(m.uri) for m in alternatives)
        default = Importance.NICE if soft else _default(piece)
        yield _mentioned(sentence, piece, alternatives, RequirementKind.SKILL, default)


def _mentioned(
    sentence: str,
    piece: Piece,
    alternatives: Sequence[SkillMention],
    kind: RequirementKind,
    default: Importance,
) -> Requirement:
    start, end = alternatives[0].start, alternatives[-1].end
    return Requirement(
        text=sentence[start:end],
        kind=kind,
        importance=cues.importance_at(sentence, start, end, default),
        skill_uris=tuple(dict.fromkeys(m.uri for m in alternatives)),
        start=piece.start + start,
        end=piece.start + end,
    )


def _once(requirements: Sequence[Requirement]) -> Iterator[Requirement]:
    """Each requirement once; a must beats a wish for the same thing."""
    best: dict[tuple[object, ...], Requirement] = {}
    for requirement in requirements:
        key = _identity(requirement)
        known = best.get(key)
        if known is None or (
            known.importance is Importance.NICE and requirement.importance is Importance.MUST
        ):
            best[key] = requirement
    kept = {id(r) for r in best.values()}
    return (r for r in requirements if id(r) in kept)


def _identity(requirement: Requirement) -> tuple[object, ...]:
    r = requirement
    if r.kind is RequirementKind.LANGUAGE:
        return (r.kind, r.languages)
    if r.kind is RequirementKind.SKILL and r.skill_uris:
        return (r.kind, r.skill_uris)
    return (r.kind, fold(r.text), r.level, r.years)
