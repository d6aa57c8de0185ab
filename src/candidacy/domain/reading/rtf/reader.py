"""The groups of an RTF file one inside another: what each sets ends with it."""

import re
from dataclasses import dataclass, replace

from candidacy.domain.reading.assembly import assemble
from candidacy.domain.reading.document import Document, DocumentKind
from candidacy.domain.reading.errors import DamagedFile
from candidacy.domain.reading.paragraphs import Paragraph, Paragraphs
from candidacy.domain.reading.rtf.tables import FontTable, codec_of_page
from candidacy.domain.reading.rtf.tokens import Token, tokens
from candidacy.domain.reading.visibility import Look

MAX_DEPTH = 500
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|t[íi]tulo|titolo|kop|rubrik|заголовок|標題|标题|見出し)\s*([1-9])"
)
_FIELD_ADDRESS = re.compile(r'HYPERLINK\s+(?!\\l)"?([^"\s]+)"?', re.IGNORECASE)
_OFF_PAGE = 20_000

_DROPPED = frozenset(
    [
        "fonttbl",
        "colortbl",
        "stylesheet",
        "listtable",
        "listoverridetable",
        "revtbl",
        "rsidtbl",
        "generator",
        "pict",
        "object",
        "objdata",
        "datastore",
        "themedata",
        "colorschememapping",
        "latentstyles",
        "xmlnstbl",
        "wgrffmtfilter",
        "mmathPr",
        "filetbl",
        "pgptbl",
        "background",
        "objclass",
        "objname",
        "bkmkstart",
        "bkmkend",
        "fldtype",
        "datafield",
        "template",
        "passwordhash",
        "pnseclvl",
        "atnid",
        "atnauthor",
        "atrfstart",
        "atrfend",
        "atndate",
        "atnref",
        "atntime",
        "shprslt",
        "sp",
        "blipuid",
        "panose",
        "falt",
        "ftnsep",
        "ftnsepc",
        "ftncn",
        "aftnsep",
        "aftnsepc",
        "aftncn",
        "nonshppict",
        "footnote_separator",
        "listpicture",
        "oldcprops",
        "oldpprops",
        "ud",
    ]
)
"""Destinations that hold no text of the document."""
_MARKERS = frozenset({"listtext", "pntext"})
_SHOWN = frozenset(
    [
        "header",
        "headerl",
        "headerr",
        "headerf",
        "footer",
        "footerl",
        "footerr",
        "footerf",
        "footnote",
        "shptxt",
        "shpinst",
        "shp",
        "do",
        "dptxbxtext",
        "fldrslt",
        "field",
        "shppict",
        "result",
        "upr",
    ]
)
_INFO = frozenset(
    [
        "title",
        "subject",
        "author",
        "manager",
        "company",
        "operator",
        "category",
        "keywords",
        "comment",
        "doccomm",
        "hlinkbase",
        "propname",
        "staticval",
    ]
)
_CHARACTERS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
    "bullet": "•", "tab": "\t", "line": "\n", "lbr": "\n", "softline": "\n", "emspace": " ", "enspace": " ",
    "qmspace": " ", "~": "\u00a0", "_": "-", "-": "", "zwj": "", "zwnj": "",
}  # fmt: skip
_PAGES_BY_NAME = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_CONCEALING = {"v": "vanish", "deleted": "deleted"}
_TOGGLES = {"b": "bold", "i": "italic"}


def read_rtf(data: bytes) -> Document:
    """Read an RTF file; what is marked as hidden or deleted, comments and properties are listed apart."""
    reader = _Reader()
    for token in tokens(data):
        reader.take(token)
    reader.finish()
    return assemble(DocumentKind.RTF, reader.out.draft, hidden=reader.out.hidden())


_PLAIN = Look(size=12.0)


@dataclass(frozen=True, slots=True)
class _State:
    """What holds until the group ends."""

    look: Look = _PLAIN
    codec: str = "cp1252"
    skip: int = 1
    """How many characters stand behind a ``\\u`` for those who do not know it."""
    destination: str = ""
    url: str | None = None
    link: int = 0


@dataclass(frozen=True, slots=True)
class _ParagraphState:
    r"""What holds until the next ``\\pard``."""

    heading: int = 0
    listed: bool = False
    before: float = 0.0
    after: float = 0.0
    in_table: bool = False
    off_page: bool = False


class _Reader:
    """Takes the tokens one by one."""

    def __init__(self) -> None:
        self.out = Paragraphs()
        self._state = _State()
        self._stack: list[_State] = []
        self._paragraph = _ParagraphState()
        self._page_codec = "cp1252"
        self._fonts = FontTable()
        self._colors: list[str | None] = []
        self._color: list[int | None] = [None, None, None]
        self._styles: dict[int, int] = {}
        self._style_number = 0
        self._pending = b""
        self._collected = ""
        self._skipping = 0
        self._optional = False
        self._marked = False
        self._instruction = ""
        self._links = 0
        self._row_open = False
        self._high = 0

    def take(self, token: Token) -> None:
        if token.word == "" and self._state.destination not in _TABLES:
            self._bytes(token.data)
            return
        self._flush()
        if token.word == "{":
            self._begin()
        elif token.word == "}":
            self._end()
        elif self._state.destination in _TABLES:
            self._in_table_of(token)
        elif token.word == "*":
            self._optional = True
        else:
            self._control(token.word, token.number)

    def finish(self) -> None:
        self._flush()
        self._end_paragraph()
        if self._row_open:
            self._end_row()

    def _begin(self) -> None:
        if len(self._stack) >= MAX_DEPTH:
            raise DamagedFile
        self._stack.append(self._state)
        self._optional = False
        self._skipping = 0

    def _end(self) -> None:
        self._optional = False
        self._skipping = 0
        if not self._stack:
            return
        ended, self._state = self._state.destination, self._stack.pop()
        if ended != self._state.destination:
            self._leave(ended)

    def _leave(self, destination: str) -> None:
        """A destination has ended: what was collected of it is used."""
        text, self._collected = self._collected.strip(), ""
        if destination in _INFO:
            self.out.beside("metadata", text)
        elif destination == "annotation":
            self.out.hide("comment", text)
        elif destination == "fldinst":
            match = _FIELD_ADDRESS.search(text)
            self._links += 1
            self._state = replace(self._state, url=match[1] if match else None, link=self._links)
        elif destination in _MARKERS:
            self._marked = True
        elif destination == "descr":
            self.out.beside("alternative_text", text)
        elif destination.startswith(("header", "footer")) or destination in {"footnote", "shptxt"}:
            self._end_paragraph()
            self.out.new_block()

    def _control(self, word: str, number: int | None) -> None:
        optional, self._optional = self._optional, False
        if word == "u" and number is not None:
            self._unicode(number)
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        elif word in _TABLES or word in _DROPPED:
            self._state = replace(self._state, destination=word)
            if word == "stylesheet":
                self._style_number = 0
        elif word in _COLLECTED:
            self._state = replace(self._state, destination=word)
            self._collected = ""
        elif word in _SHOWN:
            self._shown(word)
        elif optional:
            self._state = replace(self._state, destination="unknown")
        elif not self._structure(word, number):
            self._format(word, number)

    def _shown(self, word: str) -> None:
        if word.startswith(("header", "footer")) or word in {"footnote", "shptxt"}:
            self._end_paragraph()
            self.out.new_block()
            self._state = replace(self._state, destination=word)

    def _structure(self, word: str, number: int | None) -> bool:
        """Paragraphs, tables and pages. Tells whether the word is one of theirs."""
        if word in {"par", "sect", "page", "column"}:
            self._end_paragraph(empty_too=word == "par")
        elif word == "pard":
            self._paragraph = _ParagraphState()
            self._marked = False
        elif word == "trowd":
            self._end_paragraph()
        elif word in {"cell", "nestcell"}:
            self._end_cell()
        elif word in {"row", "nestrow"}:
            self._end_row()
        elif word == "intbl":
            self._paragraph = replace(self._paragraph, in_table=True)
        else:
            return self._of_paragraph(word, number)
        return True

    def _of_paragraph(self, word: str, number: int | None) -> bool:
        value = number or 0
        if word == "s":
            level = self._styles.get(value, 0)
            self._paragraph = replace(self._paragraph, heading=level or self._paragraph.heading)
        elif word == "outlinelevel":
            self._paragraph = replace(self._paragraph, heading=value + 1 if value < 9 else 0)
        elif word in {"ls", "pnlvlblt", "pnlvlbody"}:
            self._paragraph = replace(self._paragraph, listed=word != "ls" or value > 0)
        elif word == "sb":
            self._paragraph = replace(self._paragraph, before=value / 20)
        elif word == "sa":
            self._paragraph = replace(self._paragraph, after=value / 20)
        elif word in {"li", "lin"}:
            self._paragraph = replace(self._paragraph, off_page=abs(value) > _OFF_PAGE)
        else:
            return False
        return True

    def _format(self, word: str, number: int | None) -> None:
        state = self._state
        if word == "f":
            font = number or 0
            look = replace(state.look, font=self._fonts.name(font))
            self._state = replace(state, look=look, codec=self._fonts.codec(font, self._page_codec))
        elif word == "uc":
            self._state = replace(state, skip=max(min(number or 0, 8), 0))
        elif word in _PAGES_BY_NAME or word == "ansicpg":
            self._page_codec = _PAGES_BY_NAME.get(word) or codec_of_page(number or 1252)
            self._state = replace(state, codec=self._page_codec)
        else:
            self._state = replace(state, look=self._looking(state.look, word, number))

    def _looking(self, look: Look, word: str, number: int | None) -> Look:
        """The look after a control word; the same for a word that says nothing of it."""
        if word in _TOGGLES:
            return replace(look, **{_TOGGLES[word]: number != 0})  # type: ignore[arg-type] # both are bool
        if word == "plain":
            return _PLAIN
        if word == "fs":
            return replace(look, size=max((number or 0) / 2, 0.01))
        if word in _CONCEALING:
            return replace(look, gone=None if number == 0 else _CONCEALING[word])
        if word in {"cf", "cb", "highlight", "chcbpat"}:
            return self._colored(look, word, number or 0)
        if word == "charscalex":
            return replace(look, gone="tiny" if (number or 100) < 10 else None)
        return look

    def _colored(self, look: Look, word: str, number: int) -> Look:
        color = self._colors[number] if 0 <= number < len(self._colors) else None
        if word == "cf":
            return replace(look, color=color)
        return replace(look, ground=color or "#ffffff")

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._text(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._text(chr(code) if code else "")
        self._skipping = self._state.skip

    def _bytes(self, data: bytes) -> None:
        if self._state.destination in _SILENT:
            return
        skipped = min(self._skipping, len(data))
        self._skipping -= skipped
        self._pending += data[skipped:]

    def _flush(self) -> None:
        """Decode what was collected: a character may be two bytes, each written on its own."""
        if self._pending:
            data, self._pending = self._pending, b""
            self._text(data.decode(self._state.codec, "replace"))

    def _text(self, text: str) -> None:
        destination = self._state.destination
        if destination in _COLLECTED:
            self._collected += text
        elif destination in {"", *_SHOWN}:
            look = self._state.look
            if self._paragraph.off_page:
                look = replace(look, gone="off_page")
            if self._paragraph.in_table:
                self._open_row()
            self.out.text(text.replace("\u00a0", " "), look, url=self._state.url, link=self._state.link)

    def _end_paragraph(self, *, empty_too: bool = False) -> None:
        if not self.out.is_empty or empty_too:
            paragraph = self._paragraph
            if paragraph.in_table:
                self._open_row()
            bullet = self._marked or paragraph.listed
            self.out.end_paragraph(Paragraph(paragraph.heading, bullet, paragraph.before, paragraph.after))
        self._marked = False

    def _open_row(self) -> None:
        if not self._row_open:
            self._row_open = True
            self.out.begin_row()
            self.out.begin_cell()

    def _end_cell(self) -> None:
        self._open_row()
        self._end_paragraph()
        self.out.end_cell()
        self.out.begin_cell()

    def _end_row(self) -> None:
        if self._row_open:
            self._end_paragraph()
            self.out.end_cell()
            self.out.end_row()
        self._row_open = False
        self._paragraph = replace(self._paragraph, in_table=False)

    def _in_table_of(self, token: Token) -> None:
        destination = self._state.destination
        if destination == "fonttbl":
            self._fonts.take(token, self._page_codec)
        elif destination == "colortbl":
            self._take_color(token)
        else:
            self._take_style(token)

    def _take_color(self, token: Token) -> None:
        if token.word in _CHANNELS:
            self._color[_CHANNELS[token.word]] = (token.number or 0) & 0xFF
        for _ in range(token.data.count(b";")):
            red, green, blue = self._color
            known = red is not None and green is not None and blue is not None
            self._colors.append(f"#{red:02x}{green:02x}{blue:02x}" if known else None)
            self._color = [None, None, None]

    def _take_style(self, token: Token) -> None:
        if token.word == "s":
            self._style_number = token.number or 0
        elif not token.word and (match := _HEADING.search(token.data.decode("latin-1").lower())):
            self._styles[self._style_number] = int(match[1])


_TABLES = frozenset({"fonttbl", "colortbl", "stylesheet"})
_COLLECTED = frozenset({*_INFO, "annotation", "fldinst", *_MARKERS, "descr"})
_CHANNELS = {"red": 0, "green": 1, "blue": 2}
_SILENT = _DROPPED | {"unknown"}
"""What is long is not even collected: a picture may be megabytes of digits."""
