"""What a command prints: JSON for programs on standard output, tables for people, progress on a terminal."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from candidacy.kernel.errors import AppError, Invalid


class CannotWrite(Invalid):
    """The file cannot be written."""

    code = "cannot_write"


def print_json(value: object) -> None:
    """One JSON value in one line of UTF-8, whatever the terminal's encoding."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
    sys.stdout.buffer.write(line.encode(errors="replace"))
    sys.stdout.buffer.flush()


def tell(message: str) -> None:
    """A line for the person, on standard error."""
    sys.stderr.write(message + "\n")


@contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn our errors into one line on standard error and exit code 1."""
    try:
        yield
    except AppError as exc:
        tell(exc.message.replace("\n", " "))
        raise typer.Exit(1) from exc


def print_table(columns: list[str], rows: Iterable[Iterable[object]], title: str | None = None) -> None:
    """A table on standard output; colours only on a terminal and never with NO_COLOR."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    Console().print(table)


def print_heading(text: str) -> None:
    from rich.console import Console
    from rich.markup import escape

    Console().print(f"[bold]{escape(text)}[/bold]")


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[str], None]]:
    """A bar on standard error when that is a terminal, else a line at each tenth; call it once per item."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        with bar:
            task = bar.add_task(label, total=total)
            yield lambda name: bar.update(task, advance=1, description=f"{label} {name[-32:]}")
        return
    done = 0

    def advance(_: str) -> None:
        nonlocal done
        done += 1
        if total > 1 and (done == total or done * 10 // total > (done - 1) * 10 // total):
            tell(f"{label}: {done}/{total}")

    yield advance


def print_lines(answers: Iterable[dict[str, Any]]) -> None:
    """JSON lines, each as soon as it is there."""
    for answer in answers:
        print_json(answer)


def write_file(path: Path, data: bytes) -> None:
    """Write the whole file, or leave what was there; a pipe or a device is written to. Raises CannotWrite."""
    direct = path.exists() and not path.is_file()
    new = path if direct else path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        if not direct:
            new.replace(path)
    except OSError as exc:
        raise CannotWrite(f"{path} cannot be written: {exc.strerror}.") from exc
