"""What is done to the characters of any format: ligatures, invisible characters, icons, bullets."""

import re
import unicodedata

LIGATURES = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
BULLETS = frozenset("•◦▪▫■□●○‣⁃∙·➢➤►▶▸▹◆◇❖✓✔✦★☆➔→»›⦿⚫⬤◘◙♦✱✲✳✴❑❒⁌⁍⚬⟡*–—-−o§")
_PLAIN_BULLETS = frozenset("*–—-−o·»›→§")
_SYMBOL_BULLETS = frozenset(
    "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf06e\uf0a8\uf071\uf0e0\uf0be\uf09f\uf02d\uf06c\uf06f\uf0f0"
)
ICON_FONT = re.compile(
    r"awesome|icon|glyph|material|fontello|entypo|simple-?line|marvosym|wasy|bbding|zapf ?dingbat|"
    r"webdings|wingdings|pzdr|fourorns",
    re.IGNORECASE,
)

_TAGS = range(0xE0000, 0xE0080)
_INVISIBLE = frozenset(
    [
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
        0xAD,
        0x180E,
        0x34F,
        *_TAGS,
    ]
)
_DROPPED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff" + "".join(map(chr, sorted(_INVISIBLE))) + "]"
)
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
_HYPHENS = re.compile("-?[\u2010\u2011]")
_PRESENTATION = re.compile("[ﬀ-ﬆ]")


def clean(text: str) -> str:
    """The text without characters that print nothing and with its ligatures written out."""
    if text.isascii() and text.isprintable():
        return text
    text = _DROPPED.sub("", _PRIVATE.sub("", text))
    text = _HYPHENS.sub("-", text)
    text = _PRESENTATION.sub(lambda match: LIGATURES[match[0]], text)
    return unicodedata.normalize("NFC", text)


def is_private(character: str) -> bool:
    """Whether the character is from the private use areas, where icon fonts live."""
    return _PRIVATE.match(character) is not None


def is_symbol_bullet(character: str) -> bool:
    """Whether a private character is one of the list marks of the Symbol and Wingdings fonts."""
    return character in _SYMBOL_BULLETS


def is_bullet(word: str, *, alone: bool = True) -> bool:
    """Whether a word that stands first on its line is only the mark of a list item."""
    if len(word) != 1 or word not in BULLETS:
        return False
    return alone or word not in _PLAIN_BULLETS
