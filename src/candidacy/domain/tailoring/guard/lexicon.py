"""The words by which claims are known; data in ``words/*.yaml``."""

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from candidacy.domain.matching.words import stem
from candidacy.domain.postings.text import fold
from candidacy.domain.review.lexicon import lexicon, phrases

_WORDS = re.compile(r"[^\W_][\w&+#./'-]*")


@cache
def _data(name: str) -> dict[str, Any]:
    text = (
        files("candidacy.domain.tailoring.guard")
        .joinpath("words", f"{name}.yaml")
        .read_text(encoding="utf-8")
    )
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def pattern(group: str) -> re.Pattern[str]:
    """Whole phrases of a group of claims, to be looked for in folded text."""
    return phrases(p.strip() for p in str(_data("claims")[group]).split("|"))


@cache
def words(group: str) -> frozenset[str]:
    """The single words of a group of claims."""
    return frozenset(str(_data("claims")[group]).split())


@cache
def neutral_stems() -> frozenset[str]:
    """Words that claim nothing: those listed, and the verbs of doing that CVs begin with."""
    known = lexicon("en")
    verbs = (known.base_verbs | known.past_verbs) if known else frozenset()
    usual = {stem(w) for w in str(_data("neutral")["neutral"]).split()}
    return frozenset(usual | ({stem(w) for w in verbs} - {stem(w) for w in claiming()}))


@cache
def claiming() -> frozenset[str]:
    """Words that look neutral by their stem and are not."""
    return frozenset(str(_data("neutral")["claiming"]).split())


@cache
def synonyms() -> dict[str, frozenset[str]]:
    """For each stem those that say the same."""
    found: dict[str, frozenset[str]] = {}
    for line in _data("neutral")["synonyms"]:
        group = frozenset(stem(w) for w in line.split())
        for one in group:
            found[one] = found.get(one, frozenset()) | group
    return found


def words_of(text: str) -> list[tuple[str, int]]:
    """The words of a text as they stand, without the stops at their ends, and where each begins."""
    return [(hit[0].rstrip("./'-&"), hit.start()) for hit in _WORDS.finditer(text)]


def stem_of(word: str) -> str:
    """The stem of a word as it stands in a text; a possessive counts as the word."""
    return stem(fold(word).removesuffix("'s"))


_DERIVED = re.compile(r"(?:ations?|ions?|ments?|ings?|ances?|ences?|ate[sd]?|ally|ed|es|al|ly|e|(?<!s)s)$")


def root_of(word: str) -> str:
    """What ``migrate`` and ``migration`` share; a word that would lose too much stays whole."""
    folded = fold(word).removesuffix("'s")
    root = _DERIVED.sub("", folded)
    return root if len(root) >= 4 else folded
