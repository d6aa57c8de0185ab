"""Ranking job titles by closeness, beside simple baselines; ``python evals/titles.py [DATA]``."""

import argparse
import importlib.util
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder
from candidacy.domain.skills import ConceptKind, Taxonomy, load_seed
from candidacy.domain.skills.importers import import_folder
from candidacy.domain.skills.occupations import Embed, TitleRanker, link_title
from candidacy.domain.skills.similarity import TextIndex
from candidacy.domain.skills.title_space import for_titles

HERE = Path(__file__).parent
Row = Mapping[str, Any]
ASKED = 1500
"""Vacancy titles drawn from the validation set, which is larger than is needed."""


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def metrics_of(data: Path) -> Any:
    """The reference metrics, loaded from where they stand."""
    spec = importlib.util.spec_from_file_location("metrics", data.parent / "evals" / "metrics.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data.parent / "evals" / "metrics.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def interval(rows: Sequence[Row], measure: Callable[[Sequence[Row]], float], rounds: int = 200) -> str:
    """The 95 % bootstrap interval of a measure over rows."""
    dice = random.Random(1)
    values = sorted(measure(dice.choices(rows, k=len(rows))) for _ in range(rounds))
    return f"[{values[int(rounds * 0.025)]:.3f}, {values[int(rounds * 0.975) - 1]:.3f}]"


def report(
    name: str, rows: Sequence[Row], found: Mapping[str, list[str]], metrics: Any, spent: float
) -> None:
    result = metrics.rank(rows, found)
    ci = interval(rows, lambda some: float(metrics.rank(some, found)["MAP"]), 50)
    print(
        f"  {name:26} MAP {result['MAP']:.3f} {ci}  MRR {result['MRR']:.3f}  RP@5 {result['RP@5']:.3f}  "
        f"n={result['queries']}  {spent * 1000 / len(rows):.1f} ms of CPU a query"
    )


@cache
def embedder() -> Embed:
    """The built-in sentence model, turned for titles."""
    return for_titles(BuiltInEmbedder(Path(tempfile.gettempdir()) / "candidacy-models").embed)


def melo(data: Path, metrics: Any) -> None:
    """American occupation titles to all titles of the same ESCO occupation."""
    corpus = [(row["id"], row["title"]) for row in rows_of(data / "job_titles" / "melo_usa_en_corpus.jsonl")]
    queries = rows_of(data / "job_titles" / "melo_usa_en_queries.jsonl")
    plain = TextIndex(corpus, word_share=0.0)
    ranker = TitleRanker(corpus, load_seed())
    print(f"\nMELO-USA, {len(corpus)} titles; measured elsewhere: char TF-IDF MAP .257, MRR .578")
    start = time.process_time()
    found = {q["id"]: [key for key, _ in plain.rank(q["title"], 1000)] for q in queries}
    report("char TF-IDF", queries, found, metrics, time.process_time() - start)
    start = time.process_time()
    found = {q["id"]: [key for key, _, _ in ranker.rank(q["title"], 1000)] for q in queries}
    report("title ranker (seed)", queries, found, metrics, time.process_time() - start)
    ranker = TitleRanker(corpus, load_seed(), embed=embedder())
    start = time.process_time()
    found = {q["id"]: [key for key, _, _ in ranker.rank(q["title"], 1000)] for q in queries}
    report("the same, with meaning", queries, found, metrics, time.process_time() - start)


def vacancies(data: Path, metrics: Any) -> None:
    """Titles of vacancies to the ESCO occupation, among the preferred labels of all occupations."""
    path = data / "taxonomy" / "esco" / "occupations_en.csv"
    if not path.exists():
        print(f"\nskipped: there is no {path}")
        return
    esco = Taxonomy(import_folder({path.name: path.read_bytes()}).concepts)
    corpus = [(c.uri, c.label) for c in esco.of_kind(ConceptKind.OCCUPATION)]
    rows = rows_of(data / "job_titles" / "jobbert_validation.jsonl")
    asked = [{**r, "relevant": [r["conceptUri"]]} for r in random.Random(1).sample(rows, ASKED)]
    print(f"\nVacancy titles to {len(corpus)} ESCO occupations")
    plain = TextIndex(corpus, word_share=0.0)
    start = time.process_time()
    found = {r["id"]: [key for key, _ in plain.rank(r["vacancyTitle"], 100)] for r in asked}
    report("char TF-IDF", asked, found, metrics, time.process_time() - start)
    for name, taxonomy, embed in (
        ("title ranker (seed)", load_seed(), None),
        ("title ranker (with ESCO)", esco, None),
        ("the seed, with meaning", load_seed(), embedder()),
        ("ESCO, with meaning", esco, embedder()),
    ):
        ranker = TitleRanker(corpus, taxonomy, embed=embed)
        start = time.process_time()
        found = {r["id"]: [key for key, _, _ in ranker.rank(r["vacancyTitle"], 100)] for r in asked}
        report(name, asked, found, metrics, time.process_time() - start)
    linked = [link_title(r["vacancyTitle"], load_seed()) for r in asked]
    share = sum(link is not None for link in linked) / len(linked)
    print(f"  {share:.1%} of the vacancy titles are linked to an occupation of the seed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with job_titles/ and taxonomy/")
    data = Path(parser.parse_args().data)
    if not (data / "job_titles").is_dir():
        print(f"skipped: there is no data at {data}")
        return
    metrics = metrics_of(data)
    melo(data, metrics)
    vacancies(data, metrics)


if __name__ == "__main__":
    main()
