"""The language that the work at hand speaks, and what it says in it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from pathlib import Path
from typing import Final

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal

from candidacy.infrastructure.languages.catalog import Catalog, join_catalogs

SOURCE: Final = "en"
LANGUAGES: Final = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français"}
PSEUDO: Final = "en-XA"
"""The language that a test speaks: English in brackets, so that what nobody can translate is seen."""

_LOCALES = {"en": "en_GB", PSEUDO: "en_GB"}

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
    """Brackets around everything that went through a catalog."""

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
        if pseudo:
            self._catalogs[PSEUDO] = Pseudo()

    def knows(self, language: str) -> bool:
        return language in LANGUAGES or language in self._catalogs

    def is_read(self, language: str) -> bool:
        return language in self._catalogs

    def catalog(self, language: str) -> Catalog:
        """Of a language that is known; reading it takes a fraction of a second the first time."""
        found = self._catalogs.get(language)
        if found is None:
            files = [file for folder in self._folders if (file := folder / f"{language}.po").is_file()]
            found = self._catalogs[language] = Catalog(join_catalogs(files, language))
        return found

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
