"""What is asked about though a text has but words of its lines: who did it, and who was left out."""

import re
from collections.abc import Iterator

from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word
from candidacy.domain.tailoring.guard.other_languages.standing import PERSON
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern
from candidacy.domain.tailoring.guard.roots import roots_of
from candidacy.domain.tailoring.schema import ClaimKind

_OTHERS = re.compile(
    r"\b(?:que|qui|quien|quienes|dont|welche[rs]?|(?<=, )(?:der|die|das)|wobei|donde|parte de|statt|wenn|falls|quand|lorsque"
    r"|cuando|pour que|para que)\b[^.,;(\n]*"
    r"|\b\w+ (?:durch|par|por|seitens) (?:die |den |das |der |le |la |les |l'|une? |el |los |las |una? )"
    r"(?!manana|tarde|noche|suite)[^.,;()\n]*"
    r"|[^.,;()\n]*\b(?:laisse[es]* au?x? |confie[es]* au?x? |uberlassen)[^.,;()\n]*"
)
"""A clause of somebody else, or of another thing: the commission that wrote the plan, checked by the manager."""


def moved(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell only of somebody else, and the text of nobody else, is asked about."""
    theirs = [hit.span() for hit in _OTHERS.finditer(scope.lines.folded)]
    own = [hit.span() for hit in _OTHERS.finditer(text.folded)]
    if not theirs or scope.entry is None:
        return
    for token in text.tokens:
        if (
            not token.plain.isalpha()
            or is_function_word(token.plain, text.language)
            or any(a <= token.start < b for a, b in own)
        ):
            continue
        same = [t for t in scope.lines.tokens if _is_one(t, token, text.language)]
        if same and all(any(a <= t.start < b for a, b in theirs) for t in same):
            yield ClaimKind.SCOPE, token.word


def company(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Whoever the lines say was there too is not left out without a question."""
    together = own_pattern("together", text.language)
    if scope.entry is None or not text.tokens or together.search(text.folded) or _with(text):
        return
    people = _with(scope.lines)
    named = any(stems_of(who, text.language) & text.stems for who in people)
    if together.search(scope.lines.folded) or (people and not named):
        yield ClaimKind.SCOPE, text.tokens[0].word


def _with(text: Text) -> list[str]:
    """The people of whom a text says that somebody was with them."""
    return [hit[1] for hit in _WITH.finditer(text.folded) if PERSON[text.language].fullmatch(hit[1])]


_WITH = re.compile(
    r"\b(?:mit|avec|con) (?:(?:dem|der|den|einem|einer|zwei|la|le|un|une|el|los|las|una|mi|mon|ma) )?(\w+)"
)


def _is_one(one: Token, other: Token, language: str) -> bool:
    return bool(roots_of(one.plain, language) & roots_of(other.plain, language))
