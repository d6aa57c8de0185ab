"""read, skills, titles, posting: what stands in a document."""

import json
import sys
from pathlib import Path
from typing import Any

import typer

from candidacy.domain.postings import Posting, to_jobposting
from candidacy.domain.reading import Reading
from candidacy.domain.skills import candidates as find_candidates
from candidacy.domain.skills import find_skills, rank_titles, taxonomy_titles
from candidacy.entrypoints.cli.bulk import run
from candidacy.entrypoints.cli.engine import Engine, decode
from candidacy.entrypoints.cli.inputs import BadLine, Item, json_lines, load_file
from candidacy.entrypoints.cli.output import failing_clearly, print_heading, print_json, print_table, tell


def read(files: list[str], *, as_json: bool, lines: bool, region: str | None) -> None:
    with Engine(region=region) as engine:
        run(
            files,
            lambda item: reading_value(engine.read(item)),
            show_reading,
            as_json=as_json,
            lines=lines,
            label="Reading",
        )


def reading_value(reading: Reading) -> dict[str, Any]:
    """The answer of ``candidacy read``."""
    document, resume = reading.document, reading.resume
    return {
        "resume": resume.resume.to_json_resume(),
        "fields": [field.model_dump(mode="json") for field in resume.fields],
        "text": document.text,
        "document": {
            "kind": document.kind.value,
            "pages": document.page_count,
            "words": document.words,
            "language": document.language,
            "hidden": [{"text": h.text, "mechanism": h.mechanism, "page": h.page} for h in document.hidden],
        },
        "warnings": list(document.warnings),
    }


def show_reading(answer: dict[str, Any]) -> None:
    facts = answer["document"]
    language = facts["language"] or "language unknown"
    print_heading(f"{facts['kind']}, {facts['pages']} page(s), {facts['words']} words, {language}")
    print_table(
        ["Field", "Value", "Sure"],
        ((f["path"], f["value"], f"{f['confidence']:.0%}") for f in answer["fields"]),
    )
    for warning in answer["warnings"]:
        tell(f"Note: {warning}")
    for hidden in facts["hidden"]:
        tell(f"Hidden text ({hidden['mechanism']}, page {hidden['page']}): {hidden['text'][:80]}")


def skills(files: list[str], *, as_json: bool, lines: bool, candidates: int) -> None:
    with Engine() as engine:
        run(
            files,
            lambda item: skills_value(engine, item, candidates),
            show_skills,
            as_json=as_json,
            lines=lines,
            label="Finding skills",
        )


def skills_value(engine: Engine, item: Item, candidates: int) -> dict[str, Any]:
    """The answer of ``candidacy skills``; offsets count in the text, or in what was read of a document."""
    data = item.load()
    is_document = data[:5] == b"%PDF-" or data[:4] == b"PK\x03\x04"
    text = engine.reader.read_sync(data, item.name).document.text if is_document else decode(data)
    found = []
    for mention in find_skills(text, engine.taxonomy):
        value = mention.model_dump(mode="json")
        if candidates:
            value["candidates"] = [
                {"uri": uri, "label": label, "score": round(score, 4)}
                for uri, label, score in find_candidates(mention.text, engine.taxonomy, candidates)
            ]
        found.append(value)
    return {"skills": found}


def show_skills(answer: dict[str, Any]) -> None:
    print_table(
        ["Skill", "Wording", "Sure", "Concept"],
        ((s["label"], s["text"], f"{s['confidence']:.0%}", s["uri"]) for s in answer["skills"]),
    )


def titles(queries: list[str], *, corpus: Path | None, limit: int, as_json: bool, lines: bool) -> None:
    with Engine() as engine, failing_clearly():
        known = read_corpus(corpus) if corpus else taxonomy_titles(engine.taxonomy)
        if lines:
            for item in json_lines(sys.stdin):
                query = item.text if item.text is not None else item.load().decode("utf-8", errors="replace")
                print_json({"id": item.id} | titles_value(query, known, engine, limit))
            return
        if not queries:
            tell("Name a job title, or use --jsonl. See --help.")
            raise typer.Exit(2)
        if len(queries) > 1:
            for query in queries:
                print_json({"id": query} | titles_value(query, known, engine, limit))
            return
        answer = titles_value(queries[0], known, engine, limit)
        if as_json:
            print_json(answer)
        else:
            print_table(
                ["Title", "Score", "Id"],
                ((t["title"], f"{t['score']:.3f}", t["id"]) for t in answer["ranking"]),
            )


def titles_value(query: str, known: list[tuple[str, str]], engine: Engine, limit: int) -> dict[str, Any]:
    """The answer of ``candidacy titles``."""
    ranked = rank_titles(query, known, engine.taxonomy)[:limit]
    return {"ranking": [{"id": i, "title": t, "score": round(score, 4)} for i, t, score in ranked]}


def read_corpus(path: Path) -> list[tuple[str, str]]:
    """Ids and titles from JSON lines. Raises BadLine."""
    found = []
    for number, line in enumerate(load_file(path).decode("utf-8-sig").splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            found.append((str(value["id"]), str(value.get("title") or value["text"])))
        except (ValueError, KeyError, TypeError, AttributeError) as exc:
            raise BadLine(f'Line {number} of {path} is not a JSON object with "id" and "title".') from exc
    return found


def posting(files: list[str], *, as_json: bool, lines: bool) -> None:
    with Engine() as engine:
        run(
            files,
            lambda item: posting_value(engine.read_posting(item)),
            show_posting,
            as_json=as_json,
            lines=lines,
            label="Reading postings",
        )


def posting_value(read: Posting) -> dict[str, Any]:
    """The answer of ``candidacy posting``."""
    return to_jobposting(read)


def show_posting(answer: dict[str, Any]) -> None:
    organization = (answer.get("hiringOrganization") or {}).get("name")
    print_heading(" at ".join(part for part in (answer.get("title") or "Untitled", organization) if part))
    print_table(
        ["Requirement", "Kind", "Importance", "Years"],
        (
            (r["text"], r["kind"], r["importance"], r["years"] if r.get("years") is not None else "")
            for r in answer["requirements"]
        ),
    )
