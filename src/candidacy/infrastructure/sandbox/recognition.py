"""The port to a program that recognises text in pictures, for pages that hold none of their own."""

from dataclasses import dataclass
from typing import Protocol

MAX_PAGES = 12
DOTS_PER_INCH = 200


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page in shades of gray, one byte a pixel, row after row from the top."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word in a picture: its box in pixels, the line that it stands in, and a confidence from 0 to 1."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    line: int
    confidence: float


class Recogniser(Protocol):
    """Recognises the words of a page. It ends in bounded time, and raises RecognitionFailed if it cannot."""

    def words(self, picture: PagePicture) -> list[SeenWord]: ...


class RecognitionFailed(Exception):
    """The program that recognises text ended without an answer."""
