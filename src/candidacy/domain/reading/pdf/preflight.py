"""A PDF's streams looked over before any library unpacks them.

A stream may be packed several times over; each time multiplies what it grows to by up to a thousand, so a
kilobyte can become a gigabyte. One packing is left to the limits of the process that reads.
"""

import re
import zlib

from candidacy.domain.reading.errors import ReadingTooExpensive

MAX_UNPACKED = 60 * 1024 * 1024
_CHAIN = re.compile(
    rb"/(?:Filter|F)\s*\[((?:\s*/[^\s/\[\]<>]+){2,40})\s*\][^>]*(?:<<.*?>>[^>]*)*>>\s*stream\r?\n", re.DOTALL
)
_FILTER = re.compile(rb"/([^\s/]+)")
_FLATE = frozenset({b"FlateDecode", b"Fl"})
_MAX_CHAINS = 2_000


def look_over(data: bytes) -> None:
    """Raise ReadingTooExpensive for a stream that unpacks to more than MAX_UNPACKED by its first steps."""
    total = 0
    for count, match in enumerate(_CHAIN.finditer(data)):
        filters = [_plain(name) for name in _FILTER.findall(match[1])]
        if count >= _MAX_CHAINS or len(filters) > 10:
            raise ReadingTooExpensive
        packings = 0
        while packings < len(filters) and filters[packings] in _FLATE:
            packings += 1
        if packings > 1:
            total += _unpacked_size(data[match.end() :], packings)
        if total > MAX_UNPACKED:
            raise ReadingTooExpensive


def _plain(name: bytes) -> bytes:
    """A name with its ``#xx`` written out."""
    return re.sub(rb"#([0-9a-fA-F]{2})", lambda match: bytes([int(match[1], 16)]), name)


def _unpacked_size(data: bytes, packings: int) -> int:
    """How large the stream is after all packings, or more than MAX_UNPACKED where it is larger."""
    for _ in range(packings):
        try:
            data = zlib.decompressobj().decompress(data, MAX_UNPACKED + 1)
        except zlib.error:
            return 0
        if len(data) > MAX_UNPACKED:
            break
    return len(data)
