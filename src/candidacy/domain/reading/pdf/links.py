"""Links of a page: their addresses, and the words that they lie on."""

import ctypes
from typing import Any

from candidacy.domain.reading.draft import DraftLink, DraftWord
from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import library
from candidacy.domain.resume import Box

_MAX_LINKS = 500
_SLACK = 1.0


def mark_links(
    document: Any, page: Any, number: int, frame: Frame, words: list[DraftWord]
) -> list[DraftLink]:
    """Give words the address of the link on them; returns the links that lie on no word."""
    bare: list[DraftLink] = []
    for index, (url, box) in enumerate(_links(document, page, frame)):
        under = [word for word in words if word.box is not None and _centre_in(word.box, box)]
        for word in under:
            word.url, word.link = url, number * _MAX_LINKS + index
        if not under:
            bare.append(DraftLink(url, number))
    return bare


def _links(document: Any, page: Any, frame: Frame) -> list[tuple[str, Box]]:
    raw = library().raw
    position, link, rectangle = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    found: list[tuple[str, Box]] = []
    while len(found) < _MAX_LINKS and raw.FPDFLink_Enumerate(
        page, ctypes.byref(position), ctypes.byref(link)
    ):
        url = _address(document, link)
        if url and raw.FPDFLink_GetAnnotRect(link, ctypes.byref(rectangle)):
            found.append((url, frame.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)))
    return found


def _address(document: Any, link: Any) -> str:
    raw = library().raw
    action = raw.FPDFLink_GetAction(link)
    if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
        return ""
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    if not 1 < size < 4096:
        return ""
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace").strip()


def _centre_in(word: Box, link: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return link.x0 - _SLACK <= x <= link.x1 + _SLACK and link.y0 - _SLACK <= y <= link.y1 + _SLACK
