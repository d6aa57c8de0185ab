"""Lines that are read from right to left: their words from the order of the page to the order of reading.

Within a word the library has the letters right already. Between words this is the part of the Unicode
bidirectional algorithm that matters for whole words: in a line of a right-to-left script all words run from
the right, but a run of words in a left-to-right script keeps its own order.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from candidacy.domain.reading.draft import DraftWord

_RIGHT = frozenset({"R", "AL"})


def in_reading_order(words: list[DraftWord]) -> list[DraftWord]:
    """The words of a line, which come from left to right, as they are read."""
    if all(word.text.isascii() for word in words):
        return words
    sides = [_side(word.text) for word in words]
    if sides.count(-1) <= sides.count(1):
        return words
    wide = {id(right) for left, right in pairwise(words) if right.gap}
    before = {id(right): id(left) for left, right in pairwise(words)}
    ordered = [word for run in reversed(_runs(words, sides)) for word in run]
    for last, word in pairwise(ordered):
        word.gap = _gap(id(last), id(word), before, wide)
    ordered[0].gap = False
    return ordered


def _gap(one: int, other: int, before: dict[int, int], wide: set[int]) -> bool:
    """Whether a wide space lies between two words that may have changed sides."""
    if before.get(other) == one:
        return other in wide
    if before.get(one) == other:
        return one in wide
    return other in wide or one in wide


def _side(text: str) -> int:
    """-1 for a word that is read from the right, 1 for one from the left, 0 for numbers and marks."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT:
            return -1
        if kind == "L":
            return 1
    return 0


def _runs(words: Sequence[DraftWord], sides: Sequence[int]) -> list[list[DraftWord]]:
    """Words one by one, but from the first to the last of neighbouring left-to-right words as one run."""
    runs: list[list[DraftWord]] = []
    index = 0
    while index < len(words):
        end = index
        if sides[index] == 1:
            for later in range(index + 1, len(words)):
                if sides[later] == -1:
                    break
                if sides[later] == 1:
                    end = later
        runs.append(list(words[index : end + 1]))
        index = end + 1
    return runs
