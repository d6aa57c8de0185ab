"""Text boxes: what they are filled with, and whether they lie on the page."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.docx.concealment import Ground

if TYPE_CHECKING:
    from lxml.etree import _Element

# In English Metric Units, 12,700 a point: further out than the largest usual page and its margins.
_RIGHT_OF_PAGE, _BELOW_PAGE = 11_000_000, 16_000_000
_BEFORE_PAGE = -2_000_000


def box_ground(box: "_Element", ground: Ground) -> Ground:
    """What the text of a box (``w:txbxContent``) is printed on."""
    shape = box.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None:
        return ground
    if _is_off_page(box):
        ground = replace(ground, off_page=True)
    properties = shape.find("{*}spPr")
    if properties is None:
        return ground if shape.get("fillcolor") is None else replace(ground, color=None)
    if properties.find("{*}noFill") is not None:
        return ground
    color = properties.find("{*}solidFill/{*}srgbClr")
    value = "" if color is None else color.get("val") or ""
    # A theme colour, a gradient, a picture or the style's fill: what it looks like is not known here.
    return replace(ground, color=f"#{value.lower()}" if re.fullmatch("[0-9A-Fa-f]{6}", value) else None)


def _is_off_page(box: "_Element") -> bool:
    anchor = next(box.iterancestors("{*}anchor"), None)
    if anchor is None:
        return False
    extent = anchor.find("{*}extent")
    width, height = (0, 0) if extent is None else (_number(extent.get("cx")), _number(extent.get("cy")))
    left = _number(anchor.findtext("{*}positionH/{*}posOffset"))
    top = _number(anchor.findtext("{*}positionV/{*}posOffset"))
    return not _BEFORE_PAGE - width < left < _RIGHT_OF_PAGE or not _BEFORE_PAGE - height < top < _BELOW_PAGE


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,12}\s*", text) else 0
