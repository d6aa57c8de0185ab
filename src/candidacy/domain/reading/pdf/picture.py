"""A page as a picture, for a person to see where a value was read."""

import ctypes
import io
import math

from candidacy.domain.reading.errors import DamagedFile, NoSuchPage
from candidacy.domain.reading.pdf.library import library, opened, page_of

WIDTH = 1100
"""Pixels; sharp on a screen of double density in a column of half a page."""
MAX_PIXELS = 4_000_000
_QUALITY = 78
_WHITE = 0xFFFFFFFF
_BGR = 2
_ANNOTATIONS = 0x01


def page_picture(data: bytes, number: int) -> bytes:
    """Page ``number`` (from 1) of a PDF as a WebP picture of at most MAX_PIXELS.

    Raises NoSuchPage, EncryptedFile or DamagedFile.
    """
    from PIL import Image

    raw = library().raw
    with opened(data) as document:
        if not 1 <= number <= raw.FPDF_GetPageCount(document):
            raise NoSuchPage
        with page_of(document, number - 1) as page:
            width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
            if width <= 0 or height <= 0:
                raise DamagedFile
            scale = min(WIDTH / width, math.sqrt(MAX_PIXELS / (width * height)))
            size = max(1, round(width * scale)), max(1, round(height * scale))
            stride = (size[0] * 3 + 3) & ~3
            pixels = ctypes.create_string_buffer(stride * size[1])
            bitmap = raw.FPDFBitmap_CreateEx(size[0], size[1], _BGR, pixels, stride)
            try:
                raw.FPDFBitmap_FillRect(bitmap, 0, 0, size[0], size[1], _WHITE)
                raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, size[0], size[1], 0, _ANNOTATIONS)
            finally:
                raw.FPDFBitmap_Destroy(bitmap)
    out = io.BytesIO()
    picture = Image.frombytes("RGB", size, pixels.raw, "raw", "BGR", stride, 1)
    picture.save(out, "WEBP", quality=_QUALITY, method=2)
    return out.getvalue()
