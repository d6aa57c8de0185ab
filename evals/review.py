"""How well the review finds planted defects: recall, false alarms, and whether the clean twin scores higher.

    python evals/review.py [DATA] [--structured] [--show]

``DATA`` is the folder with ``review/truth.jsonl`` (default: $CANDIDACY_EVAL_DATA, then ``../shared/data``);
the metrics stand beside it in ``../evals/metrics.py``. ``--structured`` reviews the true Resume instead of
the file. The CVs of ``parse/`` are reviewed too, and what is found in them is counted: most are sound.
"""

import argparse
import importlib.util
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from candidacy.domain.reading import read
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.review import Finding, FindingStatus, Review, review
from candidacy.kernel.errors import AppError

TODAY = date(2026, 11, 1)
GOALS = {"macro_recall": 0.90, "macro_clean_false_alarm": 0.03, "macro_pairwise": 0.98}
_DEFAULT = Path(__file__).parent.parent / ".." / "shared" / "data"
_LOST = (FindingStatus.PARTIAL, FindingStatus.MISSING)


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


def structured(row: dict[str, Any]) -> SourcedResume:
    """The true Resume of a row, whose skills and projects are plain words."""
    value = dict(row["resume"])
    value["basics"] = {k: v for k, v in value["basics"].items() if v}
    value["skills"] = [{"name": "Skills", "keywords": value["skills"]}] if value["skills"] else []
    value["projects"] = [{"description": p} if isinstance(p, str) else p for p in value["projects"]]
    return SourcedResume(resume=Resume.model_validate(value))


def reviewed(path: Path) -> Review:
    reading = read(path.read_bytes(), path.name)
    return review(reading.resume, reading.document, today=TODAY)


def found(result: Review) -> list[Finding]:
    return [f for f in result.findings if f.status in _LOST]


def planted(folder: Path, metrics: Any, *, from_file: bool, show: bool) -> None:
    rows = rows_of(folder / "truth.jsonl")
    kinds = {row["kind"] for row in rows} - {"clean"}
    predictions, seconds = {}, time.process_time()
    for row in rows:
        result = reviewed(folder / row["file"]) if from_file else review(structured(row), None, today=TODAY)
        names = [f.criterion for f in found(result)]
        predictions[row["id"]] = {
            "id": row["id"],
            "score": result.overall_score,
            "findings": [n for n in names if n in kinds],
        }
        if show:
            print(f"{row['persona']:40} {row['kind']:18} {result.overall_score:5} {' '.join(names)}")
    seconds = time.process_time() - seconds
    scores = metrics.review(rows, predictions)
    print(f"{len(rows)} CVs, {1000 * seconds / len(rows):.1f} ms of CPU each, reading included")
    for kind in sorted(kinds):
        alarms = scores["clean_false_alarm_rate"].get(kind, 0)
        recall, pairs = scores["recall"][kind], scores["pairwise"][kind]
        print(f"  {kind:18} recall {recall}  false alarms {alarms}  pairs {pairs}")
    for name, goal in GOALS.items():
        print(f"  {name} {scores[name]} (goal {goal})")
    print(f"  other new findings per defective CV: {scores['spurious_new_findings_per_doc']}")


def readings(folder: Path) -> Iterator[tuple[dict[str, Any], Review]]:
    for row in rows_of(folder / "truth.jsonl"):
        try:
            yield row, reviewed(folder / row["file"])
        except AppError as exc:
            print(f"  {row['id']}: {type(exc).__name__}")


def sound(folder: Path, *, show: bool) -> None:
    """What is found in CVs that nobody planted anything in."""
    counts: dict[str, Counter[str]] = {}
    scores: list[float] = []
    for row, result in readings(folder):
        scores.append(result.overall_score)
        for finding in found(result):
            counts.setdefault(row["collection"], Counter())[finding.criterion] += 1
            if show:
                quotes = [q.quote[:50] for q in finding.evidence[:3]]
                print(
                    f"{row['id']} {row['language']} {finding.criterion}: {(finding.fix or '')[:120]} {quotes}"
                )
    print(f"{len(scores)} CVs without planted defects, mean score {sum(scores) / max(1, len(scores)):.1f}")
    for collection, counter in counts.items():
        print(f"  {collection}: " + ", ".join(f"{name} {n}" for name, n in counter.most_common()))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", nargs="?", default=os.environ.get("CANDIDACY_EVAL_DATA") or str(_DEFAULT))
    parser.add_argument("--structured", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    data = Path(options.data).resolve()
    if not (data / "review" / "truth.jsonl").is_file():
        print(f"skipped: there is no review/truth.jsonl in {data}")
        return 0
    planted(data / "review", metrics_of(data), from_file=not options.structured, show=options.show)
    if not options.structured and (data / "parse" / "truth.jsonl").is_file():
        sound(data / "parse", show=options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
