"""Numbers of a text that is not English: each stands in the lines, beside the thing that it counts there."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from candidacy.domain.tailoring.guard.checks.claim import Claim, says_nothing
from candidacy.domain.tailoring.guard.comparing import bound_holds
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text
from candidacy.domain.tailoring.guard.lexicon import is_function_word, keys_of, words_of
from candidacy.domain.tailoring.guard.numerals import ordinals
from candidacy.domain.tailoring.guard.other_languages.vocabulary import own_pattern, periods_in
from candidacy.domain.tailoring.guard.ranges import Bound, Number
from candidacy.domain.tailoring.schema import ClaimKind

_MONEY = frozenset({"money", "plain"})
_STOP = re.compile(r"[,;:()]\s|\.\s|\n")
_REACH = 3
_JOINED = re.compile(r"-?[^\W\d_][\w-]*")
_RANGE = re.compile(r"\s*[-–]\s*|\s+(?:bis|auf|zu|und|oder|statt|a|et|ou|au|y|o|al|hasta)\s+")
"""What stands between the two numbers of a range, of which the second has what they count."""


_BOUNDS: dict[Bound, tuple[str, str]] = {
    "most": (
        (
            r"hochstens|maximal|maximum|max\.?|bis zu|nicht mehr als|au plus|au maximum(?: de)?|un maximum de"
            r"|jusqu'a|pas plus de|maximo|como maximo|un maximo de|hasta|no mas de"
        ),
        r"maximum|maximal|hochstens|au plus|au maximum|max\.?|como maximo|maximo",
    ),
    "less": (
        (
            r"unter|weniger als|knapp|moins de|en dessous de|sous|inferieure? a|por debajo de|menos de"
            r"|inferior a|casi"
        ),
        r"(?!)",
    ),
    "over": (
        (
            r"uber|mehr als|mindestens|wenigstens|gut|plus de|au moins|au minimum|un minimum de|superieure? a"
            r"|mas de|al menos|como minimo|un minimo de|por encima de|superior a"
        ),
        (
            r"minimum|mindestens|und mehr|oder mehr|au moins|au minimum|ou plus|et plus|como minimo|minimo"
            r"|o mas|y mas"
        ),
    ),
}
"""What says before and behind a number how it is meant."""


@cache
def _bounds(bound: Bound) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, behind = _BOUNDS[bound]
    return re.compile(rf"(?<!\w)(?:{before})\s+$"), re.compile(rf"[^\d.;,]{{0,30}}\b(?:{behind})(?!\w)")


def numbers_of(text: Text) -> list[Number]:
    """The numbers of a text, each with its bound as its language says it."""
    return [replace(number, bound=_bound_of(number, text)) for number in text.numbers]


def _bound_of(number: Number, text: Text) -> Bound:
    start = number.start + len(number.wording) - len(number.wording.lstrip("<>≥≤≈~ "))
    digits = re.search(r"\d", text.folded[start : number.end])
    start += digits.start() if digits else 0
    for bound in _BOUNDS:
        before, behind = _bounds(bound)
        if before.search(text.folded[:start]) or behind.match(text.folded, number.end):
            return bound
    return number.bound


def numbers(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """No number is new, raised, of another thing that has a number, or told more often than it stands."""
    left = Counter(n.value for n in [*scope.around.numbers, *_places(scope.around)])
    for number in numbers_of(text):
        left[number.value] -= 1
        if _is_of_the_entry(number, scope):
            continue
        same = stated(number, scope.lines)
        wrong = not same or (left[number.value] < 0 and number.kind != "year")
        if (
            wrong
            or (number.bound == "over" and not any(bound_holds(number, n) for n in same))
            or _is_another_period(number, text, scope.lines)
            or _is_taken(number, text, scope.lines)
        ):
            yield _kind(number, text), number.wording


def unclear(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """Asked about is a number without its bound or the other end of its range, or beside another thing."""
    lines = scope.lines
    for number in numbers_of(text):
        same = stated(number, lines)
        if not same or number.kind == "year":
            continue
        held = any(bound_holds(number, n) or (n.bound, number.bound) == ("about", "less") for n in same)
        beside = any(_is_beside(number, text, n, lines) for n in same)
        if not (held and beside) or all(_is_cut_off(n, text, lines) for n in same):
            yield _kind(number, text), number.wording


def everyday(text: Text, scope: Scope, _: Facts) -> Iterator[Claim]:
    """What the lines tell of some days is not told of each."""
    lines = scope.lines
    some = [periods_in(_counted(n, lines)[:1], lines.language) for n in lines.numbers]
    for hit in own_pattern("each", text.language).finditer(text.folded):
        own = periods_in([word for word, _ in words_of(hit[0])], text.language)
        if not own_pattern("each", lines.language).search(lines.folded) and any(own & one for one in some):
            yield ClaimKind.DATE, text.text[hit.start() : hit.end()]


def stated(number: Number, lines: Text) -> list[Number]:
    """The numbers of the lines that are the same; an amount of money may lose its currency."""
    return [
        n
        for n in numbers_of(lines)
        if n.value == number.value
        and (n.kind == number.kind or (n.kind in _MONEY and number.kind == "plain"))
    ] + [n for n in _places(lines) if n.value == number.value]


def stated_place(word: str, lines: Text) -> bool:
    """Whether a word tells a place in a row that the lines tell in words or digits: segundo, of 2.º."""
    place = ordinals(lines.language).get(word)
    return place is not None and any(n.value == place for n in [*lines.numbers, *_places(lines)])


def _places(lines: Text) -> list[Number]:
    """The places in a row that the lines tell in words, as numbers."""
    known = ordinals(lines.language)
    return [
        Number("plain", known[t.plain], "", t.start, t.end, t.word) for t in lines.tokens if t.plain in known
    ]


def _is_of_the_entry(number: Number, scope: Scope) -> bool:
    """Whether a year is one of the entry, where its line has none."""
    if number.kind == "year":
        dated = any(n.kind == "year" for n in scope.lines.numbers) and scope.entry is not None
        return number.value in scope.years and not dated
    return False


def _kind(number: Number, text: Text) -> ClaimKind:
    """A year, or a number of years and the like, is a time."""
    is_time = number.kind == "year" or bool(periods_in(_counted(number, text)[:1], text.language))
    return ClaimKind.DATE if is_time else ClaimKind.NUMBER


def _counted(number: Number, text: Text) -> list[str]:
    """What a number is part of, and the words behind it, up to the next number or stop."""
    number, end = _end_of_range(number, text)
    found = [word] if (word := _joined(number, text)) else []
    for token in text.tokens:
        if not number.end <= token.start < end or is_function_word(token.plain, text.language):
            continue
        if _STOP.search(text.text, number.end, token.start) or len(found) == _REACH:
            break
        found.append(token.plain)
    return found


def _end_of_range(number: Number, text: Text) -> tuple[Number, int]:
    """The number itself, or the last of a range that it begins, and where the next one stands."""
    for n in text.numbers:
        if n.start >= number.end:
            if not _RANGE.fullmatch(text.folded, number.end, n.start):
                return number, n.start
            number = n
    return number, len(text.text)


def _is_cut_off(stated: Number, text: Text, lines: Text) -> bool:
    """Whether a number is one end of a range of the lines, of which the text has not the other."""
    values = {n.value for n in text.numbers}
    ends = [
        {one.value, two.value}
        for one, two in pairwise(lines.numbers)
        if _RANGE.fullmatch(lines.folded, one.end, two.start) and stated.value in (one.value, two.value)
    ]
    return bool(ends) and not any(pair <= values for pair in ends)


def _joined(number: Number, text: Text) -> str:
    """What a number is written together with: köpfig, of sechsköpfig."""
    hit = _JOINED.match(text.folded, number.end)
    return hit[0].strip("-") if hit else ""


def _is_another_period(number: Number, text: Text, lines: Text) -> bool:
    """Whether a number of hours is one of days in the lines."""
    own = periods_in(_counted(number, text)[:1], text.language)
    known = [periods_in(_counted(n, lines)[:1], lines.language) for n in stated(number, lines)]
    return bool(own) and all(one and own.isdisjoint(one) for one in known)


def _is_taken(number: Number, text: Text, lines: Text) -> bool:
    """Whether the lines count the thing behind a number by another one, and not by this one too."""
    counted = _counted(number, text)[:1]
    keys = frozenset[str]().union(*(keys_of(word, text.language) for word in counted))
    own = [word for n in stated(number, lines) for word in _counted(n, lines)]
    others = [w for n in lines.numbers if n.value != number.value for w in _counted(n, lines)[:1]]
    return not any(keys & keys_of(w, lines.language) for w in own) and any(
        keys & keys_of(w, lines.language) for w in others
    )


def _is_beside(number: Number, text: Text, same: Number, lines: Text) -> bool:
    """Whether a number stands beside what it counts in the lines, or nothing of these behind it."""
    language = lines.language
    before = [set(keys_of(w, language)) for w in (_before(number, text)[-1:] + _before(same, lines)[-1:])]
    if len(before) > 1 and before[0] & before[1]:
        return True
    known = [w for w in _counted(number, text) if keys_of(w, language) & lines.stems][:1]
    own = Text(" ".join(_counted(same, lines) + _before(same, lines)), language).stems
    return all(keys_of(w, language) & own for w in known if not says_nothing(w, language))


def _before(number: Number, text: Text) -> list[str]:
    """The last words before a number: a team of six."""
    start = text.folded.rfind("\n", 0, number.start) + 1
    told = [w for w, _ in words_of(text.folded[start : number.start])]
    return [w for w in told if not is_function_word(w, text.language)][-_REACH:]
