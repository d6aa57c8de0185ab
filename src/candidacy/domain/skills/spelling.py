"""The word of a vocabulary that a misspelt word was meant to be."""

from collections.abc import Iterable

CUTOFF = 88
"""Lowest ``rapidfuzz.fuzz.ratio``; ``WRatio`` and the token ratios take ``react.js`` for ``act!``."""

_SHORTEST = 6
_ENDINGS = frozenset(("s", "e", "d", "r", "y", "n", "es", "ed", "er", "al", "ly", "ic"))
_SHORTEST_SWAP = 5


class Spelling:
    """A vocabulary by the first letters of its words; no short words."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = {}
        self._words = frozenset(words)
        for word in sorted(self._words):
            if word.isalpha() and len(word) >= _SHORTEST_SWAP:
                self._by_start.setdefault(word[0], []).append(word)
        self._known: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The word meant by ``word``: two letters swapped, or a letter too many or too few."""
        if word not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[word] = self._look_up(word)
        return self._known[word]

    def _look_up(self, word: str) -> str | None:
        for i in range(len(word) - 1):
            swapped = f"{word[:i]}{word[i + 1]}{word[i]}{word[i + 2 :]}"
            if swapped != word and swapped in self._words:
                return swapped
        if len(word) < _SHORTEST:
            return None

        from rapidfuzz import fuzz, process  # Of 2 MB, for when a word is looked for.

        same_length = [
            w for w in self._by_start.get(word[0], ()) if abs(len(w) - len(word)) <= 1 and len(w) >= 6
        ]
        best = process.extractOne(word, same_length, scorer=fuzz.ratio, score_cutoff=CUTOFF)
        return best[0] if best and not _inflection(word, best[0]) else None


def _inflection(one: str, other: str) -> bool:
    """Whether the words differ by an ending alone: that is another word, not a slip of the finger."""
    short, long = sorted((one, other), key=len)
    stem = short[:-1] if short.endswith(("e", "y")) else short
    return long.startswith(stem) and long[len(stem) :] in _ENDINGS
