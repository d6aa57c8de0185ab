"""How far something went, who led it, that nobody helped, and what came of it; not in English."""

import re
from collections.abc import Iterator

from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import is_function_word, words_of
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern, periods_in
from candidacy.domain.tailoring.schema import ClaimKind

_GROUPS = ("breadth", "leading", "founding", "alone", "results", "fulfilled")
_KEPT = frozenset({"leading", "founding", "alone", "results"})
"""Where the lines say something of the kind, another word for it says the same."""
_UNDER = re.compile(r"\b(?:unter|sous|bajo)(?: (?:der|la|le|el))? $")
_NEXT = 2


def extent(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What says how much somebody did, or that it went well, stands in the lines."""
    apart = {t.start for t in text.tokens if t.plain != text.folded[t.start : t.end] and "'" not in t.word}
    for group in _GROUPS:
        own = own_pattern(group, text.language)
        if group in _KEPT and own.search(scope.lines.folded):
            continue
        for hit in own.finditer(text.folded):
            parted = hit.start() in apart or _UNDER.search(text.folded[: hit.start()])
            if not parted and not _is_every(hit, text) and not _is_told(hit[0], scope.lines):
                yield ClaimKind.SCOPE, text.text[hit.start() : hit.end()]


def _is_told(said: str, lines: Text) -> bool:
    """Whether the lines have each of these words in some form."""
    told = [w for w, _ in words_of(said) if not is_function_word(w, lines.language)]
    return bool(told) and all(stems_of(w, lines.language) & lines.stems for w in told)


def _is_every(hit: re.Match[str], text: Text) -> bool:
    """Whether it is but how often: tous les jours, todas las semanas, alle zwei Wochen."""
    behind = [w for w, _ in words_of(text.folded[hit.end() :])][: _NEXT + 1]
    return bool(periods_in(behind[:_NEXT], text.language))
