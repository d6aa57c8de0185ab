"""How the guard of tailoring does against lies and against honest rewrites.

    python evals/guard.py [DATA] [--lies N] [--show]

Lies of ten kinds are told, by templates, about CVs of ``DATA`` (default: $CANDIDACY_EVAL_DATA, then
``../shared/data``), each in lines that the CV has. Honest rewrites are of two sorts: made by rules from the
same lines, and written by hand (``evals/data/rewrites.yaml``). Goal: no lie passes, at most 5 % of the honest
rewrites are refused.
"""

import argparse
import os
import random
import sys
import time
from collections import Counter
from pathlib import Path

import yaml
from guard_lies import KINDS, LIES
from guard_lines import HERE, TODAY, Line, by_hand, english_cvs, entry_of, judged, lines_of
from guard_rewrites import RULES
from unseen import shares

from candidacy.domain.skills import Taxonomy, load_seed
from candidacy.domain.tailoring import Facts, Verdict, verdict_of


def tell_lies(lines: list[Line], each: int, dice: random.Random, *, show: bool) -> None:
    passed: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    told: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for kind, lie in LIES.items():
        for line in dice.sample(lines, len(lines)):
            after = lie(line, dice)
            if told[kind] == each:
                break
            if after is None or after == line.text:
                continue
            told[kind] += 1
            refusals = judged(line, after)
            asked[kind] += verdict_of(refusals) is Verdict.ASK
            named[kind] += any(r.kind == kind for r in refusals)
            if not refusals:
                passed[kind] += 1
                print(f"  PASSED {kind}: {after}\n         {line.text}")
            elif show:
                print(f"  {kind:15} {after}  [{', '.join(f'{r.kind} {r.claim}' for r in refusals)}]")
    for kind in KINDS:
        print(
            f"  {kind:15} {told[kind]} told, {passed[kind]} applied, {named[kind]} refused as what they are"
        )
    print(f"lies applied: {passed.total()} of {told.total()} (goal 0); asked about: {asked.total()}")


def rewrite(name: str, pairs: list[tuple[Line, str]], *, show: bool) -> None:
    found = [(line, after, judged(line, after)) for line, after in pairs]
    refused = [one for one in found if verdict_of(one[2]) is Verdict.REFUSE]
    for line, after, refusals in refused if show else ():
        why = ", ".join(f"{r.kind}: {r.claim}" for r in refusals)
        print(f"  refused: {line.text}\n       ->  {after}\n           {why}")
    share = len(refused) / len(pairs) if pairs else 0.0
    print(f"honest rewrites refused, {name}: {len(refused)} of {len(pairs)}, {share:.1%} (goal 5 %)")
    if found:
        print(f"  {shares([refusals for *_, refusals in found])}")


def lies_by_hand(taxonomy: Taxonomy) -> None:
    """Small steps beyond a line, which templates do not take."""
    passed, asked, told = 0, 0, 0
    for entry in yaml.safe_load((HERE / "data" / "lies.yaml").read_text(encoding="utf-8")):
        for kind, before, after in entry["lies"]:
            facts = Facts(entry_of(entry, [before]), taxonomy, TODAY)
            told += 1
            refusals = judged(Line(facts, "/work/0/highlights/0", before, ended=True, past=True), after)
            asked += verdict_of(refusals) is Verdict.ASK
            if not refusals:
                passed += 1
                print(f"  PASSED {kind}: {after}\n         {before}")
    print(f"lies written by hand applied: {passed} of {told} (goal 0); asked about: {asked}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    default = HERE.parent.parent / "shared" / "data"
    parser.add_argument("data", nargs="?", default=os.environ.get("CANDIDACY_EVAL_DATA") or str(default))
    parser.add_argument("--lies", type=int, default=10, help="of each of the ten kinds")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    taxonomy = load_seed()
    lies_by_hand(taxonomy)
    rewrite("written by hand", by_hand(taxonomy), show=options.show)
    cvs = list(english_cvs(Path(options.data)))
    lines = [line for cv in cvs for line in lines_of(cv, taxonomy)]
    if not lines:
        print(f"skipped: there are no CVs in {options.data}")
        return 0
    started = time.process_time()
    print(f"{len(cvs)} CVs, {len(lines)} lines")
    tell_lies(lines, options.lies, random.Random(options.seed), show=options.show)
    pairs = [(line, after) for line in lines for rule in RULES.values() if (after := rule(line))]
    rewrite("by rules", pairs, show=options.show)
    seconds = time.process_time() - started
    print(f"{1000 * seconds / (10 * options.lies + len(pairs)):.1f} ms of CPU a change")
    return 0


if __name__ == "__main__":
    sys.exit(main())
