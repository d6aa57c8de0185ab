"""The evidence of a CV for one requirement, by its kind; strongest first."""

from collections.abc import Mapping
from typing import NamedTuple

from candidacy.domain.matching.asked import Asked, Fit
from candidacy.domain.matching.formula import EVIDENCE
from candidacy.domain.matching.profile import CandidateProfile, Degree, Known, Spoken
from candidacy.domain.matching.schema import Evidence, Status
from candidacy.domain.matching.timeline import Months, union_months
from candidacy.domain.matching.wording import by_wording, in_words
from candidacy.domain.matching.words import stems
from candidacy.domain.postings.education import degree_rank
from candidacy.domain.postings.languages import LEVELS, level_rank
from candidacy.domain.postings.schema import RequirementKind
from candidacy.domain.postings.text import fold

_MOST = 5
"""How many pieces of evidence are kept for one requirement."""
_DEFAULT_LEVEL = "B2"
"""What a posting means that names a language and no level."""
_EQUIVALENT = (
    "equivalent",
    "vergleichbar",
    "gleichwertig",
    "oder berufserfahrung",
    "or experience",
    "or relevant experience",
    "equivalente",
    "in lieu",
    "gelijkwaardig",
    "ou experience",
)
_YEARS_FOR_A_DEGREE = 3.0


class Finding(NamedTuple):
    """How strongly a requirement is met, its evidence, and the status where there is none."""

    strength: float
    evidence: tuple[Evidence, ...]
    otherwise: Status


def find_evidence(profile: CandidateProfile, asked: Asked) -> Finding:
    """The finding for one requirement."""
    match asked.requirement.kind:
        case RequirementKind.SKILL:
            return _skill(profile, asked)
        case RequirementKind.DUTY:
            return _duty(profile, asked)
        case RequirementKind.EXPERIENCE:
            return _experience(profile, asked)
        case RequirementKind.EDUCATION:
            return _education(profile, asked)
        case RequirementKind.LANGUAGE:
            return _language(profile, asked)
        case RequirementKind.LICENCE:
            return _licence(profile, asked)
        case RequirementKind.LOCATION:
            return _location(profile, asked)


def _best(evidence: list[Evidence], otherwise: Status) -> Finding:
    ranked = sorted(evidence, key=lambda e: -e.strength)
    once = {(e.path, e.quote): e for e in reversed(ranked)}
    kept = tuple(e for e in ranked if once[e.path, e.quote] is e)[:_MOST]
    return Finding(kept[0].strength if kept else 0.0, kept, otherwise)


def _skill(profile: CandidateProfile, asked: Asked) -> Finding:
    if not asked.fits:
        return Finding(*by_wording(profile, asked), Status.UNKNOWN)
    otherwise = Status.UNKNOWN if asked.soft else Status.MISSING
    found = _by_concepts(profile, asked.fits)
    if found and found[0].strength >= EVIDENCE["wording_in_full"]:
        return _best(found, otherwise)
    strength, quotes = in_words(profile, asked)
    best = _best([*found, *quotes], otherwise)
    return best._replace(strength=max(best.strength, strength))


def _duty(profile: CandidateProfile, asked: Asked) -> Finding:
    strength, quotes = by_wording(profile, asked)
    if not asked.parts:
        return Finding(strength, quotes, Status.MISSING)
    by_part = [_by_concepts(profile, fits)[:1] for fits in asked.parts]
    covered = sum(e.strength for part in by_part for e in part) / len(by_part)
    seen = [e for part in by_part for e in part]
    best = _best([*quotes, *seen], Status.MISSING)
    return best._replace(strength=max(strength, (strength + covered) / 2))


def _by_concepts(profile: CandidateProfile, fits: Mapping[str, Fit]) -> list[Evidence]:
    """The mentions of fitting concepts, strongest first."""
    few, many = (profile.concepts, fits) if len(profile.concepts) <= len(fits) else (fits, profile.concepts)
    hits = [(fits[uri], profile.concepts[uri]) for uri in few if uri in many]
    found = [_of_concept(profile, fit, known) for fit, known in hits]
    return sorted(found, key=lambda e: (-e.strength, e.path, e.quote))


def _of_concept(profile: CandidateProfile, fit: Fit, known: Known) -> Evidence:
    passage = profile.passages[known.mentions[0].passage]
    return Evidence(
        quote=passage.text,
        path=passage.path,
        relation=fit.relation,
        strength=_proven(fit, known),
        spans=passage.spans,
    )


def _proven(fit: Fit, known: Known) -> float:
    """An exact concept counts more when roles show it than when it is only listed."""
    if fit.relation != "exact":
        return fit.strength
    if known.shown >= 2:
        return EVIDENCE["exact_twice"]
    return EVIDENCE["exact_shown" if known.shown else "exact_listed"]


def _experience(profile: CandidateProfile, asked: Asked) -> Finding:
    """Years in the roles that the requirement is about, or in all roles at a discount."""
    wanted = asked.requirement.years or 1.0
    if not profile.months:
        return Finding(0.0, (), Status.UNKNOWN)
    fitting = _fitting_months(profile, asked)
    about = union_months(fitting) / 12
    in_field = min(1.0, about / wanted)
    in_all = min(1.0, profile.years / wanted) * (
        EVIDENCE["years_in_other_field"] if _says_field(asked) else 1.0
    )
    strength = round(max(in_field, in_all), 4)
    years = about if in_field >= in_all else profile.years
    return Finding(strength, tuple(_years_quotes(profile, fitting, years, strength)), Status.MISSING)


def _says_field(asked: Asked) -> bool:
    return bool(asked.fits) or any(weight >= 1.0 for _, weight in asked.stems)


def _fitting_months(profile: CandidateProfile, asked: Asked) -> list[Months]:
    by_concept = [
        m
        for uri, known in profile.concepts.items()
        if uri in asked.fits and _close(asked.fits[uri])
        for m in known.months
    ]
    words = {s for s, weight in asked.stems if weight >= 1.0}
    by_title = [r.months for r in profile.roles if r.months and words.intersection(r.title.stems)]
    return [*by_concept, *by_title]


def _close(fit: Fit) -> bool:
    return fit.relation in ("exact", "narrower")


def _years_quotes(
    profile: CandidateProfile, fitting: list[Months], years: float, strength: float
) -> list[Evidence]:
    del years
    held = [r for r in profile.roles if r.months and (not fitting or r.months in fitting)]
    held.sort(key=lambda r: (-(r.months[1] if r.months else 0), r.passage))
    found = []
    for role in held[:_MOST]:
        passage = profile.passages[role.passage]
        found.append(
            Evidence(
                quote=passage.text,
                path=passage.path,
                relation="years",
                strength=strength,
                spans=passage.spans,
            )
        )
    return found


def _education(profile: CandidateProfile, asked: Asked) -> Finding:
    wanted = degree_rank(asked.requirement.level or "")
    found = [_of_degree(d, wanted, asked) for d in profile.degrees]
    if (
        any(word in fold(asked.requirement.text) for word in _EQUIVALENT)
        and profile.years >= _YEARS_FOR_A_DEGREE
    ):
        found += _years_quotes(profile, [], profile.years, EVIDENCE["instead_of_degree"])[:1]
    return _best(found, Status.MISSING if profile.degrees else Status.UNKNOWN)


def _of_degree(degree: Degree, wanted: int, asked: Asked) -> Evidence:
    strength = _degree_strength(degree, wanted)
    if strength == 1.0 and asked.fits and degree.fields and not any(f in asked.fits for f in degree.fields):
        strength = EVIDENCE["degree_other_field"]
    return Evidence(
        quote=degree.quote, path=degree.path, relation="degree", strength=strength, spans=degree.spans
    )


def _degree_strength(degree: Degree, wanted: int) -> float:
    if degree.level is None:
        return EVIDENCE["degree_unclear"]
    below = wanted - degree_rank(degree.level)
    if below <= 0:
        return 1.0
    return EVIDENCE["degree_one_below" if below == 1 else "degree_lower"]


def _language(profile: CandidateProfile, asked: Asked) -> Finding:
    wanted = asked.requirement.level or _DEFAULT_LEVEL
    codes = asked.requirement.languages
    found = [_of_language(s, wanted) for s in profile.languages if s.code in codes]
    if profile.written_in in codes and profile.passages and level_rank(wanted) <= level_rank("C1"):
        passage = next(
            (p for p in profile.passages if p.place.value in ("summary", "role")), profile.passages[0]
        )
        found.append(
            Evidence(
                quote=passage.text,
                path=passage.path,
                relation="written",
                strength=EVIDENCE["written_in_it"],
                spans=passage.spans,
            )
        )
    return _best(found, Status.MISSING if profile.languages else Status.UNKNOWN)


def _of_language(spoken: Spoken, wanted: str) -> Evidence:
    return Evidence(
        quote=spoken.quote,
        path=spoken.path,
        relation="level",
        strength=_level_strength(spoken.level, wanted),
        spans=spoken.spans,
    )


def _level_strength(level: str | None, wanted: str) -> float:
    if level is None:
        return EVIDENCE["level_unstated"]
    below = LEVELS.index(wanted) - level_rank(level)
    if below <= 0:
        return 1.0
    return {1: EVIDENCE["level_one_below"], 2: EVIDENCE["level_two_below"]}.get(below, 0.0)


def _licence(profile: CandidateProfile, asked: Asked) -> Finding:
    found = _by_concepts(profile, asked.fits)
    strength, quotes = by_wording(profile, asked)
    best = _best([*found, *(q.model_copy(update={"relation": "licence"}) for q in quotes)], Status.UNKNOWN)
    return best._replace(strength=max(best.strength, strength))


def _location(profile: CandidateProfile, asked: Asked) -> Finding:
    wanted = {s for s, _ in asked.stems}
    found = [
        Evidence(quote=place, path=path, relation="location", strength=1.0)
        for path, place in profile.locations
        if wanted.intersection(stems(place))
    ]
    return _best(found, Status.UNKNOWN)
