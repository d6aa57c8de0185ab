"""Which tables are ours to compare."""

import re
from typing import Any

FOREIGN = ("procrastinate_", "checkpoint")
PARTITION = re.compile(r"(matches|passages)_\d+")
WHERE_THERE = re.compile(r"(gin|ann)_passages_\w+")
"""Indexes that only some databases have: by the extensions that are there, and by what workspaces hold."""


def include_name(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out the tables of libraries, whose migrations are SQL of their own, and partitions of ours."""
    if kind == "index" and name is not None:
        return not WHERE_THERE.fullmatch(name)
    if kind != "table" or name is None:
        return True
    return not is_foreign(name)


def include_object(_one: Any, name: str | None, kind: str, *_: Any) -> bool:
    """The same for what the models say: a library's table may have a model, to be exported or erased by."""
    return kind != "table" or name is None or not is_foreign(name)


def is_foreign(name: str) -> bool:
    return bool(name.startswith(FOREIGN) or name == "alembic_version" or PARTITION.fullmatch(name))
