"""What a model says to a request; functions of what it was asked."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that a model wants to be run."""

    name: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as a model sees it, whichever way it came."""

    model: str
    system: str
    turns: tuple[tuple[str, str], ...]
    schema: Mapping[str, Any] | None
    stream: bool
    raw: Mapping[str, Any] = field(repr=False)

    @property
    def user(self) -> str:
        """The first turn: the prompt."""
        return self.turns[0][1]

    @property
    def data(self) -> dict[str, str]:
        """The fenced texts by their names."""
        return {hit[1]: hit[3] for hit in _DATA.finditer(self.user)}

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The places of the CV with their texts."""
        return [(hit[1], hit[2]) for hit in _LINE.finditer(self.data.get("cv", ""))]


_DATA = re.compile(r"<data (\w+) ([0-9a-f]+)>\n(.*?)\n</data \1 \2>", re.DOTALL)
_LINE = re.compile(r"^\[(/[^\]]+)\] (.+)$", re.MULTILINE)

Brain = Callable[[Asked], str | ToolCall]


def filled(schema: Mapping[str, Any], text: Callable[[str], str]) -> Any:
    """A value that holds to a schema; ``text(name)`` gives each text by the name of its member."""
    return _filled(schema, "", text)


def _filled(schema: Mapping[str, Any], name: str, text: Callable[[str], str]) -> Any:
    kinds = schema.get("type")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if "enum" in schema:
        return schema["enum"][0]
    match kind:
        case "object":
            return {k: _filled(v, k, text) for k, v in schema["properties"].items()}
        case "array":
            return [_filled(schema["items"], name, text)]
        case "integer" | "number":
            return schema.get("minimum", 0)
        case "boolean":
            return True
    return text(name)


def saying(value: Any) -> Brain:
    """Always the same: a text, or a value as JSON."""
    said = value if isinstance(value, str) else json.dumps(value)
    return lambda _: said


def honest(asked: Asked) -> str:
    """Says nothing that it was not given: it quotes the first lines, and rewrites nothing."""
    if asked.schema is None:
        return asked.data.get("text") or _first(asked.data.values())
    told = _quoted(asked)
    return json.dumps(filled(asked.schema, lambda name: told.get(name, "This line says it clearly.")))


def _quoted(asked: Asked) -> dict[str, str]:
    lines = [line for line in asked.lines if "/highlights/" in line[0]] or asked.lines
    path, text = lines[0] if lines else ("", _first(asked.data.values()))
    passage = re.search(r"^\[(\S+)\] (.+)$", asked.data.get("passages", ""), re.MULTILINE)
    quote = passage[2] if passage else text
    return {
        "path": path,
        "after": text,
        "quote": quote,
        "source": path,
        "passage": passage[1] if passage else "",
        "text": quote,
    }


def _first(texts: "Iterator[str] | Any") -> str:
    return next(iter(texts), "").strip().splitlines()[0] if texts else ""
