"""One way to run a command on one input or on many."""

import sys
from collections.abc import Callable
from typing import Any

import typer

from candidacy.entrypoints.cli.inputs import Item, expand, is_bulk, json_lines
from candidacy.entrypoints.cli.output import failing_clearly, print_json, progress, tell
from candidacy.kernel.errors import AppError

Compute = Callable[[Item], dict[str, Any]]
Show = Callable[[dict[str, Any]], None]


def run(files: list[str], compute: Compute, show: Show, *, as_json: bool, lines: bool, label: str) -> None:
    """Run ``compute`` on one file or on many.

    One: a table or one JSON value, exit 1 when it cannot be used. Many: a JSON line for each, in order, a
    failure being ``{"id", "error"}``.
    """
    if lines:
        for item in json_lines(sys.stdin.buffer):
            print_json(_answer(item, compute))
        return
    if not files:
        tell("Name a file, or use --jsonl. See --help.")
        raise typer.Exit(2)
    if is_bulk(files):
        _many(expand(files), compute, label)
        return
    (item,) = expand(files)
    with failing_clearly():
        answer = compute(item)
        if as_json:
            print_json(answer)
        else:
            show(answer)


def _many(items: list[Item], compute: Compute, label: str) -> None:
    if not items:
        tell("There is no readable file there.")
        raise typer.Exit(1)
    with progress(len(items), label) as advance:
        for item in items:
            print_json(_answer(item, compute))
            advance(item.label)


def _answer(item: Item, compute: Compute) -> dict[str, Any]:
    try:
        return {"id": item.id} | compute(item)
    except AppError as exc:
        return {"id": item.id, "error": exc.message}
