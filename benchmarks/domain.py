"""Speed of the domain on this machine: reading, skills, matching, review. Prints CPU milliseconds.

``python benchmarks/domain.py [FOLDER]`` reads the CVs of a folder (default: the samples of this project).
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from figures import tell

from candidacy.domain.matching import prepare_cv, prepare_posting, score
from candidacy.domain.postings import read_posting
from candidacy.domain.reading import Reading, read
from candidacy.domain.review import review
from candidacy.domain.skills import find_skills, load_seed

SAMPLES = Path(__file__).parent.parent / "docs" / "samples"
REPEATS = 5
TODAY = date(2026, 11, 21)


def milliseconds(action: Callable[[], Any]) -> float:
    """Median CPU time of one call, after a warm-up."""
    action()
    times = []
    for _ in range(REPEATS):
        start = time.process_time()
        action()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def report(name: str, values: list[float]) -> float:
    """Print the median and what 19 of 20 take at most; gives the median."""
    values.sort()
    middle, high = statistics.median(values), values[int(0.95 * (len(values) - 1))]
    print(f"{name:40s} n={len(values):4d}  median {middle:8.2f} ms  p95 {high:8.2f} ms")
    return middle


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    files = sorted(p for p in folder.iterdir() if p.suffix in {".pdf", ".docx"})[:60]
    taxonomy = load_seed()
    posting_text = (SAMPLES / "posting.txt").read_text(encoding="utf-8")
    posting = prepare_posting(read_posting(posting_text, taxonomy), taxonomy)
    readings: list[Reading] = []
    per_page: list[float] = []
    for file in files:
        data = file.read_bytes()
        try:
            readings.append(read(data, file.name))
        except Exception as error:  # noqa: BLE001 - a file that cannot be read has no reading speed
            print(f"left out {file.name}: {error}")
            continue
        document = readings[-1].document
        per_page.append(milliseconds(partial(read, data, file.name)) / document.page_count)
    if not readings:
        print(f"no readable file in {folder}")
        return
    page = report("read a CV, per page", per_page)
    report(
        "find skills in a CV",
        [milliseconds(partial(find_skills, r.document.text, taxonomy)) for r in readings],
    )
    report(
        "review a CV",
        [
            milliseconds(partial(review, r.resume, r.document, today=TODAY, taxonomy=taxonomy))
            for r in readings
        ],
    )
    report(
        "prepare a CV for matching",
        [milliseconds(partial(prepare_cv, r.resume, taxonomy, TODAY, r.document)) for r in readings],
    )
    profiles = [prepare_cv(r.resume, taxonomy, TODAY, r.document) for r in readings]
    match = report("one match, prepared", [milliseconds(partial(score, p, posting)) for p in profiles])
    report("read a posting", [milliseconds(lambda: read_posting(posting_text, taxonomy))])
    tell(page_cpu_ms=page, match_ms=match)


if __name__ == "__main__":
    main()
