"""The walk over an OpenDocument text: header, body with lists, tables and frames, footer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from candidacy.domain.reading.archive import OfficeArchive, parse_xml
from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.document import Document, DocumentKind
from candidacy.domain.reading.errors import DamagedFile, EncryptedFile
from candidacy.domain.reading.odt.names import q
from candidacy.domain.reading.odt.styles import Styles, points
from candidacy.domain.reading.paragraphs import Paragraph, Paragraphs
from candidacy.domain.reading.visibility import Look

if TYPE_CHECKING:
    from lxml.etree import _Element

_RIGHT_OF_PAGE, _BELOW_PAGE = 900.0, 1_300.0
_MAX_DEPTH = 200


def read_odt(data: bytes) -> Document:
    """Read an OpenDocument text, packed (.odt) or flat (.fodt); what is hidden in it is listed apart."""
    parts = _flat(data) if not data.startswith(b"PK") else _unpacked(data)
    if parts.body is None:
        raise DamagedFile
    walker = _Walker(parts)
    walker.document()
    return assemble(DocumentKind.ODT, walker.out.draft, hidden=walker.out.hidden())


@dataclass(frozen=True, slots=True)
class _Parts:
    """The roots of a file's parts; in a flat file they are one."""

    content: "_Element | None"
    styles: "_Element | None"
    meta: "_Element | None"

    @property
    def body(self) -> "_Element | None":
        return None if self.content is None else self.content.find(f"{q('office:body')}/{q('office:text')}")


def _unpacked(data: bytes) -> _Parts:
    with OfficeArchive(data) as archive:
        manifest = archive.xml("META-INF/manifest.xml", own_type=True)
        if manifest is not None and next(manifest.iter(q("manifest:encryption-data")), None) is not None:
            raise EncryptedFile
        return _Parts(archive.xml("content.xml"), archive.xml("styles.xml"), archive.xml("meta.xml"))


def _flat(data: bytes) -> _Parts:
    root = parse_xml(data)
    return _Parts(root, root, root)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk is."""

    look: Look
    url: str | None = None
    link: int = 0
    listed: str | None = None
    """The style of the list that the walk is in; empty for a list without a style of its own."""
    marked: bool = False
    """The next paragraph is the first of its list item."""
    depth: int = 0


@dataclass(slots=True)
class _Walker:
    parts: _Parts
    out: Paragraphs = field(default_factory=Paragraphs)
    _links: int = 0

    def __post_init__(self) -> None:
        styles = None if self.parts.styles is self.parts.content else self.parts.styles
        self._styles = Styles(styles, self.parts.content)
        self._notes: list[tuple[_Element, _Place]] = []
        self._boxes: list[tuple[_Element, _Place]] = []
        self._elements = self._table_of_elements()

    _styles: Styles = field(init=False)
    _notes: "list[tuple[_Element, _Place]]" = field(init=False)
    _boxes: "list[tuple[_Element, _Place]]" = field(init=False)
    _elements: "dict[str, Callable[[_Element, _Place], None]]" = field(init=False)

    def document(self) -> None:
        body = self.parts.body
        if body is None:
            raise DamagedFile
        start = _Place(self._styles.default(Look(size=12.0)))
        for header in self._margins("style:header"):
            self._margin(header, start)
        self._children(body, start)
        self._end()
        self._later(self._notes)
        for footer in self._margins("style:footer"):
            self._margin(footer, start)
        self._properties()

    def _margins(self, name: str) -> "Iterator[_Element]":
        """Headers or footers, equal wording once; of those kinds (first page, left) that are in use."""
        root, seen = self.parts.styles, set[str]()
        for element in () if root is None else root.iter(q(name), q(f"{name}-first"), q(f"{name}-left")):
            wording = "".join(map(str, element.itertext())).strip()
            if wording and wording not in seen and element.get(q("style:display")) != "false":
                seen.add(wording)
                yield element

    def _margin(self, element: "_Element", place: _Place) -> None:
        self.out.new_block()
        self._children(element, place)
        self._end()
        self.out.new_block()

    def _end(self) -> None:
        if not self.out.is_empty:
            self.out.end_paragraph()
        self._later(self._boxes)

    def _later(self, waiting: "list[tuple[_Element, _Place]]") -> None:
        """Frames and notes come after the paragraph, or the text, that they are anchored in."""
        while waiting:
            element, place = waiting.pop(0)
            self.out.new_block()
            self._children(element, place)
            if not self.out.is_empty:
                self.out.end_paragraph()
            self.out.new_block()

    def _children(self, element: "_Element", place: _Place) -> None:
        if place.depth > _MAX_DEPTH:
            raise DamagedFile
        place = replace(place, depth=place.depth + 1)
        self._print(element.text, place)
        for child in element:
            handler = self._elements.get(str(child.tag))
            if handler is not None:
                handler(child, place)
            elif child.tag not in _SILENT:
                self._children(child, place)
            if child.tag == q("text:list-item"):
                place = replace(place, marked=False)
            self._print(child.tail, place)

    def _print(self, text: str | None, place: _Place) -> None:
        """White space in the file is one space; more of it is written as elements."""
        if text:
            self.out.text(text.translate(_AS_SPACES), place.look, url=place.url, link=place.link)

    def _table_of_elements(self) -> "dict[str, Callable[[_Element, _Place], None]]":
        return {
            q(name): handler
            for name, handler in (
                ("text:p", self._paragraph),
                ("text:h", self._paragraph),
                ("text:span", self._span),
                ("text:a", self._anchor),
                ("text:s", lambda _, place: self.out.text(" ", place.look)),
                ("text:tab", lambda _, place: self.out.text("\t", place.look)),
                ("text:line-break", lambda _, place: self.out.text("\n", place.look)),
                ("text:list", self._list),
                ("text:list-item", self._item),
                ("text:list-header", self._children),
                ("text:section", self._section),
                ("text:hidden-text", self._hidden_text),
                ("text:hidden-paragraph", lambda _, __: None),
                ("text:tracked-changes", self._changes),
                ("text:note", self._note),
                ("office:annotation", self._comment),
                ("table:table", self._table),
                ("draw:frame", self._frame),
                ("draw:custom-shape", self._frame),
                ("draw:g", self._frame),
            )
        }

    def _paragraph(self, element: "_Element", place: _Place) -> None:
        if not self.out.is_empty:
            self._end()
        name = element.get(q("text:style-name"))
        look = self._styles.look("paragraph", name, place.look)
        condition = element.find(f".//{q('text:hidden-paragraph')}")
        if condition is not None and condition.get(q("text:is-hidden")) == "true":
            look = replace(look, gone="vanish")
        self._children(element, replace(place, look=look))
        properties = self._styles.paragraph(name)
        level = element.get(q("text:outline-level")) or ""
        heading = properties.outline
        if element.tag == q("text:h"):
            heading = int(level) if level.isdigit() else 1
        self.out.end_paragraph(
            Paragraph(heading, self._is_marked(name, place), properties.before, properties.after)
        )
        self._later(self._boxes)

    def _is_marked(self, paragraph: str | None, place: _Place) -> bool:
        if place.listed is not None:
            return place.marked and self._styles.marks(place.listed)
        listed = self._styles.list_of(paragraph)
        return False if listed is None else self._styles.marks(listed)

    def _span(self, element: "_Element", place: _Place) -> None:
        look = self._styles.look("text", element.get(q("text:style-name")), place.look)
        self._children(element, replace(place, look=look))

    def _anchor(self, element: "_Element", place: _Place) -> None:
        self._links += 1
        address = element.get(q("xlink:href")) or ""
        url = address if address and not address.startswith("#") else None
        look = self._styles.look("text", element.get(q("text:style-name")), place.look)
        self._children(element, replace(place, look=look, url=url, link=self._links))

    def _list(self, element: "_Element", place: _Place) -> None:
        name = element.get(q("text:style-name")) or place.listed or ""
        self._children(element, replace(place, listed=name))

    def _item(self, element: "_Element", place: _Place) -> None:
        place = replace(place, marked=True, depth=place.depth + 1)
        for child in element:
            handler = self._elements.get(str(child.tag), self._children)
            handler(child, place)
            if child.tag == q("text:p"):
                place = replace(place, marked=False)

    def _section(self, element: "_Element", place: _Place) -> None:
        look = self._styles.look("section", element.get(q("text:style-name")), place.look)
        if element.get(q("text:display")) == "none":
            look = replace(look, gone="vanish")
        self._children(element, replace(place, look=look))

    def _hidden_text(self, element: "_Element", place: _Place) -> None:
        text = element.get(q("text:string-value")) or "".join(map(str, element.itertext()))
        shown = element.get(q("text:is-hidden")) == "false"
        self.out.text(text, place.look if shown else replace(place.look, gone="vanish"))

    def _changes(self, element: "_Element", _: _Place) -> None:
        for deletion in element.iter(q("text:deletion")):
            text = " ".join(" ".join(map(str, p.itertext())) for p in deletion.iter(q("text:p"), q("text:h")))
            self.out.hide("deleted", text)

    def _note(self, element: "_Element", place: _Place) -> None:
        body = element.find(q("text:note-body"))
        if body is not None:
            self._notes.append((body, replace(place, url=None, marked=False, listed=None)))

    def _comment(self, element: "_Element", _: _Place) -> None:
        text = " ".join(" ".join(map(str, p.itertext())) for p in element.iter(q("text:p")))
        self.out.hide("comment", text)

    def _frame(self, element: "_Element", place: _Place) -> None:
        """A text box, a shape with text or a picture."""
        for name in ("svg:desc", "svg:title"):
            for description in element.iter(q(name)):
                self.out.beside("alternative_text", description.text or "")
        look = self._styles.look("graphic", element.get(q("draw:style-name")), place.look)
        if _is_off_page(element):
            look = replace(look, gone="off_page")
        self._boxes.append((element, replace(place, look=look, url=None, marked=False, listed=None)))

    def _table(self, element: "_Element", place: _Place) -> None:
        self._end()
        look = self._styles.look("table", element.get(q("table:style-name")), place.look)
        self._rows(element, replace(place, look=look, listed=None, depth=place.depth + 1))

    def _rows(self, element: "_Element", place: _Place) -> None:
        if place.depth > _MAX_DEPTH:
            raise DamagedFile
        for child in element:
            if child.tag == q("table:table-row"):
                self._row(child, place)
            elif child.tag in _ROW_GROUPS:
                self._rows(child, replace(place, depth=place.depth + 1))

    def _row(self, row: "_Element", place: _Place) -> None:
        look = self._styles.look("table-row", row.get(q("table:style-name")), place.look)
        if row.get(q("table:visibility")) in {"collapse", "filter"}:
            look = replace(look, gone="vanish")
        self.out.begin_row()
        for cell in row.iterchildren(q("table:table-cell")):
            shade = self._styles.look("table-cell", cell.get(q("table:style-name")), look)
            self.out.begin_cell()
            self._children(cell, replace(place, look=shade, marked=False))
            self._end()
            self.out.end_cell()
        self.out.end_row()

    def _properties(self) -> None:
        """What is said about the document, by its properties."""
        meta = None if self.parts.meta is None else self.parts.meta.find(f".//{q('office:meta')}")
        for element in () if meta is None else meta:
            if element.tag not in _TECHNICAL:
                self.out.beside("metadata", element.text or "")


def _is_off_page(element: "_Element") -> bool:
    left, top = points(element.get(q("svg:x"))), points(element.get(q("svg:y")))
    width, height = points(element.get(q("svg:width"))) or 0.0, points(element.get(q("svg:height"))) or 0.0
    beside = left is not None and not -width - 150 < left < _RIGHT_OF_PAGE
    return beside or (top is not None and not -height - 150 < top < _BELOW_PAGE)


_AS_SPACES = str.maketrans("\n\r\t", "   ")
_ROW_GROUPS = frozenset(map(q, ("table:table-header-rows", "table:table-rows", "table:table-row-group")))
_TECHNICAL = frozenset(map(q, ("meta:generator", "meta:document-statistic", "meta:editing-duration")))
_SILENT = frozenset(
    map(
        q,
        (
            "svg:desc",
            "svg:title",
            "text:sequence-decls",
            "text:variable-decls",
            "text:user-field-decls",
            "text:note-citation",
            "office:forms",
            "draw:image",
            "draw:object",
            "draw:object-ole",
            "office:annotation-end",
        ),
    )
)
"""What prints nothing of its own."""
