"""The little Markdown that RenderCV's texts hold."""

import re
from typing import NamedTuple

_SPECIAL = "\\*_[]`"
_HIDDEN = {c: chr(0xF0000 + n) for n, c in enumerate(_SPECIAL)}
"""What an escaped character is while marks are looked for: nothing that a text holds."""

_SHOWN = str.maketrans({hidden: c for c, hidden in _HIDDEN.items()})
_ESCAPED = re.compile(r"\\([\\*_\[\]`])")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\(\s*<?([^()\s]+?)>?\s*\)")
_MARKS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"`([^`]+)`")
_ANY = re.compile(r"[\\*_\[\]`]")


class Linked(NamedTuple):
    """A text and the address it is a link to as a whole."""

    text: str
    url: str | None


def plain(text: str) -> str:
    """The text without marks; the address of a link follows its words in brackets."""
    return _without_links(_hidden(text))


def linked(text: str) -> Linked:
    """The same for a title, which may be one link as a whole."""
    hidden = _hidden(text.strip())
    whole = _LINK.fullmatch(hidden)
    return (
        Linked(_unmarked(whole[1]), whole[2].translate(_SHOWN))
        if whole
        else Linked(_without_links(hidden), None)
    )


def _without_links(text: str) -> str:
    return _unmarked(_LINK.sub(lambda m: m[1] if m[1] == m[2] else f"{m[1]} ({m[2]})", text))


def escaped(text: str) -> str:
    """The text so that no character of it is taken for a mark."""
    return _ANY.sub(r"\\\g<0>", text)


def _hidden(text: str) -> str:
    return _ESCAPED.sub(lambda m: _HIDDEN[m[1]], text)


def _unmarked(text: str) -> str:
    text = _CODE.sub(r"\1", text)
    for _ in range(3):
        text = _MARKS.sub(r"\2", text)
    return text.translate(_SHOWN).strip()
