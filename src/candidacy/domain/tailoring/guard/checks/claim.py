"""What the checks have in common."""

import re
from collections.abc import Iterator

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.facts import Text
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    claiming,
    keys_of,
    neutral_keys,
    pattern,
    words_of,
)
from candidacy.domain.tailoring.guard.rates import days_in
from candidacy.domain.tailoring.schema import ClaimKind

Claim = tuple[ClaimKind, str]


def newly_said(
    text: Text, source: Text, group: str, kind: ClaimKind, *, joined: bool = False
) -> Iterator[Claim]:
    """What a text says of a group of claims and its source does not; ``joined``: behind a hyphen too."""
    known = {hit[0] for hit in pattern(group, source.language).finditer(source.folded)}
    for hit in pattern(group, text.language).finditer(text.folded):
        apart = joined or text.folded[hit.start() - 1 : hit.start()] != "-"
        if apart and hit[0] not in known:
            yield kind, hit[0]


def in_same_rate(start: int, text: Text, lines: Text) -> bool:
    """Whether a place of a text is in words of how often, or how long, that the lines say in any wording."""
    days = len(days_in(lines.folded))
    if any(r.start <= start < r.end and r.unit == "week" and r.often == days > 1 for r in text.rates):
        return True
    return any(
        r.start <= start < r.end and (r.often, r.unit) in {(one.often, one.unit) for one in stated}
        for said, stated in ((text.rates, lines.rates), (text.lasting, lines.lasting))
        for r in said
    )


def told_as(source: Token, text: Text) -> str:
    """The word of a text for a word of its source; that of the source where it says so in another word."""
    keys = Text(source.plain, text.language).stems
    return next((t.word for t in text.tokens if keys & keys_of(t.plain, text.language)), source.word)


def says_nothing(word: str, language: str) -> bool:
    if LIGHT in acts_of(word, language):
        return True
    return not neutral_keys(language).isdisjoint(keys_of(word, language)) and word not in claiming()


def in_idiom(said: str, text: Text) -> bool:
    """Whether a word of breadth is but part of a way of saying, as in ``every week``."""
    return any(
        said in re.split(r"[\s-]+", fold(t.word)) or said in fold(t.word)
        for t in text.tokens
        if _LONG.search(t.word) and fold(t.word) != said
    )


_LONG = re.compile(r"[\s-]")


_CUT = re.compile(r"[A-Z]{3,6}s?|[A-Z]{2}s")
"""Two capitals begin two words by chance, but for a plural."""


def is_initials(word: str, lines: Text) -> bool:
    """Whether capitals are what words of the lines begin with, one by one: APs, of access points."""
    letters = word.removesuffix("s").casefold()
    return bool(_CUT.fullmatch(word)) and any(
        "".join(parts)[n : n + len(letters)] == letters
        for parts in (_initials(lines),)
        for n in range(len(parts) - len(letters) + 1)
    )


def _initials(text: Text) -> list[str]:
    return [part[0] for word, _ in words_of(text.folded) for part in re.split(r"[-/]", word) if part]


def spelt_out(text: Text, lines: Text) -> list[tuple[int, int]]:
    """Where a text writes in full what the lines have in capitals: access points, of APs."""
    cut = {w.removesuffix("s").casefold() for w, _ in words_of(lines.text) if _CUT.fullmatch(w)}
    parts = [(hit[0][0], *hit.span()) for hit in _LETTERS.finditer(text.folded)]
    return [
        (parts[n][1], parts[n + len(one) - 1][2])
        for one in cut
        for n in range(len(parts) - len(one) + 1)
        if "".join(letter for letter, _, _ in parts[n : n + len(one)]) == one
    ]


_LETTERS = re.compile(r"[a-z]+")

_LEAST_PART = 3


def is_compound(word: str, lines: Text) -> bool:
    """Whether an English word is put together of words that stand in the lines: ``haircut``."""
    word = word.removesuffix("s")
    return lines.language == "en" and any(
        not (
            keys_of(word[:cut], "en").isdisjoint(lines.stems)
            or keys_of(word[cut:], "en").isdisjoint(lines.stems)
        )
        for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    )
