"""How far something went, who led it, and what came of it."""

import re
from collections.abc import Collection, Iterator
from itertools import dropwhile, zip_longest

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import acts_of, said_by
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_idiom, newly_said
from candidacy.domain.tailoring.guard.facts import CLAUSE, Facts, Scope, Text, entailed_by
from candidacy.domain.tailoring.guard.lexicon import (
    Token,
    is_function_word,
    keys_of,
    pattern,
    words,
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


_EACH = frozenset({"each", "every", "all"})


def breadth(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """How far something went, who led it and what came of it, stand in the lines themselves."""
    for kind, claim in newly_said(text, scope.lines, "breadth", ClaimKind.SCOPE):
        if claim not in _EACH and not in_idiom(claim, text) and not _is_said(claim, text, scope.lines):
            yield kind, claim
    yield from ((ClaimKind.SCOPE, claim) for claim in _each(text, scope.lines))
    for group, known in (("leading", _leads(scope.lines)), ("founding", _founds(scope.lines))):
        for word in text.words:
            families = acts_of(word, text.language)
            if (
                not known
                and word in words(group)
                and word not in scope.lines.words
                and not families & scope.lines.acts
                and not _is_said(word, text, scope.lines)
            ):
                yield ClaimKind.SCOPE, word
    yield from ((ClaimKind.SCOPE, claim) for claim in _results(text, scope.lines))
    for word in text.words:
        if word in words("ordinals") and word not in scope.lines.words and not in_idiom(word, text):
            yield ClaimKind.SCOPE, word


def _is_said(claim: str, text: Text, lines: Text) -> bool:
    """Whether the lines say in other words that nobody helped, or it is what was done: to complete a form."""
    alone = pattern("alone")
    if alone.fullmatch(claim):
        return bool(alone.search(lines.folded))
    verb = claim == "complete" and any(head.plain == claim for head in text.heads)
    return verb and not re.search(r"\bcomplete (?:[a-z]+ )?of\b", text.folded)


def _results(text: Text, lines: Text) -> Iterator[str]:
    """What came of it, where the lines say nothing of the kind."""
    for hit in pattern("results", text.language).finditer(text.folded):
        families = acts_of(hit[0], text.language)
        said = families & lines.acts if families else pattern("results", text.language).search(lines.folded)
        if not said and not (_ACHIEVED.match(hit[0]) and _brought_about(hit, text, lines)):
            yield hit[0]


_ACHIEVED = re.compile(r"achiev|attain|generat|result|yield")
_REACH = 4


def _brought_about(hit: re.Match[str], text: Text, lines: Text) -> bool:
    """Whether what was achieved is what the lines say was done: a reduction, where something was reduced."""
    behind = [token for token in text.tokens if token.start >= hit.end()][:_REACH]
    done = frozenset[str]().union(*(acts_of(head.plain, text.language) for head in lines.heads))
    known = (
        acts_of(one[0], lines.language) for one in pattern("results", lines.language).finditer(lines.folded)
    )
    done |= frozenset[str]().union(*known)
    return any(acts_of(token.plain, text.language) & done for token in behind)


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
        return not word.endswith(("er", "ers")) and not keys_of(word, language).isdisjoint(_PERFORMING)
    return bool(_PERFORMED_ELSEWHERE.match(word))


def _only_around(keys: frozenset[str], lines: Text) -> bool:
    places = [t.start for t in lines.tokens if keys & keys_of(t.plain, lines.language)]
    return bool(places) and all(_ONLY_AROUND.search(lines.folded[:start]) for start in places)


def _each(text: Text, lines: Text) -> Iterator[str]:
    """What is said of each thing, where the lines say it of some: every part, for every tenth part."""
    known = [keys_of(after.plain, lines.language) for after in _behind_each(lines, _EACH | {"per"})]
    known += [
        keys_of(after.plain, lines.language)
        for after in _behind_each(lines, {"the", "a"})
        if after.plain in words("occasions")
    ]
    for after in _behind_each(text, _EACH):
        own = Text(after.plain, text.language).stems
        if not any(own & keys for keys in known):
            yield after.word


def _behind_each(text: Text, words_: Collection[str]) -> Iterator[Token]:
    pairs = zip(text.tokens, text.tokens[1:], strict=False)
    yield from (after for one, after in pairs if one.plain in words_)


def _leads(lines: Text) -> bool:
    """Whether the lines say that somebody led; a recycling drive alone is no leading, nor is a design."""
    begin = {hit[1] for hit in CLAUSE.finditer(lines.folded)}
    nouns, leading = words("leading_or_noun"), words("leading") - words("designing")
    return any(w in leading and (w not in nouns or w in begin) for w in lines.words)


def _founds(lines: Text) -> bool:
    return not words("founding").isdisjoint(lines.words)


_OF_WEIGHT = frozenset({"lead", "responsible", "run", "administer", "design", "write", "make"}) | frozenset(
    {"introduce", "found", "define", "decide"}
)


def objects(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What somebody led, made or decided is a thing of which the lines say that, not one beside it."""
    if text.language != "en" or scope.entry is None:
        return
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
        if things and not any(_keys_of_parts(t.plain) & source for t in things):
            yield ClaimKind.SCOPE, f"{token.word} {things[-1].word}"


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


_STOP = re.compile(r"[.;:(]\s")
