"""The words of a passage as a PostgreSQL ``tsvector``, and the terms of a query as ``tsquery``.

They are folded and stemmed here and not by the server, so that a search gives the same on every database and
on the command line, C++ stays C++, and no dictionary has to be installed.
"""

from collections.abc import Iterable
from itertools import count

from candidacy.domain.matching.words import content_words, stem
from candidacy.domain.search.terms import Terms

_LAST_PLACE = 16_383
_LONGEST_WORD = 200
_MOST_PLACES = 8


def lexemes(text: str) -> list[str]:
    """The folded words of a text in their order, function words left out."""
    return [word[:_LONGEST_WORD] for word in content_words(text.replace("ß", "ss"))]


def tsvector(*, heading: str, title: str, text: str) -> str:
    """The literal: each word and its stem with places; heading A, title B, text D."""
    places: dict[str, list[str]] = {}
    place = count(1)
    for words, mark in ((lexemes(heading), "A"), (lexemes(title), "B"), (lexemes(text), "")):
        for word in words:
            at = f"{min(next(place), _LAST_PLACE)}{mark}"
            for form in {word, stem(word)}:
                kept = places.setdefault(form, [])
                if len(kept) < _MOST_PLACES:
                    kept.append(at)
    return " ".join(f"{_quoted(word)}:{','.join(at)}" for word, at in places.items())


def tsqueries(terms: Terms) -> list[str]:
    """A literal for each term; the last one, where it is unfinished, also finds what begins so."""
    queries = [_quoted(stem(word)) for word in terms.words]
    if terms.unfinished:
        queries[-1] = f"{queries[-1]} | {_quoted(terms.words[-1])}:*"
    return queries


def any_of(queries: Iterable[str]) -> str:
    return " | ".join(f"({query})" for query in queries)


def all_of(queries: Iterable[str]) -> str:
    return " & ".join(f"({query})" for query in queries)


def _quoted(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"
