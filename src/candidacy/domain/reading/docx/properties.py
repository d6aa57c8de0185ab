"""What runs and paragraphs look like: direct formatting over styles over the document's defaults."""

import re
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.docx.names import w

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(
    r"(?:heading|überschrift|ueberschrift|berschrift|titre|t[íi]tulo|titolo|kop|rubrik|overskrift|nagłówek|nagwek|"
    r"заголовок|otsikko|nadpis|標題|标题|見出し)\s*([1-9])\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RunLook:
    """The properties of a run; None means not said here."""

    bold: bool | None = None
    italic: bool | None = None
    size: float | None = None
    color: str | None = None
    font: str | None = None
    vanish: bool | None = None
    shade: str | None = None
    scale: float | None = None
    alpha: float | None = None

    def over(self, under: "RunLook") -> "RunLook":
        """These properties, and those of ``under`` where these say nothing."""
        if self is _NOTHING:
            return under
        missing = {f.name: getattr(under, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


_NOTHING = RunLook()


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """The properties of a paragraph; None means not said here."""

    outline: int | None = None
    numbering: tuple[str, int] | None = None
    before: float | None = None
    after: float | None = None
    shade: str | None = None
    exact_height: float | None = None
    contextual: bool | None = None
    indent: float | None = None

    def over(self, under: "ParagraphLook") -> "ParagraphLook":
        """These properties, and those of ``under`` where these say nothing."""
        missing = {f.name: getattr(under, f.name) for f in fields(self) if getattr(self, f.name) is None}
        return replace(self, **missing)


def on(element: "_Element | None") -> bool | None:
    """A toggle such as ``w:b``: present means on, unless it says off; None when absent."""
    if element is None:
        return None
    return (element.get(w("val")) or "1").lower() not in _OFF


def run_look(element: "_Element | None") -> RunLook:
    """The properties that a ``w:rPr`` says."""
    if element is None or not len(element):
        return _NOTHING
    fonts = element.find(w("rFonts"))
    return RunLook(
        bold=on(element.find(w("b"))),
        italic=on(element.find(w("i"))),
        size=_number(element, "sz", scale=0.5),
        color=_color(element.find(w("color")), "val"),
        font=None if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")),
        vanish=on(element.find(w("vanish"))),
        shade=_shade(element) or _highlight(element),
        scale=_number(element, "w"),
        alpha=_alpha(element),
    )


def paragraph_look(element: "_Element | None") -> ParagraphLook:
    """The properties that a ``w:pPr`` says."""
    if element is None:
        return ParagraphLook()
    spacing = element.find(w("spacing"))
    return ParagraphLook(
        outline=_outline(element),
        numbering=_numbering(element),
        before=_points(spacing, "before"),
        after=_points(spacing, "after"),
        shade=_shade(element),
        exact_height=_points(spacing, "line") if _says(spacing, "lineRule", "exact") else None,
        contextual=on(element.find(w("contextualSpacing"))),
        indent=_points(element.find(w("ind")), "left") or _points(element.find(w("ind")), "start"),
    )


class Styles:
    """The styles of a file, each resolved along the chain that it is based on."""

    def __init__(self, root: "_Element | None") -> None:
        self._elements: dict[str, _Element] = {}
        self._runs: dict[str, RunLook] = {}
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._run_defaults = RunLook()
        self._paragraph_defaults = ParagraphLook()
        self._default = ""
        if root is not None:
            self._take(root)

    def _take(self, root: "_Element") -> None:
        for style in root.iter(w("style")):
            name = style.get(w("styleId")) or ""
            self._elements[name] = style
            if style.get(w("type")) == "paragraph" and (style.get(w("default")) or "0") not in _OFF:
                self._default = name
        defaults = root.find(w("docDefaults"))
        if defaults is not None:
            self._run_defaults = run_look(defaults.find(f"{w('rPrDefault')}/{w('rPr')}"))
            self._paragraph_defaults = paragraph_look(defaults.find(f"{w('pPrDefault')}/{w('pPr')}"))

    def run(self, paragraph_style: str | None, run_style: str | None) -> RunLook:
        """The look of a run without direct formatting."""
        paragraph = self._run_of(paragraph_style or self._default)
        look = paragraph.over(self._run_defaults)
        return self._run_of(run_style).over(look) if run_style else look

    def paragraph(self, style: str | None) -> ParagraphLook:
        """The look of a paragraph without direct formatting."""
        return self._paragraph_of(style or self._default).over(self._paragraph_defaults)

    def _run_of(self, name: str) -> RunLook:
        if name not in self._runs:
            look = RunLook()
            for style in self._chain(name):
                look = look.over(run_look(style.find(w("rPr"))))
            self._runs[name] = look
        return self._runs[name]

    def _paragraph_of(self, name: str) -> ParagraphLook:
        if name not in self._paragraphs:
            look = ParagraphLook()
            for style in self._chain(name):
                own = paragraph_look(style.find(w("pPr")))
                look = look.over(own)
                if look.outline is None and (level := _named_level(style)) is not None:
                    look = replace(look, outline=level)
            self._paragraphs[name] = look
        return self._paragraphs[name]

    def _chain(self, name: str) -> "list[_Element]":
        chain: list[_Element] = []
        while name in self._elements and len(chain) < 20:
            chain.append(self._elements[name])
            based = chain[-1].find(w("basedOn"))
            name = "" if based is None else based.get(w("val")) or ""
        return chain


class Numbering:
    """Which numberings print a mark."""

    def __init__(self, root: "_Element | None") -> None:
        self._formats: dict[str, dict[int, str]] = {}
        self._numbers: dict[str, str] = {}
        if root is None:
            return
        for abstract in root.iter(w("abstractNum")):
            self._formats[abstract.get(w("abstractNumId")) or ""] = {
                int(level.get(w("ilvl")) or 0): _value(level.find(w("numFmt"))) or "decimal"
                for level in abstract.iter(w("lvl"))
            }
        for number in root.iter(w("num")):
            self._numbers[number.get(w("numId")) or ""] = _value(number.find(w("abstractNumId"))) or ""

    def marks(self, numbering: tuple[str, int] | None) -> bool:
        """Whether paragraphs of this numbering are list items with a bullet or a number."""
        if numbering is None or numbering[0] == "0":
            return False
        levels = self._formats.get(self._numbers.get(numbering[0], ""))
        return levels is None or levels.get(numbering[1], "bullet") != "none"


def _named_level(style: "_Element") -> int | None:
    for name in (_value(style.find(w("name"))), style.get(w("styleId"))):
        if name and (match := _HEADING.fullmatch(name.strip())):
            return int(match[1])
    return None


def _outline(element: "_Element") -> int | None:
    value = _value(element.find(w("outlineLvl")))
    if value is None or not value.isdigit():
        return None
    return int(value) + 1 if int(value) < 9 else 0


def _numbering(element: "_Element") -> tuple[str, int] | None:
    numbering = element.find(w("numPr"))
    if numbering is None:
        return None
    number = _value(numbering.find(w("numId")))
    level = _value(numbering.find(w("ilvl"))) or "0"
    return (number, int(level) if level.isdigit() else 0) if number is not None else None


def _shade(element: "_Element") -> str | None:
    shade = element.find(w("shd"))
    return None if shade is None else _color(shade, "fill")


def _highlight(element: "_Element") -> str | None:
    """A marker pen's colour; all but white hide nothing."""
    value = _value(element.find(w("highlight")))
    return None if value in {None, "none", "white"} else "#808080"


def _alpha(element: "_Element") -> float | None:
    """How transparent the 2010 text effects make a run: 100 is invisible."""
    for child in element:
        if child.tag.endswith("}textFill"):
            for inner in child.iter():
                if inner.tag.endswith("}alpha"):
                    value = str(next(iter(inner.attrib.values()), ""))
                    return float(value) / 1000 if value.isdigit() else None
    return None


def _color(element: "_Element | None", attribute: str) -> str | None:
    value = None if element is None else element.get(w(attribute))
    return f"#{value.lower()}" if value and re.fullmatch(r"[0-9A-Fa-f]{6}", value) else None


def _value(element: "_Element | None") -> str | None:
    return None if element is None else element.get(w("val"))


def _number(element: "_Element", name: str, *, scale: float = 1.0) -> float | None:
    value = (_value(element.find(w(name))) or "").rstrip("%")
    return float(value) * scale if re.fullmatch(r"\d+(\.\d+)?", value) else None


def _points(element: "_Element | None", attribute: str) -> float | None:
    value = None if element is None else element.get(w(attribute))
    return int(value) / 20 if value and re.fullmatch(r"-?\d+", value) else None


def _says(element: "_Element | None", attribute: str, value: str) -> bool:
    return element is not None and element.get(w(attribute)) == value
