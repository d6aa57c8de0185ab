"""The frames of letters by language, from ``frames.yaml``."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import yaml

from candidacy.domain.tailoring.letters.schema import Tone
from candidacy.kernel.errors import Invalid

_BRACES = re.compile(r"\{(\w+)\}")
_ENDS = re.compile(r"[.!?…:]\.$")


class UnknownLetterLanguage(Invalid):
    """Letters can be in English, German, Spanish or French: choose en, de, es or fr."""

    code = "unknown_letter_language"


@cache
def _data() -> Mapping[str, Mapping[str, Any]]:
    source = resources.files("candidacy.domain.tailoring.letters") / "frames.yaml"
    data: Mapping[str, Mapping[str, Any]] = yaml.safe_load(source.read_text("utf-8"))
    return data


def letter_languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that letters can be in."""
    return tuple(_data())


class Frame:
    """The sentences of one language and tone. Raises UnknownLetterLanguage."""

    def __init__(self, language: str, tone: Tone) -> None:
        if language not in _data():
            raise UnknownLetterLanguage
        self._shared = _data()[language]
        self._own: Mapping[str, Any] = self._shared[tone.value]

    def say(self, name: str, **facts: str | None) -> str | None:
        """The first sentence of that name whose braces can all be filled; None where there is none."""
        found = self._own.get(name) or self._shared.get(name)
        for sentence in _listed(found):
            wanted = _BRACES.findall(sentence)
            if all(facts.get(name) for name in wanted):
                return _ended(_BRACES.sub(lambda hit: str(facts[hit[1]]), sentence))
        return None

    def listed(self, items: Sequence[str]) -> str:
        """``Python, SQL and dbt`` in the words of the language."""
        *most, last = items
        return f"{', '.join(most)} {self._shared['and']} {last}" if most else last


def _listed(found: Any) -> Sequence[str]:
    if found is None:
        return ()
    return (found,) if isinstance(found, str) else found


def _ended(sentence: str) -> str:
    """One stop at the end, where what was filled in has its own."""
    return sentence[:-1] if _ENDS.search(sentence) else sentence
