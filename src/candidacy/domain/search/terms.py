"""A query as words: folded, without those that every text holds; the last may not be typed to its end."""

import re
from dataclasses import dataclass

from candidacy.domain.matching.words import content_words, stem
from candidacy.domain.postings.text import fold

LONGEST_QUERY = 500
"""Characters."""
MOST_TERMS = 12
_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’@-](?=[^\W_])[^\W_]+)*)")
_SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """The words that are sought, in order and without repeats, and their stems.

    Args:
        words: folded.
        unfinished: the last word may be the beginning of one.
    """

    words: tuple[str, ...]
    unfinished: bool = False

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem(word) for word in self.words)

    def __bool__(self) -> bool:
        return bool(self.words)

    def matches(self, number: int, word: str) -> bool:
        """Whether a folded word of a text is what the term at ``number`` seeks."""
        if stem(word) == stem(self.words[number]):
            return True
        last = self.unfinished and number == len(self.words) - 1
        return last and word.startswith(self.words[number])


def read_query(query: str) -> Terms:
    """The terms of a query; of one that holds function words alone, those."""
    query = query[:LONGEST_QUERY]
    words = content_words(query) or _WORD.findall(fold(query))
    kept = tuple(dict.fromkeys(words))[:MOST_TERMS]
    unfinished = bool(kept) and len(kept[-1]) >= _SHORTEST_PREFIX and query[-1].isalnum()
    ends_with = bool(kept) and fold(query).rstrip().endswith(kept[-1])
    return Terms(kept, unfinished and ends_with)
