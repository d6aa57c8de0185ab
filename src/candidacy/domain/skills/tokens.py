"""Cutting text into the tokens that labels are compared by.

A token is a word with the signs that belong to it (``C++``, ``C#``, ``.NET``). What stands between two tokens
is kept as a gap, because it decides whether they can belong to one label: ``Node.js``, ``Node JS`` and
``node-js`` can, ``node. JS`` and ``node, JS`` cannot.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

_SPLIT = re.compile(r"((?:(?<![\w.)\]])\.(?=[A-Za-z]))?[^\W_]+(?:[+#]+(?![A-Za-z]))?)")
_JOINS = re.compile(r"(?:[ \t\u00a0]{1,3}|[ \t]*\r?\n[ \t]*|[-\u2010-\u2013./_'’+]|[ \t]*[&/-][ \t]*)\Z")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = re.compile(r"(?:(?<![\w.)\]])\.(?=[A-Za-z]))?[^\W_]+(?:[+#]+(?![A-Za-z]))?|&")
AND = "and"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: ``words[i]``, lower-cased in ``lower[i]``; ``gaps[i]`` stands before it.

    There is one gap more than there are tokens: the last one follows the last token.
    """

    words: list[str]
    lower: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def cut(text: str) -> Tokens:
    """The tokens of ``text`` with their offsets."""
    parts = _SPLIT.split(text)
    edges = list(accumulate(map(len, parts)))
    words = parts[1::2]
    return Tokens(words, list(map(str.lower, words)), parts[0::2], edges[0:-1:2], edges[1::2])


@lru_cache(maxsize=4096)
def joins(gap: str) -> bool:
    """Whether tokens on both sides of ``gap`` can belong to one label."""
    return _JOINS.match(gap) is not None


@lru_cache(maxsize=1024)
def is_and(gap: str) -> bool:
    """Whether ``gap`` is an ampersand, which labels spell out as ``and``."""
    return gap.strip() == "&"


def label_tokens(label: str) -> tuple[str, ...]:
    """The lower-cased tokens of a label, an ampersand as ``and``."""
    return tuple(AND if part == "&" else part for part in _PART.findall(label.lower()))


def spellings(label: str) -> list[tuple[str, ...]]:
    """Further ways to write ``label``: glued (``nodejs``), and camel case cut in two (``Java Script``)."""
    tokens = label_tokens(label)
    found: list[tuple[str, ...]] = []
    if 1 < len(tokens) <= 3 and AND not in tokens:
        glued = "".join(tokens)
        if len(glued) >= 4 and glued.isalnum() and not glued.isdigit():
            found.append((glued,))
    humps = _CAMEL.sub(" ", label)
    if humps != label:
        parts = label_tokens(humps)
        if parts != tokens and min(map(len, parts)) > 1:
            found.append(parts)
    if tokens and tokens[0].startswith("."):
        found.append((f"dot{tokens[0][1:]}", *tokens[1:]))
    return found


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """A light English stem: plural, -ing and -ed taken off; short words and words with digits as they are.

    >>> [stem(w) for w in ("policies", "managing", "planned", "classes", "analysis", "css")]
    ['policy', 'manag', 'plan', 'class', 'analysis', 'css']
    """
    if len(word) < 4 or not word.isalpha():
        return singular(word)
    word = singular(word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and any(v in "aeiouy" for v in base):
            doubled = len(base) > 3 and base[-1] == base[-2] and base[-1] not in "lsz"
            return base[:-1] if doubled else base.removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word


@lru_cache(maxsize=1 << 16)
def singular(word: str) -> str:
    """``word`` without a plural ending."""
    if len(word) < 4 or not word.isalpha() or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]
