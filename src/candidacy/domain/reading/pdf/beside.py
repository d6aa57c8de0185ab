"""Text that a PDF carries beside its pages: properties, notes, descriptions of pictures."""

import ctypes
import html
import re
from collections.abc import Iterator
from typing import Any

from candidacy.domain.reading.document import HiddenText
from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import library
from candidacy.domain.reading.visibility import adds_wording
from candidacy.domain.resume import Box

_PROPERTIES = (b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"Producer")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_XMP_TEXTS = re.compile(
    r"<(?:dc:(?:title|description|subject|creator|rights)|pdf:Keywords|pdfx:\w+|photoshop:\w+|xmpRights:\w+)\b"
    r"[^>]*>(.*?)</(?:dc|pdf|pdfx|photoshop|xmpRights):",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_MAX_XMP = 4
_MAX_ANNOTATIONS = 300
_MAX_ELEMENTS = 3_000
_LONGEST = 16_384
_LINK, _POPUP, _FREE_TEXT, _WIDGET = 2, 16, 3, 20
_INVISIBLE_FLAGS = 0x02 | 0x20
"""Hidden, and not to be viewed."""


def properties(document: Any, data: bytes) -> list[str]:
    """What the file says about itself: its information dictionary, and plain XMP."""
    texts = [_text(library().raw.FPDF_GetMetaText, document, name) for name in _PROPERTIES]
    for packet in _XMP.findall(data)[:_MAX_XMP]:
        found = _XMP_TEXTS.findall(packet.decode("utf-8", "replace"))
        texts += [html.unescape(_TAG.sub(" ", inner)) for inner in found]
    return list(dict.fromkeys(" ".join(text.split()) for text in texts))


def stated_beside(texts: list[tuple[str, str, int]], printed: set[str]) -> list[HiddenText]:
    """Those of the texts (mechanism, text, page) that say what the pages do not."""
    return [
        HiddenText(text, mechanism, page)
        for mechanism, text, page in dict.fromkeys(texts)
        if adds_wording(text, printed)
    ]


def annotations(page: Any, frame: Frame) -> Iterator[tuple[str, Box, bool]]:
    """The notes on a page: text, place, and whether something is painted there."""
    raw = library().raw
    rectangle = raw.FS_RECTF()
    for index in range(min(int(raw.FPDFPage_GetAnnotCount(page)), _MAX_ANNOTATIONS)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            kind = int(raw.FPDFAnnot_GetSubtype(note))
            if kind == _LINK or not raw.FPDFAnnot_GetRect(note, ctypes.byref(rectangle)):
                continue
            shown = kind != _POPUP and not raw.FPDFAnnot_GetFlags(note) & _INVISIBLE_FLAGS
            text = _text(raw.FPDFAnnot_GetStringValue, note, b"Contents")
            if kind in {_FREE_TEXT, _WIDGET} and shown:
                text = ""
            yield text, frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), shown
        finally:
            raw.FPDFPage_CloseAnnot(note)


def descriptions(page: Any) -> Iterator[str]:
    """The alternative and actual texts of a tagged page's elements."""
    raw = library().raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    try:
        waiting = [
            raw.FPDF_StructTree_GetChildAtIndex(tree, index)
            for index in range(min(int(raw.FPDF_StructTree_CountChildren(tree)), _MAX_ELEMENTS))
        ]
        seen = 0
        while waiting and seen < _MAX_ELEMENTS:
            element = waiting.pop()
            seen += 1
            if not element:
                continue
            for of in (raw.FPDF_StructElement_GetAltText, raw.FPDF_StructElement_GetActualText):
                if text := _plain_text(of, element):
                    yield text
            count = min(max(int(raw.FPDF_StructElement_CountChildren(element)), 0), _MAX_ELEMENTS)
            waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, index) for index in range(count)]
    finally:
        raw.FPDF_StructTree_Close(tree)


def _text(function: Any, handle: Any, name: bytes) -> str:
    size = int(function(handle, name, None, 0))
    if not 2 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    function(handle, name, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _plain_text(function: Any, element: Any) -> str:
    size = int(function(element, None, 0))
    if not 2 < size <= _LONGEST:
        return ""
    buffer = ctypes.create_string_buffer(size)
    function(element, buffer, size)
    return " ".join(buffer.raw[: size - 2].decode("utf-16-le", "replace").split())
