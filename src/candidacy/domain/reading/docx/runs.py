"""A paragraph's runs -> lines of words, with links, tabs and line breaks, and hidden runs set apart."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from candidacy.domain.reading.characters import clean, is_private
from candidacy.domain.reading.docx.concealment import Ground, concealment
from candidacy.domain.reading.docx.names import FALLBACK, R_ID, w
from candidacy.domain.reading.docx.package import Part
from candidacy.domain.reading.docx.properties import RunLook, Styles, run_look
from candidacy.domain.reading.draft import DraftWord, Style
from candidacy.domain.reading.smuggled import shown, smuggled

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset({w("del"), w("moveFrom"), w("pPr"), w("rPr"), FALLBACK, w("sdtPr"), w("sdtEndPr")})
_FIELD_ADDRESS = re.compile(r'HYPERLINK\s+(?!\\l)"?([^"\s]+)"?', re.IGNORECASE)
_TEXT_BOX = w("txbxContent")


@dataclass(slots=True)
class Inline:
    """What a paragraph holds: its lines, the text boxes anchored in it, and the runs nobody sees."""

    lines: list[list[DraftWord]] = field(default_factory=lambda: [[]])
    boxes: "list[_Element]" = field(default_factory=list)
    hidden: list[tuple[str, str]] = field(default_factory=list)
    """Mechanism and text."""


class RunReader:
    """Reads the runs of one paragraph."""

    def __init__(
        self, part: Part, styles: Styles, paragraph_style: str | None, ground: Ground, links: int
    ) -> None:
        self._part = part
        self._styles = styles
        self._paragraph_style = paragraph_style
        self._ground = ground
        self.inline = Inline()
        self.links = links
        self._url: str | None = None
        self._fields: list[str] = []
        self._glued = False
        self._gap = False

    def read(self, paragraph: "_Element") -> Inline:
        """The content of a ``w:p``."""
        self._children(paragraph)
        return self.inline

    def _children(self, element: "_Element") -> None:
        for child in element:
            if child.tag in _LEFT_OUT:
                continue
            if child.tag == _TEXT_BOX:
                self.inline.boxes.append(child)
            elif child.tag == w("r"):
                self._run(child)
            elif child.tag == w("hyperlink"):
                self._linked(child, self._part.address(child.get(R_ID) or ""))
            elif child.tag == w("fldSimple"):
                self._linked(child, _address(child.get(w("instr")) or ""))
            else:
                self._children(child)

    def _linked(self, element: "_Element", url: str | None) -> None:
        before, self._url = self._url, url or self._url
        self.links += 1
        self._children(element)
        self._url = before

    def _run(self, run: "_Element") -> None:
        properties = run.find(w("rPr"))
        style = None if properties is None else properties.find(w("rStyle"))
        look = run_look(properties).over(
            self._styles.run(self._paragraph_style, None if style is None else style.get(w("val")))
        )
        mechanism = concealment(look, self._ground)
        for piece in self._pieces(run):
            self.inline.hidden += [(finding.mechanism, finding.text) for finding in smuggled(piece)]
            if mechanism is not None:
                if piece.strip():
                    self.inline.hidden.append((mechanism, piece))
            else:
                self._write(shown(piece), _style(look))

    def _pieces(self, run: "_Element") -> Iterator[str]:
        for child in run:
            tag = child.tag
            if tag in _SPECIAL:
                yield _SPECIAL[tag](child)
            elif tag == w("fldChar"):
                self._field(child.get(w("fldCharType")) or "")
            elif tag == w("instrText"):
                if self._fields:
                    self._fields[-1] += child.text or ""
            elif tag not in _LEFT_OUT:
                self._children(child)

    def _field(self, kind: str) -> None:
        """A field is its instruction, then its result: only the result is text."""
        if kind == "begin":
            self._fields.append("")
        elif kind == "separate" and self._fields:
            if url := _address(self._fields[-1]):
                self._url = url
                self.links += 1
        elif kind == "end" and self._fields and _address(self._fields.pop()):
            self._url = None

    def _write(self, text: str, style: Style) -> None:
        for part in re.findall(r"\n|\t|[^\S\n\t]+|\S+", text):
            if part == "\n":
                self.inline.lines.append([])
                self._glued = self._gap = False
            elif part == "\t":
                self._glued, self._gap = False, True
            elif part.isspace():
                self._glued = False
            elif word := clean(part):
                self._word(word, style)

    def _word(self, text: str, style: Style) -> None:
        line = self.inline.lines[-1]
        if self._glued and line:
            line[-1].text += text
        else:
            line.append(DraftWord(text, style, gap=self._gap and bool(line), url=self._url, link=self.links))
        self._glued, self._gap = True, False


def _address(instruction: str) -> str | None:
    match = _FIELD_ADDRESS.search(instruction)
    return match[1] if match else None


def _symbol(element: "_Element") -> str:
    """A character of a symbol font: the private ones are icons and bullets."""
    code = element.get(w("char")) or ""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return ""
    character = chr(int(code, 16)) if int(code, 16) < 0x110000 else ""
    return "" if not character or is_private(character) else character


_SPECIAL: "dict[str, Callable[[_Element], str]]" = {
    w("t"): lambda element: element.text or "",
    w("tab"): lambda _: "\t",
    w("ptab"): lambda _: "\t",
    w("br"): lambda _: "\n",
    w("cr"): lambda _: "\n",
    w("noBreakHyphen"): lambda _: "-",
    w("sym"): _symbol,
}
"""What the parts of a run print."""


def _style(look: RunLook) -> Style:
    return Style(
        font=look.font,
        size=look.size or 10.0,
        bold=bool(look.bold),
        italic=bool(look.italic),
        color=look.color,
    )
