"""What a person changes in a Resume: values mended, confirmed, added, removed. The rest keeps its source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from candidacy.domain.resume.json_resume import load_resume
from candidacy.domain.resume.pointer import BadPointer, join, split
from candidacy.domain.resume.provenance import ReadField, SourcedResume

END = "-"
"""The place behind the last item of a list, in a pointer: ``/work/-``."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to stand at a pointer into the Resume as it is now.

    The value that stands there already confirms it; None removes it; an object replaces an entry.
    """

    path: str
    value: Any


@dataclass(slots=True)
class _Leaf:
    """A value and how it was read; None for one that was typed in."""

    value: Any
    read: ReadField | None = None


def revised(sourced: SourcedResume, changes: Sequence[Change]) -> SourcedResume:
    """The Resume with all changes made; every pointer means the Resume before the first of them.

    What a person mended or confirmed is certain; it keeps its place in the document where the text is the
    same. Raises BadPointer for a place that is none, and BadResume for a value that cannot stand there.
    """
    reads = {field.path: field for field in sourced.fields}
    tree = _tree(sourced.resume.to_json_resume(), "", reads)
    for change in changes:
        _apply(tree, change)
    pruned = _pruned(tree) or {}
    resume = load_resume(_plain(pruned))
    if not sourced.fields:
        return SourcedResume(resume=resume)
    normal = dict(_leaves(_tree(resume.to_json_resume(), "", {}), ""))
    fields = [
        _field(path, str(normal[path].value), leaf) for path, leaf in _leaves(pruned, "") if path in normal
    ]
    return SourcedResume(resume=resume, fields=tuple(sorted(fields, key=_place)))


def _place(field: ReadField) -> int:
    """Fields stand in document order; those without a place come last."""
    return field.spans[0].start if field.spans else 1 << 40


def _field(path: str, value: str, leaf: _Leaf) -> ReadField:
    read = leaf.read
    if read is None:
        return ReadField(path=path, value=value, confidence=1.0)
    return ReadField(path=path, value=value, confidence=read.confidence, spans=read.spans)


def _tree(value: Any, pointer: str, reads: dict[str, ReadField]) -> Any:
    """The value with a leaf for each text, number and truth value."""
    if isinstance(value, dict):
        return {name: _tree(member, pointer + join([name]), reads) for name, member in value.items()}
    if isinstance(value, list):
        return [_tree(member, f"{pointer}/{number}", reads) for number, member in enumerate(value)]
    return _Leaf(value, reads.get(pointer))


def _apply(tree: Any, change: Change) -> None:
    parts = split(change.path)
    if not parts:
        raise BadPointer
    holder = _holder(tree, parts[:-1], change)
    last = parts[-1]
    if isinstance(holder, list):
        _set_item(holder, last, change)
    elif isinstance(holder, dict):
        holder[last] = None if change.value is None else _renewed(holder.get(last), change.value)
    else:
        raise BadPointer(f"There is nothing at {change.path} in this CV.")


def _holder(tree: Any, parts: Sequence[str], change: Change) -> Any:
    """What holds the place; members that are missing on the way are made, unless it is to be removed."""
    for depth, part in enumerate(parts):
        if isinstance(tree, list) and part.isdecimal() and int(part) < len(tree):
            tree = tree[int(part)]
        elif isinstance(tree, dict) and part in tree and tree[part] is not None:
            tree = tree[part]
        elif isinstance(tree, dict) and change.value is not None:
            following = (*parts, split(change.path)[-1])[depth + 1]
            tree[part] = [] if following == END or following.isdecimal() else {}
            tree = tree[part]
        else:
            raise BadPointer(f"There is nothing at {change.path} in this CV.")
    return tree


def _set_item(items: list[Any], place: str, change: Change) -> None:
    if place == END or (place.isdecimal() and int(place) == len(items)):
        if change.value is not None:
            items.append(_renewed(None, change.value))
    elif place.isdecimal() and int(place) < len(items):
        items[int(place)] = None if change.value is None else _renewed(items[int(place)], change.value)
    else:
        raise BadPointer(f"There is nothing at {change.path} in this CV.")


def _renewed(old: Any, value: Any) -> Any:
    """The new value in the old one's place; what is the same in it keeps its source and is certain."""
    known = {(_member(path), str(leaf.value)): leaf.read for path, leaf in _leaves(old, "") if leaf.read}

    def sourced(new: Any, pointer: str) -> Any:
        if isinstance(new, dict):
            return {name: sourced(member, pointer + join([name])) for name, member in new.items()}
        if isinstance(new, list | tuple):
            return [sourced(member, f"{pointer}/{number}") for number, member in enumerate(new)]
        read = known.get((_member(pointer), str(new)))
        return _Leaf(new, read.model_copy(update={"confidence": 1.0}) if read else None)

    return sourced(value, "")


def _member(pointer: str) -> str:
    """The pointer without numbers, so that an item that moved in its list is still known."""
    return "/".join(part for part in split(pointer) if not part.isdecimal())


def _pruned(node: Any) -> Any:
    """The node without what is empty; None for nothing."""
    if isinstance(node, dict):
        return {k: kept for k, v in node.items() if (kept := _pruned(v)) is not None} or None
    if isinstance(node, list):
        return [kept for v in node if (kept := _pruned(v)) is not None] or None
    if isinstance(node, _Leaf) and isinstance(node.value, str) and not node.value.strip():
        return None
    return node if isinstance(node, _Leaf) and node.value is not None else None


def _plain(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _plain(member) for name, member in node.items()}
    if isinstance(node, list):
        return [_plain(member) for member in node]
    return node.value


def _leaves(node: Any, pointer: str) -> Iterator[tuple[str, _Leaf]]:
    if isinstance(node, dict):
        for name, member in node.items():
            yield from _leaves(member, pointer + join([name]))
    elif isinstance(node, list):
        for number, member in enumerate(node):
            yield from _leaves(member, f"{pointer}/{number}")
    elif isinstance(node, _Leaf):
        yield pointer, node
