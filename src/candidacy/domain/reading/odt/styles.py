"""The styles of an OpenDocument file, each resolved along the chain of its parents."""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.odt.names import q
from candidacy.domain.reading.visibility import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)(cm|mm|in|pt|pc|px|%)?")
_POINTS = {"cm": 28.35, "mm": 2.835, "in": 72.0, "pt": 1.0, "pc": 12.0, "px": 0.75}
_COLOR = re.compile("#[0-9a-fA-F]{6}")
_LONGEST_CHAIN = 20
_OFF_PAGE = 1_200.0


@dataclass(frozen=True, slots=True)
class Properties:
    """What one style says of paragraphs; runs are in ``Look``."""

    before: float = 0.0
    after: float = 0.0
    outline: int = 0


class Styles:
    """Looks by the name of a style."""

    def __init__(self, *roots: "_Element | None") -> None:
        self._styles: dict[tuple[str, str], _Element] = {}
        self._defaults: dict[str, _Element] = {}
        self._bullets: dict[str, bool] = {}
        self._fonts: dict[str, str] = {}
        for root in roots:
            if root is not None:
                self._take(root)

    def _take(self, root: "_Element") -> None:
        for style in root.iter(q("style:style")):
            family, name = style.get(q("style:family")) or "", style.get(q("style:name")) or ""
            self._styles[family, name] = style
        for default in root.iter(q("style:default-style")):
            self._defaults[default.get(q("style:family")) or ""] = default
        for font in root.iter(q("style:font-face")):
            self._fonts[font.get(q("style:name")) or ""] = font.get(q("svg:font-family")) or ""
        for listing in root.iter(q("text:list-style")):
            name = listing.get(q("style:name")) or ""
            self._bullets[name] = any(_marks(level) for level in listing)

    def marks(self, name: str | None) -> bool:
        """Whether items of a list with this style have a bullet or a number."""
        return self._bullets.get(name or "", True)

    def list_of(self, paragraph: str | None) -> str | None:
        """The list style that a paragraph style brings along."""
        for style in self._chain("paragraph", paragraph):
            if name := style.get(q("style:list-style-name")):
                return name
        return None

    def look(self, family: str, name: str | None, under: Look) -> Look:
        """A look with what a style says put over ``under``."""
        for style in reversed(self._chain(family, name)):
            under = self._over(style, under)
        return under

    def default(self, under: Look) -> Look:
        """The look of text without any style."""
        style = self._defaults.get("paragraph")
        return under if style is None else self._over(style, under)

    def paragraph(self, name: str | None) -> Properties:
        """Space and outline level of a paragraph with this style."""
        found = Properties()
        for style in reversed(self._chain("paragraph", name)):
            level = style.get(q("style:default-outline-level")) or ""
            if level.isdigit():
                found = replace(found, outline=int(level))
            properties = style.find(q("style:paragraph-properties"))
            if properties is None:
                continue
            before = points(properties.get(q("fo:margin-top")))
            after = points(properties.get(q("fo:margin-bottom")))
            found = replace(
                found,
                before=found.before if before is None else before,
                after=found.after if after is None else after,
            )
        return found

    def _chain(self, family: str, name: str | None) -> "list[_Element]":
        chain: list[_Element] = []
        while name and (family, name) in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[family, name])
            name = chain[-1].get(q("style:parent-style-name"))
        return chain

    def _over(self, style: "_Element", under: Look) -> Look:
        for properties in style:
            if properties.tag == q("style:text-properties"):
                under = self._run(properties, under)
            elif properties.tag in _GROUNDS:
                under = _on_ground(properties, under)
            if properties.tag == q("style:paragraph-properties"):
                under = _paragraph(properties, under)
            elif (
                properties.tag == q("style:section-properties")
                and properties.get(q("text:display")) == "none"
            ):
                under = replace(under, gone="vanish")
        return under

    def _run(self, properties: "_Element", under: Look) -> Look:
        under = _on_ground(properties, under)
        get = properties.get
        weight, slant = get(q("fo:font-weight")), get(q("fo:font-style"))
        color = get(q("fo:color"))
        if get(q("style:use-window-font-color")) == "true":
            under = replace(under, color=None)
        elif color and _COLOR.fullmatch(color):
            under = replace(under, color=color.lower())
        if weight is not None:
            under = replace(under, bold=weight == "bold" or (weight.isdigit() and int(weight) >= 600))
        if slant is not None:
            under = replace(under, italic=slant in {"italic", "oblique"})
        if font := get(q("fo:font-family")) or self._fonts.get(get(q("style:font-name")) or ""):
            under = replace(under, font=font.strip("'\""))
        opacity = get(q("loext:opacity")) or ""
        if opacity.endswith("%") and opacity[:-1].isdigit():
            under = replace(under, alpha=int(opacity[:-1]) / 100)
        return _sized(properties, under)


def _sized(properties: "_Element", under: Look) -> Look:
    size, scale = properties.get(q("fo:font-size")), properties.get(q("style:text-scale"))
    if size and size.endswith("%"):
        share = points(size.rstrip("%"))
        under = replace(under, size=under.size * (share or 100) / 100)
    elif (value := points(size)) is not None:
        under = replace(under, size=value)
    shown = properties.get(q("text:display"))
    if shown is not None:
        under = replace(under, gone="vanish" if shown == "none" else None)
    if scale and (value := points(scale.rstrip("%"))) is not None and value < 10:
        under = replace(under, gone="tiny")
    return under


def _paragraph(properties: "_Element", under: Look) -> Look:
    left = points(properties.get(q("fo:margin-left")))
    height = points(properties.get(q("fo:line-height")))
    if left is not None and abs(left) > _OFF_PAGE:
        return replace(under, gone="off_page")
    if height is not None and height < 3 and not (properties.get(q("fo:line-height")) or "").endswith("%"):
        return replace(under, gone="clipped")
    return under


def _on_ground(properties: "_Element", under: Look) -> Look:
    color = properties.get(q("fo:background-color")) or ""
    fill = properties.get(q("draw:fill"))
    if fill == "solid":
        color = properties.get(q("draw:fill-color")) or ""
    elif fill not in {None, "none"}:
        return replace(under, ground=None)
    if properties.find(q("style:background-image")) is not None and len(
        properties.find(q("style:background-image")).attrib  # type: ignore[union-attr] # found just above
    ):
        return replace(under, ground=None)
    return replace(under, ground=color.lower()) if _COLOR.fullmatch(color) else under


def _marks(level: "_Element") -> bool:
    if level.tag == q("text:list-level-style-number"):
        return bool(level.get(q("style:num-format")))
    return level.tag in {q("text:list-level-style-bullet"), q("text:list-level-style-image")}


def points(length: str | None) -> float | None:
    """A length such as ``1.2cm`` in points; None for what is none."""
    match = _LENGTH.fullmatch(length or "")
    return float(match[1]) * _POINTS.get(match[2] or "pt", 1.0) if match else None


_GROUNDS = frozenset(
    map(
        q,
        (
            "style:paragraph-properties",
            "style:table-cell-properties",
            "style:table-row-properties",
            "style:table-properties",
            "style:graphic-properties",
            "style:section-properties",
            "style:page-layout-properties",
        ),
    )
)
