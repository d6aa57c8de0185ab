"""Runs of text -> paragraphs, lists and tables, for formats that flow (ODT, RTF, HTML).

A format's reader says what comes: text, tabs, line breaks, the end of a paragraph, cells. Text that cannot be
seen is set apart here, so that no format can forget to.
"""

import re
from dataclasses import dataclass, field

from candidacy.domain.reading.characters import clean, is_bullet
from candidacy.domain.reading.document import HiddenText
from candidacy.domain.reading.draft import Draft, DraftLine, DraftWord, Style
from candidacy.domain.reading.errors import ReadingTooExpensive
from candidacy.domain.reading.rows import lines_of_row
from candidacy.domain.reading.smuggled import shown, smuggled
from candidacy.domain.reading.visibility import Look, adds_wording, words_in

MAX_WORDS = 200_000
_SPACE_BETWEEN_BLOCKS = 5.0
_TYPED_NUMBER = re.compile(r"\d{1,2}[.)]")
_PIECES = re.compile(r"\n|\t|[^\S\n\t]+|\S+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a format says of a paragraph."""

    heading: int = 0
    bullet: bool = False
    before: float = 0.0
    after: float = 0.0
    """Points of space that the paragraph keeps from its neighbours."""


@dataclass(slots=True)
class _Beside:
    """Text that is in the file but not in the document's flow: a comment, a property."""

    mechanism: str
    text: str


@dataclass(slots=True)
class Paragraphs:
    """Collects what a reader says."""

    draft: Draft = field(default_factory=Draft)
    _hidden: list[HiddenText] = field(default_factory=list)
    _beside: list[_Beside] = field(default_factory=list)
    _lines: list[list[DraftWord]] = field(default_factory=lambda: [[]])
    _sinks: list[list[DraftLine]] = field(default_factory=list)
    _rows: list[list[list[DraftLine]]] = field(default_factory=list)
    _block: int = 0
    _words: int = 0
    _after: float = 0.0
    _last: DraftLine | None = None
    _concealing: str | None = None
    _glued: bool = False
    _gap: bool = False

    def text(self, text: str, look: Look, *, url: str | None = None, link: int = 0) -> None:
        r"""A run; white space in it separates words, ``\\n`` lines, and ``\\t`` columns."""
        self._hidden += smuggled(text)
        text = shown(text)
        mechanism = look.mechanism
        if mechanism is not None:
            self._conceal(mechanism, text)
            return
        style = look.style
        for piece in _PIECES.findall(text):
            if piece == "\n":
                self._lines.append([])
                self._glued = self._gap = False
            elif piece == "\t":
                self._glued, self._gap = False, True
            elif piece.isspace():
                self._glued = False
            elif word := clean(piece):
                self._word(word, style, url, link)

    def _word(self, text: str, style: Style, url: str | None, link: int) -> None:
        self._concealing = None
        line = self._lines[-1]
        if self._glued and line:
            line[-1].text += text
        else:
            self._words += 1
            if self._words > MAX_WORDS:
                raise ReadingTooExpensive
            line.append(DraftWord(text, style, gap=self._gap and bool(line), url=url, link=link))
        self._glued, self._gap = True, False

    def _conceal(self, mechanism: str, text: str) -> None:
        """Neighbouring runs that are hidden by the same means are one finding."""
        if not text.strip():
            return
        if mechanism == self._concealing:
            last = self._hidden[-1]
            joined = " ".join(f"{last.text} {text}".split())
            self._hidden[-1] = HiddenText(joined, mechanism, last.page)
        else:
            self._hidden.append(HiddenText(" ".join(text.split()), mechanism, 1))
        self._concealing = mechanism

    def hide(self, mechanism: str, text: str) -> None:
        """A text that no reader of the document sees, such as one that was struck out in a revision."""
        self._concealing = None
        self._conceal(mechanism, text)
        self._concealing = None

    def beside(self, mechanism: str, text: str) -> None:
        """A text that is kept beside the document; a finding if it says what the document does not."""
        if text.strip():
            self._beside.append(_Beside(mechanism, " ".join(text.split())))

    def bare_space(self) -> None:
        """The next run begins a new word."""
        self._glued = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing visible stands in the paragraph so far."""
        return not any(self._lines)

    def end_paragraph(self, paragraph: Paragraph | None = None) -> None:
        """The runs since the last end are a paragraph; one without text separates blocks."""
        paragraph = paragraph or Paragraph()
        lines = [line for line in self._lines if line]
        self._lines = [[]]
        self._glued = self._gap = False
        if not lines:
            if not self._concealing:
                self.new_block()
            return
        marked = paragraph.bullet or _typed_mark(lines[0])
        self._break_before(paragraph, lines[0][0].style, bullet=marked)
        for index, words in enumerate(lines):
            typed = _typed_mark(words)
            bullet = typed or (paragraph.bullet and not paragraph.heading and index == 0)
            self._emit(words[1:] if typed else words, paragraph.heading, bullet=bullet)
        self._after = paragraph.after
        if paragraph.heading:
            self.new_block()

    def _emit(self, words: list[DraftWord], heading: int, *, bullet: bool) -> None:
        column = len(self._rows[-1]) + 1 if self._rows else 0
        line = DraftLine(words, block=self._block, column=column, bullet=bullet, heading=heading)
        (self._sinks[-1] if self._sinks else self.draft.lines).append(line)
        self._last = line

    def _break_before(self, paragraph: Paragraph, style: Style, *, bullet: bool) -> None:
        """Wide space, a heading, text after a list, or other type begins a new block."""
        space = max(self._after, paragraph.before)
        last = self._last
        if last is None:
            return
        before = last.words[0].style
        other_type = style.size != before.size or (style.bold and not before.bold)
        after_list = last.bullet and not bullet
        in_list = last.bullet and bullet
        if paragraph.heading or after_list or other_type or (space >= _SPACE_BETWEEN_BLOCKS and not in_list):
            self.new_block()

    def new_block(self) -> None:
        self._block += 1
        self._last = None

    def begin_row(self) -> None:
        if not self.is_empty:
            self.end_paragraph()
        self._rows.append([])

    def begin_cell(self) -> None:
        self.new_block()
        self._sinks.append([])

    def end_cell(self) -> None:
        if not self.is_empty:
            self.end_paragraph()
        self._rows[-1].append(self._sinks.pop())

    def end_row(self) -> None:
        lines = lines_of_row(self._rows.pop())
        if self._rows:
            for line in lines:
                line.column = len(self._rows[-1]) + 1
        (self._sinks[-1] if self._sinks else self.draft.lines).extend(lines)
        self.new_block()

    def hidden(self) -> tuple[HiddenText, ...]:
        """All that is hidden; call it when the document is at its end."""
        printed = words_in(" ".join(word.text for line in self.draft.lines for word in line.words))
        beside = [
            HiddenText(one.text, one.mechanism, 1) for one in self._beside if adds_wording(one.text, printed)
        ]
        return (*self._hidden, *beside)


def _typed_mark(words: list[DraftWord]) -> bool:
    """Whether the line begins with a bullet or a number that was typed by hand."""
    return len(words) > 1 and (is_bullet(words[0].text) or _TYPED_NUMBER.fullmatch(words[0].text) is not None)
