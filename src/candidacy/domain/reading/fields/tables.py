"""The word tables that ship with the package, folded for comparing."""

import json
from functools import cache
from importlib import resources
from typing import Any

from candidacy.domain.reading.fields.folding import fold


@cache
def table(name: str) -> Any:
    """The JSON value of ``data/<name>.json``."""
    folder = resources.files("candidacy.domain.reading.fields")
    return json.loads((folder / "data" / f"{name}.json").read_text("utf-8"))


@cache
def words(name: str, key: str) -> frozenset[str]:
    """One list of a table, folded."""
    return frozenset(fold(word) for word in table(name)[key])
