"""How alike short texts are in wording: TF-IDF over words and character n-grams, by an inverted index."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
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
    return Counter(gram for word in label_tokens(text) for gram in _grams(word))


def _grams(word: str) -> list[str]:
    padded = f" {word} "
    return [
        padded[i : i + size]
        for size in range(_SHORTEST, _LONGEST + 1)
        for i in range(max(1, len(padded) - size + 1))
    ]


def word_features(text: str) -> Counter[str]:
    """The stems of the words of ``text``."""
    return Counter(map(stem, label_tokens(text)))


class _Space:
    """Unit vectors of texts in one kind of feature, turned on their side: for each feature its texts."""

    def __init__(self, texts: Sequence[str], features_of: Callable[[str], Iterable[str]]) -> None:
        self._count = len(texts)
        numbers: defaultdict[str, int] = defaultdict(lambda: len(numbers))
        of_word: dict[str, list[int]] = {}
        found: list[int] = []
        lengths: list[int] = []
        for text in texts:
            before = len(found)
            for word in label_tokens(text):
                known = of_word.get(word)
                if known is None:
                    known = of_word[word] = [numbers[feature] for feature in features_of(word)]
                found += known
            lengths.append(len(found) - before)
        self._numbers = dict(numbers)
        owners, features, times = _counted(found, lengths, len(numbers))
        rarity = [math.log((1 + self._count) / (1 + n)) + 1 for n in _frequencies(features, len(numbers))]
        self._rarity = dict(zip(self._numbers, rarity, strict=True))
        weights = times * np.array(rarity)[features]
        stop = [number for feature, number in self._numbers.items() if feature in _STOP_WORDS]
        weights[np.isin(features, stop)] *= _STOP_WEIGHT
        squares = np.bincount(owners, weights * weights, minlength=self._count)
        weights /= np.where(squares > 0, np.sqrt(squares), 1.0)[owners]
        order = np.argsort(features, kind="stable")
        self._owners, self._weights = owners[order].astype(np.int32), weights[order].astype(np.float32)
        self._starts = np.searchsorted(features[order], np.arange(len(numbers) + 1)).tolist()

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
            number = self._numbers.get(feature)
            if number is not None:
                part = slice(self._starts[number], self._starts[number + 1])
                total[self._owners[part]] += weight * self._weights[part]
        return total


def _counted(
    found: Sequence[int], lengths: Sequence[int], features: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each feature of each text once, in the order of its first place there: text, feature, how often."""
    each = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths) * max(features, 1)
    pairs, first, times = np.unique(
        each + np.array(found, dtype=np.int64), return_index=True, return_counts=True
    )
    order = np.argsort(first)
    owners, numbers = np.divmod(pairs[order], max(features, 1))
    return owners, numbers, times[order]


def _frequencies(features: NDArray[np.int64], count: int) -> list[int]:
    """In how many texts each feature is."""
    found: list[int] = np.bincount(features, minlength=count).tolist()
    return found


class TextIndex:
    """Texts to be ranked by likeness to a query. Several texts may belong to one key: its best one counts."""

    def __init__(self, entries: Iterable[tuple[str, str]], *, word_share: float = 0.5) -> None:
        pairs = list(entries)
        self.keys = list(dict.fromkeys(key for key, _ in pairs))
        number = {key: i for i, key in enumerate(self.keys)}
        self.texts = [text for _, text in pairs]
        self._owner = np.array([number[key] for key, _ in pairs], np.int64)
        self._word_share = word_share
        self._words = _Space(self.texts, lambda word: (stem(word),))
        self._characters = _Space(self.texts, _grams)

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
