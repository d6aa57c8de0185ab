"""Plain text and Markdown: bytes -> lines, with the encoding found out."""

import codecs
import re

from candidacy.domain.reading.characters import BULLETS, clean
from candidacy.domain.reading.draft import Draft, DraftLine, DraftWord, Style
from candidacy.domain.reading.errors import UnknownFormat

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKER = re.compile(rf"^\s*(?:[{re.escape(''.join(sorted(BULLETS)))}]|\d{{1,2}}[.)])\s+(?=\S)")
_TAB = re.compile(r"\t+| {3,}")


def starts_with_bom(data: bytes) -> bool:
    """Whether the file says by its first bytes in which Unicode encoding it is."""
    return data.startswith(tuple(mark for mark, _ in _BOMS))


def decode(data: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, or by the encoding that its bytes suggest."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownFormat("This text file says it is Unicode but is not. Save it as UTF-8.") from error


def _guessed(data: bytes) -> str:
    import chardet

    encoding = chardet.detect(data)["encoding"]
    if not isinstance(encoding, str):
        raise UnknownFormat("The encoding of this text file cannot be told. Save it as UTF-8.")
    return _strictly(data, encoding)


def read_text(text: str) -> Draft:
    """Lines as they stand; an empty line ends a block."""
    draft = Draft()
    block = 0
    for raw in text.splitlines():
        marker = _MARKER.match(raw)
        words = words_of(raw[marker.end() :] if marker else raw)
        if not words:
            block += 1
            continue
        draft.lines.append(DraftLine(words, block=block, bullet=marker is not None))
    return draft


def words_of(text: str, style: Style | None = None) -> list[DraftWord]:
    """The words of a line, with the wide spaces between them marked."""
    style = style or Style()
    words: list[DraftWord] = []
    for part in _TAB.split(text.strip()):
        for index, word in enumerate(clean(part).split()):
            words.append(DraftWord(word, style, gap=bool(words) and not index))
    return words
