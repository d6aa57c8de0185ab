"""What the format readers hand over: words and lines that have no offsets yet."""

from dataclasses import dataclass, field

from candidacy.domain.resume import Box


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of text looks."""

    font: str | None = None
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    color: str | None = None


PLAIN = Style()


@dataclass(slots=True)
class DraftWord:
    """A word before it has its place in the text."""

    text: str
    style: Style = PLAIN
    box: Box | None = None
    baseline: float = 0.0
    """Distance of the base line from the page's top."""
    order: int = 0
    """Where the word stands in the file."""
    gap: bool = False
    """A tab stop or a wide space stands before it."""
    broken: bool = False
    """The word ends in a hyphen that stands at the end of its line."""
    mark: str = ""
    """An icon, which has no text but may be the mark of a list item."""
    url: str | None = None
    """The address of the link that the word lies on."""
    link: int = 0
    """Tells two links with the same address apart."""


@dataclass(slots=True)
class DraftLine:
    """A line before it has its place in the text."""

    words: list[DraftWord]
    page: int = 1
    block: int = 0
    column: int = 0
    bullet: bool = False
    heading: int = 0


@dataclass(slots=True)
class DraftLink:
    """A link that lies on no text."""

    url: str
    page: int


@dataclass(slots=True)
class Draft:
    """All that a format reader found, in reading order."""

    lines: list[DraftLine] = field(default_factory=list)
    bare_links: list[DraftLink] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
