"""What a number counts: the words behind it, beside it, and right beside other numbers."""

import re

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.checks.claim import says_nothing
from candidacy.domain.tailoring.guard.facts import Text, entailed_by
from candidacy.domain.tailoring.guard.lexicon import (
    is_function_word,
    keys_of,
    words,
    words_of,
)
from candidacy.domain.tailoring.guard.ranges import Number

_NEXT, AFTER, _NEAR = 2, 5, 8
"""Words: right behind a number, around it in the new text, and around it in the source."""


_RANGE = re.compile(r"\W*(?:[a-z]{1,8}\W+)?(?:(?:to|bis|a|und|and|or|y|e)\b)?\W*|\W*(?:out of|of) the\W*")


NEXT_CLAUSE = re.compile(r"[,;.:()](?:\s|$)| (?:and|by|through|while|for|in) ")


_LABEL = re.compile(r"(?<=[a-z0-9,(-] )[A-Z][a-z]+ $")


def label(number: Number, text: Text) -> str:
    """The word that a number but tells apart from others of its name, with it: Year 9, within a sentence."""
    hit = _LABEL.search(text.text, 0, number.start)
    return f"{fold(hit[0])}{number.wording}" if hit and number.wording.isdecimal() else ""


PERSONS = re.compile(r"-(?:person|man|woman|strong|member|handed)\b")


def same_kind(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """Where both numbers have what they count right behind them, that is the same, or less."""
    own, known = counted(number, text), counted(stated, source)
    if not own or not known or number.kind != "plain":
        return True
    known += _group_of(stated, source)
    said = frozenset[str]().union(*(entailed_by(word, source.language) for word in known))
    if any(keys_of(word, text.language) & said for word in own):
        return True
    return all(word not in words("units") and says_nothing(word, text.language) for word in own)


ENOUGH = 3


_STOP = re.compile(r"[,;.:()](?:\s|$)|\n")


_THROUGH = frozenset({"and", "of", "or"})


JOINED = re.compile(r"-([a-z]+)")


_OF = re.compile(r"([a-z]+) of (?:(?:up to|about|around|some|over|more than|at least) )?$")


def counted(number: Number, text: Text) -> list[str]:
    """The words right behind a number, up to the next number or the end of the phrase."""
    later = [n for n in text.numbers if n.start >= number.until]
    end = min((n.start for n in later if not label(n, text)), default=len(text.text))
    names = [(n.start - len(label(n, text)), n.end) for n in later if label(n, text)]
    joined = JOINED.match(text.folded, number.until)
    found = [joined[1]] if joined and not PERSONS.match(text.folded, number.until) else []
    for token in text.tokens:
        if not number.until <= token.start < end or any(a <= token.start < b for a, b in names):
            continue
        ends = _STOP.search(text.text, number.until, token.start + 1)
        if (
            ends
            or len(found) == ENOUGH
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


def same_thing(number: Number, text: Text, stated: Number, source: Text) -> bool:
    """What stands right behind the number, and something around it, stands near it in the source too."""
    near = _around(source, stated, _NEAR)
    joined = JOINED.match(text.folded, number.end)
    behind = [*([joined[1]] if joined else []), *_behind(text, number)][:_NEXT]
    about = {word for word in near_words(text, number, AFTER) if not says_nothing(word, text.language)}
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
    inside = (n for n in source.numbers if line[0] <= n.start < line[1])
    rivals = [n for n in inside if n.kind not in DATED or n is stated]
    own, keys = _range_of(stated, rivals, source), keys_of(word, source.language)
    places = [
        start + line[0]
        for said, start in words_of(source.text[line[0] : line[1]])
        if keys & entailed_by(said, source.language)
        and len(words_of(source.text[stated.start : start + line[0]])) <= _NEAR
    ]
    return any(_range_of(min(rivals, key=lambda n: _apart(n, at)), rivals, source) == own for at in places)


DATED = frozenset({"clock", "year"})
"""What counts nothing."""


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
    clause = NEXT_CLAUSE.split(text.text[number.end :], maxsplit=1)[0]
    end = number.end + len(clause)
    others = [n for n in text.numbers if n.start >= number.end]
    own = [
        t.plain
        for t in text.tokens
        if number.end <= t.start < end and not any(n.start <= t.start < n.end for n in others)
    ]
    return [word for word in own if not is_function_word(word, text.language)]


def near_words(text: Text, number: Number, reach: int) -> list[str]:
    """The words beside a number within its own line."""
    start, end = _line_of(text, number)
    sides = text.text[start : number.start], text.text[number.end : end]
    before, after = (
        [w for w, _ in words_of(side) if not is_function_word(w, text.language)] for side in sides
    )
    return [fold(word) for word in (*before[-reach:], *after[:reach])]


def _around(text: Text, number: Number, reach: int) -> frozenset[str]:
    """What the words beside a number are known by, and those that say the same."""
    near = (entailed_by(word, text.language) for word in near_words(text, number, reach))
    return frozenset[str]().union(*near)
