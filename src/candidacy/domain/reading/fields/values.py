"""Values that were read, before they have a place in the Resume."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from candidacy.domain.reading.document import Document
from candidacy.domain.resume import ReadField, Resume, SourcedResume

Tree = "Found | dict[str, Any] | list[Any] | None"
_STRIP = " \t\n,;:|·•–—-/\u2022()[]"


@dataclass(frozen=True, slots=True)
class Found:
    """A value, the ranges of the document's text that it was read from, and how sure the reader is."""

    text: str
    ranges: tuple[tuple[int, int], ...]
    confidence: float = 0.9

    def at(self, confidence: float) -> "Found":
        return replace(self, confidence=round(max(0.0, min(1.0, confidence)), 3))

    def __bool__(self) -> bool:
        return bool(self.text)


def found(text: str, start: int, confidence: float = 0.9, *, strip: str = _STRIP) -> Found:
    """``text`` as it stands at ``start``, without the separators around it."""
    lead = len(text) - len(text.lstrip(strip))
    bare = text.strip(strip)
    if bare.count("(") > bare.count(")") and text[lead + len(bare) :].startswith(")"):
        bare += ")"
    if bare.count("[") > bare.count("]") and text[lead + len(bare) :].startswith("]"):
        bare += "]"
    return Found(" ".join(bare.split()), ((start + lead, start + lead + len(bare)),), confidence)


def joined(parts: Iterable[Found], confidence: float | None = None, *, by: str = " ") -> Found:
    """Several values in a row as one."""
    kept = [p for p in parts if p]
    sure = min((p.confidence for p in kept), default=0.0) if confidence is None else confidence
    return Found(by.join(p.text for p in kept), tuple(r for p in kept for r in p.ranges), sure)


def _leaves(tree: Any, path: str = "") -> Iterator[tuple[str, Found]]:
    if isinstance(tree, Found):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _leaves(value, f"{path}/{key}")
    elif isinstance(tree, list):
        for index, value in enumerate(tree):
            yield from _leaves(value, f"{path}/{index}")


def _plain(tree: Any) -> Any:
    if isinstance(tree, Found):
        return tree.text
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    return tree


def _pruned(tree: Any) -> Any:
    """The tree without what is empty."""
    if isinstance(tree, dict):
        kept = {key: _pruned(value) for key, value in tree.items()}
        return {key: value for key, value in kept.items() if value}
    if isinstance(tree, list):
        return [value for value in map(_pruned, tree) if value]
    return tree


def sourced(document: Document, tree: dict[str, Any]) -> SourcedResume:
    """The Resume of a tree of found values, and their fields in document order."""
    tree = _pruned(tree)
    fields = [
        ReadField(
            path=path,
            value=value.text,
            confidence=value.confidence,
            spans=tuple(span for start, end in value.ranges for span in document.span(start, end)),
        )
        for path, value in _leaves(tree)
    ]
    fields.sort(key=lambda f: f.spans[0].start if f.spans else 0)
    return SourcedResume(resume=Resume.model_validate(_plain(tree)), fields=tuple(fields))
