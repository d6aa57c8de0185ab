"""Text written in characters that print nothing: Unicode tags, variation selectors, zero-width characters.

And text that is shown in another order than it is stored: the override characters that make ``evil`` of
``live`` on the screen.
"""

import re

from candidacy.domain.reading.document import HiddenText

MECHANISM = "invisible_characters"
OVERRIDE = "reversed"
_TAGS = re.compile("[\U000e0020-\U000e007e]{3,}")
_FLAG = "\U0001f3f4"
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{8,}")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]{4,}")
_OVERRIDDEN = re.compile("[\u202d\u202e]([^\u202c\n\u2029]*)[\u202c\n\u2029]?")
_LEAST_OVERRIDDEN = 3


def smuggled(text: str, page: int = 1) -> list[HiddenText]:
    """What the invisible characters of a text say; for zero-width characters how many there are."""
    if text.isascii():
        return []
    spelled = [
        "".join(chr(ord(c) - 0xE0000) for c in match[0]) for match in _TAGS.finditer(_without_flags(text))
    ]
    spelled += [_selected(match[0]) for match in _SELECTORS.finditer(text)]
    counted = [f"({len(match[0])} zero-width characters)" for match in _ZERO_WIDTH.finditer(text)]
    found = [HiddenText(finding, MECHANISM, page) for finding in (*spelled, *counted)]
    overridden = (match[1] for match in _OVERRIDDEN.finditer(text) if _is_overridden(match[1]))
    return [*found, *(HiddenText(words, OVERRIDE, page) for words in overridden)]


def shown(text: str) -> str:
    """The text without what prints nothing and what is shown in another order than it is stored."""
    if text.isascii():
        return text
    text = _SELECTORS.sub("", text)
    return _OVERRIDDEN.sub(lambda match: " " if _is_overridden(match[1]) else match[1], text)


def _is_overridden(text: str) -> bool:
    return sum(map(str.isalpha, text)) >= _LEAST_OVERRIDDEN


def _selected(selectors: str) -> str:
    """The bytes that a row of variation selectors spells, of which each stands for one."""
    values = bytes(ord(c) - 0xFE00 if c < "\uff00" else ord(c) - 0xE0100 + 16 for c in selectors)
    text = values.decode("utf-8", "replace")
    return text if text.isprintable() and text.strip() else f"({len(selectors)} variation selectors)"


def _without_flags(text: str) -> str:
    """The flags of Scotland and Wales are written with tags, which is what tags are for."""
    return re.sub(f"{_FLAG}[\U000e0020-\U000e007f]+", "", text)
