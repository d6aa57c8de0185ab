"""What a command works on: files, folders, globs, standard input, or JSON lines."""

import glob
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from candidacy.kernel.errors import Invalid, NotFound, TooLarge

READABLE = frozenset(
    [
        ".pdf",
        ".docx",
        ".docm",
        ".dotx",
        ".odt",
        ".ott",
        ".fodt",
        ".rtf",
        ".html",
        ".htm",
        ".xhtml",
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".json",
    ]
)
MAX_BYTES = 20_000_000


class NoSuchFile(NotFound):
    """There is no such file."""

    code = "no_such_file"


class BadLine(Invalid):
    """This line is not a JSON object with an id and a text or a path."""

    code = "bad_line"


@dataclass(frozen=True, slots=True)
class Item:
    """One input: its id in the answer, its bytes' source, and what else its line said."""

    id: str | int
    path: Path | None = None
    text: str | None = None
    error: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def load(self) -> bytes:
        """The bytes. Raises NoSuchFile, TooLarge or Invalid with one clear sentence."""
        if self.error is not None:
            raise BadLine(self.error)
        if self.text is not None:
            return self.text.encode(errors="replace")
        return load_file(self.path or Path("-"))

    @property
    def label(self) -> str:
        """The id as a person reads it."""
        return str(self.id)

    @property
    def name(self) -> str:
        """A file name for messages and for telling Markdown from text."""
        return self.path.name if self.path else f"{self.id}.txt"


def load_file(path: Path) -> bytes:
    """The bytes of a file, or of standard input for ``-``."""
    if str(path) == "-":
        return _checked(sys.stdin.buffer.read(MAX_BYTES + 1), "Standard input")
    if not path.exists():
        raise NoSuchFile(f"There is no file {path}.")
    if path.is_dir():
        raise NoSuchFile(f"{path} is a folder. Name a file, or several files to work in bulk.")
    try:
        with path.open("rb") as file:
            return _checked(file.read(MAX_BYTES + 1), str(path))
    except OSError as exc:
        raise NoSuchFile(f"{path} cannot be read: {exc.strerror}.") from exc


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > MAX_BYTES:
        raise TooLarge(f"{name} is larger than {MAX_BYTES // 1_000_000} MB.")
    return data


def expand(arguments: Iterable[str]) -> list[Item]:
    """The files that paths, folders (their readable files) and globs name; in order, none twice."""
    found: dict[str, Item] = {}
    for argument in arguments:
        for path in _paths(argument):
            found.setdefault(str(path), Item(id=str(path), path=path))
    return list(found.values())


def _paths(argument: str) -> list[Path]:
    path = Path(argument)
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.suffix.lower() in READABLE and p.is_file())
    if _is_glob(argument):
        found = glob.glob(argument, recursive=True)  # noqa: PTH207 - Path.glob takes no absolute patterns.
        return sorted(Path(p) for p in found if Path(p).is_file())
    return [path]


def _is_glob(argument: str) -> bool:
    return glob.has_magic(argument) and not Path(argument).exists()


def is_bulk(arguments: list[str]) -> bool:
    """Whether the arguments name more than one file."""
    return len(arguments) > 1 or any(Path(a).is_dir() or _is_glob(a) for a in arguments)


def json_lines(stream: Iterable[bytes], *, sides: tuple[str, ...] = ()) -> Iterator[Item]:
    """One Item for each line that is not blank; a line that cannot be used becomes an Item with an error.

    Its id is the line's own, a text or a whole number, else the number of the line.

    ``sides`` are members that stand in place of ``text`` and ``path``.
    """
    for number, line in enumerate(stream, 1):
        if line.strip():
            yield _item(line, number, sides)


def _item(line: bytes, number: int, sides: tuple[str, ...]) -> Item:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as exc:
        return Item(id=number, error=f"Line {number} is not JSON: {exc}.")
    if not isinstance(value, dict):
        return Item(id=number, error=f"Line {number} is not a JSON object.")
    given = value.get("id")
    identity = given if isinstance(given, str | int) and not isinstance(given, bool) else number
    text, path = value.get("text"), value.get("path")
    rest = {k: v for k, v in value.items() if k not in {"id", "text", "path"}}
    if sides:
        return Item(id=identity, extra=rest)
    if isinstance(text, str):
        return Item(id=identity, text=text, extra=rest)
    if isinstance(path, str):
        return Item(id=identity, path=Path(path), extra=rest)
    return Item(id=identity, extra=rest, error='It has neither a "text" nor a "path".')
