"""Evidence by wording: the words of a requirement found in the CV."""

from candidacy.domain.matching.asked import Asked, PreparedPosting
from candidacy.domain.matching.formula import EVIDENCE, word_strength, wording_strength
from candidacy.domain.matching.profile import CandidateProfile
from candidacy.domain.matching.schema import Evidence

_MOST_QUOTES = 3
_LEAST_SHARE = 0.25
"""Of a requirement's words, in one passage: less is not worth a quote."""


def by_wording(profile: CandidateProfile, asked: Asked) -> tuple[float, tuple[Evidence, ...]]:
    """The strength of the wording 0..1, and the passages that share most words, best first."""
    total = sum(w for _, w in asked.stems)
    if not total:
        return 0.0, ()
    anywhere = 0.0
    shared: dict[int, float] = {}
    for stem, weight in asked.stems:
        places = profile.places_of.get(stem, ())
        anywhere += weight * word_strength(profile.counts.get(stem, 0), profile.length)
        for place in places:
            shared[place] = shared.get(place, 0.0) + weight
    ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_MOST_QUOTES]
    together = ranked[0][1] / total if ranked else 0.0
    strength = wording_strength(anywhere / total, together)
    quotes = tuple(
        _quote(profile, place, min(strength, wording_strength(share / total, share / total)))
        for place, share in ranked
        if share / total >= _LEAST_SHARE
    )
    return strength, quotes


def shared_wording(profile: CandidateProfile, prepared: PreparedPosting) -> float | None:
    """How much of the posting's wording is shared, 0..100; None when the posting has no words."""
    if not prepared.wording_full:
        return None
    shared = sum(
        weight * word_strength(profile.counts.get(stem, 0), profile.length)
        for stem, weight in prepared.wording
    )
    return 100 * min(1.0, shared / prepared.wording_full)


def in_words(profile: CandidateProfile, asked: Asked) -> tuple[float, tuple[Evidence, ...]]:
    """The same for a skill that the taxonomy knows: words alone prove it only in part."""
    strength, quotes = by_wording(profile, asked)
    factor = EVIDENCE["wording_in_full"]
    return strength * factor, tuple(
        q.model_copy(update={"strength": round(q.strength * factor, 4)}) for q in quotes
    )


def _quote(profile: CandidateProfile, place: int, strength: float) -> Evidence:
    passage = profile.passages[place]
    return Evidence(
        quote=passage.text,
        path=passage.path,
        relation="wording",
        strength=round(strength, 4),
        spans=passage.spans,
    )
