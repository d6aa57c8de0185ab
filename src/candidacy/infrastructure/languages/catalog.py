"""What is said in one language: messages by their English, and sentences by their English pattern."""

import io
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

PLACE = re.compile(r"\{(\d+)\}")
"""Where a value stands in a sentence that Python code makes: ``Page {0} of {1}``."""

REMEMBERED = 4096


class Sentence:
    """A pattern with places: it knows a sentence made from it, and says the same in another language."""

    def __init__(self, english: str, other: str) -> None:
        pieces = PLACE.split(english)
        self.start, self.end = pieces[0], pieces[-1]
        self.literal = sum(len(piece) for piece in pieces[::2])
        self._other = other
        known: set[str] = set()
        pattern = ""
        for n, piece in enumerate(pieces):
            if n % 2 == 0:
                pattern += re.escape(piece)
            elif piece in known:
                pattern += f"(?P=p{piece})"
            else:
                pattern += f"(?P<p{piece}>.*?)"
                known.add(piece)
        self._pattern = re.compile(pattern, re.DOTALL)

    def translate(self, text: str) -> str | None:
        """The sentence in the other language, None where ``text`` was not made from this pattern."""
        if not (text.startswith(self.start) and text.endswith(self.end)):
            return None
        found = self._pattern.fullmatch(text)
        if found is None:
            return None
        return PLACE.sub(lambda place: found[f"p{place[1]}"], self._other)


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
            other = sentence.translate(text)
            if other is not None:
                return other
        return text


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
