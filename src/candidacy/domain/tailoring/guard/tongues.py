"""Which of the languages that the guard reads a text is in."""

import re
from functools import cache

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.lexicon import LANGUAGES, function_words

_ENGLISH = frozenset(
    (
        "the of and to in for with on at from by an a is are as was were which that this their who or about into up when"
        " after before each every used using how what he she they it its our not than more through during"
    ).split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _LEAD = 2, 2
_SHORT = 1
"""Words of one letter tell nothing: a and y and o are words of several languages."""


def language_of(text: str, usual: str = "en") -> str:
    """The language whose function words a text has most of; ``usual`` where that is not clear."""
    found = _WORD.findall(fold(text))
    hits = {code: sum(word in _known(code) for word in found) for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: (hits[code], code == usual))
    if best != usual and (hits[best] < _LEAST or hits[best] < _LEAD * hits[usual]):
        return usual
    return best


@cache
def _known(language: str) -> frozenset[str]:
    known = _ENGLISH if language == "en" else function_words(language)
    return frozenset(word for word in known if len(word) > _SHORT)
