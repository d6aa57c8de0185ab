"""The characters of a page -> words with box, style and the order of the file."""

import ctypes
import math
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from candidacy.domain.reading.characters import clean, is_private, is_symbol_bullet
from candidacy.domain.reading.draft import DraftWord, Style
from candidacy.domain.reading.errors import ReadingTooExpensive
from candidacy.domain.reading.pdf.fonts import Font, font_of
from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import Doubles, Library, address, library
from candidacy.domain.reading.pdf.painting import Painting
from candidacy.domain.resume import Box

MAX_CHARS_ON_PAGE = 60_000
HYPHEN = "\ufffe"
_HYPHENS = frozenset({"\x02", "\ufffe", "\xad"})
_LINE_BREAKS = frozenset("\r\n")
_SILENT = re.compile("[\u200b-\u200d\u2060-\u2064\ufeff\u180e\U000e0020-\U000e007e]{3}")
_TIGHT = 0.12
_ICONS = 0xF0000
_SPACES = frozenset(
    "\t\n\r\x0b\x0c \xa0\u1680\u2000\u2001\u2002\u2003\u2004"
    "\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_FOUR_FLOATS, _FOUR_INTEGERS = struct.Struct("@4f"), struct.Struct("@4I")
_BLACK = (0, 0, 0, 255)
_LEAST_OVERLAP = 0.3
_WIDEST_JUMP = 0.9

_LookKey = tuple[int, int, float, tuple[float, ...], tuple[int, ...]]
GlyphTexts = Callable[[], dict[str, dict[int, str]]]


@dataclass(slots=True)
class Look:
    """What the characters of a text object, and of all that look like it, share."""

    style: Style
    font: Font
    mode: int
    alpha: int
    rgb: tuple[int, int, int]
    turned: bool
    """Neither left to right nor upright."""
    unmapped: bool
    """Its font does not say which characters its codes are."""


@dataclass(slots=True)
class PageWords:
    """The words of a page, and what the search for hidden text needs to know about them."""

    words: list[DraftWord] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    """The look of each word."""
    handles: list[int] = field(default_factory=list)
    """The text object in which each word begins."""
    smuggled: str = ""
    """The characters of the page, when some of them may print nothing."""
    turned: set[int] = field(default_factory=set)
    """The orders of words that are not upright."""
    characters: int = 0
    unmapped: int = 0
    """Characters of which no one knows what they are."""


def words_of_page(text_page: Any, frame: Frame, painting: Painting, glyphs: GlyphTexts) -> PageWords:
    """The words of a page in the order of the file."""
    raw = library().raw
    count = int(raw.FPDFText_CountChars(text_page)) if text_page else 0
    if count > MAX_CHARS_ON_PAGE:
        raise ReadingTooExpensive
    return _Collector(address(text_page), frame, painting, glyphs).collect(max(count, 0))


class _Collector:
    """Walks over the characters once."""

    def __init__(self, page: int, frame: Frame, painting: Painting, glyphs: GlyphTexts) -> None:
        self._lib: Library = library()
        self._page = page
        self._frame = frame
        self._places, self._blanks = painting.places, painting.blanks
        self._last = 0
        self._loose_end = False
        self._glyphs = glyphs
        self._fonts: dict[int, Font] = {}
        self._objects: dict[int, Look] = {}
        self._looks: dict[_LookKey, Look] = {}
        self._matrix, self._size, self._rgba = (
            (ctypes.c_float * 6)(),
            (ctypes.c_float * 1)(),
            (ctypes.c_uint * 4)(),
        )
        self._matrix_at, self._size_at = ctypes.addressof(self._matrix), ctypes.addressof(self._size)
        self._rgba_at = [ctypes.addressof(self._rgba) + 4 * channel for channel in range(4)]
        self._result = PageWords()
        self._text: list[str] = []
        self._box = [0.0, 0.0, 0.0, 0.0]
        self._first = 0
        self._handle = 0
        self._running: int | None = -1
        self._backward = self._forward = 0.0
        self._spaces = 0.0
        self._look: Look | None = None
        self._origin = Doubles(2)
        self._upright = frame.turned == 0

    def collect(self, count: int) -> PageWords:
        characters = self._characters(count)
        if _SILENT.search(text := "".join(characters)):
            self._result.smuggled = text
        rectangle = (ctypes.c_float * 4)()
        where, unpacked = ctypes.addressof(rectangle), _FOUR_FLOATS.unpack_from
        object_of, loose_box, page = self._lib.char_object, self._lib.char_loose_box, self._page
        word, box = self._text, self._box
        for index, character in enumerate(characters):
            if character in _SPACES:
                self._space(character, index)
                continue
            loose_box(page, index, where)
            handle = object_of(page, index)
            left, top, right, bottom = unpacked(rectangle)
            if self._loose_end:
                self._settle(handle or 0, left, bottom)
            if handle == self._running and word and " " < character < "\x7f":
                space = left - box[2]
                if self._backward < space < self._forward:
                    word.append(character)
                    self._result.characters += 1
                    self._spaces += space
                    box[2] = max(box[2], right)
                    continue
            look = self._look_of(handle, index)
            self._note_run(handle, look)
            handle = handle or 0
            if word and (
                (handle != self._last and self._blank_before(handle))
                or self._breaks(look, left, bottom, right, top)
            ):
                self._end()
            self._last = handle
            text = self._text_of(character, index, look)
            if text:
                if not word:
                    self._handle = handle
                self._add(text, index, look, left, bottom, right, top)
        self._end()
        return self._result

    def _space(self, character: str, index: int) -> None:
        """A space ends the word; a line break that the library only guessed has to be seen first."""
        if character in _LINE_BREAKS and self._text and self._lib.char_is_generated(self._page, index) == 1:
            self._loose_end = True
        else:
            self._end()

    def _settle(self, handle: int, left: float, bottom: float) -> None:
        """End the word at a guessed line break, unless the next letter touches it on its own line."""
        self._loose_end = False
        size = self._look.style.size if self._look is not None else 0.0
        touches = self._upright and -0.2 * size < left - self._box[2] < 0.06 * size
        if not touches or abs(bottom - self._box[1]) > 0.2 * size or self._blank_before(handle):
            self._end()

    def _blank_before(self, handle: int) -> bool:
        """Whether between the last letter's object and this one an object that prints nothing was placed."""
        if not self._blanks:
            return False
        place, last = self._places.get(handle, 0), self._places.get(self._last, 0)
        return 1 < place - last <= 3 and any(between in self._blanks for between in range(last + 1, place))

    def _note_run(self, handle: int | None, look: Look) -> None:
        """Letters of one object, close to one another, are a word without any closer look."""
        plain = self._upright and not (look.font.icons or look.unmapped or look.turned)
        self._running = handle if plain else -1
        self._backward, self._forward = -0.4 * look.style.size, 0.08 * look.style.size

    def _characters(self, count: int) -> str | list[str]:
        """All characters at one stroke where each is one unit of the text, else one by one."""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self._lib.text_of_page(self._page, 0, count, ctypes.addressof(buffer))
        if written == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count:
                return text
        return [_character(self._lib.char_unicode(self._page, index)) for index in range(count)]

    def _look_of(self, handle: int | None, index: int) -> Look:
        handle = handle or 0
        look = self._objects.get(handle)
        if look is None:
            look = self._objects[handle] = self._look_at(handle, index)
        return look

    def _look_at(self, handle: int, index: int) -> Look:
        """The look of a text object; some programs make one for each letter, so looks are shared."""
        lib = self._lib
        lib.char_matrix(self._page, index, self._matrix_at)
        mode = font = 0
        self._size[0] = 0.0
        _FOUR_INTEGERS.pack_into(self._rgba, 0, *_BLACK)
        if handle:
            lib.text_size(handle, self._size_at)
            mode = lib.text_mode(handle)
            color = lib.stroke_color if mode == 1 else lib.fill_color
            color(handle, *self._rgba_at)
            font = lib.text_font(handle) or 0
        key = (
            font,
            mode,
            self._size[0],
            _FOUR_FLOATS.unpack_from(self._matrix),
            _FOUR_INTEGERS.unpack_from(self._rgba),
        )
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._new_look(*key, index)
        return look

    def _new_look(
        self,
        font_handle: int,
        mode: int,
        size: float,
        matrix: tuple[float, ...],
        rgba: tuple[int, ...],
        index: int,
    ) -> Look:
        a, b, c, d = matrix
        red, green, blue, alpha = rgba
        font = self._font(font_handle)
        return Look(
            style=Style(
                font=font.name or None,
                size=abs(size) * math.hypot(c, d),
                bold=font.bold or mode == 2,
                italic=font.italic or (abs(c) > 0.15 * abs(d) and abs(b) < 0.01),
                color=f"#{red:02x}{green:02x}{blue:02x}",
            ),
            font=font,
            mode=mode,
            alpha=alpha,
            rgb=(red, green, blue),
            turned=self._is_turned(a, b),
            unmapped=self._lib.char_map_error(self._page, index) == 1,
        )

    def _is_turned(self, a: float, b: float) -> bool:
        quarter = (round(math.degrees(math.atan2(b, a)) / 5) * 5 - 90 * self._frame.turned) % 360
        return quarter not in {0, 355, 5}

    def _font(self, handle: int) -> Font:
        if handle not in self._fonts:
            self._fonts[handle] = (
                font_of(handle) if handle else Font("", bold=False, italic=False, icons=False)
            )
        return self._fonts[handle]

    def _breaks(self, look: Look, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether the character stands apart from the word so far, though no space is between them."""
        if not self._upright or look.turned:
            return False
        x0, y0, x1, y1 = self._box
        size = max(look.style.size, 1.0)
        space = left - x1
        if space > _WIDEST_JUMP * size or left < x0 - 0.5 * size or self._is_narrow_space(space, size):
            return True
        shared = min(y1, top) - max(y0, bottom)
        return shared < _LEAST_OVERLAP * min(y1 - y0, top - bottom)

    def _is_narrow_space(self, space: float, size: float) -> bool:
        """Whether there is more space than between the letters so far: a space in some programs."""
        count = len(self._text) - 1
        if count < 2 or space < 0.08 * size:
            return False
        return space - self._spaces / count > _TIGHT * size

    def _text_of(self, character: str, index: int, look: Look) -> str:
        """What the character says; empty for icons and for what cannot be told."""
        self._result.characters += 1
        if character in _HYPHENS:
            return "-" if character == "\xad" else HYPHEN
        if look.font.icons:
            return "•" if is_symbol_bullet(character) else _icon(character)
        if is_private(character):
            return "•" if is_symbol_bullet(character) else self._repaired(character, look) or _icon(character)
        if character < " " or "\x7f" <= character < "\xa0" or character == "\ufffd":
            return self._repaired(character, look)
        if look.unmapped and self._lib.char_map_error(self._page, index) == 1:
            return self._repaired(character, look) or character
        return character

    def _repaired(self, character: str, look: Look) -> str:
        text = self._glyphs().get(look.font.name, {}).get(ord(character), "")
        if not text and not is_private(character):
            self._result.unmapped += 1
        return text

    def _add(self, text: str, index: int, look: Look, *box: float) -> None:
        if not self._text:
            self._first, self._look = index, look
            self._box[:] = box
            self._spaces = 0.0
        else:
            mine = self._box
            self._spaces += box[0] - mine[2]
            mine[0], mine[1] = min(mine[0], box[0]), min(mine[1], box[1])
            mine[2], mine[3] = max(mine[2], box[2]), max(mine[3], box[3])
        self._text.append(text)

    def _end(self) -> None:
        if not self._text or self._look is None:
            return
        text = "".join(self._text)
        self._text.clear()
        broken = text.endswith(HYPHEN) and len(text) > 1
        word = clean(text.replace(HYPHEN, "-"))
        mark = "" if word else text
        self._lib.char_origin(self._page, self._first, *self._origin.addresses)
        order = len(self._result.words)
        baseline = self._frame.point(*self._origin.values)[1]
        box = self._frame.box(*self._box)
        if self._look.turned:
            self._result.turned.add(order)
        self._result.words.append(
            DraftWord(word, self._look.style, box, baseline, order, broken=broken, mark=mark)
        )
        self._result.looks.append(self._look)
        self._result.handles.append(self._handle)


def _icon(character: str) -> str:
    """An icon as a private character that no font uses; what it shows cannot be told."""
    return character if is_private(character) or character == "•" else chr(_ICONS + ord(character) % 0xFF00)


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else "\ufffd"


def overlap(one: Box, other: Box) -> float:
    """The share of ``one`` that lies in ``other``."""
    if one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0:
        return 0.0
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    area = (one.x1 - one.x0) * (one.y1 - one.y0)
    return width * height / area if area > 0 else 0.0
