"""Lies of ten kinds about a line of a CV, by templates."""

import json
import random
import re
from collections.abc import Callable

from guard_lines import Line, lowered

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


Lie = Callable[[Line, random.Random], str | None]


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
