"""JSON pointers (RFC 6901) into an exported JSON Resume."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from candidacy.kernel.errors import Invalid


class BadPointer(Invalid):
    """This is not a JSON pointer into the value. A pointer looks like /work/0/position."""

    code = "bad_pointer"


def join(parts: Sequence[str | int]) -> str:
    """The pointer through ``parts``; none of them gives the empty pointer, which is the whole value."""
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in parts)


def split(pointer: str) -> tuple[str, ...]:
    """The parts of ``pointer``. Raises BadPointer where it is not one."""
    if pointer and not pointer.startswith("/"):
        raise BadPointer
    return tuple(part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:])


def get(value: object, pointer: str) -> Any:
    """What ``pointer`` reaches in a JSON value. Raises BadPointer where it reaches nothing."""
    for part in split(pointer):
        value = _member(value, part, pointer)
    return value


def _member(value: object, part: str, pointer: str) -> object:
    if isinstance(value, dict) and part in value:
        return value[part]
    if isinstance(value, list) and _is_index(part) and int(part) < len(value):
        return value[int(part)]
    raise BadPointer(f"There is nothing at {pointer} in this value.")


def _is_index(part: str) -> bool:
    return part.isascii() and part.isdigit() and (part == "0" or not part.startswith("0")) and len(part) < 10


def leaves(value: object, pointer: str = "") -> Iterator[tuple[str, str]]:
    """Each pointer to a value that is neither an object nor an array, with that value as text, in order.

    A text is itself; numbers and truth values are their JSON; nothing comes of null.
    """
    if isinstance(value, dict):
        for key, member in value.items():
            yield from leaves(member, pointer + join([key]))
    elif isinstance(value, list | tuple):
        for index, member in enumerate(value):
            yield from leaves(member, f"{pointer}/{index}")
    elif isinstance(value, str):
        yield pointer, value
    elif value is not None:
        yield pointer, json.dumps(value)
