"""Parts of something written, and the passages they are joined into."""

from dataclasses import dataclass

from candidacy.domain.resume import Span


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together: a line, a highlight, a value.

    Args:
        text: its words.
        heading: what it stands under; parts under different headings are never joined.
        path: JSON pointer into the structured source, where there is one.
        spans: where the words stand in the source's text.
        whole: the spans are the words, character by character: a part that is cut has its spans cut too.
    """

    text: str
    heading: str = ""
    path: str = ""
    spans: tuple[Span, ...] = ()
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a source that can be found and cited."""

    text: str
    heading: str = ""
    path: str = ""
    spans: tuple[Span, ...] = ()
