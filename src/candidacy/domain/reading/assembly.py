"""Draft lines -> Document: the text, and the offsets of its lines, words and links."""

from dataclasses import replace

from candidacy.domain.reading.document import (
    Document,
    DocumentKind,
    HiddenText,
    Line,
    Link,
    PageSize,
    Word,
)
from candidacy.domain.reading.draft import Draft, DraftLine, DraftWord
from candidacy.domain.resume import Box

_LONGEST, _PIECE = 1_000, 250


def assemble(
    kind: DocumentKind,
    draft: Draft,
    *,
    pages: tuple[PageSize, ...] = (),
    hidden: tuple[HiddenText, ...] = (),
    language: str | None = None,
) -> Document:
    """Join lines by a newline and blocks by a blank line, and count offsets on the way."""
    writer = _Writer()
    for line in draft.lines:
        writer.add(line)
    links = [*writer.links, *(Link(bare.url, 0, 0, bare.page) for bare in draft.bare_links)]
    return Document(
        kind=kind,
        text="".join(writer.parts),
        lines=tuple(writer.lines),
        pages=pages,
        links=tuple(links),
        hidden=hidden,
        language=language,
        warnings=tuple(draft.warnings),
    )


class _Writer:
    """Collects the parts of the text and knows how long it is."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.links: list[Link] = []
        self._length = 0
        self._block: int | None = None
        self._blocks = -1

    def add(self, line: DraftLine) -> None:
        if not line.words:
            return
        if line.block != self._block:
            self._block = line.block
            self._blocks += 1
            if self.lines:
                self._write("\n\n")
        else:
            self._write("\n")
        start = self._length
        drafts = [piece for word in line.words for piece in _pieces(word)]
        words = tuple(self._word(word, first=not index) for index, word in enumerate(drafts))
        self._link(drafts, words, line.page)
        self.lines.append(
            Line(
                start=start,
                end=self._length,
                page=line.page,
                words=words,
                box=around([w.box for w in words if w.box is not None]),
                block=self._blocks,
                column=line.column,
                bullet=line.bullet,
                heading=line.heading,
            )
        )

    def _write(self, text: str) -> int:
        start = self._length
        self.parts.append(text)
        self._length += len(text)
        return start

    def _word(self, word: DraftWord, *, first: bool) -> Word:
        if not first:
            self._write(" ")
        start = self._write(word.text)
        return Word(
            text=word.text,
            start=start,
            end=self._length,
            box=word.box,
            size=round(word.style.size, 2),
            bold=word.style.bold,
            italic=word.style.italic,
            color=word.style.color,
            font=word.style.font,
            gap=word.gap and not first,
        )

    def _link(self, drafts: list[DraftWord], words: tuple[Word, ...], page: int) -> None:
        for draft, word in zip(drafts, words, strict=True):
            if draft.url is None:
                continue
            last = self.links[-1] if self.links else None
            if last is not None and (last.url, self._last_link) == (draft.url, draft.link):
                self.links[-1] = Link(last.url, last.start, word.end, last.page)
            else:
                self.links.append(Link(draft.url, word.start, word.end, page))
            self._last_link = draft.link

    _last_link = 0


def _pieces(word: DraftWord) -> list[DraftWord]:
    """The word, or parts of what is too long for one of any language: patterns take time by its square."""
    if len(word.text) <= _LONGEST or not word.text.isascii():
        return [word]
    starts = range(0, len(word.text), _PIECE)
    return [replace(word, text=word.text[at : at + _PIECE], gap=word.gap and not at) for at in starts]


def around(boxes: list[Box]) -> Box | None:
    """The smallest box that holds all of these; None for no box."""
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(round(min(lefts), 2), round(min(tops), 2), round(max(rights), 2), round(max(bottoms), 2))
