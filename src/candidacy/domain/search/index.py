"""Hybrid search over passages in memory, for what fits there: the files of a folder."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from candidacy.domain.matching.words import stem
from candidacy.domain.passages import Passage
from candidacy.domain.search.fusion import fuse, ranked
from candidacy.domain.search.lexemes import lexemes
from candidacy.domain.search.lexical import lexical_scores, strength
from candidacy.domain.search.terms import Terms, read_query

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

DEPTH = 50
"""Places of each order that are fused."""
_HEADING_TIMES = 2
_CLOSE = 0.8


class Hit(NamedTuple):
    """A passage by its number, its fused score, and its cosine where there are vectors."""

    number: int
    score: float
    cosine: float | None


class MemoryIndex:
    """Words of each passage, and its vector where there is one. Those of a heading count twice."""

    def __init__(self, passages: Sequence[Passage], vectors: "npt.NDArray[np.float32] | None" = None) -> None:
        self.passages, self._vectors = passages, vectors
        self._holding: dict[str, dict[int, int]] = defaultdict(dict)
        self._lengths = [self._add(number, passage) for number, passage in enumerate(passages)]
        self._vocabulary = sorted(self._holding)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        for word in self._vocabulary:
            self._by_stem[stem(word)].append(word)

    def _add(self, number: int, passage: Passage) -> int:
        words = Counter(lexemes(passage.text))
        for word in lexemes(passage.heading):
            words[word] += _HEADING_TIMES
        for word, times in words.items():
            self._holding[word][number] = times
        return words.total()

    def search(
        self,
        query: str,
        vector: "npt.NDArray[np.float32] | None" = None,
        *,
        limit: int = DEPTH,
        floor: float = -1.0,
    ) -> list[Hit]:
        """The best passages; by words alone without a vector. A cosine below ``floor`` means nothing."""
        by_words = ranked(self.by_words(query), DEPTH)
        cosines = self.by_vector(vector, floor) if vector is not None else {}
        fused = fuse(by_words, ranked(cosines, DEPTH))
        return [Hit(number, score, cosines.get(number)) for number, score in list(fused.items())[:limit]]

    def by_words(self, query: str) -> dict[int, float]:
        """The score of each passage that holds a word of the query, or one that is spelt much like it."""
        terms = self._spelt(read_query(query))
        average = sum(self._lengths) / max(len(self._lengths), 1)
        strengths: dict[int, list[float]] = {}
        for term in range(len(terms.words)):
            for number, times in self._times(terms, term).items():
                row = strengths.setdefault(number, [0.0] * len(terms.words))
                row[term] = strength(times, self._lengths[number], average)
        return lexical_scores(dict(sorted(strengths.items())), len(self.passages))

    def by_vector(self, vector: "npt.NDArray[np.float32]", floor: float) -> dict[int, float]:
        """The cosine of each passage that is at least ``floor``."""
        if self._vectors is None or len(self._vectors) == 0:
            return {}
        cosines = self._vectors @ vector
        return {number: float(c) for number, c in enumerate(cosines) if c >= floor}

    def _spelt(self, terms: Terms) -> Terms:
        """The terms, each that stands nowhere replaced by the word that is spelt most like it."""
        words = list(terms.words)
        for number, word in enumerate(words):
            if not self._meant(terms, number):
                near = get_close_matches(word, self._vocabulary, n=1, cutoff=_CLOSE)
                words[number] = near[0] if near else word
        return Terms(tuple(words), terms.unfinished)

    def _meant(self, terms: Terms, number: int) -> list[str]:
        """The words of the passages that a term finds."""
        found = list(self._by_stem.get(stem(terms.words[number]), ()))
        if terms.unfinished and number == len(terms.words) - 1:
            start = bisect_left(self._vocabulary, terms.words[number])
            begun = takewhile(lambda w: w.startswith(terms.words[number]), self._vocabulary[start:])
            found += [word for word in begun if word not in found]
        return found

    def _times(self, terms: Terms, number: int) -> Counter[int]:
        """How often each passage holds what a term finds."""
        total: Counter[int] = Counter()
        for word in self._meant(terms, number):
            total.update(self._holding[word])
        return total
