"""render: a JSON Resume as a document."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from candidacy.domain.rendering import (
    DEFAULT_THEME,
    THEMES,
    NoSuchFormat,
    Paper,
    Rendered,
    Renderer,
    format_named,
    theme_named,
)
from candidacy.domain.resume.json_resume import load_resume
from candidacy.entrypoints.cli.engine import parse_json
from candidacy.entrypoints.cli.inputs import load_file
from candidacy.entrypoints.cli.output import (
    failing_clearly,
    print_heading,
    print_json,
    print_table,
    tell,
    write_file,
)
from candidacy.kernel.errors import Invalid


def list_themes(*, as_json: bool) -> None:
    if as_json:
        print_json(
            {"themes": [{"name": t.name, "title": t.title, "description": t.description} for t in THEMES]}
        )
        return
    print_table(["Theme", "Looks like"], ((t.name, t.description) for t in THEMES))


def render(
    resume: str | None,
    output: Path | None,
    *,
    theme: str | None,
    paper: str,
    language: str | None,
    fonts: Path | None,
    as_json: bool,
) -> None:
    if resume is None or output is None:
        tell("Name a JSON Resume file and, with -o, the file to write. See --help.")
        raise typer.Exit(2)
    with failing_clearly():
        started = time.perf_counter()
        file = _rendered(resume, output, theme=theme, paper=paper, language=language, fonts=fonts)
        write_file(output, file.data)
        answer = {
            "file": str(output),
            "pages": file.pages,
            "seconds": round(time.perf_counter() - started, 3),
        }
    for warning in file.warnings:
        tell(f"Note: {warning}")
    show(answer, as_json=as_json)


def show(answer: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
        return
    pages = {None: "", 1: ", 1 page"}.get(answer["pages"], f", {answer['pages']} pages")
    print_heading(f"{answer['file']}{pages}, {answer['seconds']:.2f} s")


def _rendered(
    resume: str, output: Path, *, theme: str | None, paper: str, language: str | None, fonts: Path | None
) -> Rendered:
    if not output.suffix:
        raise NoSuchFormat(
            f"{output} has no ending that says the format. Use .pdf, .docx, .html, .md or .json."
        )
    kind = format_named(output.suffix.removeprefix("."))
    chosen = theme_named(theme) if theme else DEFAULT_THEME
    value = load_resume(parse_json(load_file(Path(resume)), resume))
    if fonts is not None and not fonts.is_dir():
        raise Invalid(f"There is no folder {fonts} to take fonts from.")
    return Renderer([fonts] if fonts else []).render(
        value, kind, theme=chosen, paper=Paper(paper), language=language, made=datetime.now(UTC)
    )
