"""Messages in characters that print nothing: Unicode tags, and runs of zero-width characters."""

import re

from candidacy.domain.reading.document import HiddenText

MECHANISM = "invisible_characters"
_TAGS = re.compile("[\U000e0020-\U000e007e]{3,}")
_FLAG = "\U0001f3f4"
_ZERO_WIDTH = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{8,}")


def smuggled(text: str, page: int = 1) -> list[HiddenText]:
    """What the invisible characters of a text say; for zero-width characters how many there are."""
    if text.isascii():
        return []
    spelled = [
        "".join(chr(ord(c) - 0xE0000) for c in match[0]) for match in _TAGS.finditer(_without_flags(text))
    ]
    counted = [f"({len(match[0])} zero-width characters)" for match in _ZERO_WIDTH.finditer(text)]
    return [HiddenText(finding, MECHANISM, page) for finding in (*spelled, *counted)]


def _without_flags(text: str) -> str:
    """The flags of Scotland and Wales are written with tags, which is what tags are for."""
    return re.sub(f"{_FLAG}[\U000e0020-\U000e007f]+", "", text)
