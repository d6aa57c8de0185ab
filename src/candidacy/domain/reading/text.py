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
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WIDE_SAMPLE = 4096
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{1,80}encoding=|<meta[^>]{1,200}charset=)["']?([-\w.:]{2,40})""", re.IGNORECASE
)
_ESCAPES = re.compile(rb"\x1b(?:\$[@B]|\([BJ])|~\{")
"""The shifts of ISO-2022-JP and HZ, which are otherwise plain ASCII."""
_MARKER = re.compile(
    rf"^\s*(?:(?:[{re.escape(''.join(sorted(BULLETS)))}]|\d{{1,2}}[.)])\s+(?=\S)|[・●■◆•]\s*(?=\w))"
)
_TAB = re.compile(r"\t+| {3,}")


def starts_with_bom(data: bytes) -> bool:
    """Whether the file says by its first bytes in which Unicode encoding it is."""
    return data.startswith(tuple(mark for mark, _ in _BOMS))


def is_wide(data: bytes) -> str | None:
    """The encoding of Unicode text of two or four bytes a character that does not say so by a mark."""
    if len(data) < 8 or b"\x00" not in data[:_WIDE_SAMPLE]:
        return None
    return next((encoding for encoding in _WIDE if _reads_as(data, encoding)), None)


def _reads_as(data: bytes, encoding: str) -> bool:
    """Whether the bytes are text in an encoding: printable, and with spaces or line ends that are such."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    sample = text[:_WIDE_SAMPLE]
    printable = sum(c.isprintable() or c in "\r\n\t\f" for c in sample)
    return printable > 0.98 * len(sample) and any(c in " \r\n" for c in sample)


def decode(data: bytes) -> str:
    """The text, by its byte order mark, as UTF-8, or by the encoding that its bytes suggest."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    if wide := is_wide(data):
        return _strictly(data, wide)
    if declared := _DECLARED.search(data[:2048]):
        text = _by_name(data, declared[1].decode("ascii"))
        if text is not None:
            return text
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)
    return _guessed(data) if _ESCAPES.search(data) else text


def _by_name(data: bytes, name: str) -> str | None:
    """The text in the encoding that a page or an XML file names; None where it is not in it."""
    try:
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


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
