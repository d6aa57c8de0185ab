"""Every word that no other check looks at."""

import re
from collections.abc import Iterator
from itertools import takewhile

from candidacy.domain.postings.text import fold
from candidacy.domain.skills import find_skills
from candidacy.domain.tailoring.guard.acts import ANYWHERE, LIGHT, acts_of, fields_of, supported
from candidacy.domain.tailoring.guard.checks.claim import Claim, is_compound, says_nothing
from candidacy.domain.tailoring.guard.checks.keeping import goes_on
from candidacy.domain.tailoring.guard.checks.standing import PREFIXES, is_shown
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    pattern,
    root_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.schema import ClaimKind

_LIGHT_VERBS = frozenset({"make", "give", "hold", "take", "get", "keep", "have"})


_CARRYING = frozenset({"make", "give", "produce", "create", "provide", "deliver", "prepare", "offer"})
"""Verbs that claim something of their own, but for what is done by them: ``provided training``."""


_CARRIED = 4


_PEOPLE = frozenset({"team", "staff", "employee", "colleague", "person", "people", "member", "group", "department", "crew"})


_REACH = 6


_LEAST_PART = 4


_DONE = re.compile(r".{3,}(?:ed|ing)")


def wording(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """Every other word stands in the sources, says the same as one there, or claims nothing."""
    spans = [(n.start, n.end) for n in text.numbers]
    shown = [m for m in find_skills(text.text, facts.taxonomy) if is_shown(m, text, scope, facts)]
    spans += [(m.start, m.end) for m in shown]
    previous = ""
    for n, token in enumerate(text.tokens):
        often = token.plain in words("frequency")
        covered = not often and (any(a <= token.start < b for a, b in spans) or _is_light(n, text, scope.lines))
        named = _is_name(token.word, token.start, text)
        done = token in text.heads or bool(_DONE.fullmatch(token.plain))
        known = _known_word(
            token.word, token.plain, scope, text.language, named=named, done=done and acts_of(token.plain, text.language) != frozenset()
        )
        if not covered and not known and not _stands_in_parts(token, scope.lines):
            yield _kind_of_name(token.word, previous, text), token.word
        previous = token.word


def _is_light(n: int, text: Text, lines: Text) -> bool:
    """Whether a word but carries one that says what was done: ``made visits``, ``responsible for cleaning``."""
    token, language = text.tokens[n], text.language
    keys = keys_of(token.plain, language)
    behind = [t for t in text.tokens[n + 1 :] if not is_function_word(t.plain, language)]
    if language == "en" and (token.plain == "responsible" or keys & _CARRYING):
        of_things = takewhile(lambda t: not keys_of(t.plain, "en") & _PEOPLE, behind[:_CARRIED])
        return any(_was_done(t, lines) for t in of_things)
    if keys.isdisjoint(_LIGHT_VERBS):
        return False
    reach = 3 if "keep" not in keys else _REACH
    return any(acts_of(t.plain, language) for t in text.tokens[n + 1 : n + 1 + reach])


def _was_done(token: Token, lines: Text) -> bool:
    """Whether the lines tell as done what a noun names: ``repairs``, where somebody repaired."""
    families = acts_of(token.plain, "en")
    if LIGHT in families:
        return False
    return any(families & acts_of(h.plain, "en") and h.plain != token.plain for h in lines.heads)


def _stands_in_parts(token: Token, lines: Text) -> bool:
    """Whether the words of a way of saying stand in the lines: ``a night`` of ``a night shift``."""
    own = [fold(w) for w, _ in words_of(token.word) if not is_function_word(w, lines.language)]
    return " " in token.word and bool(own) and all(keys_of(w, lines.language) & lines.stems for w in own)


def _known_word(
    word: str, plain: str, scope: Scope, language: str, *, named: bool, done: bool = False
) -> bool:
    """``done``: the word says what somebody did, and is no thing."""
    if not named and acts_of(plain, language):
        if supported(plain, language, scope.lines.acts) or fold(word) in words("leading"):
            return True
        if _is_routine(plain, language) and keys_of(plain, language) & scope.lines.entailed:
            return True
        if _DONE.fullmatch(plain):
            # What was done stands in the lines themselves: what another line says was done is another thing.
            return bool(keys_of(plain, language) & scope.lines.stems)
    if plain in words("things") and not named:
        return True
    if plain in _ONGOING:
        return goes_on(scope)
    if plain in _REGULAR and not words("frequency").isdisjoint(t.plain for t in scope.lines.tokens):
        return True
    if plain in words("frequency"):
        return bool(keys_of(plain, language) & scope.lines.stems)
    if keys_of(plain, language) & scope.around.stems or (not named and root_of(plain) in scope.around.roots):
        return True
    if not named and keys_of(plain, language) & scope.lines.entailed and not done:
        return True
    if not named and is_compound(plain, scope.lines):
        return True
    if not named and (is_function_word(plain, language) or says_nothing(plain, language)):
        return not acts_of(plain, language)
    if language == "de" and _is_compound(plain, scope):
        return True
    parts = [part for part in re.split(r"[-/&]", word) if part and part.lower() not in PREFIXES]
    return len(parts) > 1 and all(
        _known_word(p, fold(p), scope, language, named=named and p[:1].isupper()) for p in parts
    )


_ONGOING = frozenset({"currently", "presently"})


_REGULAR = frozenset({"regular", "regularly", "routine", "routinely", "recurring", "periodic"})
"""What is done every month is done regularly."""


def _is_routine(word: str, language: str) -> bool:
    """Whether all that a word says was done is routine; such a verb may stand for one that says it too."""
    return all(fields_of(family) & ANYWHERE for family in acts_of(word, language))


def _is_compound(word: str, scope: Scope) -> bool:
    """Whether a German word is put together of words that stand in the sources."""
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        head, tail = word[:cut], word[cut:]
        known = not (keys_of(head, "de") | keys_of(head.removesuffix("s"), "de")).isdisjoint(
            scope.around.stems
        )
        if known and (keys_of(tail, "de") & scope.around.stems or acts_of(tail, "de") & scope.lines.acts):
            return True
    return False


def _is_name(word: str, start: int, text: Text) -> bool:
    """A word with a capital within a sentence, or more than one capital; German things have one as well."""
    if sum(map(str.isupper, word)) > 1:
        return True
    before = text.text[:start]
    begins = not before.strip() or before.rstrip()[-1:] in '.:;!?•–—"“('
    return word[:1].isupper() and not begins and text.language != "de"


def _kind_of_name(word: str, previous: str, text: Text) -> ClaimKind:
    if not word[:1].isupper():
        return ClaimKind.UNSUPPORTED
    if pattern("employed").fullmatch(previous.lower()):
        return ClaimKind.EMPLOYER
    return (
        ClaimKind.CERTIFICATE
        if pattern("certified", text.language).search(text.folded)
        else ClaimKind.UNSUPPORTED
    )
