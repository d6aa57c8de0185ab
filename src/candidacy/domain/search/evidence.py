"""Whether passages answer a question: by how near they are and how many of its words they hold.

The weights were fitted on questions about a person who is not the one of the published evaluation; see
``evals/search.py``. Without vectors the words alone decide, and ask for more of them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from candidacy.domain.matching.words import content_words, stem, weight
from candidacy.domain.search.terms import Terms, read_query

ENOUGH = 0.5
_NEARNESS, _COVERED, _BIAS = 9.0, 3.5, -5.6
_WORDS_ALONE, _WORDS_BIAS = 8.0, -4.4
_MOST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A passage as it is weighed: its words with its heading, and its cosine with the question if known."""

    text: str
    cosine: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Whether there is an answer, how sure that is, and which passages hold it, best first."""

    answerable: bool
    confidence: float
    best: tuple[int, ...]


def weigh(question: str, found: Sequence[Found]) -> Evidence:
    """Judge the passages that a search gave, best first."""
    terms = read_query(question)
    sure = [_sureness(terms, one) for one in found]
    if not sure:
        return Evidence(answerable=False, confidence=0.0, best=())
    order = sorted(range(len(found)), key=lambda n: (-sure[n], n))[:_MOST]
    confidence = sure[order[0]]
    return Evidence(confidence >= ENOUGH, confidence, tuple(order))


def _sureness(terms: Terms, found: Found) -> float:
    covered = _covered(terms, found.text)
    if found.cosine is None:
        return _logistic(_WORDS_ALONE * covered + _WORDS_BIAS)
    return _logistic(_NEARNESS * found.cosine + _COVERED * covered + _BIAS)


def _covered(terms: Terms, text: str) -> float:
    """The share of the question's words that the text holds, each by how much it tells."""
    there = {stem(word) for word in content_words(text)}
    weights = {s: weight(s) for s in terms.stems}
    total = sum(weights.values())
    return sum(w for s, w in weights.items() if s in there) / total if total else 0.0


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))
