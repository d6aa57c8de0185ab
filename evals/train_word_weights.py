"""Make ``candidacy/domain/matching/data/word_weights.txt``: how much a word of a posting tells.

``python evals/train_word_weights.py [DATA]`` counts in how many sentences each stem stands, over the
SkillSpan training postings (MIT), the Green training sentences (CC BY 4.0) and O*NET's occupation
descriptions (CC BY 4.0), and keeps the commonest. A stem that is not in the file is rare, and counts in
full. Takes seconds.
"""

import csv
import json
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from candidacy.domain.matching.words import stems

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/candidacy/domain/matching/data/word_weights.txt"
LEAST, MOST = 3.0, 8.5
"""Logarithms of one over the share of sentences: weight 0.1 at the first, 1 at the second."""


def main() -> None:
    default = os.environ.get("CANDIDACY_EVAL_DATA", str(HERE.parent.parent / "shared" / "data"))
    data = Path(sys.argv[1] if len(sys.argv) > 1 else default)
    if not data.is_dir():
        print(f"skipped: there is no data at {data}")
        return
    counts: Counter[str] = Counter()
    total = 0
    for sentence in sentences(data):
        total += 1
        counts.update(set(stems(sentence)))
    classes: dict[int, list[str]] = {}
    for stem, count in counts.items():
        tenth = weight_class(count, total)
        if tenth < 10 and not stem.isdigit():
            classes.setdefault(tenth, []).append(stem)
    lines = [f"{tenth} {' '.join(sorted(found))}" for tenth, found in sorted(classes.items())]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{total} sentences, {sum(map(len, classes.values()))} stems kept of {len(counts)}")


def weight_class(count: int, total: int) -> int:
    """Tenths from 1 to 10."""
    share = (math.log(total / count) - LEAST) / (MOST - LEAST)
    return max(1, min(10, round(1 + 9 * share)))


def sentences(data: Path) -> Iterator[str]:
    for line in (data / "jobs/skillspan_postings_train.jsonl").read_text(encoding="utf-8").splitlines():
        yield from re.split(r"\n|(?<=[.!?]) ", json.loads(line)["text"])
    for line in (data / "skill_spans/green_train.jsonl").read_text(encoding="utf-8").splitlines():
        yield " ".join(json.loads(line)["tokens"])
    with next((data / "taxonomy/onet").glob("Occupation*Data*")).open(encoding="utf-8") as rows:
        yield from (row[-1] for row in csv.reader(rows, delimiter="\t"))


if __name__ == "__main__":
    main()
