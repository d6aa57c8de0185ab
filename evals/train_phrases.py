"""Learns the phrase model from SkillSpan's training part; ``python evals/train_phrases.py [DATA] --write``.

A linear-chain conditional random field for skills and one for knowledge, over features of words and of what
the matcher finds, by AdaGrad with feature dropout; about two minutes. The data is SkillSpan (Zhang et al.
2022, MIT licence), its training part alone. Weights near zero are left out, the rest ship as whole numbers.
"""

import argparse
import gzip
import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from candidacy.domain.skills import load_seed
from candidacy.domain.skills.phrases import INSIDE, OUTSIDE, TAGS, TASKS, PhraseModel, observe

MODEL = Path(__file__).parent.parent / "src/candidacy/domain/skills/data/phrases.json.gz"
FIELDS = ("tags_skill", "tags_knowledge")
EPOCHS, RATE, RIDGE, DROPOUT = 8, 0.1, 1e-3, 0.3
EAGERNESS = (0.5, 0.25)
"""How much less an outside tag weighs than learnt, by task: F1 wants more recall than likelihood does."""
SMALLEST = 0.2
STATES = len(TAGS)
Array = NDArray[np.float64]
Example = tuple[list[list[str]], list[list[int]]]


def examples(path: Path) -> list[Example]:
    taxonomy = load_seed()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        (observe(row["tokens"], taxonomy), [[TAGS.index(t[0]) for t in row[name]] for name in FIELDS])
        for row in rows
        if row["tokens"]
    ]


def log_sum(values: Array, axis: int) -> Array:
    top: Array = values.max(axis=axis, keepdims=True)
    total: Array = np.squeeze(top, axis) + np.log(np.exp(values - top).sum(axis=axis))
    return total


@dataclass
class Field:
    """The weights of one task and the squared gradients so far."""

    count: int
    weights: Array = field(init=False)
    pairs: Array = field(init=False)

    def __post_init__(self) -> None:
        self.weights = np.zeros((self.count, STATES))
        self.pairs = np.zeros((STATES, STATES))
        self._weight_squares = np.full((self.count, STATES), 1e-6)
        self._pair_squares = np.full((STATES, STATES), 1e-6)
        self._barred = np.zeros((STATES, STATES))
        self._barred[OUTSIDE, INSIDE] = -1e4

    def learn(self, active: list[NDArray[np.int32]], gold: list[int]) -> None:
        """One step down the gradient of the likelihood of a sentence's tags."""
        emissions = np.array([self.weights[f].sum(axis=0) for f in active])
        chances, pair_chances = self._marginals(emissions)
        chances[np.arange(len(gold)), gold] -= 1
        for before, after in pairwise(gold):
            pair_chances[before, after] -= 1
        self._descend(active, chances, pair_chances)

    def _marginals(self, emissions: Array) -> tuple[Array, Array]:
        size, steps = len(emissions), self.pairs + self._barred
        ahead, back = np.empty((size, STATES)), np.zeros((size, STATES))
        ahead[0] = emissions[0] + self._barred[OUTSIDE]
        for i in range(1, size):
            ahead[i] = log_sum(ahead[i - 1][:, None] + steps, 0) + emissions[i]
        for i in range(size - 2, -1, -1):
            back[i] = log_sum(steps + (emissions[i + 1] + back[i + 1])[None], 1)
        total = log_sum(ahead[-1], 0)
        pairs = np.zeros((STATES, STATES))
        for i in range(1, size):
            pairs += np.exp(ahead[i - 1][:, None] + steps + (emissions[i] + back[i])[None] - total)
        return np.exp(ahead + back - total), pairs

    def _descend(self, active: list[NDArray[np.int32]], gradient: Array, pair_gradient: Array) -> None:
        unique, position = np.unique(np.concatenate(active), return_inverse=True)
        slope = np.zeros((len(unique), STATES))
        np.add.at(slope, position, np.repeat(gradient, [len(f) for f in active], axis=0))
        slope += RIDGE * self.weights[unique]
        self._weight_squares[unique] += slope**2
        self.weights[unique] -= RATE * slope / np.sqrt(self._weight_squares[unique])
        self._pair_squares += pair_gradient**2
        self.pairs -= RATE * pair_gradient / np.sqrt(self._pair_squares)


def train(data: list[Example], epochs: int = EPOCHS, seed: int = 1) -> PhraseModel:
    counts = Counter(f for observed, _ in data for token in observed for f in token)
    names = [f for f, n in counts.items() if n > 1]
    number = {f: i for i, f in enumerate(names)}
    sentences = [
        [np.array([number[f] for f in token if f in number], np.int32) for token in observed]
        for observed, _ in data
    ]
    learnt = []
    for task, eagerness in enumerate(EAGERNESS):
        random, order, crf = np.random.default_rng(seed), np.arange(len(data)), Field(len(names))
        for _ in range(epochs):
            random.shuffle(order)
            for i in order:
                kept = [f[random.random(len(f)) > DROPOUT] for f in sentences[i]]
                crf.learn(kept, data[i][1][task])
        crf.weights[number["*"], OUTSIDE] -= eagerness
        learnt.append(crf)
    weights = np.hstack([crf.weights for crf in learnt])
    kept_names = np.flatnonzero(np.abs(weights).max(axis=1) >= SMALLEST)
    return PhraseModel(
        {names[i]: weights[i].tolist() for i in kept_names}, [crf.pairs.tolist() for crf in learnt]
    )


def write(model: PhraseModel, path: Path) -> None:
    scale = max(abs(w) for weights in model.features.values() for w in weights) / 127
    content = {
        "source": "SkillSpan (MIT licence), training part",
        "scale": scale,
        "transitions": [[[round(w, 4) for w in row] for row in task] for task in model.transitions],
        "features": {n: [round(w / scale) for w in weights] for n, weights in sorted(model.features.items())},
    }
    packed = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    path.write_bytes(gzip.compress(packed, 9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(Path(__file__).parents[2] / "shared/data"))
    parser.add_argument("data", nargs="?", default=default)
    parser.add_argument("--write", action="store_true", help="replace the model in the package")
    options = parser.parse_args()
    path = Path(options.data) / "skill_spans/skillspan_train.jsonl"
    if not path.exists():
        print(f"skipped: there is no {path}")
        return
    if not options.write:
        print("nothing done: --write learns the model and replaces the one in the package")
        return
    start = time.process_time()
    model = train(examples(path))
    print(
        f"{len(model.features)} features for {len(TASKS)} tasks in {time.process_time() - start:.0f} s of CPU"
    )
    write(model, MODEL)
    print(f"{MODEL.name}: {MODEL.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
