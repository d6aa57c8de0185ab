"""read, skills, titles, posting: what stands in a document."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from candidacy.domain.reading import Reading
from candidacy.entrypoints.cli.bulk import run
from candidacy.entrypoints.cli.engine import Engine, decode, is_document
from candidacy.entrypoints.cli.inputs import BadLine, Item, json_lines, load_file
from candidacy.entrypoints.cli.output import (
    failing_clearly,
    print_heading,
    print_json,
    print_lines,
    print_table,
    tell,
)
from candidacy.entrypoints.home import home_folder
from candidacy.kernel.errors import AppError

if TYPE_CHECKING:
    from candidacy.domain.postings import Posting
    from candidacy.domain.skills.occupations import Embed


def read(files: list[str], *, as_json: bool, lines: bool, region: str | None) -> None:
    with Engine(region=region) as engine:
        run(
            files,
            lambda item: reading_value(engine.read(item)),
            show_reading,
            as_json=as_json,
            lines=lines,
            label="Reading",
            compute_many=lambda items: map(_reading_or_error, engine.read_all(items)),
        )


def _reading_or_error(reading: Reading | AppError) -> dict[str, Any] | AppError:
    return reading if isinstance(reading, AppError) else reading_value(reading)


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
            "hidden": [
                {"text": h.text, "mechanism": h.mechanism, "page": h.page, "box": h.box}
                for h in document.hidden
            ],
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
    text = engine.reader.read_sync(data, item.name).document.text if is_document(data) else decode(data)
    from candidacy.domain.skills import find_skills
    from candidacy.domain.skills.linking import candidates as find_candidates

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


def titles(
    queries: list[str], *, corpus: Path | None, limit: int, words_only: bool, as_json: bool, lines: bool
) -> None:
    from candidacy.domain.skills.occupations import TitleRanker

    if not queries and not lines:
        tell("Name a job title, or use --jsonl. See --help.")
        raise typer.Exit(2)
    with Engine() as engine, failing_clearly():
        known = read_corpus(corpus) if corpus else taxonomy_titles(engine)
        ranker = TitleRanker(known, engine.taxonomy, embed=None if words_only else _meaning())

        def rank(query: str) -> dict[str, Any]:
            ranked = ranker.rank(query, limit)
            return {"ranking": [{"id": i, "title": t, "score": round(score, 4)} for i, t, score in ranked]}

        if lines:
            for item in json_lines(sys.stdin.buffer):
                print_json(_titles_line(item, rank))
            return
        if len(queries) > 1:
            print_lines({"id": query} | rank(query) for query in queries)
        elif as_json:
            print_json(rank(queries[0]))
        else:
            rows = rank(queries[0])["ranking"]
            print_table(["Title", "Score", "Id"], ((t["title"], f"{t['score']:.3f}", t["id"]) for t in rows))


def _meaning() -> "Embed | None":
    """The built-in sentence model, turned for titles; None where it cannot be used: wording decides."""
    from candidacy.ai_agents.embeddings.builtin import BuiltInEmbedder
    from candidacy.domain.skills.title_space import for_titles

    embedder = BuiltInEmbedder(home_folder() / "models")
    try:
        embedder.embed(["title"])
    except (AppError, OSError) as exc:
        tell(f"Titles are compared by their wording alone: {getattr(exc, 'message', exc)}")
        return None
    return for_titles(embedder.embed)


def _titles_line(item: Item, rank: Callable[[str], dict[str, Any]]) -> dict[str, Any]:
    try:
        return {"id": item.id} | rank(decode(item.load()))
    except AppError as exc:
        return {"id": item.id, "error": exc.message}


def taxonomy_titles(engine: Engine) -> list[tuple[str, str]]:
    """The occupations of the taxonomy."""
    from candidacy.domain.skills import ConceptKind

    return [(concept.uri, concept.label) for concept in engine.taxonomy.of_kind(ConceptKind.OCCUPATION)]


def read_corpus(path: Path) -> list[tuple[str, str]]:
    """Ids and titles from JSON lines. Raises BadLine."""
    found = []
    for number, line in enumerate(load_file(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
            found.append((str(value["id"]), str(value.get("title") or value["text"])))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as exc:
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


def posting_value(read: "Posting") -> dict[str, Any]:
    """The answer of ``candidacy posting``."""
    from candidacy.domain.postings import to_jobposting

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
