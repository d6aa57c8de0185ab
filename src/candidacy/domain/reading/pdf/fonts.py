"""Fonts: what their names and flags say, and the glyph names that repair lost ligatures."""

import ctypes
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from candidacy.domain.reading.characters import ICON_FONT
from candidacy.domain.reading.pdf.library import Doubles, library

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(
    r"bold|black|heavy|demi|-bd\b|(?:cm|sf|ec|lm|t1-?)b(?:x|sr)|bx\d|-b\b|cmssbx|medi\b", re.IGNORECASE
)
_ITALIC = re.compile(r"italic|oblique|slanted|-it\b|(?:cm|sf|ec)(?:ti|sl|bxti)\d|-ri\b", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_ITALIC_FLAG = 1 << 6

_GLYPHS = {
    "ff": "ff", "fi": "fi", "fl": "fl", "ffi": "ffi", "ffl": "ffl", "Th": "Th", "tt": "tt", "ti": "ti",
    "ft": "ft", "fj": "fj", "ct": "ct", "st": "st", "dotlessi": "ı", "space": " ", "hyphen": "-",
    "endash": "–", "emdash": "—", "quoteright": "’", "quoteleft": "‘", "quotedblleft": "“",
    "quotedblright": "”", "quotesingle": "'", "quotedbl": '"', "period": ".", "comma": ",",
    "colon": ":", "semicolon": ";", "slash": "/", "bullet": "•", "parenleft": "(", "parenright": ")",
    "bracketleft": "[", "bracketright": "]", "ampersand": "&", "at": "@", "percent": "%", "plus": "+",
    "equal": "=", "numbersign": "#", "asterisk": "*", "bar": "|", "underscore": "_", "dollar": "$",
    "Euro": "€", "germandbls": "ß", "periodcentered": "·", "zero": "0", "one": "1", "two": "2",
    "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "exclam": "!", "question": "?", "guillemotleft": "«", "guillemotright": "»", "ellipsis": "…",
    "degree": "°", "backslash": "\\", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "oslash": "ø",
    "Oslash": "Ø", "lslash": "ł", "Lslash": "Ł",
}  # fmt: skip
_ACCENTS = {
    "acute": "\u0301", "grave": "\u0300", "circumflex": "\u0302", "dieresis": "\u0308", "tilde": "\u0303",
    "cedilla": "\u0327", "caron": "\u030c", "ring": "\u030a", "ogonek": "\u0328", "macron": "\u0304",
}  # fmt: skip
_ACCENTED = re.compile(rf"([A-Za-z])({'|'.join(_ACCENTS)})")


@dataclass(frozen=True, slots=True)
class Font:
    """What is known of a font."""

    name: str
    bold: bool
    italic: bool
    icons: bool


def font_of(handle: int) -> Font:
    """The font behind a handle."""
    lib = library()
    buffer = ctypes.create_string_buffer(256)
    lib.font_name(handle, ctypes.addressof(buffer), 256)
    name = _SUBSET.sub("", buffer.value.decode("utf-8", "replace"))
    flags = max(lib.font_flags(handle), 0)
    angle = Doubles(1, ctypes.c_int)
    slanted = bool(lib.font_angle(handle, *angle.addresses)) and -45 < angle[0] < 0
    return Font(
        name=name,
        bold=bool(flags & _FORCE_BOLD) or _is_bold(name),
        italic=slanted or bool(flags & _ITALIC_FLAG) or _ITALIC.search(name) is not None,
        icons=ICON_FONT.search(name) is not None,
    )


def _is_bold(name: str) -> bool:
    return _BOLD.search(name) is not None


def glyph_texts(data: bytes) -> dict[str, dict[int, str]]:
    """For each font the text of each character code, by the names that the file gives its glyphs.

    Some programs write fonts without a map to Unicode, and pdfium then loses their ligatures. Which code is
    which ligature differs by font, but the glyphs' names say it.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    texts: dict[str, dict[int, str]] = {}
    try:
        for page in PdfReader(io.BytesIO(data)).pages:
            for font in _fonts(page):
                name = _SUBSET.sub("", str(font.get("/BaseFont", "")).lstrip("/"))
                texts.setdefault(name, {}).update(_differences(font))
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return texts
    return texts


def _fonts(page: Any) -> Iterator[Any]:
    resources: Any = page.get("/Resources")
    fonts: Any = None if resources is None else resources.get_object().get("/Font")
    for font in () if fonts is None else fonts.get_object().values():
        yield font.get_object()


def _differences(font: Any) -> Iterator[tuple[int, str]]:
    encoding: Any = font.get("/Encoding")
    encoding = None if encoding is None else encoding.get_object()
    if not hasattr(encoding, "get"):
        return
    code = 0
    for item in encoding.get("/Differences", []):
        if isinstance(item, int | float):
            code = int(item)
            continue
        if text := glyph_text(str(item).lstrip("/")):
            yield code, text
        code += 1


def glyph_text(name: str) -> str:
    """The text of a glyph by its name (``f_f_i``, ``eacute``); empty when it says nothing."""
    base = name.partition(".")[0]
    if len(base) == 1:
        return base
    if base in _GLYPHS:
        return _GLYPHS[base]
    if match := re.fullmatch(r"(?:uni|u)([0-9A-F]{4,6})", base):
        return chr(int(match[1], 16)) if int(match[1], 16) < 0x110000 else ""
    if match := _ACCENTED.fullmatch(base):
        import unicodedata

        return unicodedata.normalize("NFC", match[1] + _ACCENTS[match[2]])
    parts = base.split("_")
    return "".join(map(glyph_text, parts)) if len(parts) > 1 else ""
