"""Dates and date ranges as CVs write them, in about twenty languages, with the precision they are written in.

A value is ``2019``, ``2019-03`` or ``2019-03-21``: what the text does not say is not filled in. Seasons and
quarters give the year alone. ``03/04/2019`` gives the year too, unless the caller knows the order.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from candidacy.domain.reading.fields.folding import fold
from candidacy.domain.reading.fields.tables import table, words

_DIGITS = re.compile(r"\d\d")
_FIRST_YEAR, _LAST_YEAR = 1930, 2069


@dataclass(frozen=True, slots=True)
class Point:
    """One date: its value and the characters it was read from."""

    value: str
    begin: int
    stop: int


@dataclass(frozen=True, slots=True)
class DateRange:
    """A range, or one date.

    A range has ``start`` and ``end`` or is ``ongoing``; one date alone stands in ``end``, which ``single``
    says.
    ``begin`` and ``stop`` are the characters the whole takes, with its words such as "since" and "present".
    """

    begin: int
    stop: int
    start: Point | None = None
    end: Point | None = None
    ongoing: bool = False
    single: bool = False


_YEAR = r"(?:19|20)\d\d"
_EDGE = r"(?<![\da-z$€£#+@_])(?<!\d[.,])(?<!(?<!\d)\d\d\d-)"
_AFTER = r"(?![\d%+_@])(?![.,]\d)"
_NUMERIC = re.compile(
    rf"""{_EDGE}(?:
      (?P<iso_y>{_YEAR})\s?[-./年]\s?(?P<iso_m>\d\d?)\s?[-./月]\s?(?P<iso_d>\d\d?)(?!\d)日?
    | (?P<dmy_a>\d\d?)(?P<dmy_sep>[./-])\s?(?P<dmy_b>\d\d?)(?P=dmy_sep)\s?(?P<dmy_y>{_YEAR})(?!\d)
    | (?P<ym_y>{_YEAR})\s?年\s?(?P<cjk_m>\d\d?)\s?月
    | (?P<short_y>{_YEAR})(?P<short_sep>\s?[-–—/]\s?)['’]?(?P<short_e>\d\d)(?![\d./年])
    | (?P<ym2_y>{_YEAR})[-./](?P<ym2_m>\d\d?)(?![\d/])
    | (?P<my_m>\d\d?)\s?[./-]\s?(?P<my_y>{_YEAR})(?!\d)
    | (?P<q1>q[1-4])[\s/-]*(?P<q1_y>{_YEAR})
    | (?P<q2_y>{_YEAR})[\s/-]*q[1-4]
    | (?P<year>{_YEAR}){_AFTER}
    )""",
    re.VERBOSE,
)
_WORDED = re.compile(
    rf"""(?<![^\W\d_])(?:
      (?:(?P<day1>\d\d?)(?:st|nd|rd|th|er|o|º|\.)?\s?(?:de\s|of\s)?)?(?P<word>[^\W\d_]{{3,14}})\.?
      [,/-]?\s?(?:(?:de|del|of|di|do|d')\s?)?
      (?:(?P<day2>\d\d?)(?:st|nd|rd|th)?,\s?)?
      (?:(?P<long>{_YEAR}){_AFTER}|'(?P<two>\d\d)(?!\d))
    )""",
    re.VERBOSE,
)
_YEAR_MONTH = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})[.,]?\s(?P<word>[^\W\d_]{{3,14}})\b(?!\.?,?\s?(?:de\s)?['\d])"
)
_APOSTROPHE = re.compile(r"(?<![\w'])'(?P<two>\d\d)(?![\d'\w])")
_DASH = r"[-–—‒―−~～→]"
_SLASH_SHORT = re.compile(
    rf"{_EDGE}(?P<am>0?[1-9]|1[0-2])/(?P<ay>\d\d)\s*{_DASH}\s*(?:(?P<bm>0?[1-9]|1[0-2])/(?P<by>\d\d)(?![\d/])|(?=[^\W\d]))"
)
_LONE_MONTH = re.compile(
    rf"(?P<word>[^\W\d_]{{3,14}})\.?\s?(?:{_DASH}+|/|&|\b(?:to|bis|a|à|al|au|e|and|und)\b)\s?$"
)
_DURATION = re.compile(
    r"[(\[·•|,–-]?\s*(?:\b(?:about|ca\.?|approx\.?)\s)?\d{1,2}(?:[.,]\d)?\+?\s*"
    r"(?:years?|yrs?|months?|mos?|jahre?n?|monate?n?|ans?|mois|anos?|mes(?:es|i)?|anni?|jaar|maand(?:en)?|lat|"
    r"miesi\w+|ar|let|yil|ay)\b\.?"
    r"(?:\s*(?:,|and|und|et|y|e|en)?\s*\d{1,2}\s*(?:months?|mos?|monate?n?|mois|mes(?:es|i)?|maand(?:en)?|miesi\w+|ay)\b\.?)?\s*[)\]]?"
)


@cache
def _months() -> dict[str, int]:
    """Every full name, and every beginning of three letters or more that means one month."""
    data = table("dates")
    found: dict[str, int] = {}
    blocked = words("dates", "not_abbreviations")
    for names in data["months"].values():
        for number, forms in enumerate(names, start=1):
            for form in fold(forms).split("|"):
                found.setdefault(form, number)
    full = dict(found)
    for name, number in full.items():
        for length in range(3, len(name)):
            if name[:length] not in blocked:
                found.setdefault(name[:length], number)
    found.update(data["abbreviations"])
    return found


@cache
def _alternatives(key: str) -> str:
    return "|".join(re.escape(w) for w in sorted(words("dates", key), key=len, reverse=True))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    to, present = _alternatives("to"), _alternatives("present")
    until, since = _alternatives("until"), _alternatives("since")
    expected = (
        r"(?:\(?(?:exp(?:ected)?|anticipated|est|voraussichtlich|voraus|prevu|previsto|prevista)\b\.?:?\s*)?"
    )
    join = rf"[\s,(]*(?:{_DASH}+(?:\s*(?:{to})\b)?|\b(?:{to})\b\.?|/)[\s,]*{expected}"
    return re.compile(
        {
            "join": join,
            "present": rf"(?:{join}|\s+|\s*\()(?:{present})\b\.?",
            "since": rf"(?<!\w)(?:{since})[\s:]+(?:the\s|der\s|le\s|el\s)?$",
            "until": rf"(?<!\w)(?:{until})[\s:.]+(?:in\s)?$",
            "open": rf"\s*{_DASH}+\s*(?=$|[|)\]\n•·])",
        }[name]
    )


def _full_year(two: str) -> int:
    return 2000 + int(two) if int(two) < 50 else 1900 + int(two)


def _value(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """The ISO form, as precise as its parts are possible; None when the year is not one of a career."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    if month is None or not 1 <= month <= 12:
        return str(year) if month is None else None
    if day is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}"


def _day_month_year(match: re.Match[str], day_first: bool | None) -> str | None:
    a, b, year = int(match["dmy_a"]), int(match["dmy_b"]), int(match["dmy_y"])
    if match["dmy_sep"] == "." or a > 12 or a == b:
        return _value(year, b, a)
    if b > 12:
        return _value(year, a, b)
    if day_first is None:
        return _value(year)
    return _value(year, b, a) if day_first else _value(year, a, b)


@dataclass
class _Scan:
    """The dates found so far in one text."""

    text: str
    day_first: bool | None
    points: list[Point] = field(default_factory=list)
    pairs: dict[int, Point] = field(default_factory=dict)
    """The end of a range that is written within one expression (2019-21), by its start's offset."""

    def add(self, value: str | None, begin: int, stop: int) -> None:
        if value is not None and not any(p.begin < stop and begin < p.stop for p in self.points):
            self.points.append(Point(value, begin, stop))

    def numeric(self, match: re.Match[str]) -> None:
        begin, stop = match.span()
        if match["iso_y"]:
            self.add(_value(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"])), begin, stop)
        elif match["dmy_y"]:
            self.add(_day_month_year(match, self.day_first), begin, stop)
        elif match["ym_y"]:
            self.add(_value(int(match["ym_y"]), int(match["cjk_m"])), begin, stop)
        elif match["short_y"]:
            self._short(match)
        elif match["ym2_y"]:
            self.add(_value(int(match["ym2_y"]), int(match["ym2_m"])), begin, stop)
        elif match["my_y"]:
            self.add(_value(int(match["my_y"]), int(match["my_m"])), begin, stop)
        else:
            self.add(_value(int(match["q1_y"] or match["q2_y"] or match["year"])), begin, stop)

    def _short(self, match: re.Match[str]) -> None:
        """``2019-21`` is a range, ``2019-03`` a month: a dash that ISO does not use, or the size, tells."""
        first, second = int(match["short_y"]), int(match["short_e"])
        begin, stop = match.span()
        if match["short_sep"] in {"-", "/"} and 1 <= second <= 12:
            self.add(_value(first, second), begin, stop)
            return
        last = first // 100 * 100 + second
        last += 100 if last < first else 0
        year_stop = match.end("short_y")
        if last - first > 15:
            self.add(_value(first), begin, year_stop)
            return
        self.add(_value(first), begin, year_stop)
        self.pairs[begin] = Point(str(last), match.start("short_e"), stop)

    def worded(self) -> None:
        position = 0
        while match := _WORDED.search(self.text, position):
            position = match.end("word")
            month, season = _months().get(match["word"]), match["word"] in words("dates", "seasons")
            if month is None and not season:
                continue
            year = int(match["long"]) if match["long"] else _full_year(match["two"])
            day = match["day1"] or match["day2"]
            begin = match.start() if match["day1"] is None or not season else match.start("word")
            self.add(
                _value(year, None if season else month, int(day) if day and month else None),
                begin,
                match.end(),
            )
            position = match.end()

    def year_month(self) -> None:
        for match in _YEAR_MONTH.finditer(self.text):
            month = _months().get(match["word"])
            if month is not None and match["word"] not in words("dates", "to"):
                self.add(_value(int(match["y"]), month), match.start(), match.end())

    def short_months(self) -> None:
        """``05/19 - 06/21``: read only where both sides, or a word after the dash, make it a range."""
        for match in _SLASH_SHORT.finditer(self.text):
            if match["by"] is None and not _pattern("present").match(self.text, match.end("ay")):
                continue
            self.add(_value(_full_year(match["ay"]), int(match["am"])), match.start("am"), match.end("ay"))
            if match["by"]:
                self.add(
                    _value(_full_year(match["by"]), int(match["bm"])), match.start("bm"), match.end("by")
                )

    def lone_months(self) -> None:
        """The first month of ``Jan - Mar 2019`` takes the year of the second."""
        for point in list(self.points):
            if len(point.value) < 7:
                continue
            before = self.text[max(0, point.begin - 24) : point.begin]
            match = _LONE_MONTH.search(before)
            month = _months().get(match["word"]) if match else None
            if match and month is not None and month <= int(point.value[5:7]):
                begin = point.begin - len(before) + match.start("word")
                self.add(_value(int(point.value[:4]), month), begin, begin + len(match["word"]))

    def all(self) -> list[Point]:
        self.short_months()
        self.worded()
        self.year_month()
        for match in _NUMERIC.finditer(self.text):
            self.numeric(match)
        for match in _APOSTROPHE.finditer(self.text):
            self.add(_value(_full_year(match["two"])), match.start(), match.end())
        self.lone_months()
        return sorted(self.points, key=lambda p: p.begin)


def _ranges(text: str, points: list[Point], pairs: dict[int, Point]) -> Iterator[DateRange]:
    index = 0
    while index < len(points):
        start = points[index]
        after = points[index + 1] if index + 1 < len(points) else None
        inner = pairs.get(start.begin)
        index += 1
        if inner is not None:
            yield DateRange(start.begin, inner.stop, start, inner)
        elif after is not None and _joined(text, start, after):
            yield DateRange(start.begin, after.stop, start, after)
            index += 1
        elif match := _pattern("present").match(text, start.stop):
            yield DateRange(start.begin, match.end(), start, ongoing=True)
        elif match := _pattern("since").search(text, max(0, start.begin - 24), start.begin):
            yield DateRange(match.start(), start.stop, start, ongoing=True)
        elif match := _pattern("open").match(text, start.stop):
            yield DateRange(start.begin, match.end(), start, ongoing=True)
        elif match := _pattern("until").search(text, max(0, start.begin - 30), start.begin):
            yield DateRange(match.start(), start.stop, end=start)
        else:
            yield DateRange(start.begin, start.stop, end=start, single=True)


def _joined(text: str, start: Point, end: Point) -> bool:
    """Whether only a dash or "to" stands between two dates that are in order."""
    if not _pattern("join").fullmatch(text, start.stop, end.begin):
        return False
    length = min(len(start.value), len(end.value))
    return start.value[:length] <= end.value[:length]


def find_dates(text: str, *, day_first: bool | None = None) -> list[DateRange]:
    """The dates and ranges in ``text``, in order.

    ``day_first`` says how ``03/04/2019`` is meant; without it only its year is given.
    """
    return list(_found_dates(text, day_first)) if _DIGITS.search(text) else []


@lru_cache(maxsize=1024)
def _found_dates(text: str, day_first: bool | None) -> tuple[DateRange, ...]:
    """The same; a line of a CV is asked about several times."""
    folded = fold(text)
    scan = _Scan(folded, day_first)
    points = scan.all()
    return tuple(_ranges(folded, points, scan.pairs)) if points else ()


def without_dates(text: str, ranges: list[DateRange]) -> list[tuple[int, int]]:
    """What is left of ``text`` around its dates and their durations, as pairs of offsets."""
    taken = sorted([(r.begin, r.stop) for r in ranges] + [m.span() for m in durations(text)])
    left, position = [], 0
    for begin, stop in taken:
        if begin > position:
            left.append((position, begin))
        position = max(position, stop)
    if position < len(text):
        left.append((position, len(text)))
    return left


def durations(text: str) -> list[re.Match[str]]:
    """Lengths of time such as ``(2 yrs 3 mos)``."""
    return list(_DURATION.finditer(fold(text))) if any(map(str.isdigit, text)) else []
