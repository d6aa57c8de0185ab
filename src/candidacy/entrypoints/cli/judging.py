"""review, match and rank: what a CV is worth, and for what."""

import sys
from pathlib import Path
from typing import Any

import typer

from candidacy.domain.matching import (
    CandidateProfile,
    Match,
    PreparedPosting,
    Ranked,
    prepare_posting,
    rank_cvs,
    rank_postings,
    score,
)
from candidacy.domain.review import Review
from candidacy.domain.review import review as review_cv
from candidacy.entrypoints.cli.bulk import run
from candidacy.entrypoints.cli.engine import Engine
from candidacy.entrypoints.cli.inputs import BadLine, Item, expand, json_lines
from candidacy.entrypoints.cli.output import (
    failing_clearly,
    print_heading,
    print_json,
    print_table,
    progress,
    tell,
)
from candidacy.kernel.errors import AppError


def review(
    files: list[str], *, as_json: bool, lines: bool, industry: str, posting: Path | None, region: str | None
) -> None:
    with Engine(region=region) as engine, failing_clearly():
        wanted = engine.read_posting(Item(id=str(posting), path=posting)) if posting else None

        def compute(item: Item) -> dict[str, Any]:
            cv = engine.read_cv(item)
            judged = review_cv(
                cv.resume,
                cv.document,
                today=engine.today,
                industry=industry,
                posting=wanted,
                taxonomy=engine.taxonomy,
            )
            return review_value(judged)

        run(files, compute, show_review, as_json=as_json, lines=lines, label="Reviewing")


def review_value(judged: Review) -> dict[str, Any]:
    """The answer of ``candidacy review``."""
    return judged.model_dump(mode="json")


def show_review(answer: dict[str, Any]) -> None:
    print_heading(f"{answer['overall_score']:.1f} of 100, rubric {answer['rubric']}, as {answer['industry']}")
    print_table(["Part", "Score"], ((name, f"{value:.0f}") for name, value in answer["scores"].items()))
    print_table(
        ["What to change first", "Gain", "Where"],
        (
            (r["text"], f"+{r['gain']:.1f}", "; ".join(q["quote"] for q in r["evidence"][:2]))
            for r in answer["recommendations"]
        ),
    )


def match(cv: str | None, posting: str | None, *, as_json: bool, lines: bool, region: str | None) -> None:
    with Engine(region=region) as engine:
        if lines:
            for item in json_lines(sys.stdin.buffer, sides=("cv", "posting")):
                print_json(_match_line(engine, item))
            return
        if cv is None or posting is None:
            tell("Name a CV and a posting, or use --jsonl. See --help.")
            raise typer.Exit(2)
        with failing_clearly():
            answer = _match(engine, Item(id=cv, path=Path(cv)), Item(id=posting, path=Path(posting)))
            if as_json:
                print_json(answer)
            else:
                show_match(answer)


def _match_line(engine: Engine, item: Item) -> dict[str, Any]:
    try:
        sides = [_side(item, name) for name in ("cv", "posting")]
        return {"id": item.id} | _match(engine, *sides)
    except AppError as exc:
        return {"id": item.id, "error": exc.message}


def _side(item: Item, name: str) -> Item:
    """One side of a line: an object with text or path, or the path itself."""
    if item.error is not None:
        raise BadLine(item.error)
    value = item.extra.get(name)
    if isinstance(value, str):
        return Item(id=item.id, path=Path(value))
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return Item(id=item.id, text=value["text"])
    if isinstance(value, dict) and isinstance(value.get("path"), str):
        return Item(id=item.id, path=Path(value["path"]))
    raise BadLine(f'It has no "{name}" with a "text" or a "path".')


def _match(engine: Engine, cv: Item, posting: Item) -> dict[str, Any]:
    profile = engine.profile(engine.read_cv(cv))
    return match_value(score(profile, prepare_posting(engine.read_posting(posting), engine.taxonomy)))


def match_value(found: Match) -> dict[str, Any]:
    """The answer of ``candidacy match``."""
    value = found.model_dump(mode="json")
    value["components"] = {c.name: {"score": c.score, "weight": round(c.weight, 4)} for c in found.components}
    return value


def show_match(answer: dict[str, Any]) -> None:
    print_heading(f"{answer['score']:.1f} of 100, {answer['band']} ({answer['formula']})")
    print_table(
        ["Part", "Weight", "Score"],
        (
            (name, f"{c['weight']:.0%}", f"{c['score']:.0f}")
            for name, c in answer["components"].items()
            if c["weight"]
        ),
    )
    print_table(
        ["Requirement", "", "Status", "Evidence", "Gain"],
        (
            (
                r["text"],
                r["importance"],
                r["status"],
                "; ".join(e["quote"] for e in r["evidence"][:1]),
                f"+{r['gain']:.1f}" if r["gain"] else "",
            )
            for r in answer["requirements"]
        ),
    )


def rank(
    files: list[str],
    *,
    posting: Path | None,
    cv: Path | None,
    as_json: bool,
    limit: int | None,
    region: str | None,
) -> None:
    if (posting is None) == (cv is None) or not files:
        tell("Name --posting P and CVs, or --cv C and postings. See --help.")
        raise typer.Exit(2)
    with Engine(region=region) as engine, failing_clearly():
        items = expand(files)
        if posting is not None:
            wanted = prepare_posting(
                engine.read_posting(Item(id=str(posting), path=posting)), engine.taxonomy
            )
            made, failed = _profiles(engine, items)
            ranked = rank_cvs(wanted, made)
        else:
            profile = engine.profile(engine.read_cv(Item(id=str(cv), path=cv)))
            prepared, failed = _postings(engine, items)
            ranked = rank_postings(profile, prepared)
    answer = rank_value(ranked[:limit], failed)
    if as_json:
        print_json(answer)
    else:
        show_ranking(answer)
    if not ranked:
        raise typer.Exit(1)


Failures = list[dict[str, str]]


def _profiles(engine: Engine, items: list[Item]) -> tuple[list[tuple[str, CandidateProfile]], Failures]:
    """What could be read, prepared for matching, and why the others could not."""
    made: list[tuple[str, CandidateProfile]] = []
    failed: Failures = []
    with progress(len(items), "Reading CVs") as advance:
        for item, cv in zip(items, engine.read_cvs(items), strict=True):
            if isinstance(cv, AppError):
                failed.append({"file": item.label, "reason": cv.message})
            else:
                made.append((item.label, engine.profile(cv)))
            advance(item.label)
    return made, failed


def _postings(engine: Engine, items: list[Item]) -> tuple[list[tuple[str, PreparedPosting]], Failures]:
    made: list[tuple[str, PreparedPosting]] = []
    failed: Failures = []
    with progress(len(items), "Reading postings") as advance:
        for item in items:
            try:
                made.append((item.label, prepare_posting(engine.read_posting(item), engine.taxonomy)))
            except AppError as exc:
                failed.append({"file": item.label, "reason": exc.message})
            advance(item.label)
    return made, failed


def rank_value(ranked: list[Ranked], failed: list[dict[str, str]]) -> dict[str, Any]:
    """The answer of ``candidacy rank``."""
    return {
        "results": [
            {
                "file": r.id,
                "score": r.match.score,
                "band": r.match.band.value,
                "top_reasons": top_reasons(r.match),
            }
            for r in ranked
        ],
        "failed": failed,
    }


def top_reasons(found: Match, count: int = 3) -> list[str]:
    """The requirements that weigh most and are met, each with its proof; then the gravest gap."""
    proven = [r for r in found.requirements if r.evidence and r.strength > 0]
    proven.sort(key=lambda r: (-r.weight * r.strength, r.start))
    reasons = [f"{r.text}: “{r.evidence[0].quote}”" for r in proven[:count]]
    gaps = sorted((r for r in found.requirements if r.gain > 0), key=lambda r: (-r.gain, r.start))
    return reasons + [f"Not shown: {r.text}" for r in gaps[:1]]


def show_ranking(answer: dict[str, Any]) -> None:
    print_table(
        ["#", "Score", "Band", "File", "Why"],
        (
            (n, f"{r['score']:.1f}", r["band"], Path(r["file"]).name, "; ".join(r["top_reasons"][:2]))
            for n, r in enumerate(answer["results"], 1)
        ),
    )
    for failure in answer["failed"]:
        tell(f"{failure['file']}: {failure['reason']}")
