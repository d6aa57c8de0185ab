"""The bytes of an RTF file -> groups, control words, and text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?"  # A control word with its number and the space that ends it.
    rb"|\\'([0-9a-fA-F]{2})"  # A byte of text in hexadecimal.
    rb"|\\([^a-zA-Z'])"  # A control symbol.
    rb"|([{}])"
    rb"|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file; ``word`` is empty for text, ``{`` and ``}`` for the bounds of a group."""

    word: str
    number: int | None = None
    data: bytes = b""


def tokens(data: bytes) -> Iterator[Token]:
    r"""The pieces in order. What follows ``\\bin`` is passed over unread."""
    position, end = 0, len(data)
    while position < end:
        match = _TOKEN.match(data, position)
        if match is None:
            position += 1
            continue
        position = match.end()
        word, number, code, symbol, brace, text = match.groups()
        if text is not None:
            yield Token("", data=text)
        elif code is not None:
            yield Token("", data=bytes([int(code, 16)]))
        elif brace is not None:
            yield Token(brace.decode())
        elif symbol is not None:
            yield Token(symbol.decode("latin-1"))
        elif word is not None:
            value = None if number is None else int(number)
            if word == b"bin":
                position += max(value or 0, 0)
            else:
                yield Token(word.decode(), value)
