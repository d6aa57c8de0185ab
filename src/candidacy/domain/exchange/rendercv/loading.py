"""YAML as plain texts, lists and objects: no tags, no dates, no numbers, and bounded."""

import re
from typing import Any

import yaml

from candidacy.domain.exchange.errors import BadExchangeFile
from candidacy.domain.exchange.source import bounded
from candidacy.domain.resume.json_resume import ResumeTooLarge

MAX_CHARACTERS = 500_000
_NULL = re.compile(r"(?i)~|null|")


class _Loader(yaml.BaseLoader):
    """Every scalar is its text, so that ``NO`` and ``2020-01`` stay what they are; null alone is nothing."""


def _scalar(loader: yaml.BaseLoader, node: yaml.ScalarNode) -> str | None:
    text = str(loader.construct_scalar(node))
    return None if node.style is None and _NULL.fullmatch(text) else text


_Loader.add_constructor("tag:yaml.org,2002:str", _scalar)


def load_yaml(text: str) -> Any:
    """The value. Raises BadExchangeFile for text that is not YAML, and ResumeTooLarge."""
    if len(text) > MAX_CHARACTERS:
        raise ResumeTooLarge("This YAML file is larger than a CV can be.")
    try:
        return bounded(yaml.load(text, Loader=_Loader))  # noqa: S506 - a BaseLoader makes texts, lists and objects alone.
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadExchangeFile(
            f"This file is not valid YAML in line {mark.line + 1}. Correct it there, and try again."
            if mark
            else "This file is not valid YAML. Correct it there, and try again."
        ) from error
    except (RecursionError, TypeError, ValueError) as error:
        raise BadExchangeFile from error
