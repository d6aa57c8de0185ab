"""How the guard of tailoring does against lies and against honest rewrites.

    python evals/guard.py [DATA] [--lies N] [--show]

Lies of ten kinds are told, by templates, about CVs of ``DATA`` (default: $CANDIDACY_EVAL_DATA, then
``../shared/data``), each in lines that the CV has. Honest rewrites are of two sorts: made by rules from the
same lines, and written by hand (``evals/data/rewrites.yaml``). Goal: no lie passes, at most 5 % of the honest
rewrites are refused.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import Taxonomy, load_seed
from candidacy.domain.tailoring import Change, Facts, Refusal, Source, check
from candidacy.kernel.errors import AppError

TODAY = date(2026, 11, 1)
HERE = Path(__file__).parent
KINDS = [
    "number",
    "employer",
    "title",
    "date",
    "degree",
    "skill",
    "certificate",
    "scope",
    "tense",
    "language_level",
]


@dataclass(frozen=True)
class Line:
    """A line of a CV that a change may be proposed for."""

    facts: Facts
    path: str
    text: str
    ended: bool
    past: bool
    """Whether the line begins with a verb in the past."""


Lie = Callable[[Line, random.Random], str | None]


def lines_of(sourced: SourcedResume, taxonomy: Taxonomy) -> list[Line]:
    facts = Facts(sourced, taxonomy, TODAY)
    found = []
    for i, work in enumerate(sourced.resume.work):
        for j, text in enumerate(work.highlights):
            first = re.match(r"[A-Za-z]+", text)
            past = bool(first and first[0].lower().endswith("ed"))
            if len(text.split()) >= 5:
                path = f"/work/{i}/highlights/{j}"
                found.append(Line(facts, path, text, work.end_date is not None, past))
    return found


def english_cvs(data: Path) -> Iterator[SourcedResume]:
    """The true Resumes of the folder: those without planted defects."""
    seen = set()
    for folder, key in (("review", "resume"), ("parse", "gt")):
        truth = data / folder / "truth.jsonl"
        if not truth.is_file():
            continue
        for text in truth.read_text(encoding="utf-8").splitlines():
            row = json.loads(text)
            if row.get("kind", "clean") != "clean" or row.get("language", "en") != "en":
                continue
            value = dict(row[key])
            name = (value.get("basics") or {}).get("name")
            if name not in seen and (resume := loaded(value)) is not None:
                seen.add(name)
                yield SourcedResume(resume=resume)


def loaded(value: dict[str, Any]) -> Resume | None:
    """The Resume of a truth, whose skills may be plain words; None for one that is no JSON Resume."""
    value["basics"] = {k: v for k, v in (value.get("basics") or {}).items() if v}
    skills = value.get("skills") or []
    if skills and isinstance(skills[0], str):
        value["skills"] = [{"name": "Skills", "keywords": skills}]
    projects = value.get("projects") or []
    value["projects"] = [{"description": p} if isinstance(p, str) else p for p in projects]
    try:
        return load_resume(value)
    except AppError:
        return None


def lowered(text: str) -> str:
    """The line as it goes on behind other words."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def ending(line: Line, *choices: str, dice: random.Random) -> str:
    return line.text.rstrip(".") + " " + dice.choice(choices)


def number(line: Line, dice: random.Random) -> str | None:
    hit = re.search(r"(?<![\w.])\d+(?:[.,]\d+)*(?!\w)", line.text)
    if hit and dice.random() < 0.6:
        value = float(hit[0].replace(",", "")) * dice.choice((1.5, 2, 3, 10))
        return line.text[: hit.start()] + f"{value:g}" + line.text[hit.end() :]
    added = ("for 37 clients", "by 45%", "worth $7.3M", "for a team of twelve", "for hundreds of customers")
    return ending(line, *added, dice=dice)


def employer(line: Line, dice: random.Random) -> str | None:
    own = line.facts.scope(line.path, ()).employers
    others = [w.name for w in line.facts.sourced.resume.work if w.name and w.name.lower() not in own]
    names = [n for n in others if n.lower() not in line.text.lower() and all(n.lower() not in o for o in own)]
    name = dice.choice([*names, "Google", "Siemens", "Goldman Sachs", "the World Bank", "Deloitte"])
    return dice.choice((f"At {name}, {lowered(line.text)}", f"{line.text.rstrip('.')} for {name}"))


def title(line: Line, dice: random.Random) -> str | None:
    held = str(line.facts.value.get("work", [])).lower()
    known = (
        "Vice President",
        "Senior Director",
        "Head of Operations",
        "Chief Architect",
        "Principal Scientist",
    )
    free = [t for t in known if t.lower() not in held]
    return f"As {dice.choice(free)}, {lowered(line.text)}" if free else None


def when(line: Line, dice: random.Random) -> str | None:
    added = ("since 1998", "from 2001 to 2006", "for over 17 years", "for 14 years", "in March 1999")
    return ending(line, *added, dice=dice)


def degree(line: Line, dice: random.Random) -> str | None:
    if "education" in line.path:
        return None
    added = (
        "drawing on an MBA",
        "with a PhD in Physics",
        "as a Harvard graduate",
        "holding a Master of Science",
    )
    return ending(line, *added, dice=dice)


def skill(line: Line, dice: random.Random) -> str | None:
    known = line.facts.scope(line.path, ()).around.folded
    names = ("Kubernetes", "Rust", "Salesforce", "AutoCAD", "machine learning", "SAP", "Tableau", "Terraform")
    free = [n for n in names if n.lower() not in known]
    return ending(line, *(f"using {n}" for n in free), dice=dice)


def certificate(line: Line, dice: random.Random) -> str | None:
    held = str(line.facts.value.get("certificates", [])).lower() + line.text.lower()
    names = (
        "PMP",
        "AWS Certified Solutions Architect",
        "CISSP",
        "Six Sigma Black Belt",
        "chartered accountant",
    )
    free = [n for n in names if n.lower() not in held]
    return ending(line, *(f"as a {n}" for n in free), "while certified in first aid", dice=dice)


def scope(line: Line, dice: random.Random) -> str | None:
    helped = re.match(
        r"(?:Helped|Assist(?:ed)? with|Assisted|Supported|Contributed to|Participated in) ", line.text
    )
    if helped:
        return "Led " + line.text[helped.end() :]
    free = [
        w
        for w in ("globally", "company-wide", "across all departments", "single-handedly", "as sole owner")
        if w.split()[-1] not in line.text.lower()
    ]
    leading = bool(
        re.search(r"\b(?:led|lead|manag|direct|head|owned|overs|supervis)", line.text, re.IGNORECASE)
    )
    first, _, rest = line.text.partition(" ")
    if not leading and first[:1].isupper() and first.lower().endswith("ed") and dice.random() < 0.5:
        return f"{dice.choice(('Led', 'Spearheaded', 'Directed', 'Owned'))} {rest}"
    return ending(line, *free, dice=dice)


def tense(line: Line, dice: random.Random) -> str | None:
    if not line.ended or not line.past or "current" in line.text.lower():
        return None
    first, _, rest = line.text.partition(" ")
    ways = [f"Currently {lowered(line.text)}", f"{line.text.rstrip('.')} to this day"]
    base = (
        first[:-2]
        if first[:-2].lower() in ("develop", "support", "train", "report", "conduct")
        else first[:-1]
    )
    if base.lower().endswith(("e", "develop", "support", "train", "report", "conduct")):
        ways.append(f"{base} {rest}")
    return dice.choice(ways)


def language_level(line: Line, dice: random.Random) -> str | None:
    told = json.dumps(line.facts.value).lower()
    free = [n for n in ("Mandarin", "German", "Arabic", "Portuguese", "Japanese") if n.lower() not in told]
    return ending(
        line, *(f"in fluent {n}" for n in free), *(f"with {n} at C1 level" for n in free), dice=dice
    )


LIES: dict[str, Lie] = {
    "number": number,
    "employer": employer,
    "title": title,
    "date": when,
    "degree": degree,
    "skill": skill,
    "certificate": certificate,
    "scope": scope,
    "tense": tense,
    "language_level": language_level,
}


def shortened(line: Line) -> str | None:
    """Without its last part, where it has several."""
    head, comma, _ = line.text.rpartition(", ")
    return head if comma and len(head.split()) >= 4 and " and" not in line.text[len(head) :] else None


_VERBS = {
    "Built": "Developed",
    "Developed": "Built",
    "Created": "Produced",
    "Wrote": "Authored",
    "Used": "Applied",
    "Conducted": "Performed",
    "Performed": "Carried out",
    "Prepared": "Compiled",
    "Organized": "Arranged",
    "Collaborated": "Worked",
    "Designed": "Created",
    "Provided": "Delivered",
    "Analyzed": "Examined",
    "Assisted": "Helped",
    "Helped": "Assisted to",
    "Supported": "Helped",
    "Trained": "Taught",
    "Reduced": "Cut",
    "Increased": "Raised",
    "Improved": "Enhanced",
    "Managed": "Led",
    "Led": "Directed",
    "Implemented": "Introduced",
    "Established": "Set up",
    "Maintained": "Kept",
    "Coordinated": "Organized",
}


def other_verb(line: Line) -> str | None:
    first, _, rest = line.text.partition(" ")
    return f"{_VERBS[first]} {rest}" if first in _VERBS else None


_NUMBERS = {
    "2": "two",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "8": "eight",
    "10": "ten",
    "12": "twelve",
}


def other_numbers(line: Line) -> str | None:
    text = re.sub(r"(\d)%", r"\1 percent", line.text)
    text = re.sub(r"(\$\d+)K\b", r"\1,000", text)
    text = re.sub(r"(\$\d+(?:\.\d+)?)M\b", r"\1 million", text)
    text = re.sub(r"(?<![\d$.,-])(\d+)(?= [a-z])", lambda m: _NUMBERS.get(m[1], m[1]), text)
    text = re.sub(r"(?<![$\d,.])(\d[\d,]*)\+", r"more than \1", text)
    return text if text != line.text else None


def other_words(line: Line) -> str | None:
    text = line.text
    for one, other in (
        ("customers", "clients"),
        ("clients", "customers"),
        ("team members", "colleagues"),
        ("employees", "staff"),
        (" & ", " and "),
        ("utilizing", "using"),
        ("errors", "defects"),
        ("costs", "expenses"),
        ("monthly", "each month"),
        ("through", "by means of"),
    ):
        if one in text:
            return text.replace(one, other, 1)
    return None


def turned(line: Line) -> str | None:
    """``X by doing Y`` as ``By doing Y, x``."""
    head, by, tail = line.text.rstrip(".").partition(" by ")
    return (
        f"By {tail}, {lowered(head)}"
        if by and re.match(r"[a-z]+ing ", tail) and head.count(" ") > 2
        else None
    )


RULES: dict[str, Callable[[Line], str | None]] = {
    "shortened": shortened,
    "other verb": other_verb,
    "other numbers": other_numbers,
    "other words": other_words,
    "turned": turned,
}


def judged(line: Line, after: str) -> tuple[Refusal, ...]:
    source = Source(path=line.path, quote=line.text)
    change = Change(path=line.path, before=line.text, after=after, reason="", sources=(source,))
    return check(change, line.facts)


def tell_lies(lines: list[Line], each: int, dice: random.Random, *, show: bool) -> None:
    passed: Counter[str] = Counter()
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
    print(f"lies applied: {passed.total()} of {told.total()} (goal 0)")


def rewrite(name: str, pairs: list[tuple[Line, str]], *, show: bool) -> None:
    refused = [(line, after, r) for line, after in pairs if (r := judged(line, after))]
    for line, after, refusals in refused if show else ():
        why = ", ".join(f"{r.kind}: {r.claim}" for r in refusals)
        print(f"  refused: {line.text}\n       ->  {after}\n           {why}")
    share = len(refused) / len(pairs) if pairs else 0.0
    print(f"honest rewrites refused, {name}: {len(refused)} of {len(pairs)}, {share:.1%} (goal 5 %)")


def by_hand(taxonomy: Taxonomy) -> list[tuple[Line, str]]:
    pairs = []
    for entry in yaml.safe_load((HERE / "data" / "rewrites.yaml").read_text(encoding="utf-8")):
        sourced = entry_of(entry, [before for before, _ in entry["lines"]])
        facts = Facts(sourced, taxonomy, TODAY)
        for n, (before, after) in enumerate(entry["lines"]):
            pairs.append((Line(facts, f"/work/0/highlights/{n}", before, entry["ended"], past=True), after))
    return pairs


def lies_by_hand(taxonomy: Taxonomy) -> None:
    """Small steps beyond a line, which templates do not take."""
    passed, told = 0, 0
    for entry in yaml.safe_load((HERE / "data" / "lies.yaml").read_text(encoding="utf-8")):
        for kind, before, after in entry["lies"]:
            facts = Facts(entry_of(entry, [before]), taxonomy, TODAY)
            told += 1
            if not judged(Line(facts, "/work/0/highlights/0", before, ended=True, past=True), after):
                passed += 1
                print(f"  PASSED {kind}: {after}\n         {before}")
    print(f"lies written by hand applied: {passed} of {told} (goal 0)")


def entry_of(entry: dict[str, Any], lines: list[str]) -> SourcedResume:
    """A CV of one role."""
    work = {"name": entry["name"], "position": entry["position"], "startDate": "2018-03", "highlights": lines}
    work |= {"endDate": "2021-06"} if entry.get("ended", True) else {}
    return SourcedResume(resume=load_resume({"basics": {"name": "Ada Field"}, "work": [work]}))


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
