"""One way to run a command on one input or on many."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import typer

from candidacy.entrypoints.cli.inputs import Item, expand, is_bulk, json_lines
from candidacy.entrypoints.cli.output import failing_clearly, print_json, progress, tell
from candidacy.kernel.errors import AppError

Compute = Callable[[Item], dict[str, Any]]
ComputeMany = Callable[[Sequence[Item]], Iterable[dict[str, Any] | AppError]]
Show = Callable[[dict[str, Any]], None]


def run(
    files: list[str],
    compute: Compute,
    show: Show,
    *,
    as_json: bool,
    lines: bool,
    label: str,
    compute_many: ComputeMany | None = None,
) -> None:
    """Run ``compute`` on one file or on many.

    One: a table or one JSON value, exit 1 when it cannot be used. Many: a JSON line for each, in order, a
    failure being ``{"id", "error"}``, and the failures once more at the end. ``compute_many`` answers for
    many files in their order, side by side; JSON lines are answered one by one, as a program may wait for
    each answer before it writes the next line.
    """
    if lines:
        for item in json_lines(sys.stdin.buffer):
            print_json(_answer(item, compute))
        return
    if not files:
        tell("Name a file, or use --jsonl. See --help.")
        raise typer.Exit(2)
    if is_bulk(files):
        _many(expand(files), compute_many or _one_by_one(compute), label)
        return
    (item,) = expand(files)
    with failing_clearly():
        answer = compute(item)
        if as_json:
            print_json(answer)
        else:
            show(answer)


def _many(items: list[Item], compute: ComputeMany, label: str) -> None:
    if not items:
        tell("There is no readable file there.")
        raise typer.Exit(1)
    failed: list[tuple[Item, AppError]] = []
    with progress(len(items), label) as advance:
        for item, answer in zip(items, compute(items), strict=True):
            if isinstance(answer, AppError):
                failed.append((item, answer))
            print_json(_line(item, answer))
            advance(item.label)
    if failed:
        tell(f"{label}: {len(failed)} of {len(items)} failed:")
    for item, error in failed:
        tell(f"{label}: {item.label}: {error.message}".replace("\n", " "))


def _one_by_one(compute: Compute) -> ComputeMany:
    def compute_many(items: Sequence[Item]) -> Iterator[dict[str, Any] | AppError]:
        return (_attempt(item, compute) for item in items)

    return compute_many


def _attempt(item: Item, compute: Compute) -> dict[str, Any] | AppError:
    try:
        return compute(item)
    except AppError as error:
        return error


def _answer(item: Item, compute: Compute) -> dict[str, Any]:
    return _line(item, _attempt(item, compute))


def _line(item: Item, answer: dict[str, Any] | AppError) -> dict[str, Any]:
    if isinstance(answer, AppError):
        return {"id": item.id, "error": answer.message}
    return {"id": item.id} | answer
