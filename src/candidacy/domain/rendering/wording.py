"""Text as it may be printed, and the words that a document adds to it: headings, months, labels."""

import json
import re
import unicodedata
from functools import cache
from importlib import resources

from candidacy.domain.reading.fields.tables import table

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_JOINERS = "\u200c\u200d"
"""Zero width, but they shape Persian and Indic words."""
RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur"})


def clean(text: str | None) -> str:
    """The text in composed form on one line, without control characters and what only hides or reorders."""
    if not text:
        return ""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(_printed(c) for c in composed).split())


def _printed(character: str) -> str:
    kind = unicodedata.category(character)
    if kind in {"Zs", "Zl", "Zp"} or character in "\t\n\r\v\f\x85":
        return " "
    if kind in {"Cc", "Cs"} or (kind == "Cf" and character not in _JOINERS) or not_a_character(character):
        return ""
    return character


def not_a_character(character: str) -> bool:
    """Whether the code point is one that Unicode will never give a meaning."""
    point = ord(character)
    return 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a text, a line break being the end of one."""
    return tuple(line for part in (text or "").splitlines() if (line := clean(part)))


@cache
def _labels() -> dict[str, dict[str, str]]:
    source = resources.files("candidacy.domain.rendering") / "labels.json"
    labels: dict[str, dict[str, str]] = json.loads(source.read_text("utf-8"))
    return labels


def languages() -> tuple[str, ...]:
    """The languages (ISO 639-1) that headings can be in."""
    return tuple(_labels())


def labels_in(language: str) -> dict[str, str]:
    """The headings and labels in a language; English for one that is not known."""
    return _labels().get(language) or _labels()["en"]


def date_in(language: str, value: str | None) -> str:
    """A date with the precision it has: ``Mar 2019``, ``03/2019`` outside of English, ``2019``."""
    match = _DATE.fullmatch((value or "").strip())
    if match is None:
        return clean(value)
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is not None:
        return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if language == "en" else f"{day}.{month}.{year}"
    return f"{_MONTHS[int(month) - 1]} {year}" if language == "en" else f"{month}/{year}"


def period_in(language: str, start: str | None, end: str | None) -> str:
    """``Mar 2019 – Present``; one date where both are the same or one is unknown."""
    begins, ends = date_in(language, start), date_in(language, end)
    if not begins or begins == ends:
        return ends
    return f"{begins} – {ends or labels_in(language)['present']}"


@cache
def country_name(code: str) -> str:
    """The English name of a country for its ISO 3166 code; the code where it is not in the table."""
    names = table("places")["countries"].get(code.upper())
    return str(names[0]) if names else clean(code)
