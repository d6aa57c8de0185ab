"""How far something went, who led it, and what came of it."""

import re
from collections.abc import Collection, Iterator
from itertools import dropwhile, zip_longest

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import acts_of, said_by
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_idiom, in_same_rate
from candidacy.domain.tailoring.guard.checks.keeping import is_past
from candidacy.domain.tailoring.guard.checks.others import is_person
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, entailed_by
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.schema import ClaimKind

_PERFORMED_ELSEWHERE = re.compile(
    r"durchfuhr|durchgefuhrt|ausfuhr|ausgefuhrt|realis|effectu|condui|execut|realiz|efectu|llev|ejecut"
)


_PERFORMING = frozenset({"perform", "conduct", "undertake", "execute", "do", "hold", "give", "deliver"})


_ONLY_AROUND = re.compile(
    r"\b(?:in|at|for|during|from|about|after|before|following|fur|bei|nach|vor|wahrend|pour|lors|apres|avant|pendant"
    r"|para|durante|tras|antes|without|instead of|against|until|prior to)\s+(?:[\w-]+\s+){0,3}$"
)


EACH = frozenset({"each", "every", "all"})


def extent(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Of each thing is said only what the lines say of each, and first is what they call first."""
    yield from ((ClaimKind.SCOPE, claim) for claim in _each(text, scope.lines))
    for word, start in words_of(text.folded):
        known = not {word, _NTH.get(word)}.isdisjoint(scope.lines.words)
        known = known or in_same_rate(start, text, scope.lines) or in_idiom(word, text)
        if word in words("ordinals") and not known:
            yield ClaimKind.SCOPE, word


_NTH = {"first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th"}


def performing(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What was performed was not merely what went before it, or what it was about: to treat after surgery."""
    for n, token in enumerate(text.tokens):
        if not _is_performed(token.plain, text.language) or (
            text.language == "en" and token not in text.heads
        ):
            continue
        things = list(_phrase(_after_article(text, n), text.language))
        # The noun stands last in English and in German compounds, first in French and Spanish.
        thing = next(iter(things if text.language in {"fr", "es"} else reversed(things)), None)
        if thing is not None and _only_around(keys_of(thing.plain, text.language), scope.lines):
            yield ClaimKind.SCOPE, f"{token.word} {thing.word}"


def _phrase(rest: list[Token], language: str) -> Iterator[Token]:
    """The words of a thing, up to what holds the sentence together: ``strength and heat tests`` are one."""
    for token, after in zip_longest(rest, rest[1:]):
        joins = token.plain == "and" and after is not None and not after.plain.endswith("ed")
        if joins:
            continue
        if is_function_word(token.plain, language) or token.plain in words("frequency") | _AFTER_THINGS:
            return
        yield token


_AFTER_THINGS = frozenset(
    {"before", "after", "per", "during", "following", "concerning", "regarding", "without"}
)


def _after_article(text: Text, n: int) -> list[Token]:
    rest = text.tokens[n + 1 :]
    if text.language == "en":
        return rest[1:] if rest and rest[0].plain in {"a", "an", "the"} else rest
    return list(dropwhile(lambda token: is_function_word(token.plain, text.language), rest))


def _is_performed(word: str, language: str) -> bool:
    if language == "en":
        return not word.endswith(("er", "ers", "ry", "ries", "ance", "ion", "ions")) and not keys_of(
            word, language
        ).isdisjoint(_PERFORMING)
    return bool(_PERFORMED_ELSEWHERE.match(word))


def _only_around(keys: frozenset[str], lines: Text) -> bool:
    places = [t.start for t in lines.tokens if keys & keys_of(t.plain, lines.language)]
    return bool(places) and all(_is_around(start, lines) for start in places)


def _is_around(start: int, lines: Text) -> bool:
    """Whether a preposition, and no verb behind it, leads to a place: not ``in 2022 and gave``."""
    hit = _ONLY_AROUND.search(lines.folded[:start])
    between = [t.plain for t in lines.tokens if hit and hit.start() < t.start < start]
    verbs = (word for word in between if is_past(word) and acts_of(word, lines.language))
    return hit is not None and not any(verbs)


def _each(text: Text, lines: Text) -> Iterator[str]:
    """What is said of each thing, where the lines say it of some: every part, for every tenth part."""
    known = [keys_of(after.plain, lines.language) for after in _behind_each(lines, EACH | {"per"})]
    known += [
        keys_of(after.plain, lines.language)
        for after in _behind_each(lines, {"the", "a"})
        if after.plain in words("occasions")
    ]
    for after in _behind_each(text, EACH):
        if (
            any(n.start <= after.start < n.until for n in text.numbers)
            or after.plain in _AFTER_EACH
            or is_past(after.plain)
            or in_same_rate(after.start, text, lines)
        ):
            continue
        own = Text(after.plain, text.language).stems
        if not any(own & keys for keys in known):
            yield after.word


_OF_THEM = frozenset({"of", "the", "our", "these", "those"})


_AFTER_EACH = frozenset({"it", "them", "that", "which"})


def _behind_each(text: Text, words_: Collection[str]) -> Iterator[Token]:
    for n, one in enumerate(text.tokens):
        behind = (t for t in text.tokens[n + 1 :] if t.plain not in _OF_THEM)
        after = next(behind, None) if one.plain in words_ else None
        if after is not None:
            yield after


_OF_WEIGHT = frozenset({"lead", "responsible", "run", "administer", "design", "write", "make"}) | frozenset(
    {"introduce", "found", "define", "decide"}
)


_OF_THE_MAKER = frozenset({"make", "write", "introduce"})


def objects(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What somebody led, made or decided is a thing of which the lines say that, not one beside it."""
    if text.language != "en" or scope.entry is None:
        return
    yield from ((ClaimKind.SCOPE, f"{token.word} {thing.word}") for token, thing in _beside(text, scope))
    yield from _staff(text, scope.lines)


def made(text: Text, scope: Scope) -> Iterator[tuple[Claim, list[Token]]]:
    """What was made or written, by a name that the lines have not, or have for what was done."""
    done = [o for head in scope.lines.heads for o in objects_of(head, scope.lines)]
    beside = Text("\n".join(t.plain for t in scope.lines.tokens if t not in done)).stems
    for token, thing in _beside(text, scope):
        another = keys_of(thing.plain, "en").isdisjoint(beside)
        if another and acts_of(token.plain, "en") & _OF_WEIGHT <= _OF_THE_MAKER:
            yield (ClaimKind.SCOPE, f"{token.word} {thing.word}"), [thing]


def _beside(text: Text, scope: Scope) -> Iterator[tuple[Token, Token]]:
    """The verbs that say how much somebody did, each with its thing, where the lines say it of another."""
    for token, families in _of_weight(text):
        things = objects_of(token, text, first=True)
        known = [
            o
            for head, _ in _of_weight(scope.lines)
            if families & said_by(head.plain, "en")
            for o in objects_of(head, scope.lines)
        ]
        source = (
            frozenset[str]().union(*(entailed_by(t.plain, "en") for t in known))
            if known
            else _all_known(scope)
        )
        named = any(
            acts_of(t.plain, "en") & acts_of(h.plain, "en") for t in things for h in scope.lines.heads
        )
        if things and not named and not any(_keys_of_parts(t.plain) & source for t in things):
            yield token, things[-1]


_LEADING = frozenset({"lead", "run", "administer", "responsible"})


def _staff(text: Text, lines: Text) -> Iterator[Claim]:
    """Whoever the lines name beside what somebody led, without saying that they were led."""
    led = [o for head in text.heads if acts_of(head.plain, "en") & _LEADING for o in objects_of(head, text)]
    things = [o for head in lines.heads for o in objects_of(head, lines)]
    known = frozenset[str]().union(*(keys_of(token.plain, "en") for token in things))
    named = frozenset[str]().union(*(keys_of(token.plain, "en") for token in lines.tokens))
    for token in led:
        keys = keys_of(token.plain, "en")
        if is_person(token.plain) and not keys.isdisjoint(named) and keys.isdisjoint(known):
            yield ClaimKind.SCOPE, token.word


def _all_known(scope: Scope) -> frozenset[str]:
    return scope.lines.entailed | scope.around.stems


def _keys_of_parts(word: str) -> frozenset[str]:
    return keys_of(word, "en").union(*(keys_of(part, "en") for part in word.split("-")))


def _of_weight(text: Text) -> list[tuple[Token, frozenset[str]]]:
    """The verbs of a text that say how much somebody did, with their families."""
    found = ((head, acts_of(head.plain, "en") & _OF_WEIGHT) for head in text.heads)
    return [(head, families) for head, families in found if families]


def objects_of(head: Token, text: Text, *, first: bool = False) -> list[Token]:
    """The words of what something was done to, or to ``first``: up to a preposition other than ``of``."""
    counted = [(number.start, number.end) for number in text.numbers]
    found: list[Token] = []
    for token in text.tokens:
        if token.start <= head.start:
            continue
        if _ends_thing(token, text) or _STOP.search(text.text, head.end, token.start):
            break
        if first and found and (token.plain == "and" or "," in text.text[found[-1].end : token.start]):
            break
        if not is_function_word(token.plain, "en") and not any(a <= token.start < b for a, b in counted):
            found.append(token)
    return found


def _ends_thing(token: Token, text: Text) -> bool:
    first = re.split(r"[\s-]", fold(token.word))[0]
    return not words("prepositions").isdisjoint({token.plain, first}) or _is_done(token, text)


def _is_done(token: Token, text: Text) -> bool:
    return token in text.heads and (token.plain.endswith("ed") or bool(acts_of(token.plain, "en")))


_STOP = re.compile(r"(?:[;:(]|\.(?=\s+\D))\s")
"""What ends a thing; the stop of ``approx. 250`` does not."""
