"""Which places of a Resume tailoring may write to; every other one is locked.

Texts that tell what somebody did may be worded anew. Lists may be ordered and cut. Who somebody is, for whom
they worked, as what, when, and what they were awarded is never touched.
"""

import re
from typing import Literal

from candidacy.domain.resume.pointer import split

Way = Literal["text", "keyword", "list"]

_TEXT = re.compile(
    r"/basics/summary|/(?:work|volunteer|projects)/\d+/(?:summary|highlights/\d+)|/projects/\d+/description"
)
_KEYWORD = re.compile(r"/skills/\d+/keywords/\d+")
_LIST = re.compile(
    r"/(?:work|volunteer|projects)/\d+/highlights|/skills/\d+/keywords|/projects/\d+/keywords"
    r"|/education/\d+/courses|/(?:skills|projects|volunteer|interests|awards|publications|references)"
)


def way_of(path: str) -> Way | None:
    """How the place may be changed; None where it is locked."""
    if _TEXT.fullmatch(path):
        return "text"
    if _KEYWORD.fullmatch(path):
        return "keyword"
    return "list" if _LIST.fullmatch(path) else None


def entry_of(path: str) -> str | None:
    """The pointer of the dated or named entry that a place belongs to; None for what tells of all of it."""
    parts = split(path)
    if len(parts) > 1 and parts[0] != "basics" and parts[1].isdecimal():
        return f"/{parts[0]}/{parts[1]}"
    return None
