"""How well passages answer to words: rare ones count more, and a second time less than the first."""

import math
from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")
SATURATION, LENGTH = 1.2, 0.3
"""Passages are of like length by the way they are cut, so length says little."""


def strength(times: float, length: float, average: float) -> float:
    """How strongly a term stands in a passage, 0 to 1, by how often it does."""
    return times / (times + SATURATION * (1 - LENGTH + LENGTH * length / max(average, 1.0)))


def lexical_scores(strengths: Mapping[Key, Sequence[float]], total: int) -> dict[Key, float]:
    """The score of each passage from the strength of each term in it; those without any are left out.

    Args:
        strengths: of every passage that holds a term, one number for each term.
        total: how many passages there are, those without a term included.
    """
    if not strengths:
        return {}
    columns = list(zip(*strengths.values(), strict=True))
    weights = [_rarity(sum(value > 0 for value in column), max(total, len(strengths))) for column in columns]
    scores = {
        key: sum(w * value for w, value in zip(weights, row, strict=True)) for key, row in strengths.items()
    }
    return {key: score for key, score in scores.items() if score > 0}


def _rarity(having: int, total: int) -> float:
    return math.log(1 + (total - having + 0.5) / (having + 0.5))
