"""What is asked about though a text has but words of its lines: who did it, and who was left out."""

import re
from collections.abc import Iterator

from candidacy.domain.tailoring.guard.acts import acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.lexicon import Token, is_function_word
from candidacy.domain.tailoring.guard.other_languages.standing import PERSON
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern
from candidacy.domain.tailoring.guard.roots import roots_of
from candidacy.domain.tailoring.schema import ClaimKind

_CLAUSE = (
    r"\b(?:que|qui|quien|quienes|dont|welche[rs]?|(?<=, )(?:der|die|das)|wobei|donde|parte de|statt|wenn"
    r"|falls|quand|lorsque|cuando|pour que|para que)\b[^.,;(\n]*"
    r"|[^.,;()\n]*\b(?:laisse[es]* au?x? |confie[es]* au?x? |uberlassen)[^.,;()\n]*"
)
_BY = (
    r"\b(?:durch|par|por|seitens) (?:die |den |das |der |le |la |les |l'|une? |el |los |las |una? )"
    r"(?!manana|tarde|noche|suite)[^.,;()\n]*"
)
_OTHERS = re.compile(rf"{_CLAUSE}|\b\w+ {_BY}")
"""A clause of somebody else, or of another thing: the commission that wrote it, checked by the manager."""
_TOLD_SO = re.compile(rf"{_CLAUSE}|[^.,;()\n]*{_BY}")
"""Where a text tells who else did it."""


def moved(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell only of somebody else, and the text of nobody else, is asked about."""
    theirs = [hit.span() for hit in _OTHERS.finditer(scope.lines.folded)]
    own = [hit.span() for hit in _TOLD_SO.finditer(text.folded)]
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


def named(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines have but as somebody's name, or as what came before or after, is not told as done."""
    language, person = text.language, PERSON[text.language]
    if scope.entry is None:
        return
    for token in text.tokens:
        if person.fullmatch(token.plain) or is_function_word(token.plain, language):
            continue
        same = [t for t in scope.lines.tokens if _is_one(t, token, language)]
        if not same or any(t.plain == token.plain for t in same):
            continue
        verb = bool(acts_of(token.plain, language)) and (token.word[:1].islower() or token is text.tokens[0])
        deed = bool(_DEED.fullmatch(token.plain))
        if all(
            (deed and person.fullmatch(t.plain)) or (verb and _is_but_around(t, scope.lines)) for t in same
        ):
            yield ClaimKind.SCOPE, token.word


_DEED = re.compile(r"\w{4,}(?:ung|ungen|tion|cion|age)")
"""How nouns end that tell what was done: the advice of an adviser."""


def _is_but_around(token: Token, lines: Text) -> bool:
    return bool(_AROUND.search(lines.folded[: token.start]))


_AROUND = re.compile(
    r"\b(?:vor|nach|fur|wahrend|avant|apres|pour|pendant|antes de|despues de|tras|para|durante)"
    r" (?:(?:der|die|das|dem|den|l'|le|la|les|el|los|las) ?)?$"
)


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
