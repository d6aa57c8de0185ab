"""A page as a picture, for a person to see where a value was read."""

import ctypes
import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from candidacy.domain.reading.document import PageSize
from candidacy.domain.reading.errors import DamagedFile, NoSuchPage
from candidacy.domain.reading.pdf.library import library, opened, page_of

WIDTH = 1100
"""Pixels; sharp on a screen of double density in a column of half a page."""
MAX_PIXELS = 4_000_000
_QUALITY = 78
_WHITE = 0xFFFFFFFF
_GRAY, _BGR = 1, 2
_BYTES = {_GRAY: 1, _BGR: 3}
_ANNOTATIONS = 0x01


def page_picture(data: bytes, number: int) -> bytes:
    """Page ``number`` (from 1) of a PDF as a WebP picture of at most MAX_PIXELS, without any metadata.

    Raises NoSuchPage, EncryptedFile or DamagedFile.
    """
    from PIL import Image

    with opened(data) as document:
        painted = _painted(document, number, lambda width, _: WIDTH / width, _BGR)
    picture = Image.frombytes("RGB", painted.size, painted.pixels, "raw", "BGR", painted.stride, 1)
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=2)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class GrayPage:
    """A page in shades of gray, one byte a pixel, and its size in points."""

    width: int
    height: int
    pixels: bytes
    points: PageSize
    pages: int
    """How many pages the document has."""


def gray_page(data: bytes, number: int, *, dots_per_inch: int) -> GrayPage:
    """Page ``number`` (from 1) for a program that recognises text in it; fewer dots where it is large."""
    with opened(data) as document:
        pages = int(library().raw.FPDF_GetPageCount(document))
        painted = _painted(document, number, lambda *_: dots_per_inch / 72, _GRAY)
    rows = (
        painted.pixels[row * painted.stride : row * painted.stride + painted.size[0]]
        for row in range(painted.size[1])
    )
    return GrayPage(*painted.size, b"".join(rows), painted.points, pages)


@dataclass(frozen=True, slots=True)
class _Painted:
    size: tuple[int, int]
    stride: int
    pixels: bytes
    points: PageSize


def _painted(document: Any, number: int, wish: Callable[[float, float], float], form: int) -> _Painted:
    """The pixels of a page; ``wish`` says the scale for its width and height in points."""
    raw = library().raw
    if not 1 <= number <= raw.FPDF_GetPageCount(document):
        raise NoSuchPage
    with page_of(document, number - 1) as page:
        width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
        if width <= 0 or height <= 0:
            raise DamagedFile
        scale = min(wish(width, height), math.sqrt(MAX_PIXELS / (width * height)))
        size = max(1, round(width * scale)), max(1, round(height * scale))
        stride = (size[0] * _BYTES[form] + 3) & ~3
        pixels = ctypes.create_string_buffer(stride * size[1])
        bitmap = raw.FPDFBitmap_CreateEx(size[0], size[1], form, pixels, stride)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, size[0], size[1], _WHITE)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, size[0], size[1], 0, _ANNOTATIONS)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
    return _Painted(size, stride, pixels.raw, PageSize(width, height))
