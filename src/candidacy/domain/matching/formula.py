"""The published formula match-3: every weight, strength and threshold in one place.

``docs/explanation/matching.md`` prints the same figures, and a test holds the two together.
"""

import math
from collections.abc import Mapping, Sequence

from candidacy.domain.matching.schema import Band, Component, Status

FORMULA = "match-3"

COMPONENTS: dict[str, float] = {
    "must_haves": 0.16,
    "nice_to_haves": 0.05,
    "duties": 0.07,
    "title": 0.14,
    "wording": 0.51,
    "experience": 0.03,
    "education": 0.03,
    "languages": 0.01,
}
"""The share of each component when the posting speaks of all of them. Licences count with education."""

EVIDENCE: dict[str, float] = {
    "exact_twice": 1.0,
    "exact_shown": 0.95,
    "exact_listed": 0.85,
    "narrower": 0.9,
    "broader": 0.5,
    "broader_far": 0.3,
    "related": 0.35,
    "wording_in_full": 0.75,
    "level_one_below": 0.6,
    "level_two_below": 0.3,
    "level_unstated": 0.7,
    "written_in_it": 0.8,
    "degree_other_field": 0.75,
    "degree_one_below": 0.5,
    "degree_lower": 0.2,
    "degree_unclear": 0.3,
    "instead_of_degree": 0.7,
    "years_in_other_field": 0.6,
}
"""How much a piece of evidence proves, 0..1."""

IMPORTANCE: dict[str, float] = {"must": 1.0, "nice": 0.35}
"""Within experience, education and languages, where musts and wishes stand together."""

CERTAINTY: dict[str, float] = {
    "knowledge": 1.0,
    "skill": 0.7,
    "soft_skill": 0.3,
    "in_words": 0.6,
    "common_words": 0.4,
}
"""How much a requirement counts within its component by what it asks for."""
TELLING = 2.0
"""The weight of words from which a duty or a requirement in words counts in full."""

TITLE: dict[str, float] = {
    "same_occupation": 1.0,
    "narrower_occupation": 0.95,
    "broader_occupation": 0.7,
    "related_occupation": 0.6,
    "sibling_occupation": 0.3,
    "words_in_the_text": 0.5,
    "earlier_role": 0.9,
    "role_over_ten_years_ago": 0.75,
    "level_too_low": 0.12,
    "level_too_high": 0.06,
}
"""Closeness of titles; the last two are taken off for each level of seniority between."""

ENOUGH: dict[str, float] = {
    "must_haves": 3.0,
    "nice_to_haves": 2.0,
    "duties": 3.0,
    "title": 1.0,
    "wording": 1.0,
    "experience": 1.0,
    "education": 1.0,
    "languages": 1.0,
}
"""The weight of requirements from which a component has its full share; with less it has a part of it."""

MET, PARTIAL = 0.8, 0.25
"""From which strength a requirement is met, and partly met."""

WORDING_FLOOR, WORDING_FULL = 0.05, 0.75
"""The share of a requirement's words in the CV below which wording proves nothing, and from which all."""
WORDING_ANYWHERE = 0.6
"""The weight of words found anywhere in the CV; the rest is for words found together in one place."""

BANDS: tuple[tuple[float, Band], ...] = (
    (80.0, Band.STRONG),
    (65.0, Band.GOOD),
    (50.0, Band.FAIR),
    (30.0, Band.WEAK),
    (0.0, Band.POOR),
)
"""The lowest score of each band."""


def band_of(score: float) -> Band:
    """The band that a score from 0 to 100 lies in."""
    return next(band for least, band in BANDS if score >= least)


def status_of(strength: float, otherwise: Status) -> Status:
    """The status that a strength means; ``otherwise`` where there is no evidence to speak of."""
    if strength >= MET:
        return Status.MET
    return Status.PARTIAL if strength >= PARTIAL else otherwise


def components_of(parts: Mapping[str, tuple[float, float]]) -> tuple[Component, ...]:
    """The components, from the weight of each one's requirements and its score 0..100.

    A component has its share of ``COMPONENTS`` in full when its weight is ``ENOUGH``, a part of it below
    that, and none when the posting says nothing about it; then the shares are rescaled to add up to 1.
    """
    shares = {name: COMPONENTS[name] * min(1.0, parts[name][0] / ENOUGH[name]) for name in COMPONENTS}
    total = sum(shares.values())
    return tuple(
        Component(
            name=name,
            weight=share / total if share else 0.0,
            score=round(parts[name][1], 2) if share else 0.0,
        )
        for name, share in shares.items()
    )


def total_of(components: Sequence[Component]) -> float:
    """The score: the weighted sum of the components, to one decimal."""
    return round(sum(c.weight * c.score for c in components), 1)


HALF_AT, USUAL_LENGTH, LENGTH_COUNTS = 3.0, 400, 0.9
"""A word counts half when a CV of usual length holds it three times; a longer CV needs more, as in BM25."""
SHARED_FULL, SHARED_ALL = 8.0, 0.6
"""The weight of shared words from which the component ``wording`` is full; of a posting that says less, the
share of its words."""
SHARED_ROOT = 1.5
"""Times the square root of the weight of all words, the same in a language that is not known."""
WORD_AT_MOST = 0.7
"""The most that one word counts in the component ``wording``: what no list knows may also be a name."""
KNOWN_SHARE = 0.25
"""Of the stems of a posting that are in any list: with less we do not know its language."""
BY_LENGTH = {1: 0.1, 2: 0.1, 3: 0.1, 4: 0.4, 5: 0.7}
"""How much a stem of so many letters counts in such a language."""
HEADING_WORDS = 6
"""A line of at most so many words that stands before a list is a heading in such a language."""


def word_strength(times: int, length: int) -> float:
    """How much a word counts, 0..1, that a CV of ``length`` content words holds so many times."""
    return times / (times + HALF_AT * (1 - LENGTH_COUNTS + LENGTH_COUNTS * length / USUAL_LENGTH))


def wording_in_full(total: float, *, known: bool) -> float:
    """The weight of shared words that makes ``wording`` full, for a posting whose words weigh ``total``.

    It does not grow with the posting: much that is shared counts more than a large part of little. But where
    the language is not ``known``, and common words cannot be told from others, it grows as the square root.
    """
    return min(SHARED_FULL if known else SHARED_ROOT * math.sqrt(total), SHARED_ALL * total)


def wording_strength(anywhere: float, together: float) -> float:
    """The strength of wording from the shares of a requirement's words in the CV and in its best place."""
    share = WORDING_ANYWHERE * anywhere + (1 - WORDING_ANYWHERE) * together
    return min(1.0, max(0.0, (share - WORDING_FLOOR) / (WORDING_FULL - WORDING_FLOOR)))
