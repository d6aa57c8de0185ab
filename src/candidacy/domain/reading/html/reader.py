"""The walk over a page: block after block, table rows as rows, links, and nothing that is not shown."""

import re
from dataclasses import dataclass, replace
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.document import Document, DocumentKind
from candidacy.domain.reading.errors import ReadingTooExpensive
from candidacy.domain.reading.html.css import Declarations, declarations_of, rules_of, specificity, styled
from candidacy.domain.reading.paragraphs import Paragraph, Paragraphs
from candidacy.domain.reading.visibility import Look

MAX_NODES = 60_000
MAX_MATCHES = 400_000
MAX_COUNTING = 100
"""Selectors that count siblings or look around take time that grows with the square of the page."""
_ROOT_SIZE = 12.0
_SPACES = re.compile(r"[ \t\n\r\f]+")
_MARKUP = re.compile(r"<[^>]*>|\[(?:if|endif)[^\]]*\]", re.IGNORECASE)
_COUNTING = re.compile(r":(?:nth|only|last|first|has|not|is|where)|[~+]")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "audio",
        "video",
        "head",
        "link",
        "meta",
        "title",
        "param",
        "source",
        "track",
        "datalist",
        "select",
        "input",
        "textarea",
    ]
)
_OWN_LINE = frozenset(
    [
        "div",
        "address",
        "dt",
        "dd",
        "figcaption",
        "summary",
        "legend",
        "center",
        "form",
        "fieldset",
        "main",
        "body",
        "html",
        "li",
    ]
)
_OWN_BLOCK = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "dl",
        "table",
        "section",
        "article",
        "header",
        "footer",
        "nav",
        "aside",
        "blockquote",
        "figure",
        "details",
        "hr",
        "pre",
        "hgroup",
        "menu",
        "dir",
    ]
)
_HEADINGS = {f"h{level}": (level, size) for level, size in enumerate((24, 18, 14, 12, 10, 8), 1)}
_BOLD = frozenset(["b", "strong", "th", "dt", "h1", "h2", "h3", "h4", "h5", "h6"])
_ITALIC = frozenset(["i", "em", "cite", "dfn", "var", "address"])
_STATED = ("alt", "title", "aria-label", "content")


def read_html(text: str) -> Document:
    """Read a page as it is shown; hidden elements, comments and the head's words are listed apart."""
    walker = _Walker(LexborHTMLParser(text))
    walker.walk()
    return assemble(DocumentKind.HTML, walker.out.draft, hidden=walker.out.hidden())


@dataclass(frozen=True, slots=True)
class _Place:
    """What is known of the element that the walk is in."""

    look: Look
    url: str | None = None
    link: int = 0
    kept: bool = False
    """White space is shown as it stands."""
    marks: bool = True
    """Items of the list here have a mark."""


class _Walker:
    """Goes through the tree without recursion: pages may be nested deeper than a stack is."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.out = Paragraphs()
        self._tree = tree
        self._said = _said_by_sheets(tree)
        self._links = 0
        self._nodes = 0
        self._bullet = False
        self._table_rows = 0

    def walk(self) -> None:
        root: Any = self._tree.root
        if root is None:
            return
        waiting: list[tuple[Any, _Place | None, str]] = [
            (root, _Place(Look(size=_ROOT_SIZE, color="#000000")), "")
        ]
        while waiting:
            node, place, closing = waiting.pop()
            if place is None:
                self._close(closing)
                continue
            self._nodes += 1
            if self._nodes > MAX_NODES:
                raise ReadingTooExpensive
            inner = self._open(node, place)
            if inner is None:
                continue
            waiting.append((None, None, node.tag or ""))
            children = []
            child = node.child
            while child is not None:
                children.append((child, inner, ""))
                child = child.next
            waiting.extend(reversed(children))
        self._end_line()
        self._head()

    def _open(self, node: Any, place: _Place) -> _Place | None:
        """Begin a node; gives the place of its children, or None where there is nothing to go into."""
        if node.is_text_node:
            self._text(node.text_content or "", place)
            return None
        if node.is_comment_node:
            self.out.beside("comment", _MARKUP.sub(" ", node.comment_content or ""))
            return None
        tag = node.tag or ""
        if tag in _SKIPPED:
            return None
        attributes = node.attributes
        for name in _STATED:
            if attributes.get(name):
                self.out.beside("alternative_text", attributes[name] or "")
        if tag == "br":
            self.out.text("\n", replace(place.look, gone=None, alpha=1.0, color=None))
            return None
        self._begin(tag)
        return self._inside(node, tag, attributes, place)

    def _inside(self, node: Any, tag: str, attributes: dict[str, str | None], place: _Place) -> _Place:
        said = {**_by_element(tag, attributes), **self._said.get(node.mem_id, {})}
        said |= declarations_of(attributes.get("style") or "")
        look = place.look
        if "hidden" in attributes and said.get("display", "none") == "none":
            look = replace(look, gone=look.gone or "vanish")
        place = replace(place, look=styled(look, said, _ROOT_SIZE))
        if said.get("white-space", "").startswith("pre"):
            place = replace(place, kept=True)
        listing = said.get("list-style-type") or said.get("list-style") or ""
        if listing:
            place = replace(place, marks="none" not in listing)
        if tag == "li":
            self._bullet = place.marks
        if tag == "a" and (url := (attributes.get("href") or "").strip()):
            self._links += 1
            place = replace(place, url=url if _ADDRESS.match(url) else None, link=self._links)
        return place

    def _begin(self, tag: str) -> None:
        if tag in _OWN_BLOCK or tag in _OWN_LINE:
            self._end_line()
            if tag in _OWN_BLOCK:
                self.out.new_block()
        elif tag == "tr":
            self._table_rows += 1
            self._end_line()
            self.out.begin_row()
        elif tag in {"td", "th"} and self._table_rows:
            self.out.begin_cell()

    def _close(self, tag: str) -> None:
        if tag in _HEADINGS:
            self._end_line(_HEADINGS[tag][0])
        elif tag in _OWN_BLOCK or tag in _OWN_LINE:
            self._end_line()
            if tag in _OWN_BLOCK:
                self.out.new_block()
        elif tag in {"td", "th"} and self._table_rows:
            self._end_line()
            self.out.end_cell()
        elif tag == "tr":
            self._table_rows -= 1
            self.out.end_row()

    def _end_line(self, heading: int = 0) -> None:
        if self.out.is_empty:
            return
        self.out.end_paragraph(Paragraph(heading, self._bullet))
        self._bullet = False

    def _text(self, text: str, place: _Place) -> None:
        if not place.kept:
            text = _SPACES.sub(" ", text)
        self.out.text(text, place.look, url=place.url, link=place.link)

    def _head(self) -> None:
        for title in self._tree.css("title"):
            self.out.beside("metadata", title.text() or "")
        for meta in self._tree.css("meta[content]"):
            self.out.beside("metadata", meta.attributes.get("content") or "")


def _by_element(tag: str, attributes: dict[str, str | None]) -> Declarations:
    """What browsers, and the attributes of old pages, say of an element."""
    said: Declarations = {}
    if tag in _BOLD:
        said["font-weight"] = "bold"
    if tag in _ITALIC:
        said["font-style"] = "italic"
    if tag in _HEADINGS:
        said["font-size"] = f"{_HEADINGS[tag][1]}pt"
    if tag == "pre":
        said["white-space"] = "pre"
    if (
        color := attributes.get("color")
        if tag == "font"
        else attributes.get("text")
        if tag == "body"
        else None
    ):
        said["color"] = color
    if ground := attributes.get("bgcolor"):
        said["background-color"] = ground
    if attributes.get("background"):
        said["background-image"] = "url()"
    return said


def _said_by_sheets(tree: LexborHTMLParser) -> dict[int, Declarations]:
    """For each element what the page's style sheets say of it, the strongest selector last."""
    sheets = [node.text() or "" for node in tree.css("style")]
    rules = [rule for sheet in sheets for rule in rules_of(sheet)]
    if sum(_COUNTING.search(selector) is not None for selector, _ in rules) > MAX_COUNTING:
        raise ReadingTooExpensive
    said: dict[int, Declarations] = {}
    matches = 0
    for selector, declarations in sorted(rules, key=lambda rule: specificity(rule[0])):
        for node in _matching(tree, selector):
            matches += 1
            if matches > MAX_MATCHES:
                raise ReadingTooExpensive
            said[node.mem_id] = said.get(node.mem_id, {}) | declarations
    return said


def _matching(tree: LexborHTMLParser, selector: str) -> list[Any]:
    """The elements of a selector; none for one of a pseudo element or that is not understood."""
    if (
        not selector
        or "::" in selector
        or re.search(r":(?:before|after|hover|focus|active|visited)", selector)
    ):
        return []
    try:
        return list(tree.css(selector))
    except (SelectolaxError, ValueError):
        return []
