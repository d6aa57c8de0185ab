"""Reads the YAML that ships with the package."""

from importlib.resources import files
from typing import Any

import yaml

# The C loader is ten times faster; builds of PyYAML without it read the same.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Any:
    """The value of a YAML text; only plain values, never objects."""
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 -- both loaders are the safe ones


def shipped(*path: str) -> Any:
    """The value of a YAML file of this package."""
    return parse(files("candidacy.domain.review").joinpath(*path).read_text(encoding="utf-8"))
