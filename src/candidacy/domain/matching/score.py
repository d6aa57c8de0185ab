"""The match of a CV and a posting: evidence for each requirement, components, score and gains."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from candidacy.domain.matching.asked import Asked, PreparedPosting, prepare_posting
from candidacy.domain.matching.evidence import Finding, find_evidence
from candidacy.domain.matching.formula import (
    COMPONENTS,
    FORMULA,
    IMPORTANCE,
    MET,
    TITLE,
    band_of,
    components_of,
    status_of,
    total_of,
)
from candidacy.domain.matching.profile import CandidateProfile, Role, prepare_cv
from candidacy.domain.matching.schema import Band, Match, RequirementMatch
from candidacy.domain.matching.titles import MIDDLE, Title, closeness
from candidacy.domain.matching.wording import shared_wording
from candidacy.domain.postings.schema import Importance, Posting, Requirement
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import SourcedResume
from candidacy.domain.skills.taxonomy import Taxonomy

_MIXED = ("experience", "education", "languages", "duties")
"""The components in which musts and wishes stand together."""
_LONG_AGO = 120
Whole = Mapping[str, float | None]
"""The scores 0..100 of the components that are not made of requirements; None without anything to compare."""


def match(
    resume: SourcedResume,
    posting: Posting,
    taxonomy: Taxonomy,
    *,
    today: date,
    document: Document | None = None,
) -> Match:
    """The match of one CV and one posting; for many, prepare each once and call ``score``."""
    return score(prepare_cv(resume, taxonomy, today, document), prepare_posting(posting, taxonomy))


def score(profile: CandidateProfile, prepared: PreparedPosting) -> Match:
    """The same profile and posting give the same match, to the digit."""
    findings = [find_evidence(profile, asked) for asked in prepared.asked]
    strengths = [f.strength for f in findings]
    whole = _whole(profile, prepared)
    components = components_of(_parts(prepared.asked, strengths, whole))
    total = total_of(components)
    return Match(
        score=total,
        band=band_of(total),
        components=components,
        requirements=tuple(
            _requirement(asked, finding, _gain(prepared.asked, strengths, i, whole, total))
            for i, (asked, finding) in enumerate(zip(prepared.asked, findings, strict=True))
        ),
        formula=FORMULA,
    )


def total_score(profile: CandidateProfile, prepared: PreparedPosting) -> float:
    """The number of ``score`` without its reasons: the same to the digit."""
    return outline(profile, prepared).score


class Outline(NamedTuple):
    """What a ranking shows of a match. ``gap`` is the requirement that costs most, ``gain`` what it costs."""

    score: float
    band: Band
    musts: int
    musts_met: int
    gap: Requirement | None
    gain: float


def outline(profile: CandidateProfile, prepared: PreparedPosting) -> Outline:
    """The match in short, for ranking many: the same score as ``score`` to the digit."""
    strengths = [find_evidence(profile, asked).strength for asked in prepared.asked]
    whole = _whole(profile, prepared)
    total = total_of(components_of(_parts(prepared.asked, strengths, whole)))
    both = list(zip(prepared.asked, strengths, strict=True))
    musts = [s for asked, s in both if asked.component is not None and _is_must(asked)]
    lost = [weight_of(asked) * (1.0 - s) if asked.component is not None else 0.0 for asked, s in both]
    worst = max(
        range(len(lost)),
        key=lambda i: (lost[i] > 0 and _is_must(prepared.asked[i]), lost[i], -i),
        default=None,
    )
    gain = 0.0 if worst is None else _gain(prepared.asked, strengths, worst, whole, total)
    return Outline(
        score=total,
        band=band_of(total),
        musts=len(musts),
        musts_met=sum(s >= MET for s in musts),
        gap=prepared.asked[worst].requirement if worst is not None and gain else None,
        gain=gain,
    )


def _is_must(asked: Asked) -> bool:
    return asked.requirement.importance is Importance.MUST


def component_weights(prepared: PreparedPosting) -> dict[str, float]:
    """The weight of each component for this posting, whoever is held against it."""
    whole = {
        "title": None if prepared.title is None else 0.0,
        "wording": 0.0 if prepared.wording_full else None,
    }
    parts = _parts(prepared.asked, [0.0] * len(prepared.asked), whole)
    return {c.name: c.weight for c in components_of(parts)}


def _whole(profile: CandidateProfile, prepared: PreparedPosting) -> Whole:
    return {"title": _title_score(profile, prepared), "wording": shared_wording(profile, prepared)}


def _parts(
    asked: Sequence[Asked], strengths: Sequence[float], whole: Whole
) -> dict[str, tuple[float, float]]:
    """For each component the weight of its requirements and its score 0..100."""
    weights = dict.fromkeys(COMPONENTS, 0.0)
    sums = dict.fromkeys(COMPONENTS, 0.0)
    for one, strength in zip(asked, strengths, strict=True):
        if one.component is not None:
            weight = weight_of(one)
            weights[one.component] += weight
            sums[one.component] += weight * strength
    parts = {name: (w, 100 * sums[name] / w if w else 0.0) for name, w in weights.items()}
    for name, score_ in whole.items():
        parts[name] = (0.0, 0.0) if score_ is None else (1.0, score_)
    return parts


def weight_of(asked: Asked) -> float:
    """How much a requirement counts within its component."""
    factor = IMPORTANCE[asked.requirement.importance.value] if asked.component in _MIXED else 1.0
    return asked.weight * factor


def _gain(
    asked: Sequence[Asked],
    strengths: Sequence[float],
    index: int,
    whole: Mapping[str, float | None],
    total: float,
) -> float:
    """How many points the score rises when this requirement is fully met and nothing else changes."""
    if not weight_of(asked[index]) or strengths[index] >= 1.0:
        return 0.0
    better = [*strengths]
    better[index] = 1.0
    return round(max(0.0, total_of(components_of(_parts(asked, better, whole))) - total), 1)


def _requirement(asked: Asked, finding: Finding, gain: float) -> RequirementMatch:
    r = asked.requirement
    return RequirementMatch(
        text=r.text,
        kind=r.kind,
        importance=r.importance,
        status=status_of(finding.strength, finding.otherwise),
        strength=round(finding.strength, 4),
        weight=round(weight_of(asked), 4) if asked.component else 0.0,
        gain=gain,
        evidence=finding.evidence,
        start=r.start,
        end=r.end,
    )


def _title_score(profile: CandidateProfile, prepared: PreparedPosting) -> float | None:
    """The closest of the CV's titles, less what seniority is off; None when the posting has no title."""
    if prepared.title is None:
        return None
    in_text = TITLE["words_in_the_text"] * _words_known(profile, prepared.title)
    best = max((_role_closeness(profile, prepared, role) for role in profile.roles), default=0.0)
    return 100 * max(best, in_text) * _seniority_factor(profile, prepared.title)


def _role_closeness(profile: CandidateProfile, prepared: PreparedPosting, role: Role) -> float:
    want = prepared.title
    close = closeness(role.title, want) if want else 0.0
    fit = prepared.occupation_fits.get(role.occupation or "")
    if fit is not None:
        kind = {"exact": "same_occupation"}.get(fit.relation, f"{fit.relation}_occupation")
        close = max(close, TITLE[kind])
    return close * _recency(profile, role)


def _recency(profile: CandidateProfile, role: Role) -> float:
    if role.months is None:
        return TITLE["earlier_role"]
    ago = profile.today.year * 12 + profile.today.month - role.months[1]
    latest = max((r.months[1] for r in profile.roles if r.months), default=0)
    if ago > _LONG_AGO:
        return TITLE["role_over_ten_years_ago"]
    return 1.0 if role.months[1] == latest else TITLE["earlier_role"]


def _words_known(profile: CandidateProfile, want: Title) -> float:
    known = Title("", tuple(s for s in want.stems if s in profile.places_of), None)
    return closeness(known, want)


def _seniority_factor(profile: CandidateProfile, want: Title) -> float:
    """Less for each level that the latest titles stand below or above the one asked for."""
    if want.seniority is None:
        return 1.0
    have = _seniority(profile)
    if have is None:
        return 1.0
    apart = want.seniority - have
    rate = TITLE["level_too_low"] if apart > 0 else TITLE["level_too_high"]
    return max(0.0, 1.0 - rate * abs(apart))


def _seniority(profile: CandidateProfile) -> int | None:
    """What the latest title states, or what the years of work suggest."""
    dated = [r for r in profile.roles if r.months]
    latest = max(dated, key=lambda r: (r.months[1] if r.months else 0, -r.passage), default=None)
    if latest is not None and latest.title.seniority is not None:
        return latest.title.seniority
    if not profile.months:
        return None
    return 1 if profile.years < 2 else MIDDLE if profile.years < 6 else 3
