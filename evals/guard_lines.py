"""The lines of CVs that lies and honest rewrites are told about, and what the guard has against a new one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.skills import Taxonomy
from candidacy.domain.tailoring import Change, Facts, Refusal, Source, check
from candidacy.kernel.errors import AppError

TODAY = date(2026, 11, 1)
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """A line of a CV that a change may be proposed for."""

    facts: Facts
    path: str
    text: str
    ended: bool
    past: bool
    """Whether the line begins with a verb in the past."""


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


def judged(line: Line, after: str) -> tuple[Refusal, ...]:
    source = Source(path=line.path, quote=line.text)
    change = Change(path=line.path, before=line.text, after=after, reason="", sources=(source,))
    return check(change, line.facts)


def by_hand(taxonomy: Taxonomy) -> list[tuple[Line, str]]:
    pairs = []
    for entry in yaml.safe_load((HERE / "data" / "rewrites.yaml").read_text(encoding="utf-8")):
        sourced = entry_of(entry, [before for before, _ in entry["lines"]])
        facts = Facts(sourced, taxonomy, TODAY)
        for n, (before, after) in enumerate(entry["lines"]):
            pairs.append((Line(facts, f"/work/0/highlights/{n}", before, entry["ended"], past=True), after))
    return pairs


def entry_of(entry: dict[str, Any], lines: list[str]) -> SourcedResume:
    """A CV of one role."""
    work = {"name": entry["name"], "position": entry["position"], "startDate": "2018-03", "highlights": lines}
    work |= {"endDate": "2021-06"} if entry.get("ended", True) else {}
    return SourcedResume(resume=load_resume({"basics": {"name": "Ada Field"}, "work": [work]}))
