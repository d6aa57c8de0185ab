"""The tree of a file to be imported, which remembers what has been taken from it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from candidacy.domain.exchange.values import Lost
from candidacy.domain.resume.json_resume import ResumeTooLarge
from candidacy.domain.resume.pointer import join, leaves

MAX_NODES = 40_000
MAX_DEPTH = 24
_MAX_SHOWN = 500


class Source:
    """A value of the file with its pointer. Whatever nobody took is told by ``lost`` of the root.

    An element of XML is an object whose members are lists, its own text being ``#text`` and its attributes
    ``@name``; a list stands for its first item wherever one value is asked for.
    """

    def __init__(self, value: Any, pointer: str = "", taken: set[str] | None = None) -> None:
        self.value, self.pointer = value, pointer
        self._taken: set[str] = set() if taken is None else taken

    def __bool__(self) -> bool:
        return self.value not in (None, "", [], {})

    def at(self, *names: str) -> "Source":
        """The member under these names, one below the other; empty where there is none."""
        found = self
        for name in names:
            found = found.first()
            value = found.value.get(name) if isinstance(found.value, dict) else None
            found = Source(value, found.pointer + join([name]), self._taken)
        return found

    def has(self, name: str) -> bool:
        value = self.first().value
        return isinstance(value, dict) and name in value

    def items(self, *names: str) -> list["Source"]:
        """The items of a list; an object or a text alone counts as one item."""
        found = self.at(*names)
        if isinstance(found.value, list):
            return [Source(v, f"{found.pointer}/{n}", self._taken) for n, v in enumerate(found.value)]
        return [found] if found else []

    def members(self) -> Iterator[tuple[str, "Source"]]:
        """The members of an object, in order."""
        found = self.first()
        for name in found.value if isinstance(found.value, dict) else ():
            yield name, found.at(name)

    def text(self, *names: str) -> str | None:
        """The text under the first of these names that has one; with none, the text itself."""
        for found in (self.at(name) for name in names) if names else (self,):
            text = found.first().plain()
            if text:
                found.first().take()
                return text
        return None

    def texts(self, *names: str) -> tuple[str, ...]:
        """The texts of a list under the first of these names that has any."""
        for name in names:
            texts = tuple(t for item in self.items(name) if (t := item.text()))
            if texts:
                return texts
        return ()

    def read(self, *names: str, by: Callable[[str], str | None]) -> str | None:
        """The text under the first of these names that ``by`` understands; the others are left."""
        for name in names:
            found = self.at(name).first()
            text = found.plain()
            if text and (understood := by(text)) is not None:
                found.take()
                return understood
        return None

    def take(self) -> None:
        """Count this value, with all below it, as taken."""
        self._taken.add(self.pointer)

    def skip(self, *names: str) -> None:
        """Count these members as taken: they are no part of the CV."""
        for name in names:
            self.at(name).take()

    def lost(self) -> tuple[Lost, ...]:
        """The values below this one that nobody took; settings such as true and 0 are none."""
        return tuple(
            Lost(path, value[:_MAX_SHOWN])
            for path, value in leaves(self.value, self.pointer)
            if value.strip() not in {"", "true", "false", "0"} and not self._was_taken(path)
        )

    def first(self) -> "Source":
        """The first item of a list; any other value itself."""
        if isinstance(self.value, list) and self.value:
            return Source(self.value[0], f"{self.pointer}/0", self._taken)
        return self

    def plain(self) -> str | None:
        """A text, a number or an element's own text, without counting it as taken."""
        value = self.value.get("#text") if isinstance(self.value, dict) else self.value
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        return str(value).strip()

    def _was_taken(self, path: str) -> bool:
        while path:
            if path in self._taken:
                return True
            path = path.rpartition("/")[0]
        return "" in self._taken


def bounded(value: Any) -> Any:
    """The value as plain JSON, copied. Raises ResumeTooLarge beyond the limits.

    What aliases of YAML name counts each time.
    """
    return _Copy().of(value, 0)


class _Copy:
    def __init__(self) -> None:
        self._count = 0

    def of(self, value: Any, depth: int) -> Any:
        self._count += 1
        if self._count > MAX_NODES or depth > MAX_DEPTH:
            raise ResumeTooLarge("This file holds more than a CV can. Leave out what does not belong to it.")
        if isinstance(value, dict):
            return {str(key): self.of(member, depth + 1) for key, member in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(member, depth + 1) for member in value]
        return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def present(**members: Any) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value not in (None, "", (), [], {})}


def only_filled(entries: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries that say something."""
    return [entry for entry in entries if entry]
