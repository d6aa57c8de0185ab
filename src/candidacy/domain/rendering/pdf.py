"""Sheets set in pages by Typst: PDF/A-2a with PDF/UA-1, and pictures of the first page.

A kept compiler per theme makes the second document cheap. Nothing is read but the package's own templates
and fonts, and no font of the system. One ``Typesetter`` sets one document at a time.
"""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from candidacy.domain.rendering.content import Sheet
from candidacy.domain.rendering.errors import CvTooLong, MissingGlyphs, RenderingFailed
from candidacy.domain.rendering.fonts import bundled_fonts, east_asian, installed_fonts
from candidacy.domain.rendering.themes import Paper, Theme
from candidacy.kernel.language import sentence

if TYPE_CHECKING:
    import typst

_STANDARDS: list[Any] = ["a-2a", "ua-1"]
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_FORBIDDEN = re.compile(r'codepoint `"(?:\\u\{([0-9a-f]+)\}|(.))"`', re.DOTALL)
_MOST_RETRIES = 40
_MOST_CHARACTERS = 400_000
"""About 150 pages: setting more takes seconds."""
_THUMBNAIL_PPI = 60.0


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF, how many pages it has, and what a person should know about it."""

    data: bytes
    pages: int
    warnings: tuple[str, ...] = ()


class Typesetter:
    """Sets sheets in pages; ``folders`` hold further fonts."""

    def __init__(self, folders: Sequence[Path] = ()) -> None:
        import typst  # 7 MB that only a process that sets pages needs.

        self._typst = typst
        self._fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=True,
            font_paths=[bundled_fonts(), *installed_fonts(), *folders],
        )
        self._families = tuple(self._fonts.families())
        self._compilers: dict[str, typst.Compiler] = {}
        self._lock = threading.Lock()

    def pdf(self, sheet: Sheet, theme: Theme, paper: Paper, made: datetime) -> Pages:
        """Set a sheet; ``made`` becomes the time in the PDF.

        Raises MissingGlyphs for letters that no font has, naming them. Signs that are no letters, such as
        emoji, are left out, which a warning says. Raises CvTooLong.
        """
        with self._lock:
            return self._pdf(self._data(sheet, theme, paper), theme, made)

    def picture(self, sheet: Sheet, theme: Theme, paper: Paper) -> bytes:
        """The first page as a small PNG, with boxes where no font has a letter."""
        with self._lock:
            inputs = {"data": self._data(sheet, theme, paper)}
            try:
                made = self._compiler(theme).compile(format="png", ppi=_THUMBNAIL_PPI, sys_inputs=inputs)
            except self._typst.TypstError as error:
                raise RenderingFailed from error
        first = made[0] if isinstance(made, list) else made
        if first is None:
            raise RenderingFailed
        return first

    def _data(self, sheet: Sheet, theme: Theme, paper: Paper) -> str:
        main, aside = theme.arrange(sheet)
        data = json.dumps(
            {
                "paper": paper.typst_name,
                "fonts": east_asian(sheet.language, self._families),
                "lang": sheet.language,
                "title": sheet.title,
                "name": sheet.name,
                "headline": sheet.name or sheet.label or sheet.title,
                "label": sheet.label,
                "contacts": [asdict(contact) for contact in sheet.contacts],
                "contact_title": sheet.contact_title,
                "main": [asdict(section) for section in main],
                "aside": [asdict(section) for section in aside],
            },
            ensure_ascii=False,
        )
        if len(data) > _MOST_CHARACTERS:
            raise CvTooLong
        return data

    def _pdf(self, data: str, theme: Theme, made: datetime) -> Pages:
        left_out: list[str] = []
        moment = made.replace(microsecond=0)
        compiler = self._compiler(theme)
        for _ in range(_MOST_RETRIES):
            try:
                pdf = compiler.compile(
                    format="pdf", sys_inputs={"data": data}, pdf_standards=_STANDARDS, timestamp=moment
                )
            except self._typst.TypstError as error:
                bad = _unprintable(error)
                data = _without(data, bad)
                left_out += bad
                continue
            if not isinstance(pdf, bytes):
                raise RenderingFailed
            pages = int(json.loads(compiler.query("<pages>", field="value", one=True)))
            return Pages(pdf, pages, _warnings(left_out))
        raise MissingGlyphs(
            f"The fonts at hand lack {len(left_out)} of the signs in this CV: {_names(left_out)}."
        )

    def _compiler(self, theme: Theme) -> typst.Compiler:
        compiler = self._compilers.get(theme.name)
        if compiler is None:
            root = Path(str(resources.files("candidacy.domain.rendering") / "typst"))
            compiler = self._typst.Compiler(
                root / f"{theme.name}.typ",
                root=root,
                font_paths=self._fonts,
                ignore_system_fonts=True,
                package_path=root,
                package_cache_path=root,
            )
            self._compilers[theme.name] = compiler
        return compiler


def _unprintable(error: typst.TypstError) -> list[str]:
    """The signs without a glyph that an error of the strict standards names.

    Raises MissingGlyphs where they are letters, and RenderingFailed for any other error.
    """
    message = str(error)
    if match := _MISSING.search(message):
        signs = list(dict.fromkeys(_unescaped(match[1])))
    elif match := _FORBIDDEN.search(message):
        signs = [chr(int(match[1], 16)) if match[1] else match[2]]
    else:
        raise RenderingFailed from error
    letters = [sign for sign in signs if unicodedata.category(sign)[0] in "LMN"]
    if letters:
        raise MissingGlyphs(_without_letters(letters[0])) from error
    return signs


def _unescaped(text: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), text)


def _without_letters(letter: str) -> str:
    """What is missing, by the first word of the letter's Unicode name: ``CJK``, ``Devanagari``."""
    word = unicodedata.name(letter, "unknown").split()[0]
    if word in _EAST_ASIAN_NAMES:
        return sentence(
            f"The fonts at hand have no Chinese, Japanese or Korean letters such as {letter!r}. "
            f"Install candidacy[cjk], or export DOCX or HTML, which use the fonts of who reads them."
        )
    return sentence(
        f"The fonts at hand have no {word.capitalize()} letters such as {letter!r}. "
        f"Name a folder with a font for it, or export DOCX or HTML, which use the fonts of who reads them."
    )


_EAST_ASIAN_NAMES = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "KATAKANA-HIRAGANA", "BOPOMOFO"})


def _without(data: str, signs: Sequence[str]) -> str:
    """The data without some signs, also where JSON writes them as escapes."""
    for sign in signs:
        data = data.replace(json.dumps(sign, ensure_ascii=False)[1:-1], "")
    return data


def _names(signs: Sequence[str]) -> str:
    return ", ".join(f"{unicodedata.name(s, 'unnamed').lower()} (U+{ord(s):04X})" for s in signs[:5])


def _warnings(left_out: Sequence[str]) -> tuple[str, ...]:
    if not left_out:
        return ()
    return (sentence(f"Left out, because no font has them: {_names(left_out)}."),)
