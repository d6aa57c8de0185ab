"""Which section the words of a heading name, in about eighteen languages."""

import re
from dataclasses import dataclass
from functools import cache

from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.tables import table

_NUMBERING = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4})[.)]\s+")
_PUNCTUATION = re.compile(r"[^\w&/+'-]+")
_PARTS = re.compile(r"\s*[/|·•]\s*|\s+[–—-]\s+")
_SPACED = re.compile(r"^(?:\w ){2,}\w$")
_CONTINUED = re.compile(r"\b(?:continued|cont'?d?|fortsetzung|suite|cont)\b")


@dataclass(frozen=True, slots=True)
class Named:
    """The section a heading names; ``exact`` when the very words are in the table."""

    kind: str
    exact: bool


@cache
def _exact() -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, languages in table("headings")["exact"].items():
        for phrases in languages.values():
            for phrase in phrases:
                found.setdefault(_bare(phrase), kind)
    return found


@cache
def _unspaced() -> dict[str, str]:
    """The table without spaces, for headings set as ``S K I L L S``."""
    return {phrase.replace(" ", ""): kind for phrase, kind in _exact().items()}


@cache
def _nouns() -> dict[str, str]:
    return {fold(w): kind for kind, ws in table("headings")["nouns"].items() for w in ws}


@cache
def _fillers() -> frozenset[str]:
    data = table("headings")
    return frozenset(fold(w) for w in data["modifiers"] + data["connectors"])


def _bare(text: str) -> str:
    text = fold(text).replace("&", " and ").replace(" und ", " and ").replace("+", " ")
    text = _CONTINUED.sub(" ", _NUMBERING.sub("", text))
    return " ".join(_PUNCTUATION.sub(" ", text).replace("/", " and ").split()).strip("-' ")


def _in_two_languages(text: str) -> Named | None:
    """The section of a heading such as ``Sprachen / Languages``, whose parts name the same one."""
    parts = [_exact().get(_bare(part)) for part in _PARTS.split(text)]
    if len(parts) != 2 or parts[0] is None or parts[0] != parts[1]:
        return None
    return Named(parts[0], exact=True)


@cache
def named(text: str) -> Named | None:
    """The section that ``text`` names as a heading, or None."""
    if len(text) > 70 or not any(c.isalpha() for c in text):
        return None
    bare = _bare(text)
    if _SPACED.match(bare):
        spaced = _unspaced().get(bare.replace(" ", ""))
        return Named(spaced, exact=True) if spaced else None
    kind = _exact().get(bare) or _exact().get(bare.replace(" and ", " "))
    if kind is not None:
        return Named(kind, exact=True)
    if (both := _in_two_languages(text)) is not None:
        return both
    tokens = bare.split()
    if not 1 < len(tokens) <= 6:
        return None
    kinds = {_nouns()[t] for t in tokens if t in _nouns()}
    if not kinds or not all(t in _nouns() or t in _fillers() for t in tokens):
        return None
    order = list(table("headings")["nouns"])
    if "and" in tokens:
        first = next(_nouns()[t] for t in tokens if t in _nouns())
        return Named(first, exact=False)
    return Named(min(kinds, key=order.index), exact=False)
