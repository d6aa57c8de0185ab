"""Formatted text of other programs, told apart into paragraphs and list items, and back."""

import html
import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")
_BULLET = re.compile(r"\s*(?:[•●▪◦‣∙·*–—]|-(?=\s))\s*(?=\S)")
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "tr", "pre"})
_UNSEEN = frozenset({"script", "style", "head", "title", "template"})


class RichText(NamedTuple):
    """Paragraphs as one text with a line each, and the items of its lists."""

    summary: str | None
    highlights: tuple[str, ...]


NOTHING = RichText(None, ())


def read(text: str | None) -> RichText:
    """HTML or plain text; in plain text a line that begins with a bullet is an item."""
    if not text or not text.strip():
        return NOTHING
    return from_html(text) if _MARKUP.search(text) else from_lines(text)


def from_html(markup: str) -> RichText:
    """What HTML says, without anything a reader does not see."""
    body = LexborHTMLParser(markup).body
    if body is None:
        return NOTHING
    walk = _Walk()
    walk.children(body)
    walk.end_line()
    return RichText("\n".join(walk.lines).strip() or None, tuple(item for item in walk.items if item))


def from_lines(text: str) -> RichText:
    """Plain text, its bulleted lines apart; a bullet in the midst of a line parts it too where several do."""
    lines, items = [], []
    for line in _broken(text):
        bullet = _BULLET.match(line)
        if bullet:
            items.append(line[bullet.end() :].strip())
        else:
            lines.append(line.strip())
    return RichText("\n".join(lines).strip() or None, tuple(items))


def to_html(summary: str | None, highlights: tuple[str, ...] = ()) -> str:
    """HTML of paragraphs and one list, which ``from_html`` reads back."""
    paragraphs = "".join(f"<p>{html.escape(line, quote=False)}</p>" for line in (summary or "").split("\n"))
    items = "".join(f"<li><p>{html.escape(item, quote=False)}</p></li>" for item in highlights)
    return (paragraphs if summary else "") + (f"<ul>{items}</ul>" if items else "")


def _broken(text: str) -> list[str]:
    """The lines; LinkedIn runs list items together: ``• one • two``."""
    lines = []
    for line in text.splitlines():
        if line.count("•") > 1 and line.lstrip().startswith("•"):
            lines += [f"• {part.strip()}" for part in line.split("•") if part.strip()]
        else:
            lines.append(line)
    return lines


class _Walk:
    """Goes through the nodes and gathers lines and items."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.items: list[str] = []
        self._parts: list[str] = []
        self._depth = 0

    def children(self, parent: LexborNode) -> None:
        node = parent.first_child
        while node is not None:
            self._visit(node)
            node = node.next

    def end_line(self, *, keep_empty: bool = False) -> None:
        line = " ".join("".join(self._parts).split())
        self._parts.clear()
        if line or keep_empty:
            self.lines.append(line)

    def _visit(self, node: LexborNode) -> None:
        tag = node.tag
        if tag == "-text":
            self._parts.append(node.text(deep=False) or "")
        elif tag == "br":
            self.end_line(keep_empty=True)
        elif tag == "li":
            self._item(node)
        elif tag in _BLOCKS:
            self.end_line()
            self.children(node)
            self.end_line(keep_empty=node.first_child is None)
        elif tag not in _UNSEEN and self._depth < 100:
            self._depth += 1
            self.children(node)
            self._depth -= 1

    def _item(self, node: LexborNode) -> None:
        self.end_line()
        inside = _Walk()
        inside.children(node)
        inside.end_line()
        self.items += [" ".join(line for line in inside.lines if line), *inside.items]
