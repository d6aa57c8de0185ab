"""A thin layer over pdfium: handles as integers, and only the calls that the reader makes.

The binding's own functions build a pointer object for each argument and result; reading a page makes some
ten thousand calls, so those in the inner loop are bound again here with plain integers.
"""

import ctypes
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_double, c_float, c_int, c_uint, c_ulong, c_void_p
from functools import cache
from typing import Any

from candidacy.domain.reading.errors import DamagedFile, EncryptedFile

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
INVISIBLE_MODES = frozenset({3, 7})
_PASSWORD_ERRORS = frozenset({4, 5})


class Library:
    """The functions of pdfium that are called often, by short names."""

    def __init__(self) -> None:
        from pypdfium2 import raw

        raw.FPDF_InitLibrary()
        self.raw: Any = raw
        p, i = c_void_p, c_int
        self.char_object = _bind(raw.FPDFText_GetTextObject, p, p, i)
        self.char_loose_box = _bind(raw.FPDFText_GetLooseCharBox, i, p, i, p)
        self.char_box = _bind(raw.FPDFText_GetCharBox, i, p, i, p, p, p, p)
        self.char_origin = _bind(raw.FPDFText_GetCharOrigin, i, p, i, p, p)
        self.char_matrix = _bind(raw.FPDFText_GetMatrix, i, p, i, p)
        self.char_unicode = _bind(raw.FPDFText_GetUnicode, c_uint, p, i)
        self.char_map_error = _bind(raw.FPDFText_HasUnicodeMapError, i, p, i)
        self.char_is_hyphen = _bind(raw.FPDFText_IsHyphen, i, p, i)
        self.char_is_generated = _bind(raw.FPDFText_IsGenerated, i, p, i)
        self.text_of_page = _bind(raw.FPDFText_GetText, i, p, i, i, p)
        self.text_font = _bind(raw.FPDFTextObj_GetFont, p, p)
        self.text_size = _bind(raw.FPDFTextObj_GetFontSize, i, p, p)
        self.text_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, i, p)
        self.fill_color = _bind(raw.FPDFPageObj_GetFillColor, i, p, p, p, p, p)
        self.stroke_color = _bind(raw.FPDFPageObj_GetStrokeColor, i, p, p, p, p, p)
        self.font_name = _bind(raw.FPDFFont_GetBaseFontName, c_ulong, p, p, c_ulong)
        self.font_weight = _bind(raw.FPDFFont_GetWeight, i, p)
        self.font_flags = _bind(raw.FPDFFont_GetFlags, i, p)
        self.font_angle = _bind(raw.FPDFFont_GetItalicAngle, i, p, p)
        self.object_type = _bind(raw.FPDFPageObj_GetType, i, p)
        self.object_bounds = _bind(raw.FPDFPageObj_GetBounds, i, p, p, p, p, p)
        self.object_marks = _bind(raw.FPDFPageObj_CountMarks, i, p)
        self.object_clip = _bind(raw.FPDFPageObj_GetClipPath, p, p)
        self.clip_paths = _bind(raw.FPDFClipPath_CountPaths, i, p)
        self.clip_segments = _bind(raw.FPDFClipPath_CountPathSegments, i, p, i)
        self.clip_segment = _bind(raw.FPDFClipPath_GetPathSegment, p, p, i, i)
        self.segment_point = _bind(raw.FPDFPathSegment_GetPoint, i, p, p, p)
        self.object_mark = _bind(raw.FPDFPageObj_GetMark, p, p, c_ulong)
        self.mark_name = _bind(raw.FPDFPageObjMark_GetName, i, p, p, c_ulong, p)
        self.mark_text = _bind(raw.FPDFPageObjMark_GetParamStringValue, i, p, p, p, c_ulong, p)
        self.remove_mark = _bind(raw.FPDFPageObj_RemoveMark, i, p, p)
        self.object_matrix = _bind(raw.FPDFPageObj_GetMatrix, i, p, p)
        self.object_veiled = _bind(raw.FPDFPageObj_HasTransparency, i, p)
        self.object_set_active = _bind(raw.FPDFPageObj_SetIsActive, i, p, i)
        self.path_draw_mode = _bind(raw.FPDFPath_GetDrawMode, i, p, p, p)
        self.page_object_count = _bind(raw.FPDFPage_CountObjects, i, p)
        self.page_object = _bind(raw.FPDFPage_GetObject, p, p, i)
        self.form_object_count = _bind(raw.FPDFFormObj_CountObjects, i, p)
        self.form_object = _bind(raw.FPDFFormObj_GetObject, p, p, c_ulong)


def _bind(function: Any, result: Any, *arguments: Any) -> Any:
    """The same function, taking and giving plain integers for pointers."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, c_void_p).value or 0)


@cache
def library() -> Library:
    """The one copy of pdfium in this process; it is not safe for threads."""
    return Library()


class Doubles:
    """Out-parameters that are allocated once: ``*addresses`` go in, ``values`` come out."""

    def __init__(self, count: int, kind: Any = c_double) -> None:
        self._cells = (kind * count)()
        self._unpacked = struct.Struct(f"@{count}{kind._type_}").unpack_from
        start, width = ctypes.addressof(self._cells), ctypes.sizeof(kind)
        self.addresses = tuple(start + width * index for index in range(count))

    @property
    def values(self) -> tuple[Any, ...]:
        return self._unpacked(self._cells)

    def __getitem__(self, index: int) -> Any:
        return self._cells[index]


def floats(count: int) -> Doubles:
    """Out-parameters of single precision."""
    return Doubles(count, c_float)


def integers(count: int) -> Doubles:
    """Out-parameters that are unsigned integers."""
    return Doubles(count, c_uint)


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """An open PDF; raises EncryptedFile or DamagedFile."""
    lib = library()
    document = lib.raw.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        if lib.raw.FPDF_GetLastError() in _PASSWORD_ERRORS:
            raise EncryptedFile
        raise DamagedFile
    try:
        yield document
    finally:
        lib.raw.FPDF_CloseDocument(document)


@contextmanager
def page_of(document: Any, index: int) -> Iterator[Any]:
    """A loaded page."""
    raw = library().raw
    page = raw.FPDF_LoadPage(document, index)
    if not page:
        raise DamagedFile
    try:
        yield page
    finally:
        raw.FPDF_ClosePage(page)


@contextmanager
def text_of(page: Any) -> Iterator[Any]:
    """The text of a loaded page, as its objects are now."""
    raw = library().raw
    text = raw.FPDFText_LoadPage(page)
    try:
        yield text
    finally:
        if text:
            raw.FPDFText_ClosePage(text)


def address(handle: Any) -> int:
    """A handle as the integer that the bound functions take."""
    return ctypes.cast(handle, c_void_p).value or 0
