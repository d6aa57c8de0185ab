"""How alike short texts are in wording: TF-IDF over words and character n-grams, by an inverted index."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.skills.tokens import label_tokens, stem

Weights = Mapping[str, float]
Scores = NDArray[np.float32]

_STOP_WORDS: Final = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_STOP_WEIGHT = 0.3
_SHORTEST, _LONGEST = 3, 4


def character_features(text: str) -> Counter[str]:
    """The n-grams of the words of ``text``, each word with a blank on both sides."""
    grams: Counter[str] = Counter()
    for word in label_tokens(text):
        padded = f" {word} "
        for size in range(_SHORTEST, _LONGEST + 1):
            grams.update(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return grams


def word_features(text: str) -> Counter[str]:
    """The stems of the words of ``text``."""
    return Counter(map(stem, label_tokens(text)))


class _Space:
    """Unit vectors of texts in one kind of feature."""

    def __init__(self, features: Sequence[Counter[str]]) -> None:
        self._count = len(features)
        found: Counter[str] = Counter()
        for counted in features:
            found.update(counted.keys())
        self._rarity = {f: math.log((1 + self._count) / (1 + n)) + 1 for f, n in found.items()}
        postings: dict[str, tuple[list[int], list[float]]] = {f: ([], []) for f in found}
        for number, counted in enumerate(features):
            for feature, weight in self.vector(counted).items():
                numbers, weights = postings[feature]
                numbers.append(number)
                weights.append(weight)
        self._postings = {
            f: (np.array(numbers, np.int32), np.array(weights, np.float32))
            for f, (numbers, weights) in postings.items()
        }

    def vector(self, counted: Mapping[str, float]) -> dict[str, float]:
        """The unit vector of a text; what no text of the index holds counts in its length as very rare."""
        unseen = math.log(1 + self._count) + 1
        raw = {f: n * self._rarity.get(f, unseen) for f, n in counted.items()}
        for word in _STOP_WORDS & raw.keys():
            raw[word] *= _STOP_WEIGHT
        length = math.sqrt(sum(w * w for w in raw.values())) or 1.0
        return {f: w / length for f, w in raw.items()}

    def scores(self, vector: Weights) -> Scores:
        total = np.zeros(self._count, np.float32)
        for feature, weight in vector.items():
            posting = self._postings.get(feature)
            if posting is not None:
                total[posting[0]] += weight * posting[1]
        return total


class TextIndex:
    """Texts to be ranked by likeness to a query. Several texts may belong to one key: its best one counts."""

    def __init__(self, entries: Iterable[tuple[str, str]], *, word_share: float = 0.5) -> None:
        pairs = list(entries)
        self.keys = list(dict.fromkeys(key for key, _ in pairs))
        number = {key: i for i, key in enumerate(self.keys)}
        self.texts = [text for _, text in pairs]
        self._owner = np.array([number[key] for key, _ in pairs], np.int64)
        self._word_share = word_share
        self._words = _Space([word_features(text) for text in self.texts])
        self._characters = _Space([character_features(text) for text in self.texts])

    def text_scores(self, queries: Sequence[tuple[str, float]]) -> Scores:
        """The likeness of each text to the weighted sum of the queries, 0 to 1."""
        words = self._words.scores(_sum([(self._words.vector(word_features(q)), w) for q, w in queries]))
        characters = self._characters.scores(
            _sum([(self._characters.vector(character_features(q)), w) for q, w in queries])
        )
        return self._word_share * words + (1 - self._word_share) * characters

    def scores(self, queries: Sequence[tuple[str, float]]) -> Scores:
        """The likeness of each key, in the order of ``keys``."""
        best = np.zeros(len(self.keys), np.float32)
        np.maximum.at(best, self._owner, self.text_scores(queries))
        return best

    def rank(self, query: str, n: int | None = None) -> list[tuple[str, float]]:
        """The keys with their likeness to ``query``, best first, equals in their order; at most ``n``."""
        return ranked(self.keys, self.scores([(query, 1.0)]), n)


def ranked(keys: Sequence[str], scores: Scores, n: int | None) -> list[tuple[str, float]]:
    """Keys with a score above 0, best first; equals keep their order."""
    if n is not None and n < len(keys) // 4:
        floor = np.partition(scores, -n)[-n] if n else np.inf
        chosen = np.flatnonzero((scores >= floor) & (scores > 0))
    else:
        chosen = np.flatnonzero(scores > 0)
    order = chosen[np.argsort(-scores[chosen], kind="stable")][:n]
    return [(keys[i], round(float(scores[i]), 4)) for i in order]


def _sum(vectors: Sequence[tuple[Weights, float]]) -> Weights:
    if len(vectors) == 1:
        return vectors[0][0]
    total: dict[str, float] = {}
    for vector, share in vectors:
        for feature, weight in vector.items():
            total[feature] = total.get(feature, 0.0) + share * weight
    length = math.sqrt(sum(w * w for w in total.values())) or 1.0
    return {f: w / length for f, w in total.items()}
