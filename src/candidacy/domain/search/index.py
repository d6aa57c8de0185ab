"""Hybrid search over passages in memory, for what fits there: the files of a folder."""

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from candidacy.domain.matching.words import content_words
from candidacy.domain.passages import Passage
from candidacy.domain.search.fusion import fuse, ranked
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
        self._words = [Counter(content_words(p.text)) for p in passages]
        for words, passage in zip(self._words, passages, strict=True):
            for word in content_words(passage.heading):
                words[word] += _HEADING_TIMES
        self._lengths = [sum(words.values()) for words in self._words]
        self._vocabulary = sorted({word for words in self._words for word in words})

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
        strengths = {}
        for number, words in enumerate(self._words):
            times = [self._times(terms, n, words) for n in range(len(terms.words))]
            if any(times):
                strengths[number] = [strength(t, self._lengths[number], average) for t in times]
        return lexical_scores(strengths, len(self._words))

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
            if any(terms.matches(number, known) for known in self._vocabulary):
                continue
            words[number] = next(iter(get_close_matches(word, self._vocabulary, n=1, cutoff=_CLOSE)), word)
        return Terms(tuple(words), terms.unfinished)

    @staticmethod
    def _times(terms: Terms, number: int, words: Mapping[str, int]) -> int:
        return sum(times for word, times in words.items() if terms.matches(number, word))
