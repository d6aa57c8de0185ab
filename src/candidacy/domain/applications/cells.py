"""Dates, salaries and links as people write them in tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from urllib.parse import urlsplit

from candidacy.kernel.language import sentence


class BadCell(Exception):
    """A cell that cannot be read; the message says what is wrong with it."""


class Period(StrEnum):
    """What a salary is for."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


@dataclass(frozen=True, slots=True)
class Salary:
    """An amount, in a currency by its ISO 4217 code, for a period."""

    amount: Decimal
    currency: str
    period: Period


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar jänner janvier janv enero ene",
            "feb february februar février fevrier févr febrero",
            "mar march märz maerz mrz mars marzo",
            "apr april avril avr abril abr",
            "may mai mayo",
            "jun june juni juin junio",
            "jul july juli juillet juil julio",
            "aug august août aout agosto ago",
            "sep sept september septembre septiembre",
            "oct october okt oktober octobre octubre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre decembre diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:$|[T ])")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:$|[ ,T])")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:de\s+)?([^\W\d]+)\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)


def is_day_first(cells: Iterable[str]) -> bool | None:
    """Whether a column of dates such as 25/3/2025 writes the day first; None where no cell tells."""
    for cell in cells:
        found = _NUMBERS.match(cell.strip())
        if found is None:
            continue
        if found[2] == "." or int(found[1]) > 12:
            return True
        if int(found[3]) > 12:
            return False
    return None


def read_date(text: str, *, day_first: bool) -> date | None:
    """The day that a cell names; None for an empty one. Raises BadCell."""
    text = " ".join(text.split())
    if not text:
        return None
    try:
        return _parsed_date(text, day_first=day_first)
    except ValueError as exc:
        raise BadCell(
            sentence(f"{text[:40]} is not a date that can be read. Write it as 2026-01-31.")
        ) from exc


def _parsed_date(text: str, *, day_first: bool) -> date:
    if found := _ISO.match(text):
        return _between(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _NUMBERS.match(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        swapped = not day_first and found[2] != "."
        day, month = (second, first) if swapped else (first, second)
        return _between(date(year + 2000 if year < 100 else year, month, day))
    if found := _DAY_MONTH.match(text):
        return _between(date(int(found[3]), _month(found[2]), int(found[1])))
    if found := _MONTH_DAY.match(text):
        return _between(date(int(found[3]), _month(found[1]), int(found[2])))
    if _SERIAL.fullmatch(text):
        return _between(_EXCEL_EPOCH + timedelta(days=int(float(text))))
    raise ValueError(text)


def _month(name: str) -> int:
    number = _MONTHS.get(name.casefold())
    if number is None:
        raise ValueError(name)
    return number


def _between(day: date) -> date:
    if not 1970 <= day.year <= 2100:
        raise ValueError(day)
    return day


_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "zł": "PLN", "kr": "SEK"}
_CODE = re.compile(r"\b([A-Z]{3})\b")
_AMOUNT = re.compile(r"(\d[\d.,'\u00a0\u202f ]*\d|\d)\s*([kKmM])?(?![\w%])")
_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (Period.HOUR, re.compile(r"(?i)hour|/\s?hr?\b|\bstunde|\bheure|\bhora")),
    (Period.DAY, re.compile(r"(?i)\bday|/\s?d\b|daily|\btag\b|\bjour\b|\bdía")),
    (Period.WEEK, re.compile(r"(?i)week|woche|semaine|semana")),
    (Period.MONTH, re.compile(r"(?i)month|/\s?mo\b|\bmonat|\bmois|\bmes\b|\bp\.?\s?m\.?\b")),
)


def read_salary(text: str) -> Salary | None:
    """The salary in a cell; of a range its lower end. None for an empty cell. Raises BadCell."""
    text = " ".join(text.split())
    if not text:
        return None
    found = _AMOUNT.search(text)
    if found is None:
        raise BadCell(sentence(f"{text[:40]} names no amount; it is kept in the notes."))
    try:
        amount = Decimal(_plain_number(found[1])) * {"k": 1000, "m": 1_000_000}.get(
            (found[2] or "").lower(), 1
        )
    except InvalidOperation as exc:
        raise BadCell(sentence(f"{text[:40]} names no amount; it is kept in the notes.")) from exc
    if not 0 < amount < Decimal(10) ** 12:
        raise BadCell(sentence(f"{text[:40]} is no salary; it is kept in the notes."))
    period = next((one for one, words in _PERIODS if words.search(text)), Period.YEAR)
    return Salary(amount.quantize(Decimal("0.01")), _currency(text), period)


def _currency(text: str) -> str:
    code = _CODE.search(text)
    if code is not None:
        return code[1]
    return next((name for sign, name in _SIGNS.items() if sign in text.casefold()), "EUR")


def _plain_number(text: str) -> str:
    """1,234.50, 1.234,50 and 1'234 as plain numbers: a mark before one or two digits is the decimal one."""
    bare = re.sub(r"[\s'\u00a0\u202f]", "", text)
    decimals = re.search(r"[.,](\d{1,2})$", bare)
    whole = bare[: decimals.start()] if decimals else bare
    return re.sub(r"[.,]", "", whole) + (f".{decimals[1]}" if decimals else "")


def web_link(text: str) -> str:
    """An address of the web, or nothing for an empty cell. Raises BadCell for anything else."""
    text = text.strip()
    if not text:
        return ""
    if "://" not in text and re.match(r"(?i)(www\.)?[\w-]+(\.[\w-]+)+(/|$|\?)", text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname)
    except ValueError as exc:
        raise BadCell(sentence("This is not an address of the web; it is kept in the notes.")) from exc
    if parts.scheme not in {"http", "https"} or not named or len(text) > 2_000 or not text.isprintable():
        raise BadCell(sentence("This is not an address of the web; it is kept in the notes."))
    return text
