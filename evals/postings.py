"""What is found in real postings, their skill phrases first; ``python evals/postings.py [DATA]``."""

import argparse
import importlib.util
import json
import os
import statistics
import time
from collections import Counter
from pathlib import Path
from types import ModuleType

from candidacy.domain.postings import Posting, RequirementKind, core_text, read_posting
from candidacy.domain.skills.matcher import find_skills
from candidacy.domain.skills.seed import load_seed

HERE = Path(__file__).parent
TAXONOMY = load_seed()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    parser.add_argument("data", nargs="?", default=default, help="folder with jobs/")
    data = Path(parser.parse_args().data)
    scorer = _scorer(data.parent / "evals" / "metrics.py")
    if not (data / "jobs").is_dir() or scorer is None:
        print(f"skipped: there is no data at {data}, or no scorer beside it")
        return
    for part in ("train", "dev"):
        rows = _rows(data / "jobs" / f"skillspan_postings_{part}.jsonl")
        start = time.process_time()
        postings = [read_posting(str(row["text"]), TAXONOMY) for row in rows]
        milliseconds = (time.process_time() - start) / len(rows) * 1000
        _print_phrases(scorer, part, rows, postings)
        _print_contents(part, postings, milliseconds)
    nyc = [read_posting(_city_text(row), TAXONOMY) for row in _rows(data / "jobs" / "nyc_city_jobs.jsonl")]
    _print_contents("nyc", nyc, 0.0)


def _print_phrases(
    scorer: ModuleType, part: str, rows: list[dict[str, object]], postings: list[Posting]
) -> None:
    """F1 of skill phrases: in the whole text, and in what is said of the job and the person."""
    whole = {
        str(r["id"]): [m.text for m in find_skills(p.text, TAXONOMY)]
        for r, p in zip(rows, postings, strict=True)
    }
    core = {
        str(r["id"]): [m.text for m in find_skills(core_text(p.text), TAXONOMY)]
        for r, p in zip(rows, postings, strict=True)
    }
    asked = {
        str(r["id"]): [q.text for q in p.requirements if q.kind is RequirementKind.SKILL and q.skill_uris]
        for r, p in zip(rows, postings, strict=True)
    }
    for name, found in (("whole text", whole), ("core text", core), ("requirements", asked)):
        result = scorer.postings(rows, found)
        print(f"{part:5} {name:13} strict P/R/F1 {result['strict']}  relaxed {result['relaxed']}")


def _print_contents(part: str, postings: list[Posting], milliseconds: float) -> None:
    kinds = Counter(r.kind.value for p in postings for r in p.requirements)
    with_requirements = sum(any(r.kind is not RequirementKind.DUTY for r in p.requirements) for p in postings)
    median = statistics.median(len(p.requirements) for p in postings)
    print(
        f"{part:5} {len(postings)} postings, {with_requirements} with requirements,"
        f" {sum(p.title is not None for p in postings)} with title;"
        f" median {median:g} requirements; {dict(sorted(kinds.items()))}; {milliseconds:.1f} ms CPU each"
    )


def _city_text(row: dict[str, object]) -> str:
    return (
        f"{row['title']}\n\n{row['description']}\n\n"
        f"Minimum requirements\n{row['min_requirements']}\n\nPreferred skills\n{row['preferred_skills']}"
    )


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _scorer(path: Path) -> ModuleType | None:
    spec = importlib.util.spec_from_file_location("metrics", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        return None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
