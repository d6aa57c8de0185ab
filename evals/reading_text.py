"""The share of true values (names, employers, highlights, institutions) that the text holds in one piece.

    python evals/reading_text.py [DATA] [--family NAME] [--show]

``DATA`` is the folder with ``parse/truth.jsonl`` (default: $CANDIDACY_EVAL_DATA, then ``../shared/data``).
"""

import argparse
import json
import os
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from candidacy.domain.reading import read_document
from candidacy.kernel.errors import AppError

_DEFAULT = Path(__file__).parent.parent / ".." / "shared" / "data"


def folded(text: str) -> str:
    """Lower case, words of letters and digits only: how they are spaced and punctuated does not count."""
    return re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", text).lower()).strip()


def true_values(resume: dict[str, Any]) -> Iterator[str]:
    yield resume.get("basics", {}).get("name") or ""
    yield resume.get("basics", {}).get("summary") or ""
    for entry in _entries(resume, "work"):
        yield from (entry.get("name") or "", entry.get("position") or "", *(entry.get("highlights") or []))
    for entry in _entries(resume, "education"):
        yield entry.get("institution") or ""
    for entry in _entries(resume, "projects"):
        yield from (entry.get("name") or "", *(entry.get("highlights") or []))


def _entries(resume: dict[str, Any], section: str) -> list[dict[str, Any]]:
    return [{"name": entry} if isinstance(entry, str) else entry for entry in resume.get(section) or []]


def main() -> int:
    arguments = _arguments()
    truth = arguments.data / "parse" / "truth.jsonl"
    if not truth.exists():
        print(f"skipped: there is no {truth}")
        return 0
    found: dict[str, list[bool]] = defaultdict(list)
    pages = seconds = 0.0
    for row in map(json.loads, truth.read_text("utf-8").splitlines()):
        family = row["layout_family"]
        if row["image_only"] or (arguments.family and family != arguments.family):
            continue
        data = (truth.parent / row["file"]).read_bytes()
        started = time.process_time()
        try:
            document = read_document(data, row["file"])
        except AppError as error:
            print(f"{row['file']}: {error.code} {error.message}")
            found[family].append(False)
            continue
        seconds += time.process_time() - started
        pages += document.page_count
        text = f" {folded(document.text)} "
        for value in filter(None, map(folded, true_values(row["gt"]))):
            found[family].append(f" {value} " in text)
            if arguments.show and f" {value} " not in text:
                print(f"  {row['file']}: {value[:110]}")
    for family, hits in sorted(found.items(), key=lambda item: sum(item[1]) / len(item[1])):
        print(f"{family:28} {sum(hits) / len(hits):.4f}  n={len(hits)}")
    everything = [hit for hits in found.values() for hit in hits]
    print(f"{'all':28} {sum(everything) / max(len(everything), 1):.4f}  n={len(everything)}")
    print(f"{1000 * seconds / max(pages, 1):.1f} ms of CPU a page, {pages:.0f} pages")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "data", type=Path, nargs="?", default=Path(os.environ.get("CANDIDACY_EVAL_DATA", _DEFAULT))
    )
    parser.add_argument("--family")
    parser.add_argument("--show", action="store_true", help="print the values that were not found")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
