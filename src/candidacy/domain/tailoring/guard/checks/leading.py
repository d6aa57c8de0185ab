"""How far something went, who led it, and what came of it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from candidacy.domain.tailoring.guard.acts import acts_of, said_by
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_idiom, newly_said
from candidacy.domain.tailoring.guard.checks.doing import EACH, objects_of
from candidacy.domain.tailoring.guard.checks.others import by_others, is_person
from candidacy.domain.tailoring.guard.comparing import is_same
from candidacy.domain.tailoring.guard.facts import CLAUSE, Facts, Scope, Text, stems_of
from candidacy.domain.tailoring.guard.forms import bases
from candidacy.domain.tailoring.guard.lexicon import (
    is_function_word,
    keys_of,
    pattern,
    words,
    words_of,
)
from candidacy.domain.tailoring.schema import ClaimKind


def breadth(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """How far something went, who led it and what came of it, stand in the lines themselves."""
    for kind, claim in newly_said(text, scope.lines, "breadth", ClaimKind.SCOPE):
        parts = (part for word, _ in words_of(claim) for part in word.split("-"))
        said = [part for part in parts if not is_function_word(part, text.language)]
        told = bool(said) and all(stems_of(word, text.language) & scope.lines.stems for word in said)
        if (
            not told
            and claim not in EACH
            and not in_idiom(claim, text)
            and not _is_said(claim, text, scope.lines)
            and not _is_partly(claim, text)
        ):
            yield kind, claim
    yield from _first_of_several(text, scope.lines)
    if not pattern("alone").search(scope.lines.folded):
        yield from newly_said(text, scope.lines, "alone", ClaimKind.SCOPE)
    yield from (claim for claim in _led(text, scope) if not _is_steering(claim[1], text, scope))
    yield from (
        (ClaimKind.SCOPE, hit[0])
        for hit in _results(text, scope.lines)
        if not _is_counted(hit, text, scope.lines)
    )


_SUPERLATIVE = r"(?:best|largest|biggest|highest|top|fastest|busiest)"


_NOT_FIRST = re.compile(rf"\b(?:second|third|fourth|fifth|one of the|among the)[ -]{_SUPERLATIVE}\b")


def _first_of_several(text: Text, lines: Text) -> Iterator[Claim]:
    """The best is not the second best, nor one of the best."""
    if _NOT_FIRST.search(lines.folded) and not _NOT_FIRST.search(text.folded):
        yield from ((ClaimKind.SCOPE, hit[0]) for hit in re.finditer(rf"\b{_SUPERLATIVE}\b", text.folded))


_DRIVEN = re.compile(r"dr(?:ive|ives|iving|ove) (?:to|from|for|between|around|home|by)\b")


_STEERING = frozenset(
    {
        "lead",
        "leads",
        "led",
        "leading",
        "manage",
        "manages",
        "managed",
        "managing",
        "run",
        "oversee",
        "oversaw",
    }
)


def _looks_after(lines: Text) -> bool:
    """Whether what the lines say was done is to run something, or look after it."""
    done = (said_by(head.plain, "en") for head in lines.heads)
    return lines.language == "en" and any(
        families & {"run", "administer", "responsible"} for families in done
    )


def steered(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Who looks after something, or runs it, may lead or manage it: that is for them to say."""
    yield from (claim for claim in _led(text, scope) if _is_steering(claim[1], text, scope))


_OF_MANY_SENSES = re.compile(r"driv|drove|direct|head")
"""To drive a van, direct visitors, head for the door."""


_OFFICES = frozenset(
    {
        "department",
        "branch",
        "store",
        "shop",
        "project",
        "programme",
        "program",
        "site",
        "unit",
        "ward",
        "hotel",
    }
) | frozenset(
    {"restaurant", "portfolio", "function", "division", "business", "company", "firm", "budget", "operation"}
)


def _is_steering(word: str, text: Text, scope: Scope) -> bool:
    """Whether it is but to lead or manage what was looked after, or to manage things: an inbox, claims."""
    if _OF_MANY_SENSES.match(word) or (_looks_after(scope.lines) and word in _STEERING):
        return True
    heads = [head for head in text.heads if head.plain == word and word.startswith("manag")]
    things = [thing.plain for head in heads for thing in objects_of(head, text)]
    known = frozenset[str]().union(*(bases(thing, "en") for thing in things))
    return bool(things) and known.isdisjoint(_OFFICES) and not any(map(is_person, things))


def _led(text: Text, scope: Scope) -> Iterator[Claim]:
    """Who led something, or founded it, where the lines say nothing of the kind."""
    for group, known in (("leading", _leads(scope.lines)), ("founding", _founds(scope.lines))):
        for n, token in enumerate(text.tokens):
            word = token.plain
            families = acts_of(word, text.language)
            if (
                not known
                and word in words(group)
                and (
                    word not in words("leading_or_noun")
                    or token in text.heads
                    or _is_owned(n, text, scope.lines)
                )
                and not by_others(text, n)
                and not _DRIVEN.match(text.folded, token.start)
                and word not in scope.lines.words
                and not families & scope.lines.acts
                and not _is_said(word, text, scope.lines)
            ):
                yield ClaimKind.SCOPE, word


def counted(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What came of it is told as such, where the lines tell it by the same number alone."""
    for hit in _results(text, scope.lines):
        if _is_counted(hit, text, scope.lines):
            yield ClaimKind.SCOPE, hit[0]


_OWNED = frozenset({"business", "company", "firm", "studio", "agency", "shop", "practice", "startup"})


def _is_owned(n: int, text: Text, lines: Text) -> bool:
    """Whether *own* tells of a firm, or of what the lines have as another's, not but whose till it was."""
    if text.tokens[n].plain == "own" and "'s " in lines.folded and "my own" in text.folded:
        return True
    return text.tokens[n].plain == "own" and any(t.plain in _OWNED for t in text.tokens[n + 1 : n + 3])


_PARTLY = re.compile(r"\b(?:half|nearly|almost|partly|not|in|yet to be) (?:of )?$")


def _is_partly(claim: str, text: Text) -> bool:
    """Whether it says that something is not complete yet: half complete."""
    return claim == "complete" and bool(_PARTLY.search(text.folded[: text.folded.find(claim)]))


def _is_said(claim: str, text: Text, lines: Text) -> bool:
    """Whether the lines say in other words that nobody helped, or it is what was done: to complete a form."""
    alone = pattern("alone")
    if alone.fullmatch(claim) or claim in {"sole", "solely"}:
        return bool(alone.search(lines.folded))
    verb = claim == "complete" and any(head.plain == claim for head in text.heads)
    return verb and not re.search(r"\bcomplete (?:[a-z]+ )?of\b", text.folded)


_STATED = re.compile(r"exceed|surpass|achiev|attain|generat|rais|yield|result|award|won")


def _is_counted(hit: re.Match[str], text: Text, lines: Text) -> bool:
    """Whether a number of the lines follows what is said to have come of it: raised the £1,150."""
    behind = (n for n in text.numbers if n.start >= hit.end() and n.kind != "year")
    return bool(_STATED.match(hit[0])) and any(is_same(n, one) for n in behind for one in lines.numbers)


_THE_RESULTING = re.compile(r"resulting (?!in\b)")


_RAISED = re.compile(
    r"rais(?:e|es|ed|ing) (?:[a-z-]+ ){0,2}?"
    r"(?:invoice|order|ticket|quer|concern|issue|request|alarm|question|bill|fault|defect|bug)"
)
"""What is raised and grows nothing."""


_UP, _DOWN = (
    re.compile(r"increas|rais|gr[eo]w|boost|improv|doubl|tripl"),
    re.compile(r"reduc|cut|lower|decreas|shorten|sav|improv|halv"),
)


def _shows(lines: Text, said: str) -> bool:
    """Whether lines tell in numbers which way something went: from 22% to 60% was an increase."""
    if _is_less_often(lines) and _DOWN.match(said):
        return True
    return any(
        (_UP if (one.amount, one.value) < (two.amount, two.value) else _DOWN).match(said)
        for one, two in lines.changes
    )


def _is_less_often(lines: Text) -> bool:
    """Whether lines tell that something came to happen less often: from weekly to one a quarter."""
    per_day = {"hour": 24.0, "day": 1.0, "night": 1.0, "week": 1 / 7, "month": 1 / 30}
    return any(
        float(one.often) * per_day[one.unit] > float(two.often) * per_day[two.unit]
        for one, two in pairwise(lines.rates)
        if {one.unit, two.unit} <= per_day.keys()
        and re.fullmatch(r"\W*to\W.{0,20}", lines.folded[one.end : two.start])
    )


def _results(text: Text, lines: Text) -> Iterator[re.Match[str]]:
    """What came of it, where the lines say nothing of the kind."""
    for hit in pattern("results", text.language).finditer(text.folded):
        if (
            _RAISED.match(text.folded, hit.start())
            or text.folded[: hit.start()].endswith("-")
            or _THE_RESULTING.match(text.folded, hit.start())
        ):
            continue
        families = acts_of(hit[0], text.language)
        by_act = families & lines.acts if families else pattern("results", text.language).search(lines.folded)
        told = keys_of(hit[0], text.language) & lines.stems or _shows(lines, hit[0])
        if not (by_act or told) and not (_ACHIEVED.match(hit[0]) and _brought_about(hit, text, lines)):
            yield hit


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


def _leads(lines: Text) -> bool:
    """Whether the lines say that somebody led; a recycling drive alone is no leading, nor is a design."""
    begin = {hit[1] for hit in CLAUSE.finditer(lines.folded)}
    nouns, leading = words("leading_or_noun"), words("leading") - words("designing")
    return any(w in leading and (w not in nouns or w in begin) for w in lines.words)


def _founds(lines: Text) -> bool:
    return not words("founding").isdisjoint(lines.words)
