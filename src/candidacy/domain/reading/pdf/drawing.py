"""A page drawn to pixels, to see what can be seen on it."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import library
from candidacy.domain.resume import Box

_PIXELS = 2_500_000
_SCALE = 2.0
_BYTES = 4


class Drawing:
    """The pixels of a page as it was drawn last; what is to be kept of them is copied by ``part``."""

    def __init__(self, page: Any, bitmap: Any, columns: int, rows: int, scale: float) -> None:
        self._raw = library().raw
        self._page, self._bitmap, self._scale = page, bitmap, scale
        self._width, self._height = columns, rows
        self._stride = int(self._raw.FPDFBitmap_GetStride(bitmap))
        size = self._stride * rows
        buffer = ctypes.cast(
            self._raw.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte * size)
        ).contents
        self._pixels = memoryview(buffer).cast("B")
        self.again()

    def again(self) -> None:
        """Draw the page, on white, as it is now."""
        across, down = self._width, self._height
        self._raw.FPDFBitmap_FillRect(self._bitmap, 0, 0, across, down, 0xFFFFFFFF)
        self._raw.FPDF_RenderPageBitmap(self._bitmap, self._page, 0, 0, across, down, 0, self._raw.FPDF_ANNOT)

    def part(self, box: Box) -> list[bytes]:
        """The rows of pixels in a box, four bytes a pixel."""
        left = max(int(box.x0 * self._scale), 0) * _BYTES
        right = min(int(box.x1 * self._scale) + 1, self._width) * _BYTES
        top, bottom = max(int(box.y0 * self._scale), 0), min(int(box.y1 * self._scale) + 1, self._height)
        starts = range(top * self._stride, bottom * self._stride, self._stride)
        return [self._pixels[start + left : start + right].tobytes() for start in starts]

    def contrast_in(self, box: Box) -> int:
        """The difference of the lightest and the darkest value of any colour in a box."""
        values = [row[channel::_BYTES] for row in self.part(box) for channel in range(3) if row]
        return max(map(max, values)) - min(map(min, values)) if values else 0


def largest_change(one: list[bytes], other: list[bytes], *, enough: int) -> int:
    """The largest difference of a colour in two pictures of a part; ``enough`` of one ends the search."""
    largest = 0
    for mine, others in zip(one, other, strict=True):
        if mine != others:
            largest = max(largest, *(abs(a - b) for a, b in zip(mine, others, strict=True)))
            if largest >= enough:
                break
    return largest


@contextmanager
def drawn(page: Any, frame: Frame) -> Iterator[Drawing]:
    """A page drawn on white; pages of any size take the same memory."""
    raw = library().raw
    width, height = max(frame.size.width, 1.0), max(frame.size.height, 1.0)
    scale = min(_SCALE, math.sqrt(_PIXELS / (width * height)))
    columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGRx, None, 0)
    try:
        yield Drawing(page, bitmap, columns, rows, scale)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
