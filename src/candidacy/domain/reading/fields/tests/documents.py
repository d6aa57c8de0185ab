"""Documents built from a few lines of text, with the layout that a test needs."""

from dataclasses import dataclass

from candidacy.domain.reading.document import Document, DocumentKind, Line, Link, PageSize, Word
from candidacy.domain.resume import Box


@dataclass(frozen=True)
class L:
    """A line of a test document. ``right`` is text at the right margin of the same line."""

    text: str
    right: str = ""
    size: float = 10
    bold: bool = False
    italic: bool = False
    bullet: bool = False
    heading: int = 0
    x: float = 50
    y: float | None = None
    column: int = 0
    gap: bool = False
    """A blank line stands before it, and a new block begins."""
    right_bold: bool = False


def H(text: str, *, size: float = 14, column: int = 0, x: float = 50) -> L:  # noqa: N802 - short as the markup it stands for
    """A heading: bold, larger, with space before it."""
    return L(text, size=size, bold=True, gap=True, column=column, x=x)


def B(text: str) -> L:  # noqa: N802 - short as the markup it stands for
    """A list item."""
    return L(text, bullet=True, x=62)


_WIDTH = 0.5


def _words(
    text: str, start: int, line: L, x: float, y: float, *, bold: bool, layout: bool
) -> tuple[Word, ...]:
    words = []
    offset = 0
    for part in text.split(" "):
        left = x + offset * line.size * _WIDTH
        box = (
            Box(left, y, left + len(part) * line.size * _WIDTH * 0.98, y + line.size * 1.2)
            if layout
            else None
        )
        words.append(
            Word(
                part,
                start + offset,
                start + offset + len(part),
                box,
                line.size if layout else 0,
                bold,
                line.italic,
            )
        )
        offset += len(part) + 1
    return tuple(words)


def make_document(
    *lines: L | str, layout: bool = True, language: str | None = None, links: tuple[Link, ...] = ()
) -> Document:
    """A Document of one page; a plain string is a line of body text, an empty one a blank line."""
    text, block, y, gap = "", 0, 40.0, False
    built: list[Line] = []
    for given in lines:
        line = given if isinstance(given, L) else L(given)
        if not line.text:
            gap = True
            continue
        if (line.gap or gap) and built:
            block += 1
            y += 10
        gap = False
        top = line.y if line.y is not None else y
        if built:
            text += "\n\n" if built[-1].block != block else "\n"
        start = len(text)
        words = _words(line.text, start, line, line.x, top, bold=line.bold, layout=layout)
        text += line.text
        if line.right:
            width = len(line.right) * line.size * _WIDTH
            text += " "
            words += _words(
                line.right, len(text), line, 550 - width, top, bold=line.right_bold, layout=layout
            )
            text += line.right
        boxes = [w.box for w in words if w.box is not None]
        box = Box(boxes[0].x0, top, boxes[-1].x1, top + line.size * 1.2) if boxes else None
        built.append(Line(start, len(text), 1, words, box, block, line.column, line.bullet, line.heading))
        y = top + line.size * 1.3
    pages = (PageSize(600, 2000),) if layout else ()
    return Document(
        DocumentKind.PDF if layout else DocumentKind.TEXT, text, tuple(built), pages, links, language=language
    )
