"""The lists of words that only German, French and Spanish need (``words/de.yaml`` and so on)."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import phrases
from candidacy.domain.tailoring.guard.facts import stems_of
from candidacy.domain.tailoring.guard.lexicon import keys_of
from candidacy.domain.tailoring.guard.shipped import shipped


@cache
def listed(group: str, language: str) -> frozenset[str]:
    """The folded words of a group as they stand."""
    return frozenset(fold(str(shipped(language).get(group, ""))).split())


@cache
def own_pattern(group: str, language: str) -> re.Pattern[str]:
    """Phrases of a group of claims in this language alone."""
    said = str(shipped(language)["claims"][group])
    return phrases(p.strip() for p in said.split("|") if p.strip())


def periods_in(words: Iterable[str], language: str) -> frozenset[str]:
    """The spans of time, days and months that folded words name, by their keys: week for weekly."""
    return frozenset[str]().union(*(_named_time(word, language) for word in words))


@lru_cache(maxsize=8_192)
def _named_time(word: str, language: str) -> frozenset[str]:
    named = keys_of(word, language) & listed("periods", language)
    return stems_of(word, language) if named else frozenset()
