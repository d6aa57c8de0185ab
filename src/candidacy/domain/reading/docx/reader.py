"""The walk over a Word file: headers, body with tables and text boxes, footers."""

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.characters import is_bullet
from candidacy.domain.reading.document import Document, DocumentKind, HiddenText
from candidacy.domain.reading.docx.beside import beside
from candidacy.domain.reading.docx.boxes import box_ground, covered_height
from candidacy.domain.reading.docx.concealment import Ground
from candidacy.domain.reading.docx.names import FALLBACK, R_ID, w
from candidacy.domain.reading.docx.package import Package, Part
from candidacy.domain.reading.docx.properties import Numbering, ParagraphLook, Styles, on, paragraph_look
from candidacy.domain.reading.docx.runs import RunReader
from candidacy.domain.reading.draft import Draft, DraftLine, DraftWord, Style
from candidacy.domain.reading.errors import DamagedFile
from candidacy.domain.reading.rows import lines_of_row
from candidacy.domain.reading.visibility import words_in

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE_BETWEEN_BLOCKS = 5.0
_FURTHEST_INDENT = 800.0
_LINE_HEIGHT = 1.2
_TYPED_NUMBER = re.compile(r"\d{1,2}[.)]")


def read_docx(data: bytes) -> Document:
    """Read a Word file; what is hidden in it is listed apart."""
    package = Package(data)
    main = package.main()
    walker = _Walker(main)
    walker.document()
    printed = words_in(" ".join(word.text for line in walker.draft.lines for word in line.words))
    hidden = (*walker.hidden, *beside(package, main, printed))
    return assemble(DocumentKind.DOCX, walker.draft, hidden=hidden)


@dataclass(slots=True)
class _Place:
    """Where the walk is: on what ground, in which column."""

    ground: Ground = field(default_factory=Ground)
    column: int = 0


class _Walker:
    """Collects lines in reading order."""

    def __init__(self, main: Part) -> None:
        self._main = main
        styles, numbering = main.part_of_type("styles"), main.part_of_type("numbering")
        self._styles = Styles(None if styles is None else styles.root)
        self._numbering = Numbering(None if numbering is None else numbering.root)
        self.draft = Draft()
        self.hidden: list[HiddenText] = []
        self._block = 0
        self._links = 0
        self._after = 0.0
        self._last: DraftLine | None = None
        self._last_style: str | None = None
        self._part = main
        self._covered = 0.0

    def document(self) -> None:
        root = self._main.root
        body = None if root is None else root.find(w("body"))
        if root is None or body is None:
            raise DamagedFile
        background = root.find(w("background"))
        color = None if background is None else background.get(w("color"))
        ground = Ground(f"#{color.lower()}") if color and re.fullmatch("[0-9A-Fa-f]{6}", color) else Ground()
        self._margins(body, "headerReference", ground)
        self._container(body, _Place(ground))
        for kind in ("footnote", "endnote"):
            self._notes(root, kind, ground)
        self._margins(body, "footerReference", ground)

    def _notes(self, root: "_Element", kind: str, ground: Ground) -> None:
        """The notes that the body refers to, in the order in which it does."""
        part = self._main.part_of_type(f"{kind}s")
        notes = None if part is None else part.root
        if part is None or notes is None:
            return
        known = {note.get(w("id")): note for note in notes.iter(w(kind))}
        self._part = part
        for reference in root.iter(w(f"{kind}Reference")):
            note = known.pop(reference.get(w("id")), None)
            if note is not None:
                self._new_block()
                self._container(note, _Place(ground))
        self._part = self._main
        self._new_block()

    def _margins(self, body: "_Element", reference: str, ground: Ground) -> None:
        """The headers or footers of all sections, each part once and equal wording once."""
        seen: set[str] = set()
        wordings: set[str] = set()
        for element in body.iter(w(reference)):
            part = self._main.part(element.get(R_ID) or "")
            if part is None or part.name in seen or part.root is None:
                continue
            seen.add(part.name)
            wording = "".join(element.text or "" for element in part.root.iter(w("t"))).strip()
            if not wording or wording in wordings:
                continue
            wordings.add(wording)
            self._new_block()
            self._part = part
            self._container(part.root, _Place(ground))
            self._part = self._main
            self._new_block()

    def _new_block(self) -> None:
        self._block += 1
        self._last = None

    def _container(self, element: "_Element", place: _Place) -> None:
        """Anything that holds paragraphs and tables, content controls and insertions among them."""
        for child in element:
            if child.tag == w("p"):
                self._paragraph(child, place)
            elif child.tag == w("tbl"):
                self._table(child, place)
            elif child.tag not in {
                w("del"),
                w("moveFrom"),
                FALLBACK,
                w("sectPr"),
            }:
                self._container(child, place)

    def _paragraph(self, element: "_Element", place: _Place) -> None:
        properties = element.find(w("pPr"))
        style = None if properties is None else properties.find(w("pStyle"))
        name = None if style is None else style.get(w("val"))
        look = paragraph_look(properties).over(self._styles.paragraph(name))
        ground = place.ground.shaded(look.shade).clipped(look.exact_height)
        if look.indent is not None and abs(look.indent) > _FURTHEST_INDENT:
            ground = replace(ground, off_page=True)
        self._covered = max(self._covered, covered_height(element, ground.color))
        if self._covered > 0:
            ground = replace(ground, covered=True)
        runs = RunReader(self._part, self._styles, name, ground, self._links)
        inline = runs.read(element)
        self._links = runs.links
        self._note_hidden(inline.hidden)
        lines = [line for line in inline.lines if line]
        if self._covered > 0:
            self._covered -= _LINE_HEIGHT * (self._styles.run(name, None).size or 10.0)
        if lines:
            bullet = self._numbering.marks(look.numbering) or _typed_mark(lines[0])
            self._break_before(look, name, lines[0][0].style, bullet=bullet)
            self._lines(lines, look, place)
            self._after, self._last_style = look.after or 0.0, name
        elif not inline.boxes:
            self._new_block()
        for box in inline.boxes:
            self._text_box(box, place)

    def _note_hidden(self, pieces: list[tuple[str, str]]) -> None:
        """Neighbouring runs that are hidden by the same means are one finding."""
        last: str | None = None
        for mechanism, text in pieces:
            if mechanism == last:
                self.hidden[-1] = replace(self.hidden[-1], text=f"{self.hidden[-1].text}{text}")
            else:
                self.hidden.append(HiddenText(text.strip(), mechanism, 1))
            last = mechanism

    def _break_before(self, look: ParagraphLook, style: str | None, type_: Style, *, bullet: bool) -> None:
        """More space than is usual in the file, or text after a list, begins a new block."""
        space = max(self._after, look.before or 0.0)
        if look.contextual and style == self._last_style:
            space = 0.0
        usual = self._styles.paragraph(None).after or 0.0
        after_list = self._last is not None and self._last.bullet and not bullet
        in_list = self._last is not None and self._last.bullet and bullet
        before = None if self._last is None else self._last.words[0].style
        other_type = before is not None and (type_.size != before.size or (type_.bold and not before.bold))
        if (
            look.outline
            or after_list
            or other_type
            or (space >= usual + _SPACE_BETWEEN_BLOCKS and not in_list)
        ):
            self._new_block()

    def _lines(self, lines: list[list[DraftWord]], look: ParagraphLook, place: _Place) -> None:
        heading = look.outline or 0
        bullet = not heading and self._numbering.marks(look.numbering)
        for index, words in enumerate(lines):
            typed = _typed_mark(words)
            rest = words[1:] if typed else words
            marked = typed or (bullet and index == 0)
            if not rest:
                continue
            line = DraftLine(rest, block=self._block, column=place.column, bullet=marked, heading=heading)
            self.draft.lines.append(line)
            self._last = line
        if heading:
            self._new_block()

    def _text_box(self, box: "_Element", place: _Place) -> None:
        self._new_block()
        self._container(box, _Place(box_ground(box, place.ground), column=max(place.column, 1)))
        self._new_block()

    def _table(self, table: "_Element", place: _Place) -> None:
        styled = table.find(f"{w('tblPr')}/{w('tblStyle')}") is not None
        for row in table.iter(w("tr")):
            if _owner(row) is not table:
                continue
            cells = [cell for cell in row.iter(w("tc")) if _owner(cell) is table]
            there = _in_row(row, place)
            self._row([self._cell(cell, there, index, styled=styled) for index, cell in enumerate(cells)])

    def _cell(self, cell: "_Element", place: _Place, index: int, *, styled: bool) -> list[DraftLine]:
        """The lines of one cell, taken out of the stream until the row is put together."""
        properties = cell.find(w("tcPr"))
        look = paragraph_look(properties)
        ground = place.ground.shaded(look.shade)
        if styled and look.shade is None:
            ground = replace(ground, color=None)
        start = len(self.draft.lines)
        self._new_block()
        self._container(cell, _Place(ground, column=index + 1))
        lines = self.draft.lines[start:]
        del self.draft.lines[start:]
        return lines

    def _row(self, cells: list[list[DraftLine]]) -> None:
        self.draft.lines.extend(lines_of_row(cells))
        self._new_block()


def _in_row(row: "_Element", place: _Place) -> _Place:
    """The place of a table's row, which may be hidden or cut to nothing."""
    properties = row.find(w("trPr"))
    if properties is None:
        return place
    ground = replace(place.ground, vanished=place.ground.vanished or bool(on(properties.find(w("hidden")))))
    height = properties.find(w("trHeight"))
    value = "" if height is None else height.get(w("val")) or ""
    if height is not None and height.get(w("hRule")) == "exact" and value.isdigit():
        ground = ground.clipped(int(value) / 20)
    return replace(place, ground=ground)


def _owner(element: "_Element") -> "_Element | None":
    """The table that a row or cell belongs to: tables stand in tables."""
    return next(element.iterancestors(w("tbl")), None)


def _typed_mark(words: list[DraftWord]) -> bool:
    """Whether the line begins with a bullet or a number that was typed by hand."""
    return len(words) > 1 and (is_bullet(words[0].text) or _TYPED_NUMBER.fullmatch(words[0].text) is not None)
