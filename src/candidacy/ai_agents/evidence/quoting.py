"""Quotes of a model, held against the CV: each is found with its place and spans, or it is none."""

import re
from collections.abc import Iterator

from candidacy.ai_agents.evidence.material import told
from candidacy.domain.reading.document import Document
from candidacy.domain.resume import SourcedResume, Span
from candidacy.domain.review import Quote

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " ", "\u2011": "-"}
)
_TRIMMED = " \t\n\"'`.,;:…-•"
_LEAST = 3
"""Letters and digits: fewer are found anywhere."""


class Quotes:
    """The texts of one CV that may be quoted."""

    def __init__(self, sourced: SourcedResume, document: Document | None) -> None:
        self._sourced, self._document = sourced, document
        self._fields = dict(told(sourced.resume))

    def find(self, words: str, path: str | None = None) -> Quote | None:
        """The quote as it stands in the CV, at the place that is named where it is there; None if nowhere."""
        pattern = _pattern(words)
        if pattern is None:
            return None
        places = sorted(self._fields, key=lambda place: place != path)
        for place in places:
            if hit := pattern.search(self._fields[place].translate(_SAME)):
                return self._of_field(place, self._fields[place][hit.start() : hit.end()], pattern)
        return self._of_document(pattern)

    def _of_field(self, path: str, words: str, pattern: re.Pattern[str]) -> Quote:
        whole = self._sourced.spans_at(path)
        return Quote(quote=words, path=path, spans=self._within(whole, pattern) or whole)

    def _within(self, whole: tuple[Span, ...], pattern: re.Pattern[str]) -> tuple[Span, ...]:
        """The spans of the quote's own words, within those of its field."""
        if self._document is None or not whole:
            return ()
        first, last = min(s.start for s in whole), max(s.end for s in whole)
        hit = pattern.search(self._document.text.translate(_SAME), first, last)
        return self._document.span(hit.start(), hit.end()) if hit else ()

    def _of_document(self, pattern: re.Pattern[str]) -> Quote | None:
        """A quote of what became no field."""
        if self._document is None:
            return None
        hit = pattern.search(self._document.text.translate(_SAME))
        if hit is None:
            return None
        words = " ".join(self._document.text[hit.start() : hit.end()].split())
        return Quote(quote=words, path=None, spans=self._document.span(hit.start(), hit.end()))

    @property
    def texts(self) -> Iterator[str]:
        """All that may be quoted."""
        yield from self._fields.values()
        if self._document is not None:
            yield self._document.text


def find_words(words: str, text: str, *, least: int = _LEAST) -> re.Match[str] | None:
    """Where words stand in a text, whatever its white space and quotation marks; None if nowhere."""
    pattern = _pattern(words, least)
    return pattern.search(text.translate(_SAME)) if pattern is not None else None


def _pattern(words: str, least: int = _LEAST) -> re.Pattern[str] | None:
    """The words whole, in any white space and in any style of quotation marks and dashes."""
    parts = words.translate(_SAME).strip(_TRIMMED).split()
    if sum(map(str.isalnum, "".join(parts))) < least:
        return None
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, parts)) + r"(?!\w)", re.IGNORECASE)
