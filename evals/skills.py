"""Accuracy of finding and linking skills, beside published figures; ``python evals/skills.py [DATA]``."""

import argparse
import importlib.util
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from candidacy.domain.skills import SkillMention, find_skills, load_seed
from candidacy.domain.skills.importers import import_folder, load_taxonomy, write_taxonomy
from candidacy.domain.skills.linking import Linker
from candidacy.domain.skills.phrases import TAGS, find_phrases, observe, phrase_model
from candidacy.domain.skills.similarity import TextIndex

HERE = Path(__file__).parent
Row = Mapping[str, Any]
Measure = Callable[[Sequence[Row]], float]
KNOWLEDGE = ("knowledge", "language", "qualification")


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def metrics_of(data: Path) -> Any:
    """The reference metrics, loaded from where they stand."""
    spec = importlib.util.spec_from_file_location("metrics", data.parent / "evals" / "metrics.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(data.parent / "evals" / "metrics.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if hasattr(module, "sim"):
        vars(module)["sim"] = cache(module.sim)
    return module


def interval(rows: Sequence[Row], measure: Measure, rounds: int = 200) -> str:
    """The 95 % bootstrap interval of a measure over rows."""
    dice = random.Random(1)
    values = sorted(measure(dice.choices(rows, k=len(rows))) for _ in range(rounds))
    return f"[{values[int(rounds * 0.025)]:.3f}, {values[int(rounds * 0.975) - 1]:.3f}]"


def strict_f1(metrics: Any, predicted: Mapping[str, Any], task: str) -> Measure:
    return lambda rows: float(metrics.spans(rows, predicted)[task]["strict"][2])


def relaxed_f1(metrics: Any, found: Mapping[str, list[str]]) -> Measure:
    return lambda rows: float(metrics.postings(rows, found)["relaxed"][2])


def precision_at_5(metrics: Any, found: Mapping[str, list[str]]) -> Measure:
    return lambda rows: float(metrics.rank(rows, found)["RP@5"])


def dictionary_tags(
    tokens: Sequence[str], mentions: Iterable[SkillMention], kinds: Sequence[str]
) -> list[str]:
    starts: list[int] = []
    tags, position = ["O"] * len(tokens), 0
    for token in tokens:
        starts.append(position)
        position += len(token) + 1
    taxonomy = load_seed()
    for mention in mentions:
        if taxonomy[mention.uri].kind not in kinds:
            continue
        inside = [i for i, s in enumerate(starts) if s < mention.end and s + len(tokens[i]) > mention.start]
        for i in inside:
            tags[i] = "B" if i == inside[0] else "I"
    return tags


def spans(data: Path, metrics: Any) -> None:
    gold = rows_of(data / "skill_spans" / "skillspan_dev.jsonl")
    taxonomy, model = load_seed(), phrase_model()
    simple, learnt = {}, {}
    for row in gold:
        mentions = find_skills(" ".join(row["tokens"]), taxonomy)
        simple[row["id"]] = {
            "tags_skill": dictionary_tags(row["tokens"], mentions, ("skill",)),
            "tags_knowledge": dictionary_tags(row["tokens"], mentions, KNOWLEDGE),
        }
    start = time.process_time()
    for row in gold:
        skill, knowledge = model.tag(observe(row["tokens"], taxonomy))
        learnt[row["id"]] = {
            "tags_skill": [TAGS[t] for t in skill],
            "tags_knowledge": [TAGS[t] for t in knowledge],
        }
    spent = (time.process_time() - start) / len(gold) * 1000
    print(f"\nSpans in postings, SkillSpan dev, n={len(gold)} sentences, {spent:.2f} ms of CPU a sentence")
    print("  published strict F1 skill / knowledge: dictionary .03/.25, CRF .26/.50, transformers .57/.70")
    for name, predicted in (("dictionary (seed)", simple), ("phrase model", learnt)):
        found = metrics.spans(gold, predicted)
        for task in ("tags_skill", "tags_knowledge"):
            p, r, f1 = found[task]["strict"]
            ci = interval(gold, strict_f1(metrics, predicted, task))
            overlap = f"{found[task]['overlap_P']:.3f} / {found[task]['overlap_R']:.3f}"
            print(
                f"  {name:18} {task[5:]:9} strict P {p:.3f} R {r:.3f} F1 {f1:.3f} {ci}  overlap P/R {overlap}"
            )


def postings(data: Path, metrics: Any) -> None:
    gold = rows_of(data / "jobs" / "skillspan_postings_dev.jsonl")
    taxonomy = load_seed()
    mentioned = {r["id"]: [m.text for m in find_skills(r["text"], taxonomy)] for r in gold}
    start = time.process_time()
    phrased = {r["id"]: [p.text for p in find_phrases(r["text"], taxonomy)] for r in gold}
    spent = (time.process_time() - start) / len(gold) * 1000
    both = {i: [*mentioned[i], *phrased[i]] for i in mentioned}
    print(f"\nPhrases of whole postings, SkillSpan dev, n={len(gold)}, {spent:.0f} ms of CPU a posting")
    print("  measured elsewhere: ESCO dictionary strict F1 .150, relaxed .342; goal relaxed .55")
    for name, found in (("dictionary (seed)", mentioned), ("phrase model", phrased), ("both", both)):
        result = metrics.postings(gold, found)
        ci = interval(gold, relaxed_f1(metrics, found), 40)
        print(f"  {name:18} strict P/R/F1 {result['strict']}  relaxed P/R/F1 {result['relaxed']} {ci}")


def linking(data: Path, metrics: Any) -> None:
    path = data / "skill_linking" / "esco_v1.1.0_skill_labels.txt"
    labels = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    aliases = esco_aliases(data)
    systems: dict[str, TextIndex | Linker] = {
        "char TF-IDF": TextIndex(((label, label) for label in labels), word_share=0.0),
        "word TF-IDF": TextIndex(((label, label) for label in labels), word_share=1.0),
        "linker, labels only": Linker({label: (label,) for label in labels}, load_seed()),
        "linker, with aliases": Linker({la: (la, *aliases.get(la, ())) for la in labels}, load_seed()),
    }
    print("\nLinking sentences to ESCO; RP@5 TECH / HOUSE elsewhere: char TF-IDF .38 / .26, best .64 / .49")
    for part in ("tech_val", "house_val", "skillskape_dev"):
        known = set(labels)
        rows = [
            {**row, "labels": [x for x in row["labels"] if x in known]}
            for row in rows_of(data / "skill_linking" / f"{part}.jsonl")
        ]
        rows = [row for row in rows if row["labels"]]
        for name, system in systems.items():
            start = time.process_time()
            found = {row["id"]: [key for key, _ in system.rank(row["text"], 10)] for row in rows}
            spent = (time.process_time() - start) / len(rows) * 1000
            result = metrics.rank(rows, found)
            ci = interval(rows, precision_at_5(metrics, found))
            print(
                f"  {part:14} {name:21} MRR {result['MRR']:.3f}  RP@5 {result['RP@5']:.3f} {ci}  "
                f"n={result['queries']}  {spent:.1f} ms"
            )


def esco_aliases(data: Path) -> dict[str, tuple[str, ...]]:
    """The aliases of ESCO skills by label, from a folder like the one a person would import."""
    folder = data / "taxonomy" / "esco"
    files = {p.name: p.read_bytes() for p in folder.glob("*kills*.csv")} if folder.is_dir() else {}
    return {c.label: c.aliases for c in import_folder(files).concepts} if files else {}


def speed(data: Path) -> None:
    """Milliseconds of CPU for a page of 4,500 signs, with the seed and with everything imported."""
    texts = [row["text"] for row in rows_of(data / "jobs" / "skillspan_postings_dev.jsonl")]
    pages = sum(map(len, texts)) / 4500
    folders = [data / "taxonomy" / name for name in ("esco", "onet")]
    files = {str(p): p.read_bytes() for source in folders for p in source.glob("*.*")}
    taxonomies = {"seed": load_seed()}
    if files:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "taxonomy.json"
            write_taxonomy(path, import_folder(files), on=date(2026, 11, 1))
            taxonomies["ESCO and O*NET"] = load_taxonomy(path)
    print("\nFinding skills, CPU a page of 4,500 signs")
    for name, taxonomy in taxonomies.items():
        start = time.process_time()
        find_skills("", taxonomy)
        built = (time.process_time() - start) * 1000
        found = [find_skills(text, taxonomy) for text in texts]
        start = time.process_time()
        found = [find_skills(text, taxonomy) for text in texts]
        spent = (time.process_time() - start) * 1000 / pages
        total = sum(map(len, found)) / pages
        size = f"{len(taxonomy):6} concepts, built in {built:.0f} ms"
        print(f"  {name:15} {size}, {spent:.2f} ms and {total:.0f} mentions a page")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with skill_spans/ and jobs/")
    parser.add_argument("--only", choices=("spans", "postings", "linking", "speed"))
    options = parser.parse_args()
    data = Path(options.data)
    if not (data / "skill_spans").is_dir():
        print(f"skipped: there is no data at {data}")
        return
    metrics = metrics_of(data)
    parts: dict[str, Callable[[], None]] = {
        "spans": lambda: spans(data, metrics),
        "postings": lambda: postings(data, metrics),
        "linking": lambda: linking(data, metrics),
        "speed": lambda: speed(data),
    }
    for name, part in parts.items():
        if options.only in {None, name}:
            part()


if __name__ == "__main__":
    main()
