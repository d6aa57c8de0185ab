"""How the guard does on lines that were worded anew by hand, honestly and not, in four languages.

    python evals/wording.py [--only NAME] [--show]

Each file of ``evals/data/guard`` holds lines of CVs, each with a rewrite that says the same and one that says
more. A line stands in its entry among the others. Goal: no lie passes, at most 5 % of the honest are refused,
and few of either are asked about.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from guard_lines import HERE, TODAY
from unseen import shares

from candidacy.domain.resume import SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import load_seed
from candidacy.domain.tailoring import Change, Facts, Refusal, Source, Verdict, check, verdict_of

FOLDER = HERE / "data" / "guard"


@dataclass(frozen=True)
class Pair:
    """A line, how it was worded anew, and what the guard has against that."""

    kind: str
    before: str
    after: str
    refusals: tuple[Refusal, ...]


def pairs(path: Path) -> Iterator[Pair]:
    taxonomy = load_seed()
    for entry in yaml.safe_load(path.read_text(encoding="utf-8")):
        facts = Facts(cv_of(entry), taxonomy, TODAY)
        for n, line in enumerate(entry["lines"]):
            place, said = f"/work/0/highlights/{n}", line["said"]
            for kind, after in (("honest", line["honest"]), line["lie"]):
                source = Source(path=place, quote=said)
                change = Change(path=place, before=said, after=after, reason="", sources=(source,))
                yield Pair(kind, said, after, check(change, facts))


def cv_of(entry: dict[str, Any]) -> SourcedResume:
    """A CV of one role."""
    work = {"name": entry["name"], "position": entry["position"], "startDate": "2018-03"}
    work |= {"endDate": "2021-06"} if entry.get("ended", True) else {}
    work |= {"highlights": [line["said"] for line in entry["lines"]]}
    return SourcedResume(resume=load_resume({"basics": {"name": "Ada Field"}, "work": [work]}))


def measure(path: Path, *, show: bool) -> None:
    found = list(pairs(path))
    honest = [p for p in found if p.kind == "honest"]
    lies = [p for p in found if p.kind != "honest"]
    refused = [p for p in honest if verdict_of(p.refusals) is Verdict.REFUSE]
    passed = [p for p in lies if not p.refusals]
    for pair in refused if show else ():
        why = ", ".join(f"{r.kind}: {r.claim}" for r in pair.refusals)
        print(f"  refused: {pair.before}\n       ->  {pair.after}\n           {why}")
    for pair in passed:
        print(f"  PASSED {pair.kind}: {pair.after}\n         {pair.before}")
    kinds = ", ".join(f"{kind} {count}" for kind, count in Counter(p.kind for p in lies).most_common())
    for pair in lies:
        if verdict_of(pair.refusals) is Verdict.ASK:
            words = ", ".join(r.claim for r in pair.refusals)
            print(f"  ASKED {pair.kind}: {pair.after} [{words}]\n         {pair.before}")
    share = len(refused) / len(honest)
    print(
        f"{path.stem}: honest rewrites refused {len(refused)} of {len(honest)}, {share:.1%} (goal 5 %); "
        f"lies applied {len(passed)} of {len(lies)} (goal 0; {kinds})"
    )
    print(f"  honest: {shares([p.refusals for p in honest])}; lies: {shares([p.refusals for p in lies])}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="", help="files whose name begins so")
    parser.add_argument("--show", action="store_true", help="what is refused of the honest, and why")
    options = parser.parse_args()
    for path in sorted(FOLDER.glob(f"{options.only}*.yaml")):
        measure(path, show=options.show)
    return 0


if __name__ == "__main__":
    sys.exit(main())
