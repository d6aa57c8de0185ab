"""Whether what is rendered reads back: each theme and format over many Resumes, field by field.

    python evals/roundtrip.py [--data DIR] [--number N] [--show FIELD] [--themes NAMES] [--formats NAMES]

The Resumes are N synthetic ones and, where ``DIR/parse/truth.jsonl`` is there, the true values of its CVs.
What the schema has and no reader reads (levels of skills, keywords of projects ...) is not compared.
"""

import argparse
import json
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from candidacy.domain.reading import read
from candidacy.domain.rendering import THEMES, Format, Paper, Renderer, theme_named
from candidacy.domain.rendering.tests.resumes import resume_number
from candidacy.domain.resume import Resume
from candidacy.domain.resume.json_resume import BadResume, load_resume
from candidacy.kernel.errors import AppError

_ROOT = Path(__file__).resolve().parents[1]
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
_FIELDS = {
    "work": ("name", "position", "location", "startDate", "endDate", "summary", "highlights"),
    "volunteer": ("organization", "position", "startDate", "endDate", "summary", "highlights"),
    "education": ("institution", "startDate", "endDate", "score", "courses"),
    "languages": ("language", "fluency"),
    "certificates": ("name", "issuer", "date"),
    "projects": ("name", "description", "startDate", "endDate", "url", "highlights"),
    "publications": ("name", "publisher", "releaseDate"),
    "awards": ("title", "awarder", "date"),
    "interests": ("name",),
    "references": ("name", "reference"),
}


def _bare(value: Any, key: str = "") -> Any:
    if isinstance(value, list):
        return [_bare(v) for v in value]
    if value is None:
        return None
    text = " ".join(unicodedata.normalize("NFC", str(value)).split())
    if key == "phone":
        return re.sub(r"\D", "", text)
    if key == "url":
        return re.sub(r"^https?://(www\.)?", "", text).rstrip("/").lower()
    return text


def fields_of(resume: Resume) -> dict[str, Any]:
    """What is compared, by field; the entries of a section under one name each."""
    value = resume.to_json_resume()
    basics = value.get("basics", {})
    fields = {
        f"basics.{k}": _bare(basics.get(k), k) for k in ("name", "label", "email", "phone", "url", "summary")
    }
    place = basics.get("location") or {}
    fields["basics.location"] = [place.get("city"), place.get("countryCode")]
    fields["basics.profiles"] = sorted(_bare(p.get("url"), "url") or "" for p in basics.get("profiles", []))
    for section, members in _FIELDS.items():
        for member in members:
            fields[f"{section}.{member}"] = [_bare(e.get(member), member) for e in value.get(section, [])]
    fields["education.degree"] = [_degree(e) for e in value.get("education", [])]
    fields["skills"] = [
        s for group in value.get("skills", []) for s in _bare(group.get("keywords") or [group.get("name")])
    ]
    fields["skills.name"] = [_bare(g.get("name")) for g in value.get("skills", []) if g.get("keywords")]
    return fields


def _degree(entry: dict[str, Any]) -> list[str]:
    """The words of degree and subject: where one ends and the other begins is a matter of form."""
    words = re.findall(r"\w+", f"{entry.get('studyType', '')} {entry.get('area', '')}")
    return [word for word in words if word not in {"in", "of"}]


def _differences(wanted: Resume, got: Resume) -> Iterator[tuple[str, Any, Any]]:
    theirs = fields_of(got)
    for field, value in fields_of(wanted).items():
        if value != theirs[field]:
            yield field, value, theirs[field]


def _true_resumes(folder: Path) -> Iterator[Resume]:
    truth = folder / "parse" / "truth.jsonl"
    if not truth.exists():
        print(f"only synthetic Resumes: there is no {truth}")
        return
    seen = set()
    for line in truth.read_text("utf-8").splitlines():
        gold = json.loads(line)["gt"]
        gold["skills"] = [{"keywords": gold["skills"]}] if gold.get("skills") else []
        gold["certificates"] = [
            c if isinstance(c, dict) else {"name": c} for c in gold.get("certificates") or []
        ]
        gold["projects"] = [p if isinstance(p, dict) else {"name": p} for p in gold.get("projects") or []]
        gold["languages"] = [
            x if isinstance(x, dict) else {"language": x} for x in gold.get("languages") or []
        ]
        try:
            resume = load_resume(gold)
        except BadResume as refusal:
            print(f"left out: {refusal}", file=sys.stderr)
            continue
        if resume.basics.name and resume.work and resume not in seen:
            seen.add(resume)
            yield resume


def _report(name: str, resumes: list[Resume], renderer: Renderer, options: argparse.Namespace) -> None:
    themes = [theme_named(t) for t in options.themes.split(",")] if options.themes else THEMES
    for kind in (Format(f) for f in options.formats.split(",")):
        for theme in themes if kind is not Format.MARKDOWN else themes[:1]:
            wrong: Counter[str] = Counter()
            whole = 0
            for number, resume in enumerate(resumes):
                file = renderer.render(resume, kind, theme=theme, paper=Paper.A4, made=_MADE)
                try:
                    got = read(file.data, f"cv.{kind}").resume.resume
                except AppError as refusal:
                    wrong[refusal.code] += 1
                    continue
                differences = list(_differences(resume, got))
                whole += not differences
                wrong.update({field for field, _, _ in differences})
                for field, want, have in differences:
                    if options.show and field.startswith(options.show):
                        print(f"    {number} {theme.name} {field}\n      - {want}\n      + {have}")
            listed = ", ".join(f"{field} {count}" for field, count in wrong.most_common(14))
            print(f"{name:10} {kind.value:5} {theme.name:10} {whole:3}/{len(resumes)} equal  {listed}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Render, read back, compare.")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(os.environ.get("CANDIDACY_EVAL_DATA", _ROOT.parent / "shared" / "data")),
    )
    parser.add_argument("--number", type=int, default=30)
    parser.add_argument("--show", help="print the differences of this field")
    parser.add_argument("--themes", default="")
    parser.add_argument("--formats", default="pdf,docx,md")
    options = parser.parse_args()
    renderer = Renderer()
    if options.number:
        _report("synthetic", [resume_number(n) for n in range(options.number)], renderer, options)
    true = list(_true_resumes(options.data))[: max(options.number, 30)]
    if true:
        _report("true", true, renderer, options)


if __name__ == "__main__":
    main()
