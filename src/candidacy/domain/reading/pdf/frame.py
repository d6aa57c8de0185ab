"""From the coordinates of a PDF page to points from the top left corner of what is shown."""

import ctypes
from dataclasses import dataclass
from typing import Any

from candidacy.domain.reading.document import PageSize
from candidacy.domain.reading.pdf.library import library
from candidacy.domain.resume import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible box of a page in its own coordinates, and how the page is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    @property
    def size(self) -> PageSize:
        width, height = self.right - self.left, self.top - self.bottom
        return PageSize(height, width) if self.turned % 2 else PageSize(width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page, as shown."""
        if self.turned == 0:
            return x - self.left, self.top - y
        if self.turned == 1:
            return y - self.bottom, x - self.left
        if self.turned == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A rectangle of the page, as shown."""
        if self.turned == 0 and x0 <= x1 and y0 <= y1:
            return Box(x0 - self.left, self.top - y1, x1 - self.left, self.top - y0)
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))


def frame_of(page: Any) -> Frame:
    """The frame of a loaded page."""
    raw = library().raw
    rectangle = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(rectangle))
    turned = int(raw.FPDFPage_GetRotation(page))
    return Frame(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top, turned)
