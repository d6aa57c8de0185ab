"""What of a passage is shown, with the words that were sought marked."""

import re
from dataclasses import dataclass

from candidacy.domain.postings.text import fold
from candidacy.domain.search.terms import Terms

LONGEST = 260
_WORD = re.compile(r"[^\W_]+(?:[+#]+|(?:[.'’@-](?=[^\W_])[^\W_]+)*)")
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of text; ``hit``: it is one of the words that were sought."""

    text: str
    hit: bool = False


def snippet(text: str, terms: Terms, *, longest: int = LONGEST) -> tuple[Fragment, ...]:
    """The stretch of ``text`` with the most of the words, cut between words."""
    hits = _hits(text, terms)
    start, end = _stretch(text, hits, longest)
    pieces: list[Fragment] = [Fragment(_CUT)] if start > 0 else []
    at = start
    for first, last, _ in hits:
        if start <= first and last <= end:
            pieces += [Fragment(text[at:first])] if at < first else []
            pieces.append(Fragment(text[first:last], hit=True))
            at = last
    pieces += [Fragment(text[at:end])] if at < end else []
    pieces += [Fragment(_CUT)] if end < len(text) else []
    return tuple(pieces)


def _hits(text: str, terms: Terms) -> list[tuple[int, int, int]]:
    """Start, end and term of each word that is sought. Folding keeps places."""
    found = []
    for match in _WORD.finditer(fold(text)):
        number = next((n for n in range(len(terms.words)) if terms.matches(n, match[0])), None)
        if number is not None:
            found.append((match.start(), match.end(), number))
    return found


def _stretch(text: str, hits: list[tuple[int, int, int]], longest: int) -> tuple[int, int]:
    if len(text) <= longest:
        return 0, len(text)
    best, most = 0, -1
    for first, _, _ in hits:
        window = {number for start, end, number in hits if first <= start and end <= first + longest // 2}
        if len(window) > most:
            best, most = first, len(window)
    start = max(0, min(best - longest // 4, len(text) - longest))
    end = min(len(text), start + longest)
    return _between_words(text, start, end)


def _between_words(text: str, start: int, end: int) -> tuple[int, int]:
    if start > 0:
        space = text.find(" ", start, start + 40)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - 40, end)
        end = space if space > start else end
    return start, end
