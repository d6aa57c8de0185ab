"""Finds misspelt English words, precision first: unknown words that a common word is near to.

Names, terms and other languages are left alone: a word is only looked at in running text, in lower case
or at the start of a sentence, and only reported when a well-known word of the same first letter is one
edit away (two for long words).
"""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from candidacy.domain.review.lexicon import word_set

_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOWER = re.compile(r"(?<![^\W_])[a-z]{3,}(?![^\W_])")
# Parts of addresses, file names, versions and code are not prose.
_CODE = re.compile(r"\S*(?:[@/\\_#<>{}=]|\w\.\w|\d)\S*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•|]\s+|^[\"“(]+)$")
_ENDINGS = re.compile(r"(?:ers?|ing|ed|able|ness|less)$")
_DOUBLES = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")
_LONG, _MIDDLING, _SHORT = 9, 7, 5
_MUCH = 3
"""A word that stands this often is the writer's own term unless it is a well-known confusion."""


@dataclass(frozen=True)
class WordList:
    """The ranks of known words: ``common`` and ``known`` are suggested, ``valid`` is merely no error."""

    common: frozenset[str]
    known: frozenset[str]
    valid: frozenset[str]
    confusions: dict[str, str]
    groups: dict[str, list[str]] = field(repr=False)
    """The words that are suggested, by their first letter."""

    def knows(self, word: str) -> bool:
        """Whether ``word``, in lower case, is in the list or is plainly made of words that are."""
        if word in self.common or word in self.known or word in self.valid:
            return True
        if word.endswith("s") and self._has(word[:-1]):
            return True
        return self._prefixed(word) or self._compound(word) or self._derived(word)

    def _derived(self, word: str) -> bool:
        """A regular derivation: tasker, not runing or manageing."""
        ending = _ENDINGS.search(word)
        if ending is None:
            return False
        stem = word[: ending.start()]
        changes = ending.group()[0] in "aei" and (stem.endswith("e") or _DOUBLES.search(stem))
        return len(stem) >= 4 and stem in self.common and not changes

    def glued(self, word: str) -> bool:
        """Whether a space may be missing between a small word and another: ofthe, acompany, staffin."""
        small = word_set("glued_words")
        return any(
            (word[:i] in small and len(word) - i >= 4 and word[i:] in self.common)
            or (word[i:] in small and i >= 4 and word[:i] in self.common)
            for i in range(1, len(word))
        )

    def _has(self, word: str) -> bool:
        return word in self.common or word in self.known or word in self.valid

    def _prefixed(self, word: str) -> bool:
        return any(
            word.startswith(p) and len(word) - len(p) >= 4 and word[len(p) :] in self.common
            for p in word_set("prefixes")
        )

    def _compound(self, word: str) -> bool:
        return any(word[:i] in self.common and word[i:] in self.common for i in range(4, len(word) - 3))

    def nearest(self, word: str) -> str | None:
        """The well-known word that ``word`` most likely misspells, or None when none is near."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        limit = 2 if len(word) >= _MIDDLING else 1
        group = self.groups.get(word[0], [])
        near = process.extract(word, group, scorer=OSA.distance, score_cutoff=limit, limit=None)
        ranked = sorted((int(d), w not in self.common, _oddity(word, w), w) for w, d, _ in near)
        for distance, rare, oddity, candidate in ranked:
            if _plausible(word, candidate, distance, oddity, rare=rare):
                return candidate
        return None


def _oddity(word: str, candidate: str) -> int:
    """How unlike a slip it is: 0 letters changed over, 1 left out or doubled, 2 vowels, 3 else."""
    if sorted(word) == sorted(candidate):
        return 0
    shorter, longer = sorted((word, candidate), key=len)
    if len(shorter) < len(longer):
        rest = iter(longer)
        return 1 if all(letter in rest for letter in shorter) else 3
    changed = {letter for pair in zip(word, candidate, strict=True) if pair[0] != pair[1] for letter in pair}
    return 2 if changed <= set("aeiouy") else 3


def _plausible(word: str, candidate: str, distance: int, oddity: int, *, rare: bool) -> bool:
    """Whether ``candidate`` was meant, and not some other word that our list lacks."""
    if len(word) <= _SHORT:
        # Short words are near to everything: only two letters changed over count.
        return oddity == 0 and not rare
    if word[:-1] in (candidate, candidate[:-1]) and word[-1] != word[-2]:
        # Another ending is another form of the word, one that the list does not have.
        return False
    if oddity == 3 and len(word) < _LONG - 1:
        return False
    if distance == 1:
        return True
    vowels = oddity == 2 and word[:3] == candidate[:3]
    return not rare and (vowels or (len(candidate) >= _LONG <= len(word) and word[:4] == candidate[:4]))


@cache
def english() -> WordList:
    """The shipped list; read once, on first use."""
    folder = files("candidacy.domain.review.words")
    lines = gzip.decompress(folder.joinpath("en.txt.gz").read_bytes()).decode().split("\n")
    common, known, valid = (line.split(" ") for line in lines)
    groups: dict[str, list[str]] = {}
    for word in (*common, *known):
        if len(word) >= 4:
            groups.setdefault(word[0], []).append(word)
    rows = folder.joinpath("confusions.txt").read_text(encoding="utf-8").splitlines()
    pairs = (row.split() for row in rows if row and not row.startswith("#"))
    return WordList(frozenset(common), frozenset(known), frozenset(valid), dict(pairs), groups)


@lru_cache(maxsize=4096)
def _judged(word: str) -> str | None:
    words = english()
    if word in words.confusions:
        return words.confusions[word]
    return None if words.knows(word) else words.nearest(word)


@dataclass(frozen=True)
class Misspelling:
    """``texts[index][start:end]`` is probably meant to be ``suggestion``."""

    index: int
    start: int
    end: int
    word: str
    suggestion: str


@dataclass(frozen=True)
class _Token:
    index: int
    start: int
    word: str
    initial: bool


def _tokens(index: int, text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(_CODE.sub(lambda code: " " * len(code.group()), text)):
        initial = bool(_SENTENCE_START.search(text[: match.start()][-3:]))
        yield _Token(index, match.start(), match.group(), initial or match.start() == 0)


def _is_english(tokens: list[_Token]) -> bool:
    """Whether most of the words in lower case are known or nearly so; a few words prove nothing."""
    lower = [t.word for t in tokens if t.word.islower() and len(t.word) > 2]
    words = english()
    return len(lower) < 4 or sum(words.knows(w) or _judged(w) is not None for w in lower) >= 0.6 * len(lower)


def misspellings(texts: Iterable[str], known: frozenset[str] = frozenset()) -> list[Misspelling]:
    """The probable misspellings in running texts of one document, in order.

    ``known`` are words, in lower case, that are right whatever the list says: names, skills, labels.
    """
    passages = [list(_tokens(i, text)) for i, text in enumerate(texts)]
    tokens = [t for passage in passages if _is_english(passage) for t in passage]
    counts = Counter(t.word.lower() for t in tokens)
    known |= _badly_spaced(counts)
    names = {t.word.lower() for t in tokens if t.word[0].isupper() and not t.initial}
    found = []
    for token in tokens:
        meant = _meant(token, counts, known, names)
        if meant is not None:
            end = token.start + len(token.word)
            found.append(Misspelling(token.index, token.start, end, token.word, meant))
    return found


def _badly_spaced(counts: Counter[str]) -> frozenset[str]:
    """Glued words, where there are so many that the file lost its spaces and the writer made no mistake."""
    words = english()
    glued = frozenset(w for w in counts if len(w) > 4 and not words.knows(w) and words.glued(w))
    return glued if len(glued) >= _MUCH else frozenset()


def _meant(token: _Token, counts: Counter[str], known: frozenset[str], names: set[str]) -> str | None:
    word = token.word.lower()
    confused = word in english().confusions
    if (
        "'" in word
        or "’" in word
        or word in known
        or word in names
        or not word.isascii()
        or (len(word) < 4 and not confused)
    ):
        return None
    if not token.word.islower() and not (token.initial and token.word[1:].islower() and len(word) > _SHORT):
        return None
    meant = _judged(word)
    if meant is None or (counts[word] > _MUCH and not confused and meant not in counts):
        return None
    return meant if token.word.islower() or _close(word, meant) else None


def _close(word: str, meant: str) -> bool:
    """What is asked of a word in a capital, which may be a name."""
    from rapidfuzz.distance import OSA

    return len(word) > 6 and meant in english().common and OSA.distance(word, meant, score_cutoff=1) == 1


def english_share(texts: Iterable[str]) -> float:
    """The share of the words in lower case that are English; 0 when there are hardly any."""
    lower = [word for text in texts for word in _LOWER.findall(text)]
    words = english()
    return sum(words.knows(w) for w in lower) / len(lower) if len(lower) >= 8 else 0.0
