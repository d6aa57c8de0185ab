"""One order from several: reciprocal rank fusion (Cormack and others, SIGIR 2009)."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Key = TypeVar("Key")
FLATNESS = 20
"""How little the first places count more than the next; 60 in the paper, whose lists were far longer."""


def fuse(*orders: Sequence[Key], weights: Sequence[float] | None = None) -> dict[Key, float]:
    """The score of each key from its places in ``orders``, best first; equal ones in the order they came."""
    scores: dict[Key, float] = {}
    for order, weight in zip(orders, weights or [1.0] * len(orders), strict=True):
        for place, key in enumerate(order, 1):
            scores[key] = scores.get(key, 0.0) + weight / (FLATNESS + place)
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def ranked(scores: Mapping[Key, float], limit: int) -> list[Key]:
    """Keys by score, best first; equal ones in the order of the mapping."""
    return sorted(scores, key=lambda key: -scores[key])[:limit]
