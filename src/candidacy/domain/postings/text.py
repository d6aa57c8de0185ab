"""Posting text made plain: one line for each paragraph or list item, so that offsets stay simple."""

import re
import unicodedata
from functools import lru_cache

from candidacy.domain.postings.errors import EmptyPosting, PostingTooLong

MAX_CHARACTERS = 200_000

_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
_RULE = re.compile(r"([^\w\s])\1{9,}")
"""A line drawn in characters; shortened, because patterns would walk along it again and again."""
_ENDLESS = re.compile(r"(\S{300})\S+")
"""What is longer than any word or address; its end is cut off for the same reason."""
BULLET = re.compile(r"(?:[-*+•·‣▪◦●○■□➢➤►▶✓✔»–—⁃∙]|\d{1,2}[.)]|\(?[a-z]\)|o(?= [A-ZÀ-Þ]))\s+")
_ALIKE = {"ß": "s", "ø": "o", "ł": "l", "æ": "a", "œ": "o", "’": "'", "‘": "'", "`": "'"}
_WRAP_FROM = 55
"""A line shorter than this is not taken for one that a program wrapped."""


def normalise(text: str) -> str:
    """Plain text in NFC with single spaces, wrapped lines joined, at most one blank line in a row.

    Raises:
        EmptyPosting: nothing but white space is left.
        PostingTooLong: more than 200,000 characters.
    """
    if len(text) > MAX_CHARACTERS:
        raise PostingTooLong
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    plain = _ENDLESS.sub(r"\1", _RULE.sub(r"\1\1\1", plain))
    plain = _INVISIBLE.sub("", plain.replace("\u2028", "\n").replace("\u2029", "\n\n"))
    lines = [_SPACES.sub(" ", line).strip() for line in plain.split("\n")]
    joined = _BLANK_LINES.sub("\n\n", "\n".join(_unwrapped(lines))).strip()
    if not any(ch.isalnum() for ch in joined):
        raise EmptyPosting
    return joined


def fold(text: str) -> str:
    """Lower case without accents, of the same length as ``text``; for looking words up."""
    return "".join(map(_fold_character, text)) if not text.isascii() else text.lower().replace("`", "'")


@lru_cache(maxsize=4096)
def _fold_character(ch: str) -> str:
    base = unicodedata.normalize("NFD", ch.lower())[0]
    return _ALIKE.get(base, base)


def _unwrapped(lines: list[str]) -> list[str]:
    """Join a line to the one before when it goes on in mid sentence."""
    out: list[str] = []
    previous_length = 0
    for line in lines:
        if out and _goes_on(out[-1], line, previous_length):
            out[-1] += " " + line
        else:
            out.append(line)
        previous_length = len(line)
    return out


def _goes_on(before: str, line: str, length: int) -> bool:
    if not line or not before or length < _WRAP_FROM or before[-1] in ".:;!?":
        return False
    return line[0].islower() and not BULLET.match(line)
