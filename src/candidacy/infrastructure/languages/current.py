"""The language that the work at hand speaks, and what it says in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.catalog import Catalog as Messages
from babel.numbers import format_decimal
from babel.units import format_unit

from candidacy.infrastructure.languages.catalog import Catalog, join_catalogs

SOURCE: Final = "en"
LANGUAGES: Final = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
PSEUDO: Final = "en-XA"
"""The language that a test speaks: English in brackets, so that what nobody can translate is seen."""

_ANOTHER: Final = "de"
"""The catalogs of this language say what all of them can translate."""
_LOCALES = {"en": "en_GB", PSEUDO: "en_GB"}
_THOUSAND = 1000
_MULTIPLES = ("kilobyte", "megabyte", "gigabyte", "terabyte")
_DURATIONS = (
    (90, ("second", 1, "#,##0")),
    (5_400, ("minute", 60, "#,##0")),
    (48 * 3_600, ("hour", 3_600, "#,##0.#")),
)
"""Below how many seconds which unit says a duration, its length and how it is written."""
_DAYS = ("day", 86_400, "#,##0")

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def current_language() -> str:
    """The code of the language (BCP 47) that pages are made in now."""
    return _current.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is made within is made in this language."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


class Pseudo(Catalog):
    """Brackets around everything that went through a catalog; not around a sentence that none of them has."""

    def __init__(self, folders: Sequence[Path]) -> None:
        super().__init__()
        self._files = [file for folder in folders if (file := folder / f"{_ANOTHER}.po").is_file()]

    @cached_property
    def _known(self) -> Catalog:
        known = Messages(locale=_ANOTHER, fuzzy=False)
        for message in join_catalogs(self._files, _ANOTHER):
            if isinstance(message.id, str) and message.id:
                known.add(message.id, f"⟦{message.id}⟧")
        return Catalog(known)

    def _translate(self, text: str) -> str:
        return str(self._known.translate(text))

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        return self.ngettext(msgid1, msgid2, n)


class Languages:
    """The catalogs of an installation, each read when it is first spoken.

    ``folders`` hold ``<language>.po``, and the first that knows a message says it. ``pseudo`` allows the
    language of the tests.
    """

    def __init__(self, folders: Sequence[Path], *, pseudo: bool = False) -> None:
        self._folders = tuple(folders)
        self._catalogs: dict[str, Catalog] = {SOURCE: Catalog()}
        self._reading = Lock()
        if pseudo:
            self._catalogs[PSEUDO] = Pseudo(self._folders)

    def knows(self, language: str) -> bool:
        return language in LANGUAGES or language in self._catalogs

    def is_read(self, language: str) -> bool:
        return language in self._catalogs

    def catalog(self, language: str) -> Catalog:
        """Of a language that is known; reading it takes a fraction of a second the first time."""
        found = self._catalogs.get(language)
        if found is None:
            with self._reading:
                found = self._catalogs.get(language) or self._read(language)
        return found

    def _read(self, language: str) -> Catalog:
        files = [file for folder in self._folders if (file := folder / f"{language}.po").is_file()]
        made = self._catalogs[language] = Catalog(join_catalogs(files, language))
        return made

    def gettext(self, message: str) -> str:
        said: str = self._spoken.gettext(message)
        return said

    def ngettext(self, one: str, many: str, n: int) -> str:
        said: str = self._spoken.ngettext(one, many, n)
        return said

    def pgettext(self, context: str, message: str) -> str:
        return str(self._spoken.pgettext(context, message))

    def npgettext(self, context: str, one: str, many: str, n: int) -> str:
        said: str = self._spoken.npgettext(context, one, many, n)
        return said

    def translate(self, text: str) -> str:
        """A sentence that code made in English, in the language spoken; unchanged where unknown."""
        return text if current_language() == SOURCE else self._spoken.translate(text)

    @property
    def _spoken(self) -> Catalog:
        return self.catalog(current_language())


def locale() -> Locale:
    """The habits of the language spoken."""
    code = current_language()
    return Locale.parse(_LOCALES.get(code, code))


def say_date(value: date) -> str:
    """22 Nov 2026."""
    return format_date(value, "medium", locale())


def say_moment(value: datetime) -> str:
    """22 Nov 2026, 08:05, on the clock that ``value`` is on."""
    return f"{say_date(value)}, {format_time(value, 'short', locale=locale())}"


def say_day(value: date) -> str:
    """22 Nov, where the year is plain."""
    return str(format_skeleton("MMMd", value, locale=locale()))


def say_number(value: float, digits: int | None = None) -> str:
    """1,234.5; with ``digits`` exactly that many after the point."""
    pattern = None if digits is None else "#,##0." + "0" * digits if digits else "#,##0"
    return format_decimal(value, pattern, locale())


def say_size(count: int) -> str:
    """12 bytes, 37.4 kB: in the unit that leaves less than a thousand."""
    if count < _THOUSAND:
        return str(format_unit(count, "digital-byte", length="long", locale=locale()))
    # What would be rounded up to a thousand is one of the next unit.
    powers = range(1, len(_MULTIPLES))
    power = next((n for n in powers if round(count / _THOUSAND**n, 1) < _THOUSAND), len(_MULTIPLES))
    return _of_unit(count / _THOUSAND**power, f"digital-{_MULTIPLES[power - 1]}", "#,##0.#")


def say_duration(seconds: float) -> str:
    """45 secs, 12 mins, 1.5 hrs, 3 days: as exactly as anybody wants to know it."""
    unit, length, pattern = next((how for below, how in _DURATIONS if seconds < below), _DAYS)
    return _of_unit(seconds / length, f"duration-{unit}", pattern)


def _of_unit(value: float, unit: str, pattern: str) -> str:
    return str(format_unit(value, unit, length="short", format=pattern, locale=locale()))
