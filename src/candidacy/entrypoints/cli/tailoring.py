"""tailor: what to change in a CV for a posting, with nothing invented."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer
from pydantic import ValidationError

from candidacy.domain.matching import PreparedPosting, prepare_posting
from candidacy.domain.rendering import DEFAULT_THEME, Paper, Rendered, Renderer, format_named, theme_named
from candidacy.domain.rendering.renderer import Format
from candidacy.domain.resume import Resume, SourcedResume
from candidacy.domain.tailoring import Change, Confirmed, Tailoring, completed, proposed, tailor
from candidacy.domain.tailoring import confirm as confirmed
from candidacy.domain.tailoring.applying import applied
from candidacy.entrypoints.cli.engine import Engine, parse_json
from candidacy.entrypoints.cli.inputs import Item, load_file
from candidacy.entrypoints.cli.output import (
    failing_clearly,
    print_heading,
    print_json,
    print_table,
    tell,
    write_file,
)
from candidacy.kernel.errors import Invalid


def run(  # noqa: PLR0913 - each is an option of the command
    cv: str | None,
    posting: str | None,
    *,
    output: Path | None,
    pages: int | None,
    changes: Path | None,
    confirm: Sequence[str],
    theme: str | None,
    paper: str,
    as_json: bool,
) -> None:
    if cv is None or posting is None:
        tell("Name a CV and a posting. See --help.")
        raise typer.Exit(2)
    with Engine() as engine, failing_clearly():
        kind = _format_of(output)
        printed = _Printed(theme, paper)
        sourced = engine.read_cv(Item(id=cv, path=Path(cv))).resume
        prepared = prepare_posting(engine.read_posting(Item(id=posting, path=Path(posting))), engine.taxonomy)
        found = _proposal(engine, sourced, prepared, printed.pages, most_pages=pages, changes=changes)
        for given in confirm:
            found = _confirmed(engine, sourced, prepared, found, given)
        if output is not None and kind is not None:
            write_file(output, printed.render(applied(sourced, found.changes).resume, kind).data)
        if as_json:
            print_json(found.model_dump(mode="json"))
        else:
            show(found, output)


class _Printed:
    """How the tailored CV will look, which decides how many pages it takes."""

    def __init__(self, theme: str | None, paper: str) -> None:
        self._theme = theme_named(theme) if theme else DEFAULT_THEME
        self._paper, self._renderer, self._made = Paper(paper), Renderer(), datetime.now(UTC)

    def render(self, resume: Resume, kind: Format) -> Rendered:
        return self._renderer.render(resume, kind, theme=self._theme, paper=self._paper, made=self._made)

    def pages(self, resume: Resume) -> int:
        return self.render(resume, Format.PDF).pages or 1


def _proposal(
    engine: Engine,
    sourced: SourcedResume,
    prepared: PreparedPosting,
    pages: Callable[[Resume], int],
    *,
    most_pages: int | None,
    changes: Path | None,
) -> Tailoring:
    today, counted = engine.today, pages if most_pages is not None else None
    if changes is None:
        return tailor(sourced, prepared, engine.taxonomy, today=today, pages=counted, most_pages=most_pages)
    if most_pages is not None:
        raise Invalid("Give --changes or --pages, not both: changes that are given are not added to.")
    return proposed(sourced, prepared, engine.taxonomy, _given(changes, sourced), today=today)


def _confirmed(
    engine: Engine, sourced: SourcedResume, prepared: PreparedPosting, found: Tailoring, given: str
) -> Tailoring:
    """The proposal with what was asked at a place confirmed by its words, ``/work/0/summary=guests``."""
    path, _, said = given.partition("=")
    words = tuple(word.strip() for word in said.split(",") if word.strip())
    asked = [one for one in found.questions if one.change.path == path.strip()]
    key = next((one.key for one in asked if sorted(one.words) == sorted(words)), None)
    if key is None:
        there = "; ".join(f"{one.change.path}={','.join(one.words)}" for one in found.questions) or "none"
        raise Invalid(f"Nothing that is asked is confirmed by {given}. What is asked: {there}.")
    statement = Confirmed(words=words, by="--confirm", at=datetime.now(UTC))
    return confirmed(sourced, prepared, engine.taxonomy, found, key, statement, today=engine.today)


def _given(path: Path, sourced: SourcedResume) -> list[Change]:
    """The changes of a file, a list or ``{"changes": [...]}``; what stands in the CV is filled in."""
    value = parse_json(load_file(path), str(path))
    listed: Any = value.get("changes") if isinstance(value, dict) else value
    try:
        return [completed(one, sourced) for one in listed]
    except (TypeError, AttributeError, ValidationError) as exc:
        raise Invalid(
            f'{path} holds no changes: write a list of {{"path": ..., "after": ..., "reason": ...}}.'
        ) from exc


def _format_of(output: Path | None) -> Format | None:
    return format_named(output.suffix.removeprefix(".")) if output is not None else None


def show(found: Tailoring, output: Path | None) -> None:
    """The proposal for a person."""
    after = f", {found.pages_after} pages" if found.pages_after and found.pages_after > 1 else ""
    print_heading(f"Match {found.match_before:.1f} before, {found.match_after:.1f} after{after}")
    print_table(
        ["Where", "Before", "After", "Why"],
        ((c.path, _told(c.before), _told(c.after), c.reason) for c in found.changes),
    )
    if found.questions:
        print_table(
            ["Only you can say", "Your CV says", "No line says so", "If it is true, add"],
            (
                (
                    _told(q.change.after),
                    _told(q.change.before),
                    ", ".join(q.words),
                    f'--confirm "{q.change.path}={",".join(q.words)}"',
                )
                for q in found.questions
            ),
        )
    if found.refused:
        print_table(
            ["Refused", "Because", "To prove it"],
            (
                (_told(r.change.after), "\n".join(x.reason for x in r.refusals), r.refusals[0].proof)
                for r in found.refused
            ),
        )
    if output is not None:
        print_heading(f"Written to {output}")


def _told(value: Any) -> str:
    """A value in a cell: a list as its items, an entry as what it is called."""
    if isinstance(value, list):
        return "\n".join(f"- {_told(item)}" for item in value)
    if isinstance(value, dict):
        return str(value.get("name") or value.get("title") or next(iter(value.values()), ""))
    return str(value)
