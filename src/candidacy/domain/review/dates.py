"""Dates of a CV as months, and date ranges as they are written in its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?$")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier janeiro enero ene janv",
            "feb february februar février fevereiro febrero fev févr fevr",
            "mar march märz mars março marzo mär mrz",
            "apr april avril abril abr avr",
            "may mai maio mayo",
            "jun june juni juin junho junio",
            "jul july juli juillet julho julio juil",
            "aug august août agosto ago",
            "sep sept september septembre setembro septiembre set",
            "oct october oktober octobre outubro octubre okt out",
            "nov november novembre novembro noviembre",
            "dec december dezember décembre dezembro diciembre dez déc dic",
        ),
        start=1,
    )
    for name in names.split()
}
_NEVER_SHORT = frozenset(
    {"may", "mai", "maio", "mayo", "june", "july", "juni", "juli", "juin", "mars", "août"}
)
_MONTH_NAME = "|".join(sorted(_MONTHS, key=lambda n: (-len(n), n)))
_DATE = (
    rf"(?:(?P<name{{0}}>{_MONTH_NAME})(?P<dot{{0}}>\.?)[,\s]+(?:de\s+)?(?P<nyear{{0}}>(?:19|20)\d\d|['’]\d\d)"
    r"|(?P<mon{0}>0?[1-9]|1[0-2])(?P<sep{0}>[/.])(?P<myear{0}>(?:19|20)\d\d)"
    r"|(?P<iyear{0}>(?:19|20)\d\d)-(?P<imon{0}>0[1-9]|1[0-2])(?!\d)"
    r"|(?P<year{0}>(?:19|20)\d\d)(?![\d%]))"
)
_RANGE = re.compile(
    rf"(?<![\w/]){_DATE.format('a')}\s*(?:[-–—]|to|until|bis|até|hasta|à)\s*{_DATE.format('b')}(?!\w)",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?<![\w/.-]){_DATE.format('a')}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Month:
    """A date of a CV: ``first`` and ``last`` are the months it can mean, counted from year 0."""

    first: int
    last: int

    @property
    def exact(self) -> bool:
        """Whether the month is known."""
        return self.first == self.last


def month_of(written: str | None) -> Month | None:
    """The month or year that an ISO 8601 date (``2019``, ``2019-03``, ``2019-03-21``) means."""
    match = _ISO.match(written or "")
    if match is None:
        return None
    year = int(match[1]) * 12
    if match[2] and 1 <= int(match[2]) <= 12:
        return Month(year + int(match[2]) - 1, year + int(match[2]) - 1)
    return Month(year, year + 11)


def this_month(today: date) -> int:
    """The month of ``today``, counted from year 0."""
    return today.year * 12 + today.month - 1


@dataclass(frozen=True)
class WrittenDate:
    """A date as a text writes it: its month and the form it has (``Mar 2019``, ``03/2019``, ``2019``)."""

    month: Month
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class WrittenRange:
    """Two dates with a dash or a word between them."""

    begin: WrittenDate
    finish: WrittenDate


def _written(match: re.Match[str], side: str) -> WrittenDate:
    part = {
        key: match[key + side]
        for key in ("name", "dot", "nyear", "mon", "sep", "myear", "iyear", "imon", "year")
    }
    if part["name"]:
        name = part["name"].lower()
        # A name that is never shortened says nothing about the form.
        form = "" if name in _NEVER_SHORT else "Mar 2019" if len(name) <= 4 else "March 2019"
        year = part["nyear"]
        number = int(year) if year.isdigit() else 2000 + int(year[1:])
        where, month = number * 12 + _MONTHS[name] - 1, True
    elif part["mon"]:
        form, where, month = f"03{part['sep']}2019", int(part["myear"]) * 12 + int(part["mon"]) - 1, True
    elif part["iyear"]:
        form, where, month = "2019-03", int(part["iyear"]) * 12 + int(part["imon"]) - 1, True
    else:
        form, where, month = "2019", int(part["year"]) * 12, False
    keys = ("name", "mon", "iyear", "year")
    ends = ("nyear", "myear", "imon", "year")
    start = next(match.start(k + side) for k in keys if match[k + side])
    end = next(match.end(k + side) for k in ends if match[k + side])
    return WrittenDate(Month(where, where if month else where + 11), form, start, end)


def written_ranges(text: str) -> Iterator[WrittenRange]:
    """The date ranges with two dates in ``text``, in order."""
    for match in _RANGE.finditer(text):
        yield WrittenRange(_written(match, "a"), _written(match, "b"))


def written_dates(text: str) -> Iterator[WrittenDate]:
    """Each date in ``text``, in order; a lone year counts too."""
    for match in _SINGLE.finditer(text):
        yield _written(match, "a")
