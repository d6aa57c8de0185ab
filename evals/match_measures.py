"""How good a ranking is, and whether one is better than another."""

import math
import random
from collections.abc import Mapping, Sequence

ROUNDS = 2000


def average_precision(order: Sequence[str], relevant: set[str]) -> float:
    hits = [place for place, i in enumerate(order, 1) if i in relevant]
    return sum(found / place for found, place in enumerate(hits, 1)) / len(relevant)


def ndcg(order: Sequence[str], relevant: set[str], k: int = 10) -> float:
    gain = sum(1 / math.log2(place + 1) for place, i in enumerate(order[:k], 1) if i in relevant)
    return gain / sum(1 / math.log2(place + 1) for place in range(1, min(k, len(relevant)) + 1))


def auc(order: Sequence[str], better: set[str], worse: set[str]) -> float:
    place = {i: p for p, i in enumerate(order)}
    return mean([float(place[b] < place[w]) for b in sorted(better) for w in sorted(worse)])


def pair_accuracy(scores: Sequence[float], gold: Sequence[float]) -> float:
    pairs = [(i, j) for i in range(len(gold)) for j in range(len(gold)) if gold[i] > gold[j]]
    return mean([(scores[i] > scores[j]) + 0.5 * (scores[i] == scores[j]) for i, j in pairs])


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def lead(ours: Sequence[float], theirs: Sequence[float]) -> str:
    """The mean difference over queries with its 95 % interval, by paired bootstrap."""
    gaps = [a - b for a, b in zip(ours, theirs, strict=True)]
    dice = random.Random(1)
    drawn = sorted(mean(dice.choices(gaps, k=len(gaps))) for _ in range(ROUNDS))
    return f"{mean(gaps):+.3f} [{drawn[int(ROUNDS * 0.025)]:+.3f}, {drawn[int(ROUNDS * 0.975)]:+.3f}]"


def table(title: str, by_system: Mapping[str, Sequence[float]], ours: str) -> None:
    """The mean of each system over queries, and how far ours leads it."""
    print(title, flush=True)
    for name, values in by_system.items():
        ahead = "" if name == ours else f"   {ours} leads by {lead(by_system[ours], values)}"
        print(f"  {name:24} {mean(values):.3f}{ahead}")
