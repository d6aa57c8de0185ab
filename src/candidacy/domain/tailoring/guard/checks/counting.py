"""Numbers: with their unit and bound, beside the things that they count."""

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.acts import LIGHT, acts_of
from candidacy.domain.tailoring.guard.checks.claim import Claim, in_same_rate, says_nothing
from candidacy.domain.tailoring.guard.facts import Facts, Scope, Text, entailed_by
from candidacy.domain.tailoring.guard.lexicon import (
    is_function_word,
    keys_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.numbers import Number, NumberKind, bound_holds
from candidacy.domain.tailoring.guard.rates import Rate, days_in
from candidacy.domain.tailoring.schema import ClaimKind

_PERIOD = re.compile(
    r"\s*-?(?:years|months|weeks|(?:year|month|week)(?! \d)|jahren?|monaten?|anos?|meses|ans|mois)\b"
)


_OF_EXPERIENCE = re.compile(
    r"\s*-?years?'? (?:of )?(?:professional |work |working |overall |total )?experience"
    r"(?! (?:in|with|as|of|leading|managing|using))"
)


_NEXT, _AFTER, _NEAR = 2, 5, 8
"""Words: right behind a number, around it in the new text, and around it in the source."""


_RANGE = re.compile(r"\W*(?:[a-z]{1,8}\W+)?(?:(?:to|bis|a|und|and|or|y|e)\b)?\W*|\W*(?:out of|of) the\W*")


_NEXT_CLAUSE = re.compile(r"[,;.:()](?:\s|$)| (?:and|by|through|while|for|in) ")


def numbers(text: Text, scope: Scope, facts: Facts) -> Iterator[Claim]:
    """A number stands in the sources with the same unit and bound, beside the same things."""
    for number in text.numbers:
        if in_same_rate(_digits_at(number), text, scope.lines) or _is_same_label(number, text, scope.lines):
            continue
        known = _is_dated(number, scope) if number.kind == "year" else _derived(number, text, facts, scope)
        known = known or _is_team(number, text, scope.lines)
        known = known or _supports(number, text, scope.lines)
        if not known or _other_period(number, text, scope.lines):
            behind = text.folded[number.end :]
            is_time = number.kind == "year" or _PERIOD.match(behind)
            yield (ClaimKind.DATE if is_time else ClaimKind.NUMBER), number.wording
    once = [n for n in text.numbers if not (_is_pair(n, text, scope.lines) or _label(n, text))]
    for number in _repeated(once, scope):
        yield ClaimKind.NUMBER, number.wording
    named = days_in(scope.lines.folded)
    yield from ((ClaimKind.DATE, day) for day in sorted(days_in(text.folded) - named))
    stated = {hit[1] for hit in _ONE_PERIOD.finditer(scope.lines.folded)}
    missing = (
        hit
        for hit in _ONE_PERIOD.finditer(text.folded)
        if hit[1] not in stated and not in_same_rate(hit.start(), text, scope.lines)
    )
    yield from ((ClaimKind.DATE, hit[0]) for hit in missing)


_LABEL = re.compile(r"(?<=[a-z0-9,(-] )[A-Z][a-z]+ $")


def _label(number: Number, text: Text) -> str:
    """The word that a number but tells apart from others of its name, with it: Year 9, within a sentence."""
    hit = _LABEL.search(text.text, 0, number.start)
    return f"{fold(hit[0])}{number.wording}" if hit and number.wording.isdecimal() else ""


def _is_same_label(number: Number, text: Text, lines: Text) -> bool:
    label = _label(number, text)
    return bool(label) and any(_label(n, lines) == label for n in lines.numbers)


def _is_dated(number: Number, scope: Scope) -> bool:
    """Whether a year is one of those of the entry, where its line states none of its own."""
    stated = any(n.kind == "year" for n in scope.lines.numbers) and scope.entry is not None
    return number.value in scope.years and not stated


def _other_period(number: Number, text: Text, lines: Text) -> bool:
    """Whether the lines count a number per some time, and the text puts it beside another: 50 on a day."""
    stated = [n for n in lines.numbers if n.value == number.value and n.kind == number.kind]
    counted = [any(r.start >= n.end for r in _rates_of(n, lines)) for n in stated]
    behind = _near_words(text, number, _AFTER)
    units = (word for word in behind if word in words("units") and not _is_name_of_time(word, lines))
    return bool(counted) and all(counted) and not _rates_of(number, text) and any(units)


def _is_name_of_time(word: str, lines: Text) -> bool:
    return not keys_of(word, "en").isdisjoint(lines.stems)


def _rates_of(number: Number, text: Text) -> list[Rate]:
    """What a number is counted per, within its clause."""
    end = _CLAUSE_END.search(text.folded, number.end)
    return [r for r in text.rates if number.end <= r.start and (end is None or r.start < end.start())]


_CLAUSE_END = re.compile(r"[.;:\n]")


def _digits_at(number: Number) -> int:
    """Where a number itself ends, whatever bound stands before it."""
    return number.end - 1


_ONE_PERIOD = re.compile(
    r"\b(?:in|within|for|over|after|during) (?:one|an?|a single) "
    r"([a-z]{3,7})(?<=year|onth|week|.day|hour)\b(?! or\b)"
)
"""How long something took, where that is one of something: an article stands for one as well."""


_TEAM = re.compile(
    r"\b(?:(?:team|crew|group|staff|party|brigade) of|one of)(?: (?:a|the) (?:team|crew|group) of)? $"
)
_PERSONS = re.compile(r"-(?:person|man|woman|strong|member|handed)\b")
_BESIDE = re.compile(r"\b(?:with|alongside) (?:my )?$")
_OTHERS = frozenset({"other", "others"})
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
    if _TEAM.search(text.folded[: number.start]) or _PERSONS.match(text.folded, number.end):
        return number.value
    beside = bool(_BESIDE.search(text.folded[: number.start])) and not number.bound
    people = words("people") | _OTHERS
    return number.value + 1 if beside and not people.isdisjoint(_counted(number, text)[-1:]) else Decimal(0)


_TOLD_AS_TIMES: frozenset[NumberKind] = frozenset({"plain", "times"})
"""Twice a week, and two sessions a week."""


def counted_by(number: Number, text: Text, scope: Scope) -> list[str] | None:
    """The words for what a number counts, where the lines have the number itself as it is said.

    Nothing where they have not, or have another number, or another time, for one of these things.
    """
    lines, counted = scope.lines, _counted(number, text)
    stated = [
        n
        for n in lines.numbers
        if n.value == number.value
        and (n.kind == number.kind or {n.kind, number.kind} == _TOLD_AS_TIMES)
        and (number.bound != "over" or bound_holds(number, n))
        and _same_way(number, text, n, lines)
    ]
    others = [n for n in lines.numbers if n.value != number.value]
    taken = any(_counts(n, word, lines) for n in others for word in counted)
    counted_again = _counts_deeds(number, text, lines) and bool(stated)
    moved = not counted_again and (taken or all(_is_left_behind(n, number, text, lines) for n in stated))
    return None if moved or _other_period(number, text, lines) else counted


def _is_left_behind(stated: Number, number: Number, text: Text, lines: Text) -> bool:
    """Whether what the lines count stands in the text, and not behind the number: 40 pounds on 40 buttons."""
    known = frozenset[str]().union(*(keys_of(word, "en") for word in _counted(stated, lines)))
    counted = _counted(number, text)
    if any(keys_of(word, "en") & known for word in counted):
        return False
    return any(keys_of(token.plain, "en") & known for token in text.tokens if token.plain not in counted)


def _repeated(said: list[Number], scope: Scope) -> Iterator[Number]:
    """Numbers said more often than the sources say them: nine of one are not nine of another."""
    left = Counter((n.kind, n.value) for n in scope.around.numbers)
    for number in said:
        own = (number.kind, number.value)
        if own in left and number.kind != "year":
            left[own] -= 1
            if left[own] < 0:
                yield number


def _derived(number: Number, text: Text, facts: Facts, scope: Scope) -> bool:
    """Years of experience in general are counted from the dated roles."""
    if scope.entry is not None or not _OF_EXPERIENCE.match(text.folded[number.end :]):
        return False
    return number.value <= facts.worked_years


def _supports(number: Number, text: Text, source: Text) -> bool:
    kinds = {number.kind}
    if number.kind == "plain" and _TIMES.match(text.folded, number.end):
        kinds = {"times"}
    same = [n for n in source.numbers if n.kind in kinds and n.value == number.value]
    if number.kind == "plain" and _counts_deeds(number, text, source):
        same += [n for n in source.numbers if n.value == number.value and n.wording.lower() == "twice"]
    return any(
        (bound_holds(number, n) or (not n.bound and _is_during(number, text)))
        and _same_way(number, text, n, source)
        and _same_kind(number, text, n, source)
        and (n.kind != number.kind or _same_thing(number, text, n, source))
        for n in same
    ) or any(_same_compound(number, text, n, source) for n in same)


def _counts_deeds(number: Number, text: Text, source: Text) -> bool:
    """Whether what a number counts is what the lines say was done: two visits, of somebody who visited."""
    done = frozenset[str]().union(*(acts_of(head.plain, "en") for head in source.heads)) - {LIGHT}
    return any(acts_of(word, "en") & done for word in _counted(number, text)[-1:])


def _same_compound(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """Whether a number is part of a word that stands in the source: four-handed."""
    own, known = _JOINED.match(text.folded, number.end), _JOINED.match(source.folded, stated.end)
    return own is not None and known is not None and own[1] == known[1] and own[1] not in words("units")


_TIMES = re.compile(r"\s*(?:occasions?|times)\b")
_WAY = re.compile(r"\b(by|from|to)\s+$")


_DURING = re.compile(r"(?<!\bfor)(?<!\bof)(?<!\bwith)(?<!\bhave)(?<!\bhas)(?<=[\w%),.])\s+over\s+$")


def _is_during(number: Number, text: Text) -> bool:
    """``Done over two years`` is how long it took; ``done for over two years`` is more than two."""
    begin = text.folded.rfind("over", 0, number.end)
    behind = bool(_PERIOD.match(text.folded, number.end))
    return (
        behind
        and number.wording.lower().startswith("over")
        and bool(_DURING.search(text.folded[: begin + 5]))
    )


def _same_way(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What something changed by is not what it changed to, or from."""
    own, known = _WAY.search(text.folded, 0, number.start), _WAY.search(source.folded, 0, stated.start)
    return own is None or known is None or own[1] == known[1]


def _same_kind(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """Where both numbers have what they count right behind them, that is the same, or less."""
    own, known = _counted(number, text), _counted(stated, source)
    if not own or not known or number.kind != "plain":
        return True
    known += _group_of(stated, source)
    said = frozenset[str]().union(*(entailed_by(word, source.language) for word in known))
    if any(keys_of(word, text.language) & said for word in own):
        return True
    return all(word not in words("units") and says_nothing(word, text.language) for word in own)


_ENOUGH = 3
_STOP = re.compile(r"[,;.:()](?:\s|$)|\n")
_THROUGH = frozenset({"and", "of", "or"})
_JOINED = re.compile(r"-([a-z]+)")
_OF = re.compile(r"([a-z]+) of (?:(?:up to|about|around|some|over|more than|at least) )?$")


def _counted(number: Number, text: Text) -> list[str]:
    """The words right behind a number, up to the next number or the end of the phrase."""
    later = [n for n in text.numbers if n.start >= number.end]
    end = min((n.start for n in later if not _label(n, text)), default=len(text.text))
    names = [(n.start - len(_label(n, text)), n.end) for n in later if _label(n, text)]
    joined = _JOINED.match(text.folded, number.end)
    found = [joined[1]] if joined else []
    for token in text.tokens:
        if not number.end <= token.start < end or any(a <= token.start < b for a, b in names):
            continue
        ends = _STOP.search(text.text, number.end, token.start + 1)
        if (
            ends
            or len(found) == _ENOUGH
            or (is_function_word(token.plain, text.language) and token.plain not in _THROUGH)
        ):
            break
        if token.plain not in words("frequency") and token.plain not in _THROUGH:
            found.append(token.plain)
    return found


def _group_of(number: Number, text: Text) -> list[str]:
    """The word before a number that says of what it is the number: a team of nine engineers is a team."""
    hit = _OF.search(text.folded, 0, number.start)
    return [hit[1]] if hit else []


def _same_thing(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What stands right behind the number, and something around it, stands near it in the source too."""
    near = _around(source, stated, _NEAR)
    joined = _JOINED.match(text.folded, number.end)
    behind = [*([joined[1]] if joined else []), *_behind(text, number)][:_NEXT]
    about = {word for word in _near_words(text, number, _AFTER) if not says_nothing(word, text.language)}
    things = (w for w in behind if w not in words("frequency"))
    beside = all(says_nothing(w, text.language) for w in things) or any(
        _counts(stated, word, source) for word in behind
    )
    if not beside or not about or any(near & keys_of(word, text.language) for word in about):
        return beside
    return any(_counts(stated, word, source) for word in behind)


def _counts(stated: Number, word: str, source: Text) -> bool:
    """Whether of the numbers of its line this one stands nearest to a word, or to one that says the same."""
    line = _line_of(source, stated)
    rivals = [n for n in source.numbers if line[0] <= n.start < line[1]]
    own, keys = _range_of(stated, rivals, source), keys_of(word, source.language)
    places = [
        start + line[0]
        for said, start in words_of(source.text[line[0] : line[1]])
        if keys & entailed_by(said, source.language)
        and len(words_of(source.text[stated.start : start + line[0]])) <= _NEAR
    ]
    return any(_range_of(min(rivals, key=lambda n: _apart(n, at)), rivals, source) == own for at in places)


def _range_of(number: Number, line: list[Number], source: Text) -> int:
    """Where the range begins that a number belongs to: ``from 94 to 21 minutes`` is one."""
    at = line.index(number)
    while at and _RANGE.fullmatch(source.folded[line[at - 1].end : line[at].start]):
        at -= 1
    return line[at].start


def _apart(number: Number, place: int) -> int:
    """What stands behind a number is rather counted by it than what stands before."""
    return place - number.end if place >= number.end else 2 * (number.start - place)


def _line_of(text: Text, number: Number) -> tuple[int, int]:
    end = text.text.find("\n", number.end)
    return text.text.rfind("\n", 0, number.start) + 1, end if end >= 0 else len(text.text)


def _behind(text: Text, number: Number) -> list[str]:
    """The words behind a number in its clause, ways of saying as the word that stands for them."""
    clause = _NEXT_CLAUSE.split(text.text[number.end :], maxsplit=1)[0]
    end = number.end + len(clause)
    others = [n for n in text.numbers if n.start >= number.end]
    own = [
        t.plain
        for t in text.tokens
        if number.end <= t.start < end and not any(n.start <= t.start < n.end for n in others)
    ]
    return [word for word in own if not is_function_word(word, text.language)]


def _near_words(text: Text, number: Number, reach: int) -> list[str]:
    """The words beside a number within its own line."""
    start, end = _line_of(text, number)
    sides = text.text[start : number.start], text.text[number.end : end]
    before, after = (
        [w for w, _ in words_of(side) if not is_function_word(w, text.language)] for side in sides
    )
    return [fold(word) for word in (*before[-reach:], *after[:reach])]


def _around(text: Text, number: Number, reach: int) -> frozenset[str]:
    """What the words beside a number are known by, and those that say the same."""
    near = (entailed_by(word, text.language) for word in _near_words(text, number, reach))
    return frozenset[str]().union(*near)
