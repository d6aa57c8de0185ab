"""Every word of a text that is not English: said by the sources, empty, a name, or to be asked about."""

import re
from collections.abc import Iterator

from candidacy.domain.postings.text import fold
from candidacy.domain.skills import find_skills
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim, says_nothing
from candidacy.domain.tailoring.guard.checks.standing import is_shown
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word, keys_of
from candidacy.domain.tailoring.guard.other_languages.keeping import kept_in
from candidacy.domain.tailoring.guard.other_languages.naming import is_double_name, is_name
from candidacy.domain.tailoring.guard.other_languages.numbering import stated_place
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern, periods_in
from candidacy.domain.tailoring.schema import ClaimKind

_EMPLOYED = frozenset({"bei", "fur", "chez", "pour", "para", "en", "am", "beim"})


def names(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every name stands in the sources."""
    new = unknown(text, scope, facts)
    for token in new:
        if is_name(token, text) or is_double_name(token, new, text):
            before = [t for t in text.tokens if t.start < token.start][-1:]
            of_whom = any(t.plain in _EMPLOYED for t in before)
            yield (ClaimKind.EMPLOYER if of_whom else ClaimKind.UNSUPPORTED), token.word


def times(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """A span of time, a day or a month is one that the lines themselves name."""
    lines = scope.lines
    for token in text.tokens:
        named = periods_in([token.plain], text.language)
        told = not named.isdisjoint(lines.stems) or (text.language == "de" and _is_part(token.plain, lines))
        if named and not told and not _UP_TO_DATE.search(text.folded[: token.start]):
            yield ClaimKind.DATE, token.word


_UP_TO_DATE = re.compile(r"\bm(?:is|ise|ises|et|ettre|ettant|ets|ettais) a\s+$")
"""Mise à jour names no day."""


def usual(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Words of which no source says whether they are true."""
    yield from ((ClaimKind.UNSUPPORTED, token.word) for token in unknown(text, scope, facts))


def unknown(text: Text, scope: Scope, facts: Facts) -> list[Token]:
    """The words that no source says, in their order."""
    counted = [(n.start, n.end) for n in text.numbers]
    shown = [m for m in find_skills(text.text, facts.taxonomy) if is_shown(m, text, scope, facts)]
    covered = [*counted, *((m.start, m.end) for m in shown), *kept_in(text, scope.lines)]
    return [
        token
        for token in text.tokens
        if not any(a <= token.start < b for a, b in covered)
        and not stated_place(token.plain, scope.lines)
        and not _is_said(token, text, scope)
    ]


def _is_said(token: Token, text: Text, scope: Scope) -> bool:
    language = text.language
    if own_pattern("managing", language).fullmatch(token.plain):
        return bool(keys_of(token.plain, language) & scope.lines.stems)
    parts = [fold(part) for part in re.split(r"[-/]", token.word) if part]
    if all(_is_said_alone(part, language, scope) for part in (parts if len(parts) > 1 else [token.plain])):
        return True
    return bool(acts_of(token.plain, language) & scope.lines.acts - {LIGHT})


def _is_said_alone(word: str, language: str, scope: Scope) -> bool:
    if is_function_word(word, language) or word.isdigit() or stated_place(word, scope.lines):
        return True
    if keys_of(word, language) & scope.around.stems or says_nothing(word, language):
        return True
    return language == "de" and _is_part(word, scope.lines)


_LEAST_PART = 4


def _is_part(word: str, source: Text) -> bool:
    """Whether a compound of the sources begins or ends with a word, or it is made of such parts."""
    if any(_begins_or_ends(key, one) for key in stems_of(word, "de") for one in source.words):
        return True
    return any(
        _is_half(word[:cut], source) and _is_half(word[cut:], source)
        for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    )


def _is_half(part: str, source: Text) -> bool:
    keys = stems_of(part, "de") | stems_of(part.removesuffix("s"), "de")
    return bool(keys & source.stems) or any(_begins_or_ends(key, one) for key in keys for one in source.words)


def _begins_or_ends(key: str, compound: str) -> bool:
    rest = len(compound) - len(key)
    return (
        len(key) >= _LEAST_PART
        and rest >= _LEAST_PART
        and (compound.startswith(key) or any(one.endswith(key) for one in keys_of(compound, "de")))
    )
