"""How well search finds, and what is answered: hybrid beside full text alone and vectors alone.

``python evals/search.py [DATA] [--only NAME]``. nDCG@10 and recall with 95 % intervals of a bootstrap over
the queries, and of the differences. The sample portfolio needs no DATA; its weights of evidence were fitted
on the other portfolio (``--fit`` prints that fit).
"""

import argparse
import json
import os
import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder
from candidacy.domain.passages import Passage, cut, parts_of_document, parts_of_text
from candidacy.domain.reading.reader import read
from candidacy.domain.search import Found, MemoryIndex, fuse, weigh
from candidacy.domain.search.evidence import features
from candidacy.domain.search.fusion import ranked
from candidacy.domain.search.index import DEPTH
from candidacy.domain.search.terms import read_query

HERE = Path(__file__).parent
SYSTEMS = ("hybrid", "full text", "vectors")
DRAWS = 1_000
SENTENCES = 2_000
TITLES = 200


@dataclass(frozen=True)
class Set:
    """Passages, the thing that each belongs to, and queries with the things that are relevant."""

    name: str
    passages: list[Passage]
    owner: list[str]
    queries: dict[str, set[str]]
    recall_at: int = 50


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with category/ and skill_linking/")
    parser.add_argument("--only", help="one of skills, occupations, titles, portfolio")
    parser.add_argument("--fit", action="store_true", help="fit the weights of evidence, and print them")
    parser.add_argument("--models", type=Path, default=Path(tempfile.gettempdir()) / "candidacy-models")
    options = parser.parse_args()
    embedder = BuiltInEmbedder(options.models)
    if options.fit:
        fit(embedder)
        return
    data = Path(options.data)
    sets: dict[str, Callable[[Path], Set]] = {"skills": skills, "occupations": occupations, "titles": titles}
    for name, load in sets.items():
        if options.only in (None, name):
            if data.is_dir():
                compare(load(data), embedder)
            else:
                print(f"{name}: skipped: there is no data at {data}")
    if options.only in (None, "portfolio"):
        portfolio(embedder)


def skills(data: Path) -> Set:
    """Sentences of postings for the name of a skill."""
    rows = [
        json.loads(line)
        for name in ("tech_val", "house_val", "skillskape_dev")
        for line in (data / "skill_linking" / f"{name}.jsonl").open(encoding="utf-8")
    ][:SENTENCES]
    wanted: dict[str, set[str]] = {}
    for row in rows:
        for label in row["labels"]:
            wanted.setdefault(label, set()).add(row["id"])
    queries = {label: found for label, found in sorted(wanted.items()) if label != "LABEL NOT PRESENT"}
    passages = [Passage(row["text"]) for row in rows]
    return Set("sentences of postings for a skill", passages, [r["id"] for r in rows], queries)


def occupations(data: Path) -> Set:
    """CVs for the name of the occupation that they were filed under."""
    passages: list[Passage] = []
    owner: list[str] = []
    queries: dict[str, set[str]] = {}
    for line in (data / "category" / "truth.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        document = read((data / "category" / row["file"]).read_bytes(), row["file"]).document
        found = cut(parts_of_document(document))
        passages += found
        owner += [row["id"]] * len(found)
        queries.setdefault(row["category"].replace("-", " ").lower(), set()).add(row["id"])
    return Set("CVs for an occupation", passages, owner, queries)


def titles(data: Path) -> Set:
    """Titles of one taxonomy for a title of another."""
    folder = data / "job_titles"
    rows = [json.loads(line) for line in (folder / "melo_usa_en_queries.jsonl").open(encoding="utf-8")]
    queries = {row["title"]: set(row["relevant"]) for row in random.Random(1).sample(rows, TITLES)}
    corpus = [json.loads(line) for line in (folder / "melo_usa_en_corpus.jsonl").open(encoding="utf-8")]
    # Every relevant title, and one in four of the others.
    needed = {one for found in queries.values() for one in found}
    kept = [row for n, row in enumerate(corpus) if row["id"] in needed or n % 4 == 0]
    return Set(
        "job titles for a title", [Passage(r["title"]) for r in kept], [r["id"] for r in kept], queries
    )


def compare(given: Set, embedder: BuiltInEmbedder) -> None:
    index = MemoryIndex(given.passages, embedded(given.passages, embedder))
    asked = list(given.queries)
    vectors = embedder.embed(asked)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in SYSTEMS}
    for query, vector in zip(asked, vectors, strict=True):
        for name, order in orders(index, f"{query} ", vector, embedder.floor).items():
            things = list(dict.fromkeys(given.owner[number] for number in order))
            relevant = given.queries[query]
            gains = [1.0 if one in relevant else 0.0 for one in things]
            recall = sum(gains[: given.recall_at]) / min(len(relevant), given.recall_at)
            found[name].append((ndcg_of(gains, len(relevant)), recall))
    print(f"\n{given.name}: {len(asked)} queries, {len(given.passages)} passages")
    for name, rows in found.items():
        gains, recalls = ([row[n] for row in rows] for n in (0, 1))
        print(f"  {name:10} nDCG@10 {interval(gains)}   recall@{given.recall_at} {interval(recalls)}")
    for other in SYSTEMS[1:]:
        ahead = [a[0] - b[0] for a, b in zip(found["hybrid"], found[other], strict=True)]
        print(f"  hybrid ahead of {other} by {interval(ahead)} nDCG@10")


def embedded(passages: Sequence[Passage], embedder: BuiltInEmbedder) -> npt.NDArray[np.float32]:
    return np.stack(embedder.embed([f"{p.heading}\n{p.text}" if p.heading else p.text for p in passages]))


def orders(
    index: MemoryIndex, query: str, vector: npt.NDArray[np.float32], floor: float
) -> Mapping[str, Sequence[int]]:
    """What each system gives, best first, from orders of the same depth."""
    words = ranked(index.by_words(query), DEPTH)
    near = ranked(index.by_vector(vector, floor), DEPTH)
    return {"hybrid": list(fuse(words, near)), "full text": words, "vectors": near}


def ndcg_of(gains: Sequence[float], relevant: int) -> float:
    ideal = sum(1 / np.log2(n + 2) for n in range(min(relevant, 10)))
    return float(sum(gain / np.log2(n + 2) for n, gain in enumerate(gains[:10])) / ideal)


def interval(values: Sequence[float]) -> str:
    draw = random.Random(1)
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(DRAWS))
    return f"{fmean(values):+.3f} [{means[25]:+.3f}, {means[-26]:+.3f}]"


@dataclass(frozen=True)
class Asked:
    """A question, whether there is an answer, the place of the right passage, and what was weighed."""

    question: str
    answerable: bool
    place: int | None
    found: list[Found]


def ask_all(name: str, embedder: BuiltInEmbedder | None) -> list[Asked]:
    content: dict[str, Any] = yaml.safe_load((HERE / "data" / f"{name}.yaml").read_text(encoding="utf-8"))
    passages = [
        Passage(p.text, f"{one['text'].splitlines()[0].lstrip('# ')}\n{p.heading}", p.path, p.spans)
        for one in content["documents"]
        for p in cut(parts_of_text(one["text"]))
    ]
    index = MemoryIndex(passages, embedded(passages, embedder) if embedder else None)
    asked = []
    for row in content["questions"]:
        vector = embedder.embed([row["q"]])[0] if embedder else None
        hits = index.search(row["q"], vector, limit=8, floor=embedder.floor if embedder else -1.0)
        texts = [f"{passages[h.number].heading}\n{passages[h.number].text}" for h in hits]
        found = [Found(t, h.cosine) for t, h in zip(texts, hits, strict=True)]
        evidence = weigh(row["q"], found)
        order = [*evidence.best, *(n for n in range(len(hits)) if n not in evidence.best)]
        place = next((p for p, n in enumerate(order) if row.get("a") and row["a"] in texts[n]), None)
        asked.append(Asked(row["q"], "a" in row, place, found))
    return asked


def portfolio(embedder: BuiltInEmbedder) -> None:
    """Recall of the right passage, and how answerable questions are told from others, without a model."""
    for how, used in (("words and vectors", embedder), ("words alone", None)):
        asked = ask_all("portfolio_ines", used)
        can = [one for one in asked if one.answerable]
        cannot = [one for one in asked if not one.answerable]
        recall = {n: fmean(one.place is not None and one.place < n for one in can) for n in (1, 3)}
        answered = [one for one in can if weigh(one.question, one.found).answerable]
        refused = [one for one in cannot if not weigh(one.question, one.found).answerable]
        print(f"\nsample portfolio, {how}: {len(can)} questions with an answer, {len(cannot)} without")
        print(f"  right passage first {recall[1]:.3f}, recall@3 {recall[3]:.3f}")
        print(f"  answered {len(answered)} of {len(can)}, refused {len(refused)} of {len(cannot)}")
        for one in cannot:
            if one not in refused:
                print(f"  answered, and should not be: {one.question}")


def fit(embedder: BuiltInEmbedder) -> None:
    """Logistic weights of the best passage of each question of the other portfolio, lightly shrunk."""
    for how, used in (("words and vectors", embedder), ("words alone", None)):
        rows = [best_features(one) for one in ask_all("portfolio_tomas", used)]
        x = np.array([[*row[:-1], 1.0] for row in rows])
        y = np.array([row[-1] for row in rows])
        print(how, np.round(logistic(x, y), 2), "(cosine, covered, bias)")


def best_features(one: Asked) -> tuple[float, float, float]:
    given = [features(read_query(one.question), found) for found in one.found] or [(0.0, 0.0)]
    best = max(given, key=sum)
    return (*best, float(one.answerable))


def logistic(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    weights = np.zeros(x.shape[1])
    shrink = np.array([0.002] * (x.shape[1] - 1) + [0.0])
    for _ in range(20_000):
        p = 1 / (1 + np.exp(-x @ weights))
        weights -= 0.5 * (x.T @ (p - y) / len(y) + shrink * weights)
    return weights


if __name__ == "__main__":
    main()
