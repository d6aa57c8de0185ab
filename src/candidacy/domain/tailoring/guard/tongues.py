"""Which of the languages that the guard reads a text is in."""

import re
from functools import cache

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.lexicon import LANGUAGES, function_words
from candidacy.domain.tailoring.guard.shipped import shipped

_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _LEAD = 2, 2
OF_A_LINE = 0.35
"""So many words of one line that is in another language than the rest are known to be of it."""

_SHORT = 1
"""Words of one letter tell nothing: a and y and o are words of several languages."""


def language_of(text: str, usual: str = "en", share: float = 0.0) -> str:
    """The language that a text has most words of, of those that hold sentences together and of usual things.

    Where that is not clear it is the ``usual`` one; less than a ``share`` of its words is not clear.
    """
    found = _WORD.findall(fold(text))
    hits = {code: sum(word in _known(code) or word in _things(code) for word in found) for code in LANGUAGES}
    best = max(LANGUAGES, key=lambda code: (hits[code], code == usual))
    if best != usual and (hits[best] < max(_LEAST, share * len(found)) or hits[best] < _LEAD * hits[usual]):
        return usual
    return best


@cache
def _known(language: str) -> frozenset[str]:
    return frozenset(word for word in function_words(language) if len(word) > _SHORT)


@cache
def _things(language: str) -> frozenset[str]:
    """Names of usual things that only this language has, and what usual words of it are."""
    place = LANGUAGES.index(language)
    names: list[set[str]] = [set(), set(), set(), set()]
    for line in shipped("concepts"):
        for own, said in zip(names, line.split("|"), strict=True):
            own.update(said.split())
    if language != "en":
        usual = " ".join((*shipped(language)["synonyms"], shipped(language)["neutral"]))
        names[place] |= set(fold(usual).split())
    others = set[str]().union(*(own for n, own in enumerate(names) if n != place))
    return frozenset(names[place] - others)
