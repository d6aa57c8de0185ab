"""Numbers: with their unit and bound, beside the things that they count."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_same_rate
from candidacy.domain.tailoring.guard.checks.others import is_person
from candidacy.domain.tailoring.guard.checks.periods import ONE_PERIOD, TOLD_AS_TIMES, other_period
from candidacy.domain.tailoring.guard.checks.things import (
    DATED,
    JOINED,
    PERSONS,
    counted,
    label,
    same_kind,
    same_thing,
)
from candidacy.domain.tailoring.guard.comparing import bound_holds, is_computed, is_period, is_same, is_within
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import (
    keys_of,
    root_of,
    words,
)
from candidacy.domain.tailoring.guard.ranges import Number
from candidacy.domain.tailoring.guard.rates import days_in
from candidacy.domain.tailoring.schema import ClaimKind

_PERIOD = re.compile(
    r"\s*-?(?:years|months|weeks|(?:year|month|week)(?! \d)|jahren?|monaten?|anos?|meses|ans|mois)\b"
)


_SEASONS = re.compile(
    r"\s*-?(?:summer|winter|autumn|spring|season|term|semester|evening|night|day|weekend|shift|session"
    r"|school year)s\b"
)
"""What something may go over beside years, months and weeks."""


_OF_EXPERIENCE = re.compile(
    r"\s*-?years?'? (?:of )?(?:professional |work |working |overall |total )?experience"
    r"(?! (?:in|with|as|of|leading|managing|using))"
)


def numbers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A number stands in the sources with the same unit and bound, beside the same things."""
    for number in text.numbers:
        if in_same_rate(_digits_at(number), text, scope.lines) or _is_same_label(number, text, scope.lines):
            continue
        known = _is_dated(number, scope) if number.kind == "year" else _derived(number, text, facts, scope)
        known = known or _is_only_year(number, scope) or _begins_same_range(number, text, scope.lines)
        known = known or _is_team(number, text, scope.lines)
        known = known or _supports(number, text, scope.lines) or is_computed(number, scope.lines.changes)
        known = known or _is_part(number, scope.lines) or _is_nth(number, text, scope.lines)
        if not known or other_period(number, text, scope.lines):
            behind = text.folded[number.end :]
            is_time = number.kind == "year" or _PERIOD.match(behind)
            yield (ClaimKind.DATE if is_time else ClaimKind.NUMBER), number.wording
    once = [n for n in text.numbers if not (_is_pair(n, text, scope.lines) or label(n, text))]
    for number in _repeated(once, scope):
        yield ClaimKind.NUMBER, number.wording
    for (start, end), month in text.months.items():
        if month not in scope.months and not text.text[start:end].isalpha():
            yield ClaimKind.DATE, text.text[start:end]
    named = days_in(scope.lines.folded)
    yield from ((ClaimKind.DATE, day) for day in sorted(days_in(text.folded) - named))
    stated = {hit[1] for hit in ONE_PERIOD.finditer(scope.lines.folded)}
    missing = (
        hit
        for hit in ONE_PERIOD.finditer(text.folded)
        if hit[1] not in stated
        and not in_same_rate(hit.start(), text, scope.lines)
        and not any(n.start < hit.end() <= n.until for n in text.numbers)
        and not any(is_period(n, hit[1]) for n in scope.lines.numbers)
    )
    yield from ((ClaimKind.DATE, hit[0]) for hit in missing)


def _is_same_label(number: Number, text: Text, lines: Text) -> bool:
    named = label(number, text)
    return bool(named) and any(label(n, lines) == named for n in lines.numbers)


def _is_dated(number: Number, scope: Scope) -> bool:
    """Whether a year is one of those of the entry, where its line states none of its own."""
    stated = any(n.kind == "year" for n in scope.lines.numbers) and scope.entry is not None
    return number.value in scope.years and not stated


def _digits_at(number: Number) -> int:
    """Where a number itself ends, whatever bound stands before it."""
    return number.end - 1


_TEAM = re.compile(
    r"\b(?:(?:team|crew|group|staff|party|brigade) of|one of)(?: (?:a|the) (?:team|crew|group) of)? $"
)


_BESIDE = re.compile(r"\b(?:with|alongside) (?:my )?$")


_OTHERS = frozenset({"other", "others"})


_FELLOWS = re.compile(r" (?:others\b|(?:other|fellow) (?:members of )?[a-z]+)")


_PAIR = re.compile(
    r"\bin (?:a pair|pairs)\b"
    r"|\bwith (?:(?:one|an?)(?: other| fellow)?|another) (?:[a-z]+ )?"
    r"(?:mate|partner|colleague|[a-z]+er|[a-z]+ian|[a-z]+ist)\b"
)
"""Two who work together: in a pair, with one other joiner."""


def _is_team(number: Number, text: Text, lines: Text) -> bool:
    """Whether it is how many worked together, oneself among them: four, of somebody with three colleagues."""
    if text.language != "en" or number.bound:
        return False
    size = _team(number, text)
    stated = any(_team(n, lines) == size for n in lines.numbers)
    return size > 0 and (stated or _is_pair(number, text, lines))


def _is_pair(number: Number, text: Text, lines: Text) -> bool:
    """Whether it says with a number that two worked together, which the lines say in words."""
    return _team(number, text) == _TWO and bool(_PAIR.search(lines.folded))


_TWO = 2


def _team(number: Number, text: Text) -> Decimal:
    """How many worked together, as a number says it; nothing where it says something else."""
    if _TEAM.search(text.folded[: number.start]) or PERSONS.match(text.folded, number.end):
        return number.value
    beside = bool(_BESIDE.search(text.folded[: number.start])) and not number.bound
    others = _FELLOWS.match(text.folded, number.until)
    people = bool(others) or any(word in _OTHERS or is_person(word) for word in counted(number, text)[-1:])
    return number.value + 1 if beside and people else Decimal(0)


def _is_said(number: Number, text: Text, stated: Number, lines: Text) -> bool:
    """Whether a number is one of the lines, by its value and by what it measures.

    Where but one of the two has a unit, the other counts nothing: from 820 ms, now 310.
    """
    timed = "clock" in {number.kind, stated.kind}
    if (
        not timed
        and bool(number.unit) != bool(stated.unit)
        and counted(*((stated, lines) if number.unit else (number, text)))
    ):
        return False
    times = {number.kind, stated.kind} == TOLD_AS_TIMES and number.value == stated.value
    return times or is_same(number, stated)


def counted_by(number: Number, text: Text, scope: Scope) -> list[str] | None:
    """The words for what a number counts, where the lines have the number itself as it is said.

    Nothing where they have not, or have another number, or another time, for one of these things.
    """
    lines, things = scope.lines, counted(number, text)
    stated = [
        n
        for n in lines.numbers
        if (_is_said(number, text, n, lines) or _is_alike(number, n))
        and (number.bound != "over" or bound_holds(number, n))
        and _same_way(number, text, n, lines)
    ]
    others = [n for n in lines.numbers if not is_same(number, n) and n.kind not in DATED]
    taken = any(_is_counted_by(n, word, lines) for n in others for word in things[-1:])
    counted_again = _counts_deeds(number, text, lines) and bool(stated)
    moved = not stated or (taken and not counted_again)
    return None if moved or other_period(number, text, lines) else things


def _is_alike(number: Number, stated: Number) -> bool:
    """Whether two numbers are of one value, whatever they are told to count."""
    measured = number.unit and stated.unit
    kinds = {number.kind, stated.kind} <= _COUNTS and (number.kind != "money" or stated.kind == "money")
    return not measured and kinds and number.value == stated.value


_COUNTS = frozenset({"plain", "times", "money"})


def _repeated(said: list[Number], scope: Scope) -> Iterator[Number]:
    """Numbers said more often than the sources say them: nine of one are not nine of another."""
    left = list(scope.around.numbers)
    for number in said:
        own = [n for n in left if is_same(number, n)]
        if own and number.kind != "year":
            left.remove(own[0])
        elif not own and any(is_same(number, n) for n in scope.around.numbers):
            yield number


def _is_counted_by(number: Number, word: str, lines: Text) -> bool:
    """Whether a thing is what stands right behind a number of the lines: 12 hedges."""
    return any(keys_of(word, "en") & keys_of(one, "en") for one in counted(number, lines)[-1:])


_ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


def _is_nth(number: Number, text: Text, lines: Text) -> bool:
    """Whether a number says in other words what the lines put in order: year three, one in five."""
    if number.kind == "percent":
        return any(abs(100 * rate.often - Fraction(number.value)) < 1 for rate in lines.rates)
    before = text.folded[: number.start].replace("-", " ").split()[-1:]
    if not 0 < number.value <= len(_ORDINALS) or number.value % 1:
        return False
    nth = _ORDINALS[int(number.value) - 1]
    return any(f"{nth} {word}" in lines.folded.replace("-", " ") for word in before)


_OF_WHOLE = re.compile(r"\s+(?:out )?of (?:the |all )?")


def _is_part(number: Number, lines: Text) -> bool:
    """Whether a share is that which the lines tell in numbers: a third, of 212 of the 640."""
    pairs = pairwise(lines.numbers) if number.kind == "percent" else ()
    return any(
        two.value > one.value
        and _OF_WHOLE.fullmatch(lines.folded, one.until, two.start)
        and abs(100 * one.value / two.value - number.value) <= 1
        for one, two in pairs
    )


def _begins_same_range(number: Number, text: Text, lines: Text) -> bool:
    """Whether it is the first of two numbers that the lines have as a range as well: 3 to 4 times, 3-4."""
    ends = {one.start: two for one, two in _ranges(text)}
    two = ends.get(number.start)
    return two is not None and any(
        is_same(number, one) and two.value == other.value for one, other in _ranges(lines)
    )


def _ranges(text: Text) -> list[tuple[Number, Number]]:
    return [(a, b) for a, b in pairwise(text.numbers) if _FROM_TO.fullmatch(text.folded, a.until, b.start)]


_FROM_TO = re.compile(r"\s*(?:to|-|–|and|or)\s*")


def _is_only_year(number: Number, scope: Scope) -> bool:
    """Whether it is the one year that the lines name."""
    return {n.value for n in scope.lines.numbers if n.kind == "year"} == {number.value}


def _derived(number: Number, text: Text, facts: Facts, scope: Scope) -> bool:
    """Years of experience in general are counted from the dated roles."""
    if scope.entry is not None or not _OF_EXPERIENCE.match(text.folded[number.end :]):
        return False
    return number.value <= facts.worked_years


def _supports(number: Number, text: Text, source: Text) -> bool:
    if _AT_ALL_HOURS.search(number.wording.lower()) and _AT_ALL_HOURS.search(source.folded):
        return True
    if number.value == 1 and not _ONE.isdisjoint(source.words):
        return True
    same = [n for n in source.numbers if _is_said(number, text, n, source)]
    if number.kind == "plain" and _counts_deeds(number, text, source):
        same += [n for n in source.numbers if n.value == number.value and n.wording.lower() == "twice"]
    return any(
        (
            bound_holds(number, n)
            or (not n.bound and _is_during(number, text))
            or bool(_BEYOND.search(source.folded[: n.start]))
        )
        and _same_way(number, text, n, source)
        and same_kind(number, text, n, source)
        and (n.kind != number.kind or bool(n.unit) or same_thing(number, text, n, source))
        for n in same
    ) or any(
        _same_compound(number, text, n, source)
        or (
            is_within(number, n)
            and same_kind(number, text, n, source)
            and same_thing(number, text, n, source)
        )
        for n in source.numbers
    )


_AT_ALL_HOURS = re.compile(r"24/7|a?round[- ]the[- ]clock")


_ONE = frozenset({"one", "single", "a", "an", "1"})


_BEYOND = re.compile(r"\b(?:after|beyond|past|(?:older|longer|more|higher) than|from)\s+$")
"""Before a number of the lines: what is done after 90 days is done when more than 90 have gone."""


def _counts_deeds(number: Number, text: Text, source: Text) -> bool:
    """Whether what a number counts is what the lines say was done: two visits, of somebody who visited."""
    done = frozenset[str]().union(*(acts_of(head.plain, "en") for head in source.heads)) - {LIGHT}
    roots = {root_of(head.plain) for head in source.heads}
    return any(acts_of(word, "en") & done or root_of(word) in roots for word in counted(number, text)[-1:])


def _same_compound(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """Whether a number is part of a word that stands in the source: four-handed."""
    if number.value != stated.value:
        return False
    own, known = JOINED.match(text.folded, number.end), JOINED.match(source.folded, stated.end)
    return own is not None and known is not None and own[1] == known[1] and own[1] not in words("units")


_WAY = re.compile(r"\b(by|from|to)\s+$")


_DURING = re.compile(r"(?<!\bfor)(?<!\bof)(?<!\bwith)(?<!\bhave)(?<!\bhas)(?<=[\w%),.])\s+over\s+$")


def _is_during(number: Number, text: Text) -> bool:
    """``Done over two years`` is how long it took; ``done for over two years`` is more than two."""
    begin = text.folded.rfind("over", 0, number.end)
    behind = number.unit == "time" or bool(_SEASONS.match(text.folded, number.end))
    return (
        behind
        and number.wording.lower().startswith("over")
        and bool(_DURING.search(text.folded[: begin + 5]))
    )


def _same_way(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What something changed by is not what it changed to, or from."""
    own, known = _WAY.search(text.folded, 0, number.start), _WAY.search(source.folded, 0, stated.start)
    return own is None or known is None or own[1] == known[1]
