"""The numbers of a text, whichever way they are written: 1.2M, $1,200,000, twelve, 30 percent, doubled."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Literal

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.numerals import numerals

NumberKind = Literal["plain", "percent", "money", "year", "times", "vague"]
Bound = Literal["", "over", "about", "most", "less"]


_UP_TO_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
_ONES = {word: number for number, word in enumerate(_UP_TO_TWENTY.split(" "))}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORDS: dict[str, int] = _ONES | _TENS
_TIMES = {
    "double": "2",
    "twofold": "2",
    "twice": "2",
    "triple": "3",
    "treble": "3",
    "threefold": "3",
    "quadruple": "4",
    "fourfold": "4",
    "tenfold": "10",
    "halv": "0.5",
    "half": "0.5",
}
_SCALE = {
    "hundred": 100,
    "dozen": 12,
    "k": 10**3,
    "thousand": 10**3,
    "tausend": 10**3,
    "mil": 10**3,
    "m": 10**6,
    "mm": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "millionen": 10**6,
    "millones": 10**6,
    "milhoes": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "mrd": 10**9,
    "milliarden": 10**9,
    "trillion": 10**12,
}
_CURRENCY = r"(?:us\$|[$€£¥₹]|usd|eur|gbp|chf|cad|aud|brl|r\$)"
_DIGITS = r"\d{1,3}(?:[,.' \u00a0]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted(_WORDS, key=lambda w: -len(w)))
COUNTING = _WORD
"""The words of numbers, for patterns."""
_NUMBER = re.compile(
    rf"(?P<before>(?:(?<!spread )over|more than|at least|above|exceeding|about|approximately"
    rf"|approx\.?|around|roughly|nearly"
    rf"|almost"
    rf"|up to(?: an?(?=\s+(?:\d|{_CURRENCY}|(?:{_WORD})\b)))?|as many as"
    rf"|as much as|at most|no more than|not more than|a maximum of|maximum of|max\.?"
    rf"|not exceeding"
    rf"|less than|under|fewer than|below"
    rf"|no (?:larger|bigger|higher|longer) than|a minimum of|minimum of"
    rf"|between(?= \w+ and)|ca\.?|circa|rund"
    rf"|some(?=\s+(?:\d|(?:{_WORD}|a)\b))|close to|in the region of|an estimated"
    rf"|mehr als|uber|fast|bis zu|hochstens|maximal|etwa|ungefahr|zirka|mindestens|weniger als|unter|knapp"
    rf"|plus de|environ|quelque|(?<!au)pres de|jusqu'a"
    rf"|au moins|moins de|mas de|unos|unas|alrededor de|cerca de|casi|hasta|al menos"
    rf"|menos de)\s+|[~<>≥≤≈]\s*)?"
    rf"(?P<currency>{_CURRENCY}\s*)?"
    rf"(?:(?<![\w.,#+])(?P<digits>{_DIGITS})|(?<![\w-])"
    rf"(?P<word>(?:{_WORD}|half a(?= dozen)|an?(?= (?:dozen|hundred|thousand|million)\b))"
    rf"(?:-(?:{_WORD}))?)(?!\w))"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b)?"
    rf"(?:\s?-?(?P<scale>{'|'.join(sorted(_SCALE, key=lambda w: -len(w)))})(?![\w]))?"
    rf"(?:(?<=hundred) and (?P<rest>(?:{_WORD})(?:-(?:{_WORD}))?)(?!\w))?"
    rf"(?P<plus>\s?\+|\s+(?:or|and) (?:more|over|above|upwards)\b)?"
    rf"(?:\s*(?P<unit>%|percent\b|per cent\b|prozent\b|por ciento\b|pour ?cent\b|{_CURRENCY}(?!\w)"
    rf"|dollars?\b|euros?\b|x(?!\w)|times\b))?",
)
_BEFORE_WORDS = re.compile(
    r"(?:mehr als|uber|fast|bis zu|etwa|rund|ungefahr|mindestens|knapp"
    r"|plus de|environ|quelque|(?<!au)pres de|jusqu'a|au moins"
    r"|moins de|mas de|unos|unas|alrededor de|cerca de|casi|hasta|al menos"
    r"|menos de)\s+$"
)
_MULTIPLES = re.compile(
    r"(?<![\w-])(double[ds]?|doubling|twofold|twice|triple[ds]?|tripling|treble[ds]?|trebling|threefold"
    r"|quadruple[ds]?|quadrupling|fourfold|tenfold|halve[ds]?|halving|half)(?!\w)"
)
_VAGUE = re.compile(
    r"(?<![\w-])(dozens|scores of|hundreds|thousands|millions|billions|six[- ]figure|seven[- ]figure"
    r"|eight[- ]figure|multi-?million|multi-?billion|record-breaking"
    r"|record(?=\s+(?:sales|revenues?|profits?|growth|results|numbers?|time|turnover|highs?|lows?|years?|quarters?"
    r"|levels?|attendance|output|performance)))(?!\w)"
)
_MORE = re.compile(
    r"over|more than|at least|above|exceeding|a minimum of|minimum of"
    r"|mehr als|uber|mindestens|plus de|au moins|mas de|al menos|[>≥]"
)
_MOST = re.compile(
    r"up to(?: an?)?|as many as|as much as"
    r"|at most|no more than|not more than|(?:a )?maximum of|max\.?|not exceeding"
    r"|no \w+ than"
    r"|bis zu|hochstens|maximal|jusqu'a|hasta|≤"
)
_LESS = re.compile(
    r"less than|under|fewer than|below|almost|nearly|close to|unter|weniger als|fast|knapp"
    r"|moins de|pres de|menos de|casi|<"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text states: ``text[start:end]`` of the text folded."""

    kind: NumberKind
    value: Decimal
    bound: Bound
    """What the text says beside it: more than that, about that much, at most that, or less."""
    start: int
    end: int
    wording: str


def numbers_in(text: str, language: str = "en") -> list[Number]:
    """The numbers in their order; digits within a word (S3, OAuth2) are none."""
    folded = fold(text)
    stated = _ranged([*_stated(folded, text, language)], folded)
    more = _worded(folded, text) if language == "en" else _numerals(folded, text, language)
    worded = (n for n in more if not any(s.start < n.end and n.start < s.end for s in stated))
    return sorted([*stated, *worded], key=lambda n: n.start)


def _ranged(found: list[Number], folded: str) -> list[Number]:
    """The numbers of which the first of a range has the unit of the second: from nine to six per cent."""
    return [
        replace(one, kind=two.kind)
        if two and two.kind in _UNITS and one.kind == "plain" and _RANGE.fullmatch(folded, one.end, two.start)
        else one
        for one, two in zip_longest(found, found[1:])
    ]


_UNITS = frozenset({"percent", "money"})
_RANGE = re.compile(r"\s*(?:to|and|or|-|–)\s*")


def _stated(folded: str, text: str, language: str) -> Iterator[Number]:
    for hit in _NUMBER.finditer(folded):
        if (hit["word"] == "one" and not hit["scale"]) or folded[hit.end() : hit.end() + 1].isalpha():
            # "One of" counts nothing, and 2FA is a word.
            continue
        metres = language != "en" and hit["scale"] == "m" and not hit["unit"]
        value = _value(hit) * (1 if metres else _SCALE.get(hit["scale"] or "", 1)) + _in_words(
            hit["rest"] or "zero"
        )
        kind = _kind(hit, value)
        words = text[hit.start() : hit.end()].strip()
        yield Number(kind, value, _bound(hit), hit.start(), hit.end(), words)


def _numerals(folded: str, text: str, language: str) -> Iterator[Number]:
    """Numbers in the words of another language than English."""
    for one in numerals(folded, language):
        before = _BEFORE_WORDS.search(folded, 0, one.start)
        start = before.start() if before else one.start
        bound = _bound_of(before[0] if before else "", plus=False)
        kind: NumberKind = "times" if one.value % 1 else "plain"
        yield Number(
            kind, one.value, bound or ("about" if one.about else ""), start, one.end, text[start : one.end]
        )


def _worded(folded: str, text: str) -> Iterator[Number]:
    for hit in _MULTIPLES.finditer(folded):
        root = next(v for w, v in _TIMES.items() if hit[1].startswith(w[:5] if w != "half" else w))
        yield Number("times", Decimal(root), "", hit.start(), hit.end(), text[hit.start() : hit.end()])
    for hit in _VAGUE.finditer(folded):
        words = text[hit.start() : hit.end()]
        yield Number("vague", Decimal(sum(map(ord, hit[1].rstrip("s")))), "", hit.start(), hit.end(), words)


def _value(hit: re.Match[str]) -> Decimal:
    if hit["word"]:
        return _in_words(hit["word"])
    digits = re.sub(r"[' \u00a0]", "", hit["digits"])
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?", digits):
        tail = re.search(r"[.,]\d{1,2}$", digits)
        whole = digits[: tail.start()] if tail else digits
        return Decimal(re.sub(r"[.,]", "", whole) + (tail[0].replace(",", ".") if tail else ""))
    return Decimal(digits.replace(",", "."))


def _in_words(word: str) -> Decimal:
    if word.startswith("half"):
        return Decimal("0.5")
    return Decimal(sum(_WORDS.get(part, 1) for part in word.split("-")))


def counted_in_words(word: str) -> int:
    """What a folded word or its digits count; nothing for other words."""
    return int(word) if word.isdecimal() else _WORDS.get(word, 0)


def _kind(hit: re.Match[str], value: Decimal) -> NumberKind:
    unit = hit["unit"] or ""
    if unit in {"x", "times"}:
        return "times"
    if unit == "%" or unit.startswith(("per", "pro", "por", "pour")):
        return "percent"
    if hit["currency"] or unit:
        return "money"
    bare = hit["digits"] and len(hit["digits"]) == 4 and not hit["scale"] and not hit["plus"]
    return "year" if bare and 1950 <= value <= 2069 else "plain"


def _bound(hit: re.Match[str]) -> Bound:
    return _bound_of(hit["before"] or "", plus=bool(hit["plus"]))


def _bound_of(before: str, *, plus: bool) -> Bound:
    before = before.strip()
    if plus or (before and _MORE.fullmatch(before)):
        return "over"
    if _MOST.fullmatch(before):
        return "most"
    if _LESS.fullmatch(before):
        return "less"
    return "about" if before and before != "between" else ""


_WEAKER: dict[Bound, frozenset[Bound]] = {
    "": frozenset({"", "about", "most"}),
    "about": frozenset({"about", "most"}),
    "most": frozenset({"most"}),
    "less": frozenset({"less", "most", "about"}),
    "over": frozenset({"", "over", "about"}),
}


def bound_holds(number: Number, stated: Number) -> bool:
    """Whether a number says no more by what stands beside it than the one that it rests on."""
    return number.bound in _WEAKER[stated.bound]
