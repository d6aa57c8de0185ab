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
WORDS = re.compile(r"\w+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
DATE = re.compile(
    r"\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?: \d{4})?\b(?:, \d\d:\d\d)?"
)
SIZE = re.compile(r"\b\d[\d.,]*\s(?:bytes?|[kMGT]B|secs?|mins?|hrs?|days?)\b")
SEPARATORS = re.compile(r"\s*[·|,;:()\[\]/…“”\"–—→+=]\s*|\s{2,}|\n")
ADDRESS = re.compile(r"\b(?:https?://|www\.)\S*")
LONG = 25
"""Of a text so long a part of what somebody wrote is known again wherever it stands in it."""
AROUND = 3
"""So many texts before and after one are read with it: what somebody wrote may be marked up in its middle."""


class Known:
    """What stands on pages in every language: what people wrote and gave names to."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    def __contains__(self, text: str) -> bool:
        bare = ADDRESS.sub("", SIZE.sub("", DATE.sub("", text)))
        return self._knows(bare) or all(
            self._knows(part) or self._is_made_of_known(_plain(part).split(" "))
            for part in SEPARATORS.split(bare)
        )

    def has_within(self, text: str) -> bool:
        """Whether somebody wrote this as a part of something longer."""
        bare = _bare(text)
        return len(bare) >= LONG and bare in self._joined

    def _knows(self, text: str) -> bool:
        plain = _plain(text)
        if not LETTERS.search(plain) or plain in self._whole:
            return True
        return self.has_within(text)

    def _is_made_of_known(self, words: list[str]) -> bool:
        """Whether it is several things that they wrote, one after the other: ``English C1``."""
        if not words:
            return True
        heads = (n for n in range(len(words), 0, -1) if " ".join(words[:n]) in self._whole)
        return any(self._is_made_of_known(words[n:]) for n in heads)

    @cached_property
    def _whole(self) -> frozenset[str]:
        texts = [*self._texts, *PLAIN, *LANGUAGES.values()]
        return frozenset(_plain(part) for text in texts for part in (text, *SEPARATORS.split(text)))

    @cached_property
    def _joined(self) -> str:
        return "\n".join(map(_bare, self._texts))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .•*#>`_-✓✗◐◷?!%0123456789").casefold()


def _bare(text: str) -> str:
    """The words alone, as marks in a text come with spaces of their own."""
    return " ".join(WORDS.findall(text.casefold()))


def untranslated(page: str, known: Known) -> list[str]:
    """Each text of the page outside brackets that is not known, once."""
    root = LexborHTMLParser(page).root
    assert root is not None
    spoken = root.attributes.get("lang") or ""
    shown = list(_outside(_texts(root, spoken)))
    bare = [text for n, text in enumerate(shown) if text not in known and not _is_amidst(shown, n, known)]
    heard = [one for text in _attributes(root, spoken) for one in _outside([text]) if one not in known]
    return list(dict.fromkeys([*bare, *heard]))


def _is_amidst(shown: list[str], n: int, known: Known) -> bool:
    """Whether it is a part of a sentence that somebody wrote, of which other parts are marked up."""
    windows = ((first, last) for first in range(AROUND + 1) for last in range(AROUND + 1) if first + last)
    return any(known.has_within(" ".join(shown[max(0, n - a) : n + b + 1])) for a, b in windows)


def _is_data(node: LexborNode, spoken: str) -> bool:
    """Whether it says of itself that it is in a language of its own, or in none."""
    own = node.attributes.get("lang") or spoken
    return node.tag in MACHINE or own != spoken or node.attributes.get("translate") == "no"


def _texts(node: LexborNode, spoken: str) -> Iterator[str]:
    """The title, and all that is shown in the language of the page, in its order."""
    for child in node.iter(include_text=True):
        if child.tag == "title":
            yield child.text()
        elif child.tag == "head":
            yield from _texts(child, spoken)
        elif child.tag == "-text":
            yield child.text_content or ""
        elif not _is_data(child, spoken):
            yield from _texts(child, spoken)


def _attributes(root: LexborNode, spoken: str) -> Iterator[str]:
    for node in root.css(", ".join(f"[{name}]" for name in ATTRIBUTES)):
        if not _is_within_data(node, spoken):
            yield from (value for name in ATTRIBUTES if (value := node.attributes.get(name)))


def _is_within_data(node: LexborNode, spoken: str) -> bool:
    """Whether it or what it stands in is no text of the page; a picture is told in the page's words."""
    at: LexborNode | None = node
    while at is not None:
        if at.tag not in MACHINE and _is_data(at, spoken):
            return True
        at = at.parent
    return False


def _outside(texts: Iterable[str]) -> Iterator[str]:
    """What stands in no bracket; a bracket may close in a later text than it opened in."""
    depth = 0
    for text in texts:
        for piece in BRACKETS.split(text):
            depth += {OPEN: 1, CLOSE: -1}.get(piece, 0)
            words = " ".join(piece.split())
            if depth == 0 and LETTERS.search(words) and piece not in {OPEN, CLOSE}:
                yield words
