"""A posting prepared for matching: once for any number of CVs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from candidacy.domain.matching.formula import (
    CERTAINTY,
    EVIDENCE,
    TELLING,
    TITLE,
    WORD_AT_MOST,
    wording_in_full,
)
from candidacy.domain.matching.telling import Words, words_of
from candidacy.domain.matching.titles import Title, read_title
from candidacy.domain.matching.words import stems
from candidacy.domain.postings.schema import Posting, Requirement, RequirementKind
from candidacy.domain.skills.concepts import ConceptKind
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.soft import is_soft
from candidacy.domain.skills.taxonomy import Taxonomy

_COMPONENT = {
    RequirementKind.EXPERIENCE: "experience",
    RequirementKind.EDUCATION: "education",
    RequirementKind.LICENCE: "education",
    RequirementKind.LANGUAGE: "languages",
    RequirementKind.DUTY: "duties",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How a concept that someone may have stands to the one asked for, and what that is worth."""

    relation: str
    strength: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement with all that is needed to hold CVs against it."""

    requirement: Requirement
    component: str | None
    """None for a place of work, which is shown and never counted."""
    weight: float
    fits: Mapping[str, Fit]
    """By URI of a concept a candidate may have: the best fit with any of the alternatives."""
    parts: tuple[Mapping[str, Fit], ...]
    """For a duty: the same for each concept that its wording mentions."""
    stems: tuple[tuple[str, float], ...]
    """The content words of the wording with their weights, each once."""
    soft: bool


@dataclass(frozen=True, slots=True)
class PreparedPosting:
    """A posting ready to be matched."""

    posting: Posting
    title: Title | None
    occupation_fits: Mapping[str, Fit]
    asked: tuple[Asked, ...]
    wording: tuple[tuple[str, float], ...]
    """The content words of what is said of the job and the person, not of the place; weight times repeats."""
    wording_full: float
    """The weight of shared words from which the component ``wording`` is full; 0 where nothing is said."""


def prepare_posting(posting: Posting, taxonomy: Taxonomy) -> PreparedPosting:
    """All that depends on the posting alone."""
    title = read_title(posting.title) if posting.title else None
    words = words_of(posting)
    wording = tuple((s, min(words.weight(s), WORD_AT_MOST) * n) for s, n in words.counts.items())
    return PreparedPosting(
        posting=posting,
        title=title if title and title.stems else None,
        occupation_fits=_occupation_fits(posting.occupation_uri, taxonomy) if posting.occupation_uri else {},
        asked=tuple(_asked(r, words, taxonomy) for r in posting.requirements),
        wording=wording,
        wording_full=wording_in_full(sum(weight for _, weight in wording), known=words.known),
    )


def _asked(requirement: Requirement, words: Words, taxonomy: Taxonomy) -> Asked:
    soft = bool(requirement.skill_uris) and all(is_soft(u, taxonomy) for u in requirement.skill_uris)
    mentioned = find_skills(requirement.text, taxonomy) if requirement.kind is RequirementKind.DUTY else []
    told = tuple((s, words.weight(s)) for s in dict.fromkeys(stems(requirement.text)))
    return Asked(
        requirement=requirement,
        component=_component(requirement),
        weight=requirement.weight * _certainty(requirement, soft, taxonomy) * _specificity(requirement, told),
        fits=_best_fits(requirement.skill_uris, taxonomy),
        parts=tuple(_fits_of(uri, taxonomy) for uri in dict.fromkeys(m.uri for m in mentioned)),
        stems=told,
        soft=soft,
    )


def _component(requirement: Requirement) -> str | None:
    if requirement.kind is RequirementKind.LOCATION:
        return None
    if requirement.kind is RequirementKind.SKILL:
        return "must_haves" if requirement.importance.value == "must" else "nice_to_haves"
    return _COMPONENT[requirement.kind]


def _certainty(requirement: Requirement, soft: bool, taxonomy: Taxonomy) -> float:
    if requirement.kind is RequirementKind.LOCATION:
        return 0.0
    if requirement.kind is not RequirementKind.SKILL:
        return 1.0
    if not requirement.skill_uris:
        return CERTAINTY["in_words"]
    if soft:
        return CERTAINTY["soft_skill"]
    kinds = [c.kind for u in requirement.skill_uris if (c := taxonomy.get(u))]
    return CERTAINTY["skill" if kinds and all(k is ConceptKind.SKILL for k in kinds) else "knowledge"]


def _specificity(requirement: Requirement, words: Sequence[tuple[str, float]]) -> float:
    """Rare wording counts more: named skills by the mean of their words, other text by the sum."""
    told = [weight for _, weight in words]
    if requirement.kind is RequirementKind.DUTY or (
        requirement.kind is RequirementKind.SKILL and not requirement.skill_uris
    ):
        return min(1.0, sum(told) / TELLING)
    if requirement.kind is not RequirementKind.SKILL:
        return 1.0
    least = CERTAINTY["common_words"]
    return least + (1 - least) * (sum(told) / len(told) if told else 1.0)


def _best_fits(uris: tuple[str, ...], taxonomy: Taxonomy) -> Mapping[str, Fit]:
    best: dict[str, Fit] = {}
    for uri in uris:
        for have, fit in _fits_of(uri, taxonomy).items():
            if have not in best or fit.strength > best[have].strength:
                best[have] = fit
    return best


@lru_cache(maxsize=4096)
def _fits_of(uri: str, taxonomy: Taxonomy) -> Mapping[str, Fit]:
    """Every concept that speaks for ``uri``, closest relation first."""
    fits: dict[str, Fit] = {
        u: Fit("exact", EVIDENCE["exact_shown"]) for u in sorted(taxonomy.equivalents(uri))
    }
    for have in taxonomy.narrower(uri):
        fits.setdefault(have, Fit("narrower", EVIDENCE["narrower"]))
    for have, steps in taxonomy.broader(uri).items():
        if steps <= 2:
            fits.setdefault(have, Fit("broader", EVIDENCE["broader" if steps == 1 else "broader_far"]))
    for have in _related(uri, taxonomy):
        fits.setdefault(have, Fit("related", EVIDENCE["related"]))
    return fits


def _occupation_fits(uri: str, taxonomy: Taxonomy) -> Mapping[str, Fit]:
    """As for skills; and occupations of the same group, directly under the same concept, are siblings."""
    fits = dict(_fits_of(uri, taxonomy))
    groups = [group for group, steps in taxonomy.broader(uri).items() if steps == 1]
    for have in (uri for group in groups for uri, steps in taxonomy.narrower(group).items() if steps == 1):
        fits.setdefault(have, Fit("sibling", TITLE["sibling_occupation"]))
    return fits


def _related(uri: str, taxonomy: Taxonomy) -> tuple[str, ...]:
    own = [c for u in sorted(taxonomy.equivalents(uri)) if (c := taxonomy.get(u))]
    mine = [u for c in own for u in c.related]
    return tuple(dict.fromkeys((*mine, *_named_by(taxonomy).get(uri, ()))))


@lru_cache(maxsize=8)
def _named_by(taxonomy: Taxonomy) -> Mapping[str, tuple[str, ...]]:
    """For each concept those that name it as related."""
    found: dict[str, list[str]] = {}
    for concept in taxonomy:
        for other in concept.related:
            found.setdefault(other, []).append(concept.uri)
    return {uri: tuple(names) for uri, names in found.items()}
