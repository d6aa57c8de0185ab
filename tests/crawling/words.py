"""The words of a page that went through no catalog, told by the language of brackets."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode

from candidacy.infrastructure.languages import LANGUAGES
from tests.architecture.template_words import PLAIN

ATTRIBUTES = ("aria-label", "title", "placeholder", "alt", "data-head", "data-label")
"""What a person reads or hears besides the text."""
MACHINE = {"script", "style", "code", "kbd", "pre", "samp", "svg", "template", "head"}
"""What is inside these is the same in every language."""
OPEN, CLOSE = "⟦", "⟧"
BRACKETS = re.compile(f"([{OPEN}{CLOSE}])")
LETTERS = re.compile(r"[^\W\d_]{2,}")
DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?: \d{4})?\b(?:, \d\d:\d\d)?"
)
SEPARATORS = re.compile(r"\s*[·|,;:()\[\]/…“”\"–—→+=]\s*|\s{2,}|\n")
LONG = 25
"""Of a text so long a part of what somebody wrote is known again wherever it stands in it."""


class Known:
    """What stands on pages in every language: what people wrote and gave names to."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    def __contains__(self, text: str) -> bool:
        bare = DATE.sub("", text)
        return self._knows(bare) or all(self._knows(part) for part in SEPARATORS.split(bare))

    def _knows(self, text: str) -> bool:
        plain = _plain(text)
        if not LETTERS.search(plain) or plain in self._whole:
            return True
        return len(plain) >= LONG and plain in self._joined

    @cached_property
    def _whole(self) -> frozenset[str]:
        texts = [*self._texts, *PLAIN, *LANGUAGES.values()]
        return frozenset(_plain(part) for text in texts for part in (text, *SEPARATORS.split(text)))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(map(_plain, self._texts))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .•*-✓✗◐◷?!%0123456789").casefold()


def untranslated(page: str, known: Known) -> list[str]:
    """Each text of the page outside brackets that is not known, once."""
    root = LexborHTMLParser(page).root
    assert root is not None
    found = [*_outside(_texts(root)), *(one for text in _attributes(root) for one in _outside([text]))]
    return list(dict.fromkeys(text for text in found if text not in known))


def _texts(node: LexborNode) -> Iterator[str]:
    """The title, and all that is shown, in the order of the page."""
    for child in node.iter(include_text=True):
        if child.tag == "title":
            yield child.text()
        elif child.tag == "head":
            yield from _texts(child)
        elif child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in MACHINE:
            yield from _texts(child)


def _attributes(root: LexborNode) -> Iterator[str]:
    for node in root.css(", ".join(f"[{name}]" for name in ATTRIBUTES)):
        yield from (value for name in ATTRIBUTES if (value := node.attributes.get(name)))


def _outside(texts: Iterable[str]) -> Iterator[str]:
    """What stands in no bracket; a bracket may close in a later text than it opened in."""
    depth = 0
    for text in texts:
        for piece in BRACKETS.split(text):
            depth += {OPEN: 1, CLOSE: -1}.get(piece, 0)
            words = " ".join(piece.split())
            if depth == 0 and LETTERS.search(words) and piece not in {OPEN, CLOSE}:
                yield words
