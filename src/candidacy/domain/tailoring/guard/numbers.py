"""The numbers of a text, whichever way they are written: 1.2M, $1,200,000, twelve, 30 percent, doubled."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from candidacy.domain.postings.text import fold
from candidacy.domain.tailoring.guard.numerals import numerals
from candidacy.domain.tailoring.guard.quantities import PERIODS, clocks_in, months_in, unit_at
from candidacy.domain.tailoring.guard.ranges import RANGE, SCALE, Bound, Number, NumberKind, ranged, summed

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


_CURRENCY = r"(?:us\$|[$€£¥₹]|usd|eur|gbp|chf|cad|aud|brl|r\$)"


_DIGITS = r"\d{1,3}(?:[,.' \u00a0]\d{3})+(?![\d])(?:[.,]\d{1,2}(?!\d))?|\d+(?:[.,]\d+)?"


_WORD = "|".join(sorted(_WORDS, key=lambda w: -len(w)))


COUNTING = _WORD
"""The words of numbers, for patterns."""


_NUMBER = re.compile(
    r"(?P<before>(?:(?<!spread )(?<!turning )(?<!turned )(?<!turn )(?<!turns )over|more than"
    r"|at least|above|exceeding|about|approximately"
    rf"|approx\.?|around|roughly|nearly"
    rf"|almost|c\."
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
    rf"|menos de)\s+|over-(?=\d)|[~<>≥≤≈]\s*)?"
    rf"(?P<currency>{_CURRENCY}\s*)?"
    rf"(?:(?<![\w.,#+])(?P<digits>{_DIGITS})|(?<![\w-])"
    rf"(?P<word>(?:{_WORD}|half a(?= dozen)|an?(?= (?:dozen|hundred|thousand|million)\b))"
    rf"(?:-(?:{_WORD}))?)(?!\w))"
    rf"(?:(?P<ordinal>st|nd|rd|th)\b)?(?P<half>(?<!\d[.,]\d) and a half\b)?"
    rf"(?:\s?-?(?P<scale>{'|'.join(sorted(SCALE, key=lambda w: -len(w)))})(?![\w]))?"
    rf"(?:(?<=hundred) and (?P<rest>(?:{_WORD})(?:-(?:{_WORD}))?)(?!\w))?"
    rf"(?P<ish>-?ish\b)?(?P<plus>\s?\+|\s+(?:or|and) (?:more|over|above|upwards)\b)?"
    rf"(?:\s*-?(?P<unit>%(?:[- ]points?\b)?|percentage points?\b|pp\b|percent\b|per cent\b"
    rf"|prozent\b|por ciento\b|pour ?cent\b|{_CURRENCY}(?!\w)"
    rf"|dollars?\b|euros?\b|pounds?\b|francs?\b|x(?!\w)|times\b))?",
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
    r"(?<![\w-])(24/7|round[- ]the[- ]clock|around the clock|dozens|scores of|hundreds|thousands|millions"
    r"|billions|six[- ]figure|seven[- ]figure"
    r"|eight[- ]figure|multi-?million|multi-?billion|record-breaking"
    r"|(?<!^)(?<![;.:,] )(?<!and )record(?=\s+(?:sales|revenues?|profits?|growth|results|numbers?|time"
    r"|turnover|highs?|lows?|years?|quarters?"
    r"|levels?|attendance|output|performance)))(?!\w)"
)


_MORE = re.compile(
    r"over-?|more than|at least|above|exceeding|a minimum of|minimum of"
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


def numbers_in(text: str, language: str = "en") -> list[Number]:
    """The numbers in their order; digits within a word (S3, OAuth2) are none."""
    folded = fold(text)
    if language != "en":
        known = ranged([*_stated(folded, text, language)], folded)
        more = _numerals(folded, text, language)
        others = (n for n in more if not any(s.start < n.end and n.start < s.end for s in known))
        return sorted([*known, *others], key=lambda n: n.start)
    clocks = [*_clocks(folded, text)]
    shares = [*_shares(folded, text)]
    worded = [*clocks, *_halves(folded, text), *shares]
    apart = [*clocks, *shares]
    worded += (n for n in _worded(folded, text) if not any(s.start <= n.start < s.end for s in apart))
    months = [(start, year) for _, start, _, year in months_in(folded) if year >= 0]
    stated = (
        n
        for n in _stated(folded, text, language)
        if not any(w.start <= n.end - 1 < w.end for w in worded if w.kind != "times")
        and not any(n.start == start != year for start, year in months)
    )
    found = ranged(summed([*stated, *(n for n in worded if n.unit)], folded), folded)
    told = (n for n in worded if not n.unit and not any(s.start <= n.start < s.until for s in found))
    return sorted([*found, *told], key=lambda n: n.start)


def _clocks(folded: str, text: str) -> Iterator[Number]:
    """Times of the day; before minutes or hours they are spans of these: from 9:40 to 7:15 minutes."""
    found = [*clocks_in(folded)]
    for n, (minutes, start, end) in enumerate(found):
        last = end
        for _, begin, stop in found[n + 1 :]:
            last = stop if RANGE.fullmatch(folded, last, begin) else last
        unit, value = unit_at(folded, last), Decimal(minutes)
        plain = Number("clock", value, "", start, end, text[start:end])
        if unit and unit[0] == "time" and unit[1] < 1:
            amount = minutes * unit[1] / 60
            yield replace(
                plain, kind="plain", unit="time", amount=amount, unit_end=unit[2] if last == end else end
            )
        else:
            yield plain


_HALF_A = re.compile(
    r"(?<!\w)(?:(?P<half>half an?|half)[ -](?P<of>hour|day|year)"
    r"|(?P<part>a quarter|three quarters) of an (?P<hour>hour)"
    r"|(?P<whole>an?|one) (?P<unit>hour|day|week|month|year) and a half)(?!\w)"
)


def _halves(folded: str, text: str) -> Iterator[Number]:
    """Half an hour, a year and a half."""
    for hit in _HALF_A.finditer(folded):
        value = Decimal(_PARTS_OF_IT.get((hit["half"] and "half") or hit["part"], "1.5"))
        amount = PERIODS[hit["of"] or hit["hour"] or hit["unit"]] * Fraction(value)
        said = text[hit.start() : hit.end()]
        yield Number("plain", value, "", *hit.span(), said, "time", amount, hit.end())


_PARTS_OF_IT = {"half": "0.5", "a quarter": "0.25", "three quarters": "0.75"}


def _stated(folded: str, text: str, language: str) -> Iterator[Number]:
    for hit in _NUMBER.finditer(folded):
        end, scale = hit.end(), _scale(hit, folded, language)
        if hit["scale"] and not scale:
            end = hit.end("ordinal") if hit["ordinal"] else hit.end("digits" if hit["digits"] else "word")
        unit = unit_at(folded, end) if language == "en" and not hit["unit"] else None
        age = hit["digits"] and _AGE.fullmatch(folded, hit.start("digits"), end + 1)
        if (hit["word"] == "one" and not (scale or hit["half"])) or (
            folded[end : end + 1].isalpha() and not unit and not age
        ):
            # "One of" counts nothing, and 2FA is a word.
            continue
        value = (_value(hit) + (_HALF if hit["half"] else 0)) * (scale or 1) + _in_words(
            hit["rest"] or "zero"
        )
        end += 1 if age and not unit else 0
        number = Number(
            _kind(hit, value), value, _bound(hit), hit.start(), end, text[hit.start() : end].strip()
        )
        yield _measured(number, unit)


_HALF = Decimal("0.5")


_AGE = re.compile(r"[2-9]0s(?!\w)")
"""People over 70 are over-70s."""


def _scale(hit: re.Match[str], folded: str, language: str) -> int:
    """By what a number is multiplied; 64 m are metres, and so are mm, but for money."""
    if not hit["scale"]:
        return 0
    apart = folded[hit.start("scale") - 1] in " -\u00a0" or hit["scale"] == "mm" or language != "en"
    money = hit["currency"] or (hit["unit"] and hit["unit"] not in {"x", "times"})
    return 0 if hit["scale"] in {"m", "mm"} and apart and not money else SCALE[hit["scale"]]


def _measured(number: Number, unit: tuple[str, Fraction, int] | None) -> Number:
    if unit is None or number.kind not in {"plain", "year"}:
        return number
    name, times, end = unit
    amount = times * Fraction(number.value)
    return replace(number, kind="plain", unit=name, amount=amount, unit_end=end)


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


_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}


_SHARE = re.compile(
    r"(?<![\w.,-])(?:(?:(?P<many>an?|one|two|three|four)[ -])?"
    r"(?P<part>half|third|quarter|fifth|sixth|eighth|tenth)s?(?= of (?!an?\b))"
    rf"|(?P<one>\w+)[ -](?:in|out of)(?: every)?[ -](?P<of>{_WORD}|\d+)(?!\w))"
)


def _shares(folded: str, text: str) -> Iterator[Number]:
    """Half of them, two thirds of them, one in five: as per cent."""
    for hit in _SHARE.finditer(folded):
        if hit["one"]:
            many, parts = counted_in_words(hit["one"]), counted_in_words(hit["of"])
        else:
            many, parts = counted_in_words(hit["many"] or "one") or 1, _PARTS[hit["part"]]
        if 0 < many < parts <= _MOST_PARTS:
            yield Number(
                "percent", Decimal(100 * many) / parts, "", *hit.span(), text[hit.start() : hit.end()]
            )


_MOST_PARTS = 10


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
    if unit.startswith(("%", "pp", "per", "pro", "por", "pour")):
        return "percent"
    if hit["currency"] or unit:
        return "money"
    bare = hit["digits"] and len(hit["digits"]) == 4 and not hit["scale"] and not hit["plus"]
    return "year" if bare and 1950 <= value <= 2069 else "plain"


def _bound(hit: re.Match[str]) -> Bound:
    return "about" if hit["ish"] else _bound_of(hit["before"] or "", plus=bool(hit["plus"]))


def _bound_of(before: str, *, plus: bool) -> Bound:
    before = before.strip()
    if plus or (before and _MORE.fullmatch(before)):
        return "over"
    if _MOST.fullmatch(before):
        return "most"
    if _LESS.fullmatch(before):
        return "less"
    return "about" if before and before != "between" else ""
