"""The present of a role that is over, in German, French and Spanish: by the form of the verb."""

import re
from collections.abc import Iterator

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import is_function_word
from candidacy.domain.tailoring.guard.other_languages.vocabulary import listed
from candidacy.domain.tailoring.guard.roots import roots_of, without_prefix
from candidacy.domain.tailoring.schema import ClaimKind

_CLAUSE = r"(?:^|[.;:!?,(–—\n]\s*|\b(?:und|et|y|e|sowie)\s+)"
_OF_ONESELF = {
    "de": re.compile(r"\bich (?P<one>\w{2,}e|bin)\b|\b(?P<two>\w{3,}e|bin) ich\b"),
    "fr": re.compile(r"\bj(?:e |')(?:ne |n'|me |m'|les? |la |l'|y |en )*(?P<one>\w{2,})(?P<two>)"),
    "es": re.compile(r"\byo (?P<one>\w{2,}o)\b(?P<two>)"),
}
"""What stands beside a word for oneself is a verb."""
_PLACED = {
    "de": re.compile(
        _CLAUSE + r"(\w{3,}e)(?=\s+(?:die|den|das|ein|eine|einen|mich|taglich|regelmasig|im|bei|auf|\d+)\b)"
    ),
    "fr": re.compile(_CLAUSE + r"(\w{2,}(?:e|ts?|ds?))(?=\s+(?:(?:les?|la|une?|\d+)\b|l'))"),
    "es": re.compile(
        _CLAUSE + r"(?:me |lo |la |los |las |les )*(\w{2,}(?:o(?=\s+(?!de\b|del\b|en\b|y\b)\w)"
        r"|[ae](?=\s+(?:el|la|los|las|una?|unos|unas|\d)\b)))"
    ),
}
"""Where a verb stands, and how it ends in the present."""
_BEFORE_NOUN = re.compile(
    _CLAUSE + r"(\w{3,}e)(?=\s+(?!(?:de[rs]|vo[nm]|und|sowie|oder|zu[mr]?|an|am|in)\b)\w)"
)
"""Where in German a verb stands, or an adjective, or a noun."""
_BEGUN = re.compile(_CLAUSE + r"(\w{2,})")
_PAST = {
    "de": re.compile(r".*te"),
    "fr": re.compile(r".*(?:ais|ait|aient|ai|us|ut|[éèê]|ées?|és)"),
    "es": re.compile(r".*(?:[óéí]|aba|ía|(?:uj|uv|us|is|ic|in|up|iz)[eo])"),
}
"""Endings of the past, with their accents: these tell them from the present."""


def present(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What is over is not told as going on."""
    if not scope.ended or scope.entry is None:
        return
    for start, end in (*_of_oneself(text), *_placed(text, scope)):
        yield ClaimKind.TENSE, text.text[start:end]


def _of_oneself(text: Text) -> Iterator[tuple[int, int]]:
    """Where a text says *I* do something."""
    for hit in _OF_ONESELF[text.language].finditer(text.folded):
        place = hit.span("one" if hit["one"] else "two")
        word = text.text[slice(*place)]
        past = _PAST[text.language].fullmatch(word.lower()) and not _is_known_present(word, text.language)
        if not past and not is_function_word(fold(word), text.language):
            yield place


def _placed(text: Text, scope: Scope) -> Iterator[tuple[int, int]]:
    """Where a verb in the present begins a clause; not one that the lines have in that form."""
    language = text.language
    for one in (_PLACED[language], _BEGUN, _BEFORE_NOUN):
        for hit in one.finditer(text.folded):
            word = text.text[slice(*hit.span(1))]
            told = one is not _BEGUN and _is_present(word, language)
            if one is _BEFORE_NOUN:
                told = told and language == "de" and _is_told_verb(hit[1], scope)
            if (told or _is_known_present(word, language)) and hit[1] not in scope.lines.words:
                yield hit.span(1)


def _is_told_verb(word: str, scope: Scope) -> bool:
    """Whether a German word is of what the lines or a list say was done: entlade, of Entladung."""
    roots = roots_of(word, "de")
    return bool(acts_of(word, "de")) or any(roots & roots_of(t.plain, "de") for t in scope.lines.tokens)


def _is_known_present(word: str, language: str) -> bool:
    """Whether a list has a form of the present; in German whatever stands before the verb: verwalte."""
    folded, known = fold(word), listed("presents", language)
    if language != "de":
        return folded in known
    begun = folded in known or without_prefix(folded) in known
    return begun and folded not in listed("nouns", "de")


def _is_present(word: str, language: str) -> bool:
    folded = fold(word)
    if is_function_word(folded, language) or folded in listed("nouns", language):
        return False
    return not _PAST[language].fullmatch(word.lower())
