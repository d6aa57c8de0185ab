"""Resumes as files, in any format."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from candidacy.domain.rendering.content import Sheet, sheet_of
from candidacy.domain.rendering.docx import docx_of
from candidacy.domain.rendering.errors import NoSuchFormat
from candidacy.domain.rendering.html import html_of
from candidacy.domain.rendering.markdown import markdown_of
from candidacy.domain.rendering.themes import DEFAULT_THEME, Paper, Theme
from candidacy.domain.resume import Resume

if TYPE_CHECKING:
    from candidacy.domain.rendering.pdf import Typesetter


class Format(StrEnum):
    """What a Resume can be written as; the value is the ending of a file's name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    JSON = "json"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.HTML: "text/html; charset=utf-8",
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file. ``pages`` is None where the format has none until somebody opens it."""

    data: bytes
    format: Format
    pages: int | None = None
    warnings: tuple[str, ...] = ()


def format_named(name: str) -> Format:
    """Raises NoSuchFormat."""
    try:
        return Format(name.lower())
    except ValueError as exc:
        known = ", ".join(one.value for one in Format)
        raise NoSuchFormat(f"There is no format {name!r}. Choose one of: {known}.") from exc


class Renderer:
    """Renders Resumes; what setting pages needs is loaded with the first PDF and kept.

    ``font_folders`` hold fonts beside the bundled ones.
    """

    def __init__(self, font_folders: Sequence[Path] = ()) -> None:
        self._folders = tuple(font_folders)

    @cached_property
    def _typesetter(self) -> "Typesetter":
        from candidacy.domain.rendering.pdf import Typesetter

        return Typesetter(self._folders)

    def render(
        self,
        resume: Resume,
        kind: Format,
        *,
        made: datetime,
        theme: Theme = DEFAULT_THEME,
        paper: Paper = Paper.A4,
        language: str | None = None,
    ) -> Rendered:
        """The file; ``made`` is the time that it says of itself, ``language`` that of its headings.

        Raises MissingGlyphs and CvTooLong for a PDF.
        """
        if kind is Format.JSON:
            return Rendered(json_of(resume), kind)
        return self.render_sheet(sheet_of(resume, language), kind, made=made, theme=theme, paper=paper)

    def render_sheet(
        self,
        sheet: Sheet,
        kind: Format,
        *,
        made: datetime,
        theme: Theme = DEFAULT_THEME,
        paper: Paper = Paper.A4,
    ) -> Rendered:
        """A document that is no Resume, such as a letter. Raises what ``render`` does, and NoSuchFormat."""
        match kind:
            case Format.JSON:
                raise NoSuchFormat
            case Format.PDF:
                pages = self._typesetter.pdf(sheet, theme, paper, made)
                return Rendered(pages.data, kind, pages.pages, pages.warnings)
            case Format.DOCX:
                return Rendered(docx_of(sheet, theme, paper, made), kind)
            case Format.HTML:
                return Rendered(html_of(sheet, theme, paper).encode(), kind)
            case Format.MARKDOWN:
                return Rendered(markdown_of(sheet, theme).encode(), kind)
            case _:
                assert_never(kind)

    def picture(self, resume: Resume, theme: Theme, paper: Paper = Paper.A4) -> bytes:
        """The first page as a small PNG. Raises CvTooLong."""
        return self._typesetter.picture(sheet_of(resume), theme, paper)

    def warm_up(self) -> None:
        """Load the fonts ahead of the first PDF."""
        _ = self._typesetter


def json_of(resume: Resume) -> bytes:
    """A JSON Resume file."""
    return (json.dumps(resume.to_json_resume(), ensure_ascii=False, indent=2) + "\n").encode(errors="replace")
