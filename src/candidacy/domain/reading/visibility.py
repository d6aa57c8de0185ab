"""Whether text with a certain look can be seen; the same for every format that says how its text looks."""

import re
from dataclasses import dataclass

from candidacy.domain.reading.draft import Style

WHITE = "#ffffff"
TINY = 3.0
LEAST_CONTRAST = 0.12
_LEAST_UNPRINTED = 5
_PROGRAM = re.compile(r"\b\w+/\d[\w.]*(?:\s*\([^()]{0,60}\))?")
"""What programs call themselves: ``Mozilla/5.0 (X11; Linux x86_64)``."""
_FILE_NAME = re.compile(
    r"(?:Microsoft \w+ - )?\S+(?:\s\S+){0,7}\.(?:docx?|odt|rtf|pdf|pages|tex|html?|txt|indd|pptx?)",
    re.IGNORECASE,
)
"""Programs take the name of the file for its title."""
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Look:
    """How a run of text looks, and what it lies on."""

    font: str | None = None
    size: float = 0.0
    """Points; 0 where the file does not say."""
    bold: bool = False
    italic: bool = False
    color: str | None = None
    """None for the automatic colour, which can be seen on every ground."""
    ground: str | None = WHITE
    """None where it is painted by something that is not read, such as a picture."""
    gone: str | None = None
    """The mechanism that keeps it from the eye, whatever its colour and size."""
    alpha: float = 1.0

    @property
    def style(self) -> Style:
        return Style(self.font, self.size, self.bold, self.italic, self.color)

    @property
    def mechanism(self) -> str | None:
        """How text with this look is hidden; None when it is visible."""
        if self.gone is not None:
            return self.gone
        if 0 < self.size < TINY:
            return "tiny"
        if self.alpha < LEAST_CONTRAST:
            return "no_contrast"
        if self.color is None or self.ground is None:
            return None
        return "no_contrast" if contrast(self.color, self.ground) < LEAST_CONTRAST else None


def contrast(one: str, other: str) -> float:
    """The largest difference of two ``#rrggbb`` colours in a channel, from 0 to 1."""
    return (
        max(abs(a - b) for a, b in zip(bytes.fromhex(one[1:]), bytes.fromhex(other[1:]), strict=True)) / 255
    )


def words_in(text: str) -> set[str]:
    """The words of a text, for ``adds_wording``."""
    return set(_WORD.findall(text.lower()))


def adds_wording(text: str, printed: set[str]) -> bool:
    """Whether a text beside the document says more than a few words that the document does not print.

    A title, a key word or the name of a program is what such places are for; sentences are not.
    """
    if _FILE_NAME.fullmatch(text.strip()):
        return False
    return len(words_in(_PROGRAM.sub(" ", text)) - printed) >= _LEAST_UNPRINTED
