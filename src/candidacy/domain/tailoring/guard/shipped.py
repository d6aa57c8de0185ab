"""The files of words that the guard reads."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def shipped(name: str) -> Any:
    """One file of words."""
    folder = files("candidacy.domain.tailoring.guard").joinpath("words")
    return yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
