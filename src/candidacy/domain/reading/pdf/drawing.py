"""A page drawn to pixels, to see what can be seen on it."""

import math
from dataclasses import dataclass
from typing import Any

from candidacy.domain.reading.pdf.frame import Frame
from candidacy.domain.reading.pdf.library import library
from candidacy.domain.resume import Box

_PIXELS = 2_500_000
_SCALE = 2.0
_BYTES = 4


@dataclass(frozen=True, slots=True)
class Drawing:
    """The pixels of a page."""

    pixels: bytes
    width: int
    height: int
    stride: int
    scale: float

    def largest_change(self, other: "Drawing", box: Box, *, enough: int) -> int:
        """The largest difference of a colour in a box; looks no further once it is ``enough``."""
        left = max(int(box.x0 * self.scale), 0)
        right = min(int(box.x1 * self.scale) + 1, self.width)
        largest = 0
        for row in range(max(int(box.y0 * self.scale), 0), min(int(box.y1 * self.scale) + 1, self.height)):
            start, end = row * self.stride + left * _BYTES, row * self.stride + right * _BYTES
            mine, others = self.pixels[start:end], other.pixels[start:end]
            if mine != others:
                largest = max(largest, *(abs(a - b) for a, b in zip(mine, others, strict=True)))
                if largest >= enough:
                    break
        return largest

    def contrast_in(self, box: Box) -> int:
        """The difference of the lightest and the darkest value of any colour in a box."""
        left = max(int(box.x0 * self.scale), 0)
        right = min(int(box.x1 * self.scale) + 1, self.width)
        rows = range(max(int(box.y0 * self.scale), 0), min(int(box.y1 * self.scale) + 1, self.height))
        pieces = [
            self.pixels[r * self.stride + left * _BYTES : r * self.stride + right * _BYTES] for r in rows
        ]
        values = [piece[channel::_BYTES] for piece in pieces for channel in range(3) if piece]
        return max(map(max, values)) - min(map(min, values)) if values else 0


def draw(page: Any, frame: Frame) -> Drawing:
    """Draw a page on white; pages of any size take the same memory."""
    raw = library().raw
    width, height = max(frame.size.width, 1.0), max(frame.size.height, 1.0)
    scale = min(_SCALE, math.sqrt(_PIXELS / (width * height)))
    columns, rows = max(int(width * scale), 1), max(int(height * scale), 1)
    bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGRx, None, 0)
    try:
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, raw.FPDF_ANNOT)
        stride = int(raw.FPDFBitmap_GetStride(bitmap))
        pixels = _copy(raw.FPDFBitmap_GetBuffer(bitmap), stride * rows)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return Drawing(pixels, columns, rows, stride, scale)


def _copy(buffer: Any, size: int) -> bytes:
    import ctypes

    return ctypes.string_at(buffer, size)
