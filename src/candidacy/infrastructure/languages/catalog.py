"""What is said in one language: messages by their English, and sentences by their English pattern."""

import io
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

PLACE = re.compile(r"\{(\w+)(!s)?\}")
"""Where a value stands in a sentence that Python code makes: ``Page {0} of {1}``, ``{who} invites you``.

``{0!s}`` is a list of words, or some sentences, that are messages themselves.
"""

BETWEEN = re.compile(r"(, |; | and |(?<=[.!?]) )")
"""What stands between the members of such a list."""

REMEMBERED = 4096


class Sentence:
    """A pattern with places: it knows a sentence made from it, and says the same in another language.

    Each piece is sought once, from where the one before it ends, so that no text makes this slow.
    """

    def __init__(self, english: str, other: str) -> None:
        pieces = PLACE.split(english)
        self._start, *self._between, self._end = pieces[::3]
        self._places = pieces[1::3]
        self.literal = sum(len(piece) for piece in pieces[::3])
        self._other = other

    def translate(self, text: str, words: Callable[[str], str]) -> str | None:
        """The sentence in the other language, None where ``text`` was not made from this pattern.

        ``words`` says a value in the other language that is made of messages.
        """
        values = self._values(text)
        if values is None:
            return None
        said = dict(zip(self._places, values, strict=True))

        def value(place: re.Match[str]) -> str:
            known = said.get(place[1], "")
            return words(known) if place[2] else known

        return PLACE.sub(value, self._other)

    def _values(self, text: str) -> list[str] | None:
        """What stands in the places, as little as possible in each."""
        at, last = len(self._start), len(text) - len(self._end)
        if at > last or not (text.startswith(self._start) and text.endswith(self._end)):
            return None
        values = []
        for piece in self._between:
            found = text.find(piece, at, last)
            if found < 0:
                return None
            values.append(text[at:found])
            at = found + len(piece)
        return [*values, text[at:last]]


class Catalog(Translations):
    """The translations of one language. What it does not know stays English."""

    def __init__(self, messages: Messages | None = None) -> None:
        if messages is None:
            super().__init__(None)
        else:
            compiled = io.BytesIO()
            write_mo(compiled, messages)
            compiled.seek(0)
            super().__init__(compiled)
        self._sentences = _sentences(messages or ())
        self.translate = lru_cache(REMEMBERED)(self._translate)
        """A text that the code made in English, said in this language."""

    def _translate(self, text: str) -> str:
        if not text:  # The empty message is the head of the catalog.
            return text
        said: str = self.gettext(text)
        if said != text:
            return said
        for sentence in self._sentences:
            other = sentence.translate(text, self._list)
            if other is not None:
                return other
        return text

    def _list(self, words: str) -> str:
        said = self._translate(words)
        return said if said != words else "".join(map(self._translate, BETWEEN.split(words)))


def _sentences(messages: Iterable[object]) -> list[Sentence]:
    """Those with places, the most particular first."""
    found = []
    for message in messages:
        english, other = getattr(message, "id", ""), getattr(message, "string", "")
        if isinstance(english, str) and isinstance(other, str) and other and PLACE.search(english):
            found.append(Sentence(english, other))
    return sorted(found, key=lambda sentence: -sentence.literal)


def join_catalogs(files: Iterable[Path], language: str) -> Messages:
    """All messages of several catalogs; of two that say the same, the first counts."""
    joined = Messages(locale=language, fuzzy=False)
    for file in files:
        with file.open("rb") as opened:
            for message in read_po(opened, locale=language):
                if message.id and joined.get(message.id, message.context) is None:
                    joined.add(message.id, message.string, context=message.context)
    return joined
