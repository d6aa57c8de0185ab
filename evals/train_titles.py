"""Learns how the built-in sentence model's vectors are turned for job titles.

``python evals/train_titles.py [DATA] --write`` takes all titles of each ESCO occupation (CC BY 4.0) and
learns a matrix under which two titles of one occupation are closer than titles of others (InfoNCE within
batches, Adam, from the matrix that changes nothing). Minutes on a processor, most of them for the vectors.
``--check`` learns it three times without a third of the occupations and ranks the MELO-USA titles of that
third.
"""

import argparse
import csv
import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from candidacy.ai_agents.embeddings.builtin import DIMENSION, BuiltInEmbedder
from candidacy.domain.skills import load_seed
from candidacy.domain.skills.occupations import TitleRanker

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/candidacy/domain/skills/data/title_space.npz"
STEPS, BATCH, RATE, WARMTH, RIDGE = 200, 512, 2e-3, 0.1, 1e-3
FOLDS = 3
Array = NDArray[np.float32]


def occupations(path: Path) -> list[list[str]]:
    """The titles of each occupation that has two or more."""
    with path.open(encoding="utf-8") as rows:
        found = [[r["preferredLabel"], *r["altLabels"].split("\n")] for r in csv.DictReader(rows)]
    return [kept for titles in found if len(kept := list(dict.fromkeys(t for t in titles if t.strip()))) > 1]


def unit(rows: Array) -> tuple[Array, Array]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / lengths, np.float32), lengths


def learn(groups: Sequence[Array], seed: int = 0) -> Array:
    """The matrix for groups of vectors; the titles of a group are to lie close together."""
    random = np.random.default_rng(seed)
    start = np.eye(DIMENSION, dtype=np.float32)
    turn, mean, square = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for step in range(1, STEPS + 1):
        chosen = random.choice(len(groups), min(BATCH, len(groups)), replace=False)
        pairs = [groups[g][random.choice(len(groups[g]), 2, replace=False)] for g in chosen]
        slope = gradient(np.stack([p[0] for p in pairs]), np.stack([p[1] for p in pairs]), turn)
        slope += RIDGE * (turn - start)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        stride = RATE * (1 - step / STEPS) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        turn = turn - stride * mean / (1 - 0.9**step)
    return np.asarray(turn, np.float32)


def gradient(some: Array, others: Array, turn: Array) -> Array:
    """Of the loss by which each row of ``some`` is to find its partner in ``others``, and the reverse."""
    (a, a_lengths), (b, b_lengths) = unit(some @ turn), unit(others @ turn)
    likeness = a @ b.T / WARMTH
    pull = (chances(likeness) + chances(likeness.T).T) / 2 - np.eye(len(a), dtype=np.float32)
    pull /= len(a) * WARMTH
    to_a, to_b = pull @ b, pull.T @ a
    to_a = (to_a - a * (to_a * a).sum(1, keepdims=True)) / a_lengths
    to_b = (to_b - b * (to_b * b).sum(1, keepdims=True)) / b_lengths
    return np.asarray(some.T @ to_a + others.T @ to_b, np.float32)


def chances(likeness: Array) -> Array:
    raised = np.exp(likeness - likeness.max(1, keepdims=True))
    return np.asarray(raised / raised.sum(1, keepdims=True), np.float32)


def write(turn: Array, path: Path) -> None:
    steps = turn - np.eye(len(turn), dtype=np.float32)
    scale = np.float32(np.abs(steps).max() / 127)
    np.savez_compressed(path, steps=np.round(steps / scale).astype(np.int8), scale=scale)


def check(data: Path, embedder: BuiltInEmbedder) -> None:
    """Mean average precision on MELO-USA, each query by a matrix that knows no title of its occupations."""
    corpus = list(rows_of(data / "job_titles/melo_usa_en_corpus.jsonl"))
    concepts = np.array([int(row["id"][1:7]) for row in corpus])
    vectors = np.array(embedder.embed([row["title"] for row in corpus]), np.float32)
    of = {row["title"]: vector for row, vector in zip(corpus, vectors, strict=True)}
    queries = list(rows_of(data / "job_titles/melo_usa_en_queries.jsonl"))
    asked = np.array(embedder.embed([q["title"] for q in queries]), np.float32)
    of |= {q["title"]: vector for q, vector in zip(queries, asked, strict=True)}
    before: list[float] = []
    after: list[float] = []
    for fold in range(FOLDS):
        held = [q for q in queries if q["relevant"] and int(q["relevant"][0][1:7]) % FOLDS == fold]
        known = [vectors[concepts == c] for c in np.unique(concepts) if c % FOLDS != fold]
        turn = learn([group for group in known if len(group) > 1])
        for matrix, found in ((np.eye(DIMENSION, dtype=np.float32), before), (turn, after)):
            turned = {title: unit(vector[None] @ matrix)[0][0] for title, vector in of.items()}
            ranker = TitleRanker(
                [(row["id"], row["title"]) for row in corpus],
                load_seed(),
                embed=partial(looked_up, turned),
            )
            found += [precision([i for i, _, _ in ranker.rank(q["title"])], set(q["relevant"])) for q in held]
    lead = np.array(after) - np.array(before)
    means = np.random.default_rng(1).choice(lead, (1000, len(lead))).mean(1)
    low, high = np.quantile(means, [0.025, 0.975])
    print(
        f"MELO-USA, {len(before)} queries: MAP {np.mean(before):.3f} as it is, {np.mean(after):.3f} turned,"
        f" lead {lead.mean():+.3f} [{low:+.3f}, {high:+.3f}]"
    )


def looked_up(vectors: Mapping[str, Array], texts: Sequence[str]) -> list[Array]:
    return [vectors[text] for text in texts]


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def precision(ranking: Sequence[str], relevant: set[str]) -> float:
    hits = [place for place, id_ in enumerate(ranking, 1) if id_ in relevant]
    return sum(n / place for n, place in enumerate(hits, 1)) / len(relevant)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with taxonomy/esco and job_titles/")
    parser.add_argument("--write", action="store_true", help="replace the matrix in the package")
    parser.add_argument("--check", action="store_true", help="measure with occupations held out")
    options = parser.parse_args()
    path = Path(options.data) / "taxonomy/esco/occupations_en.csv"
    if not path.exists():
        print(f"skipped: there is no {path}")
        return
    embedder = BuiltInEmbedder(Path(tempfile.gettempdir()) / "candidacy-models")
    if options.check:
        check(Path(options.data), embedder)
    if options.write:
        found = occupations(path)
        write(learn([np.array(embedder.embed(titles), np.float32) for titles in found]), TARGET)
        print(f"{len(found)} occupations; {TARGET.name}: {TARGET.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
