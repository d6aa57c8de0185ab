"""Text boxes: what they are filled with, and whether they lie on the page."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.docx.concealment import Ground
from candidacy.domain.reading.visibility import LEAST_CONTRAST, contrast

if TYPE_CHECKING:
    from lxml.etree import _Element

# In English Metric Units, 12,700 a point: further out than the largest usual page and its margins.
_RIGHT_OF_PAGE, _BELOW_PAGE = 11_000_000, 16_000_000
_BEFORE_PAGE = -2_000_000
_EMU = 12_700
_LEAST_COVER = 40 * _EMU
_UNITS = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1.0}
_FAR = 1_000.0


def box_ground(box: "_Element", ground: Ground) -> Ground:
    """What the text of a box (``w:txbxContent``) is printed on."""
    shape = box.getparent()
    shape = None if shape is None else shape.getparent()
    if shape is None:
        return ground
    if _is_off_page(box) or _is_styled_away(box):
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


def _is_styled_away(box: "_Element") -> bool:
    """Whether a box of the older drawing language is put beside the page, or not shown at all."""
    shape = next(box.iterancestors("{*}shape", "{*}rect"), None)
    style = "" if shape is None else (shape.get("style") or "").replace(" ", "").lower()
    if "visibility:hidden" in style:
        return True
    places = re.findall(r"(?:margin-left|margin-top|left|top):(-?\d+(?:\.\d+)?)(pt|in|cm|mm|px|)", style)
    return any(abs(float(number) * _UNITS[unit]) > _FAR for number, unit in places)


def covered_height(paragraph: "_Element", ground: str | None) -> float:
    """How many points of text, from this paragraph on, lie under an opaque shape that itself shows nothing.

    Only a shape in the colour of the page, without an outline and without text, in front of the text, that is
    placed by this paragraph: every other one is there to be seen.
    """
    return max((_covering(anchor, ground) for anchor in paragraph.iter("{*}anchor")), default=0.0)


def _covering(anchor: "_Element", ground: str | None) -> float:
    properties = next(anchor.iter("{*}spPr"), None)
    if anchor.get("behindDoc") not in {None, "0", "false"} or properties is None or ground is None:
        return 0.0
    if anchor.find("{*}wrapNone") is None or next(anchor.iter("{*}txbxContent"), None) is not None:
        return 0.0
    fill = properties.find("{*}solidFill/{*}srgbClr")
    outline = properties.find("{*}ln")
    value = "" if fill is None else fill.get("val") or ""
    if not re.fullmatch("[0-9A-Fa-f]{6}", value) or contrast(f"#{value.lower()}", ground) >= LEAST_CONTRAST:
        return 0.0
    if outline is not None and outline.find("{*}noFill") is None:
        return 0.0
    extent, vertical = anchor.find("{*}extent"), anchor.find("{*}positionV")
    if extent is None or vertical is None or vertical.get("relativeFrom") not in {"paragraph", "line"}:
        return 0.0
    height = _number(extent.get("cy")) + _number(vertical.findtext("{*}posOffset"))
    wide = _number(extent.get("cx")) >= _LEAST_COVER
    return max(height, 0) / _EMU if wide else 0.0


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,12}\s*", text) else 0
