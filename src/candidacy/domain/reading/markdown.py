"""Markdown: headings, list items, emphasis, links and tables, by the tokens of markdown-it."""

import html
import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from candidacy.domain.reading.document import HiddenText
from candidacy.domain.reading.draft import Draft, DraftLine, Style
from candidacy.domain.reading.text import words_of
from candidacy.domain.reading.visibility import adds_wording, words_in

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")

_OWN_BLOCK = frozenset(
    {"heading_open", "table_open", "blockquote_open", "hr", "bullet_list_open", "ordered_list_open"}
)


def read_markdown(text: str) -> tuple[Draft, tuple[HiddenText, ...]]:
    """The lines that the Markdown prints, with what it declares about them, and what its comments say."""
    reader = _Reader()
    for token in MarkdownIt("commonmark").enable("table").parse(_without_front_matter(text)):
        reader.take(token)
    printed = words_in(" ".join(word.text for line in reader.draft.lines for word in line.words))
    hidden = (
        HiddenText(comment, "comment", 1) for comment in reader.comments if adds_wording(comment, printed)
    )
    return reader.draft, tuple(hidden)


def _without_front_matter(text: str) -> str:
    if not text.startswith("---\n"):
        return text
    _, separator, rest = text[4:].partition("\n---\n")
    return rest if separator else text


class _Reader:
    """Turns the stream of block tokens into lines."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._block = 0
        self._heading = 0
        self._bullet = False
        self._row: DraftLine | None = None
        self._links = 0
        self.comments: list[str] = []

    def take(self, token: Token) -> None:
        if token.type == "inline":
            self._inline(token.children or ())
        elif token.type in {"fence", "code_block"}:
            self._block += 1
            self._plain(token.content)
        elif token.type == "html_block":
            self._block += 1
            self._plain(self._without_markup(token.content))
        else:
            self._structure(token)

    def _structure(self, token: Token) -> None:
        kind = token.type
        if kind == "heading_open":
            self._heading = int(token.tag[1:])
        elif kind == "heading_close":
            self._heading = 0
        elif kind == "list_item_open":
            self._bullet = True
        elif kind == "tr_open":
            self._row = DraftLine([], block=self._block)
        elif kind == "tr_close" and self._row is not None:
            self.draft.lines.append(self._row)
            self._row = None
        if kind in _OWN_BLOCK or kind == "heading_close" or (kind == "paragraph_open" and not token.hidden):
            self._block += 1

    def _without_markup(self, content: str) -> str:
        """What a piece of HTML prints; its comments are noted."""
        self.comments += [" ".join(comment.split()) for comment in _COMMENT.findall(content)]
        return html.unescape(_TAG.sub("", _COMMENT.sub("", content)))

    def _plain(self, text: str) -> None:
        for raw in text.splitlines():
            if words := words_of(raw):
                self.draft.lines.append(DraftLine(words, block=self._block))

    def _inline(self, children: Sequence[Token]) -> None:
        line = DraftLine([], block=self._block, heading=self._heading, bullet=self._bullet)
        self._bullet = False
        bold = italic = 0
        url: str | None = None
        glued = False
        for child in children:
            if child.type in {"softbreak", "hardbreak"}:
                self._end(line)
                line = DraftLine([], block=self._block, heading=self._heading)
                glued = False
            elif child.type == "link_open":
                url = str(child.attrs.get("href", "")) or None
                self._links += 1
            elif child.type == "link_close":
                url = None
            elif child.type in {"strong_open", "strong_close"}:
                bold += child.nesting
            elif child.type in {"em_open", "em_close"}:
                italic += child.nesting
            elif child.type == "html_inline":
                self._without_markup(child.content)
            elif child.type in {"text", "code_inline"}:
                glued = self._text(
                    line, child.content, Style(bold=bold > 0, italic=italic > 0), url, glued=glued
                )
        self._end(line)

    def _text(self, line: DraftLine, text: str, style: Style, url: str | None, *, glued: bool) -> bool:
        """Add words; text that follows without a space continues the last word. Tells whether it ends so."""
        words = words_of(text, style)
        if words and glued and line.words and not text[:1].isspace():
            line.words[-1].text += words.pop(0).text
        for word in words:
            word.url, word.link = url, self._links
        line.words.extend(words)
        return bool(text) and not text[-1:].isspace()

    def _end(self, line: DraftLine) -> None:
        if self._row is None:
            if line.words:
                self.draft.lines.append(line)
            return
        if line.words and self._row.words:
            line.words[0].gap = True
        self._row.words.extend(line.words)
